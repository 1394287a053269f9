"""LB-2 as clauses: a table whose labels are unknown prints exactly these blocks, and refuses exactly there.

A node is divided or not; at each divided one the printed blocks say which children are named. What they do not
say is which of the other children are large: none (they stand alone), one (the cover) or two. Each of these
cases is a selector with its conditions, refusals included: an undivided node is one where the rule found
nothing to name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from lotsenbuch.anonymise.model import REST, Block, Node
from lotsenbuch.anonymise.splitting import size
from tests.campaigns.anonymity.formula import Counter, Formula


@dataclass(frozen=True, slots=True)
class Choice:
    """What the print of a table says about one node: its size, what is named, and what is not."""

    node: Node
    total: int
    named: tuple[Node, ...]
    rest: tuple[Node, ...]


def choices(node: Node, blocks: Sequence[Block]) -> Iterator[Choice]:
    """The choices behind a print, read from the blocks alone."""
    if not node.children:
        return
    inside = [block for block in blocks if set(block.codes) <= set(node.codes)]
    total = sum(block.count for block in inside)
    if [block.codes for block in inside] == [node.codes] and inside[0].code != REST:
        yield Choice(node, total, (), node.children)
        return
    named = tuple(child for child in node.children if _is_named(child, inside))
    yield Choice(node, total, named, tuple(child for child in node.children if child not in named))
    for child in named:
        yield from choices(child, inside)


def _is_named(child: Node, blocks: Sequence[Block]) -> bool:
    within = {code for block in blocks if set(block.codes) <= set(child.codes) for code in block.codes}
    return within == set(child.codes)


@dataclass(frozen=True, slots=True)
class Labels:
    """`of[card][leaf]` is the literal "this card has this leaf"; a leaf is named by its first code."""

    formula: Formula
    tree: Node
    of: Sequence[Mapping[str, int]]

    def on(self, codes: Sequence[str]) -> list[int]:
        """For each card the literal that it lies on one of these codes."""
        return [self.formula.any_of([each[code] for code in codes if code in each]) for each in self.of]

    def number(self, codes: Sequence[str]) -> Counter:
        return self.formula.counter(self.on(codes))


def encode(labels: Labels, blocks: Sequence[Block], threshold: int) -> None:
    """The clauses of one table. The printed numbers first, then every choice of the rule."""
    for block in blocks:
        for literal in labels.number(block.codes).exactly(block.count):
            labels.formula.add(literal)
    counts = dict.fromkeys(labels.tree.codes, 0)
    for block in blocks:
        counts[block.codes[0]] = block.count
    for choice in choices(labels.tree, blocks):
        named = sum(size(child, counts) for child in choice.named)
        _Cases(labels, choice, choice.total - named, threshold).add()


@dataclass(frozen=True, slots=True)
class _Cases:
    """The cases of one choice. `hidden` are the cards of everything that is not named."""

    labels: Labels
    choice: Choice
    hidden: int
    threshold: int

    def add(self) -> None:
        rest, formula = self.choice.rest, self.labels.formula
        if not rest:
            return
        numbers = [self.labels.number(child.codes) for child in rest]
        cases = [*self._none(numbers), *self._one(numbers), *self._two(numbers)]
        selectors = []
        for clauses in cases:
            selector = formula.variable()
            selectors.append(selector)
            for clause in clauses:
                formula.add(-selector, *clause)
        formula.add(*selectors)

    def _large(self, numbers: Sequence[Counter], *which: int) -> list[list[int]]:
        """These children of the rest are larger than T, the others are not."""
        large = [each.at_least(self.threshold + 1) for each in numbers]
        return [[literal if at in which else -literal] for at, literal in enumerate(large)]

    def _may_cover(self) -> list[int]:
        """Children of the rest that come after all that are named."""
        order = self.choice.node.children
        last = max((order.index(child) for child in self.choice.named), default=-1)
        return [at for at, child in enumerate(self.choice.rest) if order.index(child) > last]

    def _alone(self, hidden: int, small: int) -> bool:
        return self.threshold < hidden <= (small - 1) * self.threshold

    def _not_alone(self, covers: Counter, small: int) -> list[int]:
        """A clause: what the covers leave over is too little to stand alone, or too much."""
        few = covers.at_least(self.hidden - self.threshold)
        many = covers.at_most(self.hidden - (small - 1) * self.threshold - 1)
        return [few, many]

    def _none(self, numbers: Sequence[Counter]) -> Iterator[list[list[int]]]:
        """No child of the rest is large."""
        if not self.choice.named or self._alone(self.hidden, len(numbers)):
            yield self._large(numbers)

    def _one(self, numbers: Sequence[Counter]) -> Iterator[list[list[int]]]:
        """One cover. In an undivided node the second-cover clause may fire too; there is nothing left for it."""
        if len(numbers) < 2 or (self.choice.named and self.hidden <= 2 * self.threshold):
            return
        for cover in self._may_cover():
            yield [*self._large(numbers, cover), self._not_alone(numbers[cover], len(numbers) - 1)]

    def _two(self, numbers: Sequence[Counter]) -> Iterator[list[list[int]]]:
        """Two covers: the later one with the small ones is not larger than 2T."""
        if len(numbers) < 3 or self.hidden < 2 * (self.threshold + 1):
            return
        for first, second in combinations(self._may_cover(), 2):
            yield [
                *self._large(numbers, first, second),
                [numbers[first].at_least(self.hidden - 2 * self.threshold)],
                *self._neither_alone(numbers[first], numbers[second], len(numbers) - 2),
            ]

    def _neither_alone(self, first: Counter, second: Counter, small: int) -> Iterator[list[int]]:
        """A clause for every pair of covers that leaves over what may stand alone."""
        for one in range(self.threshold + 1, self.hidden + 1):
            for other in range(self.threshold + 1, self.hidden - one + 1):
                if self._alone(self.hidden - one - other, small):
                    yield [-first.at_least(one), -first.at_most(one), -second.at_least(other), -second.at_most(other)]
