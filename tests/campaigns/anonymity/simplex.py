"""The linear program in exact fractions: small, slow, and without any rounding."""

from collections.abc import Sequence
from fractions import Fraction

Row = list[Fraction]


def maximum(rows: Sequence[Sequence[int]], sums: Sequence[int], goal: Sequence[int]) -> Fraction:
    """The largest `goal` x with rows x = sums and x >= 0; the sums must not be negative and must be reachable.

    Two phases with Bland's choice, so it ends. Raises ValueError if nothing fits; goals here are bounded.
    """
    width = len(goal)
    table = [
        [*map(Fraction, row), *(Fraction(at == other) for other in range(len(rows))), Fraction(total)]
        for at, (row, total) in enumerate(zip(rows, sums, strict=True))
    ]
    basis = [width + at for at in range(len(rows))]
    first = [Fraction(0)] * width + [Fraction(-1)] * len(rows)
    if _climb(table, basis, first, width + len(rows)) != 0:
        raise ValueError("no solution")
    _drive_out(table, basis, width)
    return _climb(table, basis, [*map(Fraction, goal), *[Fraction(0)] * len(rows)], width)


def _drive_out(table: list[Row], basis: list[int], width: int) -> None:
    """No auxiliary variable stays in the basis where a real one can take its place; else the row says 0 = 0."""
    for at in range(len(table)):
        if basis[at] >= width:
            column = next((each for each in range(width) if table[at][each] != 0), None)
            if column is not None:
                _pivot(table, basis, at, column)


def _climb(table: list[Row], basis: list[int], goal: Row, width: int) -> Fraction:
    while True:
        column = next(
            (each for each in range(width) if each not in basis and _gain(table, basis, goal, each) > 0), None
        )
        if column is None:
            return sum((goal[each] * row[-1] for each, row in zip(basis, table, strict=True)), Fraction(0))
        bounds = [(row[-1] / row[column], basis[at], at) for at, row in enumerate(table) if row[column] > 0]
        _pivot(table, basis, min(bounds)[2], column)


def _gain(table: list[Row], basis: list[int], goal: Row, column: int) -> Fraction:
    return goal[column] - sum(
        (goal[each] * row[column] for each, row in zip(basis, table, strict=True) if goal[each] and row[column]),
        Fraction(0),
    )


def _pivot(table: list[Row], basis: list[int], at: int, column: int) -> None:
    scale = table[at][column]
    table[at] = [each / scale for each in table[at]]
    for other, row in enumerate(table):
        if other != at and row[column] != 0:
            factor = row[column]
            table[other] = [each - factor * own for each, own in zip(row, table[at], strict=True)]
    basis[at] = column
