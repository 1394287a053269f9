"""Brute force on small tables: it proves nothing about LB-2, and something about each weaker rule."""

from collections.abc import Callable

import pytest

from lotsenbuch.anonymise.model import Node
from tests.builders.cards import branch, leaf, listed
from tests.campaigns.anonymity import bruteforce, weaker_rules
from tests.campaigns.anonymity.bruteforce import Losses
from tests.campaigns.anonymity.weaker_rules import TableRule

GROUPED = branch("all", branch("G1", leaf("A"), leaf("B")), branch("G2", leaf("C"), leaf("D")))
UNEVEN = branch("all", branch("G1", *map(leaf, "ABC")), leaf("D"), leaf("E"))
TABLES = [
    (listed("ABC"), 3, 9), (listed("ABC"), 5, 14), (listed("ABCD"), 3, 8), (listed("ABCD"), 4, 10),
    (listed("ABCDE"), 3, 8), (GROUPED, 3, 9), (GROUPED, 4, 10), (UNEVEN, 3, 8), (UNEVEN, 4, 9),
]  # fmt: skip


def losses(make: Callable[[int], TableRule], tables: list[tuple[Node, int, int]] = TABLES) -> Losses:
    found = Losses()
    for tree, k, total in tables:
        found += bruteforce.attack(make(k), tree, total)
    return found


def test_nothing_can_be_proven_about_anybody() -> None:
    found = losses(weaker_rules.lb2)
    assert found.questions > 5_000
    assert found.proven == 0


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        (weaker_rules.row_level, {"forced", "excluded", "existing"}),
        (weaker_rules.suppressed, {"forced", "excluded", "existing"}),
        (weaker_rules.at_least_k, {"forced", "excluded", "existing"}),
        (weaker_rules.topped_up, {"forced", "excluded", "existing"}),
        (weaker_rules.data_order, {"excluded", "existing"}),
    ],
)
def test_each_weaker_rule_gives_somebody_away(rule: Callable[[int], TableRule], kinds: set[str]) -> None:
    found = losses(rule)
    assert {kind for kind in ("forced", "excluded", "existing") if getattr(found, kind)} == kinds


def test_who_knows_one_household_more_may_prove_something() -> None:
    """The bound k-2 is not slack: it is where the promise ends."""
    tables = [(listed("ABC"), 3, 9), (listed("ABCD"), 3, 8)]
    assert sum(bruteforce.attack(weaker_rules.lb2(k), tree, total, k - 1).proven for tree, k, total in tables) > 0
