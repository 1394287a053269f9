"""The properties of a release, whatever the data (section 6 of the rule, by name)."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotsenbuch.anonymise import shuffling
from lotsenbuch.anonymise.model import (
    M_END,
    M_MID,
    Block,
    Book,
    BookState,
    Card,
    Household,
    Node,
    Origin,
    Policy,
    Reason,
    Release,
    Table,
    TableRelease,
)
from lotsenbuch.anonymise.recount import recount
from lotsenbuch.anonymise.release import release
from lotsenbuch.anonymise.splitting import counted
from lotsenbuch.anonymise.statement import part, text
from lotsenbuch.errors import ExpectedError
from tests.builders.cards import (
    AUTHORITIES,
    FIRST_DAY,
    TOPICS,
    YEAR_END,
    a_card,
    a_closing,
    a_household,
    households_of,
    listed,
    some_cards,
    some_policies,
    some_trees,
)

TREES = some_trees()
EXAMPLES = settings(max_examples=60, deadline=None)


def released(cards: list[Card], policy: Policy | None = None, *, until: date = YEAR_END, final: bool = True) -> Release:
    return release(cards, households_of(cards), policy or Policy(), a_closing(until, final), TREES)


def printed(made: Release, policy: Policy | None = None) -> str:
    return text(part(made, policy or Policy(), 1, None))


def tables(made: Release) -> list[TableRelease]:
    return [table for book in made.books for table in book.tables]


def rows_behind(made: Release, table: TableRelease, cards: list[Card]) -> list[tuple[bytes, str]]:
    """The households and codes that lie in the stack of a table, found without the rule."""
    if table.table in (Table.AUTHORITY, Table.TOPIC):
        by_id = {card.id: card for card in cards}
        stack = [by_id[each] for each in made.stacks[table.stack - 1]]
        return [(card.household, card.code(table.table)) for card in stack]
    own = [each for each in households_of(cards) if each.id in made.counted]
    return [(each.id, each.code(table.table, Origin.COUNTRY)) for each in own]


def behind(block: Block, rows: Iterable[tuple[bytes, str]], tree: Node) -> list[bytes]:
    known = [(household, code if code in tree.codes else "SONST") for household, code in rows]
    return [household for household, code in known if code in block.codes]


@EXAMPLES
@given(some_cards(), some_policies(), st.booleans())
def test_one_card_per_household_and_stack(cards: list[Card], policy: Policy, final: bool) -> None:
    made = released(cards, policy, final=final)
    household = {card.id: card.household for card in cards}
    for stack in made.stacks:
        assert len({household[card] for card in stack}) == len(stack)


@EXAMPLES
@given(some_cards(), some_policies(), st.booleans())
def test_stack_sizes_differ_by_one(cards: list[Card], policy: Policy, final: bool) -> None:
    sizes = [len(stack) for stack in released(cards, policy, final=final).stacks]
    assert not sizes or max(sizes) - min(sizes) <= 1
    assert all(size >= 2 * policy.k for size in sizes)


@EXAMPLES
@given(some_cards(), some_policies(), st.booleans())
def test_every_number_gt_t(cards: list[Card], policy: Policy, final: bool) -> None:
    made = released(cards, policy, final=final)
    assert all(block.count > policy.threshold for table in tables(made) for block in table.blocks)


@EXAMPLES
@given(some_cards(), some_policies(), st.booleans())
def test_k_households_behind_every_block(cards: list[Card], policy: Policy, final: bool) -> None:
    made = released(cards, policy, final=final)
    for table in tables(made):
        rows = rows_behind(made, table, cards)
        for block in table.blocks:
            owners = behind(block, rows, TREES[table.table])
            assert len(set(owners)) == block.count >= policy.k


@EXAMPLES
@given(some_cards(households=(8, 60)), some_policies())
def test_the_blocks_of_a_table_are_a_partition(cards: list[Card], policy: Policy) -> None:
    made = released(cards, policy)
    for table in tables(made):
        listed = [code for block in table.blocks for code in block.codes]
        assert sorted(listed) == sorted(TREES[table.table].codes)
        assert sum(block.count for block in table.blocks) == table.total == len(rows_behind(made, table, cards))


@EXAMPLES
@given(some_cards(households=(8, 40)), some_policies(), st.booleans(), st.randoms(use_true_random=False))
def test_order_independent_of_input_order(cards: list[Card], policy: Policy, final: bool, lot: Random) -> None:
    cases = households_of(cards)
    closing = a_closing(final=final)
    first = release(cards, cases, policy, closing, TREES)
    other_cards, other_cases = list(reversed(cards)), list(reversed(cases))
    lot.shuffle(other_cards)
    lot.shuffle(other_cases)
    assert release(other_cards, other_cases, policy, closing, TREES) == first


@EXAMPLES
@given(some_cards(households=(10, 40)), st.randoms(use_true_random=False))
def test_swap_labels_same_bytes(cards: list[Card], lot: Random) -> None:
    """Only how many cards of a stack have a code matters, not whose; and no code of the other table."""
    made = released(cards)
    where = {card: table for table, stack in zip(made.books[0].tables, made.stacks, strict=True) for card in stack}
    swapped = list(cards)
    for table in made.books[0].tables:
        own = [at for at, card in enumerate(cards) if where.get(card.id) is table]
        codes = [cards[at].code(table.table) for at in own]
        lot.shuffle(codes)
        for at, code in zip(own, codes, strict=True):
            swapped[at] = (
                replace(cards[at], authority=code, topic=TOPICS[0])
                if table.table is Table.AUTHORITY
                else replace(cards[at], topic=code, authority=AUTHORITIES[0])
            )
    assert printed(released(swapped)) == printed(made)


@EXAMPLES
@given(some_cards(households=(8, 40)), st.lists(st.integers(0, 364), min_size=400, max_size=400))
def test_stats_independent_of_hours_dates_km(cards: list[Card], offsets: list[int]) -> None:
    """A card has no field for hours and kilometres, and on which day it was does not show."""
    assert [each.name for each in fields(Card)] == ["id", "household", "day", "authority", "topic"]
    assert [each.name for each in fields(Household)] == [
        "id", "day", "origin", "language", "age", "gender", "persons"
    ]  # fmt: skip
    moved = [replace(card, day=FIRST_DAY + timedelta(days=off)) for card, off in zip(cards, offsets * 2, strict=False)]
    assert printed(released(moved)) == printed(released(cards[: len(moved)]))


def words_in(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        for each in value.values():
            yield from words_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from words_in(each)
    else:
        yield value


@EXAMPLES
@given(some_cards(households=(8, 40)), some_policies())
def test_whitelist_only_codes_and_ints(cards: list[Card], policy: Policy) -> None:
    statement = part(released(cards, policy), policy, 1, None)
    known = {code for tree in TREES.values() for code in tree.codes}
    known |= {child.code for tree in TREES.values() for child in tree.children}
    known |= {"all", "rest", "closing", "LB-2", "country", *Book, *BookState, *Table}
    for word in words_in(json.loads(text(statement))):
        day = isinstance(word, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", word)
        assert word is None or isinstance(word, int) or word in known or day, word
    assert set(statement) == {
        "state", "code", "rule", "tree_version", "k", "m_mid", "m_end", "smax", "topics", "origin",
        "previous", "until", "books", "tables",
    }  # fmt: skip


@EXAMPLES
@given(some_cards(households=(10, 30)), st.integers(0, 8))
def test_trees_independent_of_data(cards: list[Card], shift: int) -> None:
    """Two logs with the same visits and other codes are counted in the very same trees."""
    seen: list[list[Node]] = []
    true = shuffling.shuffled
    for turn in (0, shift):
        trees: list[Node] = []

        def watched(tree: Node, table: Table, traeger: str, pilot: str, number: int, trees: list[Node] = trees) -> Node:
            trees.append(true(tree, table, traeger, pilot, number))
            return trees[-1]

        other = [
            replace(card, authority=AUTHORITIES[(at * turn) % 11], topic=TOPICS[(at * turn) % 8])
            for at, card in enumerate(cards)
        ]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("lotsenbuch.anonymise.printing.shuffled", watched)
            released(other)
        seen.append(trees)
    assert seen[0] == seen[1]
    assert seen[0]


@EXAMPLES
@given(
    some_cards(households=(0, 60), days=(date(2025, 9, 30), date(2025, 10, 1))),
    some_policies(),
    st.booleans(),
)
def test_recount_agrees_with_every_release(cards: list[Card], policy: Policy, final: bool) -> None:
    closing = a_closing(date(2025, 9, 30), final)
    cases = households_of(cards)
    recount(release(cards, cases, policy, closing, TREES), cards, cases, policy, closing, TREES)


@EXAMPLES
@given(
    some_cards(households=(0, 60), days=(date(2025, 9, 30), date(2025, 10, 1))),
    some_policies(),
    st.booleans(),
)
def test_every_card_and_household_is_used_or_waits_with_a_reason(
    cards: list[Card], policy: Policy, final: bool
) -> None:
    made = released(cards, policy, until=date(2025, 9, 30), final=final)
    assert made.used | made.open_cards.keys() == {card.id for card in cards}
    assert made.used.isdisjoint(made.open_cards)
    for card in cards:
        late = card.day > date(2025, 9, 30)
        assert late == (made.open_cards.get(card.id) is Reason.AFTER_CLOSING)
    if not made.used:
        few = {Reason.TOO_FEW_HOUSEHOLDS, Reason.AFTER_CLOSING}
        assert set(made.open_cards.values()) <= few
        assert made.books[0].state is BookState.CARRIED_OVER


@EXAMPLES
@given(st.lists(st.integers(1, 30), max_size=70), st.integers(3, 6), st.booleans())
def test_as_many_stacks_as_the_closing_allows(visits: list[int], k: int, final: bool) -> None:
    cards = [a_card(case, number) for case, times in enumerate(visits) for number in range(times)]
    stacks = len(released(cards, Policy(k), final=final).stacks)

    def large_enough(depth: int) -> bool:
        size = sum(min(each, depth) for each in visits) / depth
        return size >= (2 if depth <= 2 else M_END) * k if final else size >= M_MID * k

    fitting = [depth for depth in range(1, 25) if large_enough(depth)]
    if not fitting or (not final and max(fitting) == 1):
        assert stacks == 0
    else:
        assert stacks == max(fitting)


def test_a_book_closes_from_ten_households_at_the_years_end_and_from_forty_before() -> None:
    nine, ten = [[a_card(case) for case in range(number)] for number in (9, 10)]
    assert [book.state.value for book in released(nine).books] == ["carried_over", "carried_over"]
    assert [book.state.value for book in released(ten).books] == ["closed", "closed"]
    forty = [a_card(case, number) for case in range(40) for number in range(2)]
    assert [book.state.value for book in released(forty, final=False).books] == ["closed", "closed"]
    assert [book.state.value for book in released(forty[:-2], final=False).books] == ["carried_over"] * 2
    once = [a_card(case) for case in range(40)]
    assert [book.state.value for book in released(once, final=False).books] == ["carried_over", "closed"]


def test_persons_are_the_sum_of_the_counted_households() -> None:
    cases = [a_household(number, persons=number % 6 + 1) for number in range(12)]
    made = release([], cases, Policy(), a_closing(), TREES)
    assert made.book(Book.HOUSEHOLDS).persons == sum(number % 6 + 1 for number in range(12))
    assert made.book(Book.ACCOMPANIMENTS).persons is None


def test_authority_and_topic_take_turns_and_numbers_run_on() -> None:
    cards = [a_card(case, number) for case in range(20) for number in range(4)]
    numbers = {"authority": 7, "topic": 3, "origin": 2, "age": 2, "gender": 2}
    made = release(cards, households_of(cards), Policy(), a_closing(numbers=numbers), TREES)
    told = [(table.table.value, table.number) for table in made.books[0].tables]
    assert sorted(told) == [("authority", 7), ("authority", 8), ("topic", 3), ("topic", 4)]
    assert all(one[0] != other[0] for one, other in pairwise(told))
    assert [(table.table.value, table.number) for table in made.books[1].tables] == [
        ("origin", 2), ("age", 2), ("gender", 2)
    ]  # fmt: skip
    without = release(cards, [], Policy(topics=False), a_closing(numbers=numbers), TREES)
    assert [table.table.value for table in without.books[0].tables] == ["authority"] * 4


def test_which_table_begins_differs_between_pilots_and_not_with_the_data() -> None:
    cards = [a_card(case) for case in range(10)]
    first = Counter(
        release(cards, [], Policy(), a_closing(pilot=f"L{number:03}"), TREES).books[0].tables[0].table
        for number in range(40)
    )
    assert min(first[Table.AUTHORITY], first[Table.TOPIC]) >= 10


def test_languages_take_the_place_of_countries_where_the_policy_says_so() -> None:
    cases = [a_household(number, language="AR", origin="SY") for number in range(12)]
    made = release([], cases, Policy(origin=Origin.LANGUAGE), a_closing(), TREES)
    table = made.books[1].tables[0]
    assert table.table is Table.ORIGIN
    assert {code for block in table.blocks for code in block.codes} == set(TREES["language"].codes)


def test_unknown_codes_count_as_other_and_lose_nobody() -> None:
    cards = [a_card(case, authority="FROM_A_NEWER_VERSION") for case in range(12)]
    made = released(cards, Policy(topics=False))
    named = {code: block.count for block in made.books[0].tables[0].blocks for code in block.codes}
    assert named["SONST"] == 12


def test_no_answer_is_not_other() -> None:
    told = ["JOBC", "", "NONE", "FROM_A_NEWER_VERSION"]
    assert counted(told, listed(("JOBC", "SONST", "NONE"))) == {"JOBC": 1, "SONST": 1, "NONE": 2}
    assert counted(told, listed(("JOBC", "NONE"))) == {"JOBC": 1, "NONE": 3}
    cards = [a_card(case, authority=told[case % 4]) for case in range(40)]
    policy = Policy(topics=False)
    recount(release(cards, [], policy, a_closing(), TREES), cards, [], policy, a_closing(), TREES)


def test_gender_is_printed_in_two_classes_only() -> None:
    cases = [a_household(number, gender="W" if number < 20 else "D" if number == 20 else "M") for number in range(40)]
    made = release([], cases, Policy(), a_closing(), TREES)
    blocks = {block.codes: block.count for block in made.books[1].tables[2].blocks}
    assert blocks == {("W",): 20, ("M", "D", "NONE"): 20}


def test_k_below_three_is_refused_and_a_pilot_can_only_be_stricter() -> None:
    with pytest.raises(ExpectedError) as caught:
        Policy(k=2)
    assert caught.value.code == "k_too_small"
    assert Policy(5, True).stricter(3, True) == Policy(5, True)
    assert Policy(5, True).stricter(7, False) == Policy(7, False)
    assert Policy(5, False).stricter(5, True) == Policy(5, False)


def test_an_id_that_comes_twice_is_a_bug() -> None:
    with pytest.raises(ValueError, match="twice"):
        release([a_card(1), a_card(1)], [], Policy(), a_closing(), TREES)


def test_blocks_of_one_closing_never_share_a_card() -> None:
    cards = [
        a_card(case, number, authority=AUTHORITIES[(case + number) % 9], topic=TOPICS[case % 7])
        for case in range(34)
        for number in range(12)
    ]
    made = released(cards)
    assert len(made.stacks) >= 12
    for one, other in combinations(made.stacks, 2):
        assert set(one).isdisjoint(other)
