"""The public orders are part of the rule: the same for ever, fair, and made of public words alone."""

from collections import Counter

import pytest

from lotsenbuch.anonymise.model import Node, Table, node_from
from lotsenbuch.anonymise.shuffling import begins_with_topic, seed, shuffled
from tests.builders.cards import PILOT, TRAEGER, branch, leaf, listed, some_trees

TREES = some_trees()


def order(tree: Node, table: Table = Table.AUTHORITY, number: int = 1, pilot: str = PILOT) -> tuple[str, ...]:
    return shuffled(tree, table, TRAEGER, pilot, number).codes


def test_the_order_of_version_one_never_changes() -> None:
    """Sheets of many years rest on these orders; a change here is a new version of the rule."""
    assert seed("LB-2", "a", "b").hex()[:16] == "803415fa700cc849"
    assert "".join(order(listed("ABCDEFGH"))) == "FHCDEAGB"
    assert " ".join(order(TREES["origin"], Table.ORIGIN)) == "UA TR ER NONE SO AF SY IQ"


def test_every_word_of_the_seed_matters() -> None:
    tree = listed("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    orders = {
        order(tree),
        order(tree, number=2),
        order(tree, pilot="L018"),
        order(tree, Table.TOPIC),
        shuffled(tree, Table.AUTHORITY, "b" * 32, PILOT, 1).codes,
    }
    assert len(orders) == 5
    assert seed("ab", "c") != seed("a", "bc")


def test_groups_stay_together_and_keep_their_codes() -> None:
    tree = shuffled(TREES["authority"], Table.AUTHORITY, TRAEGER, PILOT, 3)
    before = {child.code: set(child.codes) for child in TREES["authority"].children}
    assert {child.code: set(child.codes) for child in tree.children} == before
    assert tree.code == "all"


def test_one_group_of_the_origins_is_dissolved_into_the_root() -> None:
    dissolved = Counter[str]()
    groups = {child.code for child in TREES["origin"].children if child.children}
    for number in range(60):
        tree = shuffled(TREES["origin"], Table.ORIGIN, TRAEGER, PILOT, number)
        left = groups & {child.code for child in tree.children}
        assert len(left) == len(groups) - 1
        assert sorted(tree.codes) == sorted(TREES["origin"].codes)
        dissolved.update(groups - left)
    assert set(dissolved) == groups


def test_every_order_of_a_list_comes_up_about_equally_often() -> None:
    orders = Counter(order(listed("ABC"), number=number) for number in range(1200))
    assert len(orders) == 6
    assert all(140 < times < 260 for times in orders.values())


def test_the_public_bit_depends_on_pilot_and_year() -> None:
    bits = {(pilot, year): begins_with_topic(pilot, year) for pilot in ("L001", "L002", "L003") for year in range(30)}
    assert all(len({bits[pilot, year] for year in range(30)}) == 2 for pilot in ("L001", "L002", "L003"))


def test_a_catalogue_tree_becomes_the_rules_tree() -> None:
    given = Node("AUTHORITY", (), (Node("G", (), (leaf("A"), leaf("B", "C"))), leaf("NONE")))
    tree = node_from(given)
    assert tree == branch("all", branch("G", leaf("A"), leaf("B", "C")), leaf("NONE"))
    assert tree.codes == ("A", "B", "C", "NONE")


@pytest.mark.parametrize(
    "tree", [Node("T", (), (leaf("A"), leaf("A"))), Node("T", (), (Node("G", ()),)), Node("T", ())]
)
def test_a_tree_with_a_code_in_two_places_or_none_is_a_bug(tree: Node) -> None:
    with pytest.raises(ValueError, match="needs"):
        node_from(tree)
