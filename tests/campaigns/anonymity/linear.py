"""The linear attacker: every number printed in a year is an equation, every hidden cell an unknown.

A cell is what a reader would like to know: how many cards of one sheet lie on one code. It is recovered if the
equations leave it one value, although it was not printed.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lotsenbuch.anonymise.model import Policy, Table
from tests.campaigns.anonymity import simplex, years
from tests.campaigns.anonymity.years import Log

Cell = tuple[str, str]  # the table or the quarter, and the code
Maximum = Callable[[Sequence[Sequence[int]], Sequence[int], Sequence[int]], Fraction | float]


@dataclass(frozen=True, slots=True)
class Equation:
    """The cells together are `total`. One cell alone is a printed number."""

    cells: frozenset[Cell]
    total: int


@dataclass(frozen=True, slots=True)
class Bounded:
    """How many small cells (1 to k-1) there are, and how many of them have one possible value."""

    small: int
    recovered: int

    def __add__(self, other: "Bounded") -> "Bounded":
        return Bounded(self.small + other.small, self.recovered + other.recovered)


def attack(
    truth: Mapping[Cell, int], equations: Sequence[Equation], k: int, maximum: Maximum = simplex.maximum
) -> Bounded:
    """Bound every small cell by all equations that it hangs together with."""
    small = [cell for cell, count in truth.items() if 0 < count < k]
    return Bounded(len(small), sum(_is_recovered(cell, equations, maximum) for cell in small))


def _is_recovered(cell: Cell, equations: Sequence[Equation], maximum: Maximum) -> bool:
    known: dict[Cell, int] = {next(iter(each.cells)): each.total for each in equations if len(each.cells) == 1}
    if cell in known:
        return True
    open_ones = [
        Equation(each.cells - known.keys(), each.total - sum(known.get(one, 0) for one in each.cells))
        for each in equations
    ]
    near = _connected(cell, open_ones)
    cells = sorted({each for equation in near for each in equation.cells})
    if cell not in cells:
        return False
    rows = [[int(each in equation.cells) for each in cells] for equation in near]
    sums = [equation.total for equation in near]
    goal = [int(each == cell) for each in cells]
    most = float(maximum(rows, sums, goal))
    least = -float(maximum(rows, sums, [-each for each in goal]))
    return most - least < 1e-6


def _connected(cell: Cell, equations: Sequence[Equation]) -> list[Equation]:
    found, left = {cell}, list(equations)
    near: list[Equation] = []
    while True:
        touched = [equation for equation in left if equation.cells & found]
        if not touched:
            return near
        near += touched
        left = [equation for equation in left if equation not in touched]
        found.update(*(equation.cells for equation in touched))


def of_lb2(log: Log, policy: Policy) -> tuple[dict[Cell, int], list[Equation]]:
    """Everything that the rule prints of a pilot in a year: by sheet, table and code, and for the year."""
    truth: dict[Cell, int] = {}
    equations = []
    for _, made in years.closings(log, policy):
        for table, ids in years.tables_with_ids(log, made):
            place = f"{table.table}/{table.number}"
            found = {(place, code): 0 for block in table.blocks for code in block.codes}
            for code in log.codes(table.table, ids):
                found[place, code] += 1
            truth |= found
            equations += [
                Equation(frozenset((place, code) for code in block.codes), block.count) for block in table.blocks
            ]
            equations.append(Equation(frozenset(found), table.total))
    return truth, equations


def of_suppression(log: Log, k: int, table: Table = Table.AUTHORITY) -> tuple[dict[Cell, int], list[Equation]]:
    """Small-cell suppression as offices do it: a table of quarters by codes with all its totals, cells below k
    left out.
    """
    found = Counter((f"{(card.day.month + 2) // 3}", card.code(table)) for card in log.cards)
    quarters, codes = "1234", sorted({code for _, code in found})
    truth: dict[Cell, int] = {(quarter, code): found[quarter, code] for quarter in quarters for code in codes}
    lines = [[(quarter, code) for code in codes] for quarter in quarters]
    lines += [[(quarter, code) for quarter in quarters] for code in codes]
    printed = [[cell] for cell, count in truth.items() if count == 0 or count >= k]
    return truth, [Equation(frozenset(line), sum(truth[cell] for cell in line)) for line in [*lines, *printed]]
