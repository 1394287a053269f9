"""The SAT attacker: who knows all sheets, the rule, every visit, and k-2 households completely.

Unknown are the labels of the other households' cards. Each question "can this household have this code", "can
it not", "can this code have stayed empty" is put to a solver; an unsatisfiable one is a proof, so a loss. A
satisfiable one has a witness: other labels for which the rule itself, run again, prints the same. A witness
that does not is cut off and the question put again, so no answer rests on the encoding alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lotsenbuch.anonymise.model import Block, Node
from tests.campaigns.anonymity.bruteforce import Losses
from tests.campaigns.anonymity.encoding import Labels, encode
from tests.campaigns.anonymity.formula import Counter, Formula
from tests.campaigns.anonymity.weaker_rules import TableRule, leaves

Labelling = tuple[tuple[str, ...], ...]  # of each table, of each card, its leaf


@dataclass(frozen=True, slots=True)
class Printed:
    """One table as the attacker has it: whose card lies where is known, its code is not."""

    tree: Node
    households: tuple[int, ...]
    codes: tuple[str, ...] = field(repr=False)
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a leaf: of a household whether it is (not) on it, of the code whether it occurs."""

    kind: str  # a field of Losses
    table: int
    leaf: str
    household: int = -1


class Attack:
    """All tables of one closing. `again` says whether a labelling prints the same."""

    def __init__(
        self, tables: Sequence[Printed], k: int, again: Callable[[Labelling], bool], *, exact: bool = True
    ) -> None:
        self.formula = Formula()
        self.cut_off = 0  # witnesses of the solver that the rule did not print
        self._tables = tables
        self._k = k
        self._again = again
        self._labels = [self._table(table, exact) for table in tables]
        self._numbers: dict[tuple[int, str], Counter] = {}

    def _table(self, table: Printed, exact: bool) -> Labels:
        names = [leaf.codes[0] for leaf in leaves(table.tree)]
        of = [{name: self.formula.variable() for name in names} for _ in table.households]
        for card in of:
            self.formula.exactly_one(list(card.values()))
        labels = Labels(self.formula, table.tree, of)
        if exact:
            encode(labels, table.blocks, self._k - 1)
        else:
            for block in table.blocks:
                for literal in labels.number(block.codes).exactly(block.count):
                    self.formula.add(literal)
        return labels

    def knows(self, known: frozenset[int]) -> list[int]:
        """Everything about these households."""
        return [
            labels.of[card][table.codes[card]]
            for table, labels in zip(self._tables, self._labels, strict=True)
            for card, household in enumerate(table.households)
            if household in known
        ]

    def about(self, known: frozenset[int]) -> Iterator[Question]:
        """All questions that are left to who knows these households."""
        for at, table in enumerate(self._tables):
            for leaf in leaves(table.tree):
                yield Question("existing", at, leaf.codes[0])
                for household in sorted(set(table.households) - known):
                    yield Question("excluded", at, leaf.codes[0], household)
                    yield Question("forced", at, leaf.codes[0], household)

    def _alternatives(self, question: Question, known: frozenset[int]) -> Iterator[list[int]]:
        """One of these has to be possible. A code must not be proven to occur with at most T cards."""
        labels, households = self._labels[question.table], self._tables[question.table].households
        own = [labels.of[at][question.leaf] for at, each in enumerate(households) if each == question.household]
        if question.kind == "forced":
            yield [-literal for literal in own]
        elif question.kind == "excluded":
            yield from ([literal] for literal in own)
        else:
            yield [-labels.of[at][question.leaf] for at, each in enumerate(households) if each not in known]
            yield [self._number(question.table, question.leaf).at_least(self._k)]

    def _number(self, table: int, leaf: str) -> Counter:
        """The one counter of a leaf; two of the same cards would have to be proven equal by the solver."""
        if (table, leaf) not in self._numbers:
            self._numbers[table, leaf] = self._labels[table].number((leaf,))
        return self._numbers[table, leaf]

    def is_open(self, question: Question, known: frozenset[int]) -> bool:
        """Whether one of the alternatives has a witness. Raises TimeOutError."""
        knowledge = self.knows(known)
        return any(self._possible([*knowledge, *each]) for each in self._alternatives(question, known))

    def _possible(self, assumptions: Sequence[int]) -> bool:
        while (model := self.formula.solve(assumptions)) is not None:
            found = self._read(model)
            if self._again(found):
                return True
            self.cut_off += 1
            self._cut(found)
        return False

    def _read(self, model: frozenset[int]) -> Labelling:
        return tuple(
            tuple(next(name for name, literal in card.items() if literal in model) for card in labels.of)
            for labels in self._labels
        )

    def _cut(self, found: Labelling) -> None:
        """No labelling with the same numbers again: the rule only looks at these."""
        same = []
        for table, codes in enumerate(found):
            for leaf in leaves(self._tables[table].tree):
                number = self._number(table, leaf.codes[0])
                same += [-literal for literal in number.exactly(codes.count(leaf.codes[0]))]
        self.formula.add(*same)

    def losses(self, known: frozenset[int], questions: Sequence[Question] | None = None) -> Losses:
        """The losses to an attacker who knows these households completely."""
        found = Losses()
        for question in self.about(known) if questions is None else questions:
            lost: Mapping[str, int] = {} if self.is_open(question, known) else {question.kind: 1}
            found += Losses(questions=1, **lost)
        return found


def on_one_table(rule: TableRule, tree: Node, codes: Sequence[str], households: Sequence[int]) -> Attack:
    """The attack on a single table of any rule, with no encoding but the printed numbers."""

    def prints(labels: Sequence[str]) -> tuple[Block, ...]:
        return rule.prints(tree, {leaf.codes[0]: labels.count(leaf.codes[0]) for leaf in leaves(tree)})

    blocks = prints(codes)
    table = Printed(tree, tuple(households), tuple(codes), blocks)
    return Attack([table], rule.k, lambda found: prints(found[0]) == blocks, exact=False)
