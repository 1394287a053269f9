"""Brute force on one small table: all count vectors with the same print, and what they have in common.

In a stack a household has one card, so the households of a table are told apart by nothing but their code, and
count vectors are all there is. The attacker knows k-2 households completely; for every choice of their codes
the remaining vectors either leave every question open, or something is proven.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement

from lotsenbuch.anonymise.model import Node
from tests.campaigns.anonymity.weaker_rules import Print, TableRule, leaves

Vector = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Losses:
    """How many statements were tried, and how many of them an attacker can prove."""

    questions: int = 0
    forced: int = 0  # "this household has this code"
    excluded: int = 0  # "this household has not this code"
    existing: int = 0  # "this code occurs, and at most T times"

    @property
    def proven(self) -> int:
        return self.forced + self.excluded + self.existing

    def __add__(self, other: "Losses") -> "Losses":
        return Losses(
            self.questions + other.questions,
            self.forced + other.forced,
            self.excluded + other.excluded,
            self.existing + other.existing,
        )


def vectors(codes: int, total: int) -> Iterator[Vector]:
    """All ways to spread `total` cards over `codes` leaves."""
    if codes == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in vectors(codes - 1, total - first):
            yield (first, *rest)


def worlds(rule: TableRule, tree: Node, total: int) -> dict[Print, list[Vector]]:
    """All count vectors of a table by what is printed of them."""
    names = [leaf.codes[0] for leaf in leaves(tree)]
    prints: dict[Print, list[Vector]] = defaultdict(list)
    for vector in vectors(len(names), total):
        prints[rule.prints(tree, dict(zip(names, vector, strict=True)))].append(vector)
    return prints


def attack(rule: TableRule, tree: Node, total: int, known: int | None = None) -> Losses:
    """Every statement about every table of this size, for an attacker who knows up to `known` (k-2) households."""
    most = rule.k - 2 if known is None else known
    codes = len(leaves(tree))
    found = Losses()
    for same in worlds(rule, tree, total).values():
        for number in range(most + 1):
            for certain in combinations_with_replacement(range(codes), number):
                found += statements(same, tuple(map(certain.count, range(codes))), total, rule.k)
    return found


def statements(same: list[Vector], certain: Vector, total: int, k: int) -> Losses:
    """What can be proven of tables with the same print, given the codes of the known households."""
    fitting = [each for each in same if all(map(int.__ge__, each, certain))]
    if not fitting:
        return Losses()
    unknown = total - sum(certain)
    free = [[each[code] - certain[code] for each in fitting] for code in range(len(certain))]
    counted = [[each[code] for each in fitting] for code in range(len(certain))]
    return Losses(
        questions=3 * len(certain),
        forced=sum(min(of_code) == unknown for of_code in free),
        excluded=sum(max(of_code) == 0 for of_code in free),
        existing=sum(min(of_code) > 0 and max(whole) < k for of_code, whole in zip(free, counted, strict=True)),
    )
