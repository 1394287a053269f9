"""The public trees of the release rule."""

import hashlib
from collections.abc import Iterator

import pytest

from lotsenbuch import catalogue, resources
from lotsenbuch.catalogue import NONE, Catalogue, Entry, TreeNode, block_name, trees

TABLES: dict[str, Catalogue[Entry]] = {
    "authority": catalogue.authorities(),
    "topic": catalogue.topics(),
    "origin": catalogue.origins(),
    "language": catalogue.languages(),
    "age": catalogue.age_bands(),
    "gender": catalogue.genders(),
}


def _nodes(node: TreeNode) -> Iterator[TreeNode]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def test_there_is_a_tree_for_every_table() -> None:
    assert set(trees()) == set(TABLES)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_each_code_of_the_list_and_none_has_exactly_one_place(table: str) -> None:
    codes = trees()[table].codes
    assert len(codes) == len(set(codes))
    assert set(codes) == {*TABLES[table].codes, NONE}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_group_covers_what_lies_below_it_and_every_node_has_names(table: str) -> None:
    for node in _nodes(trees()[table]):
        assert node.names["de"] != node.code or node.code in TABLES[table].codes
        assert node.names["en"]
        if node.children:
            assert node.codes == tuple(code for child in node.children for code in child.codes)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_none_is_the_last_of_its_parent(table: str) -> None:
    parents = [node for node in _nodes(trees()[table]) if any(NONE in child.codes for child in node.children)]
    deepest = parents[-1]
    assert deepest.children[-1].codes[-1] == NONE


def test_every_sensitive_topic_shares_its_leaf_with_one_that_is_not() -> None:
    sensitive = {entry.code for entry in catalogue.topics().entries if entry.sensitive}
    leaves = [node for node in _nodes(trees()["topic"]) if not node.children]
    holding = [leaf for leaf in leaves if sensitive & set(leaf.codes)]
    assert len(holding) == len(sensitive)
    assert all(set(leaf.codes) - sensitive for leaf in holding)


def test_gender_is_printed_in_two_classes() -> None:
    assert [leaf.names["de"] for leaf in trees()["gender"].children] == ["weiblich", "männlich, divers, o. A."]


def test_the_authority_groups_are_those_of_the_rule() -> None:
    groups = {group.code: group.codes for group in trees()["authority"].children}
    assert groups["G_WORK"] == ("JOBC", "SOZ", "WOHN", "AGENT", "FAMK", "RENTE")
    assert groups["G_OTHER"] == ("ZUH", "TEL", "TREFF", "POL", "GER", "SONST", NONE)
    assert [len(codes) for codes in groups.values()] == [6, 5, 4, 6, 3, 8, 7]


def test_blocks_have_printed_names() -> None:
    assert block_name("authority", "rest") == "Übrige"
    assert block_name("authority", "all", "en") == "All"
    assert block_name("topic", "T_HEALTH") == "Krankenversicherung, Gesundheit"
    assert block_name("origin", NONE) == "keine Angabe"
    assert block_name("origin", "G_AFRICA", "en") == "Africa"
    assert block_name("topic", "FROM_TOMORROW") == "FROM_TOMORROW"


def test_version_1_never_changes() -> None:
    """Sheets were issued with it: another order or place would print other blocks for the same work."""
    lines = [line for line in resources.text("catalogue/trees-1.toml").splitlines() if not line.startswith("#")]
    assert (
        hashlib.sha256("\n".join(lines).encode()).hexdigest()
        == "54ec127cd0d50782dde74316382ccbfbcb61f66f7c60645e72889a1add2de196"
    )
