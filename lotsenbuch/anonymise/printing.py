"""One printed table: its public tree, its counts, its blocks, and the reasons."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from lotsenbuch.anonymise.model import (
    Book,
    BookRelease,
    Closing,
    Decision,
    Node,
    Origin,
    Policy,
    Reason,
    Table,
    TableRelease,
)
from lotsenbuch.anonymise.shuffling import shuffled
from lotsenbuch.anonymise.splitting import Choice, counted, split

Trees = Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a closing goes by: the policy, the closing itself and the catalogue's trees, unshuffled."""

    policy: Policy
    closing: Closing
    trees: Trees

    def tree(self, table: Table) -> Node:
        """The catalogue's tree for a table; the origin table shows countries or first languages."""
        if table is Table.ORIGIN and self.policy.origin is Origin.LANGUAGE:
            return self.trees[Origin.LANGUAGE]
        return self.trees[table]

    def shuffled(self, table: Table, number: int) -> Node:
        """The tree of the table with this running number, in its public order."""
        return shuffled(self.tree(table), table, self.closing.traeger, self.closing.pilot, number)


@dataclass(frozen=True, slots=True)
class Counting:
    """One table and the choices that made it."""

    table: TableRelease
    choices: tuple[Choice, ...]

    def decisions(self, book: Book) -> tuple[Decision, ...]:
        """The choices with their reasons; `codes` are the leaves that are not named."""
        return tuple(
            Decision(
                book=book,
                reason=choice.reason,
                table=self.table.table,
                number=self.table.number,
                node=choice.node.code,
                codes=tuple(code for node in choice.rest for code in node.codes),
            )
            for choice in self.choices
        )


@dataclass(frozen=True, slots=True)
class Printed:
    """One book after a closing: what is printed, the ids used up by it, stack by stack, and what waits."""

    book: BookRelease
    stacks: tuple[tuple[bytes, ...], ...] = field(repr=False)
    waiting: Mapping[bytes, Reason] = field(repr=False)
    decisions: tuple[Decision, ...] = field(repr=False)


def count_table(codes: Iterable[str], table: Table, stack: int, number: int, terms: Terms) -> Counting:
    """Count the codes of one stack and print what may be printed of them."""
    tree = terms.shuffled(table, number)
    counts = counted(codes, tree)
    division = split(tree, counts, terms.policy.threshold)
    return Counting(TableRelease(stack, number, table, counts.total(), division.blocks), division.choices)


def explained(book: Book, countings: Collection[Counting], stacks: int) -> tuple[Decision, ...]:
    """The decisions of a book that closed: how many stacks, and each table's choices."""
    of_tables = (decision for each in countings for decision in each.decisions(book))
    return (Decision(book, Reason.DEPTH, value=stacks), *of_tables)
