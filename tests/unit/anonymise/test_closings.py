"""Several closings of one log: everything is printed once ever, and nothing is ever taken back."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotsenbuch.anonymise import closing as closing_module
from lotsenbuch.anonymise import ledger
from lotsenbuch.anonymise.closing import State
from lotsenbuch.anonymise.due import Due, due
from lotsenbuch.anonymise.model import Book, Card, Policy
from lotsenbuch.errors import ExpectedError
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.statistics import FiledStatistics
from tests.builders.cards import (
    FIRST_DAY,
    OTHER_TRAEGER,
    TRAEGER,
    Desk,
    a_card,
    households_of,
    some_cards,
    some_trees,
)

Q1, Q2, Q3, Q4 = date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)
QUARTERS = (Q1, Q2, Q3, Q4)
MIDDLES = (date(2025, 2, 14), date(2025, 5, 14), date(2025, 8, 14), date(2025, 11, 14))
EXAMPLES = settings(max_examples=25, deadline=None)
a_year = some_cards(households=(20, 60), most=9, days=MIDDLES)


def many(first: int, last: int, day: date, times: int = 1) -> list[Card]:
    return [a_card(case, number, day) for case in range(first, last) for number in range(times)]


@EXAMPLES
@given(a_year)
def test_partition_disjoint_forever(cards: list[Card]) -> None:
    """No card and no household is printed twice, and the ledger's sums are the marks."""
    desk = Desk(Policy(k=3))
    desk.log(cards)
    printed: Counter[bytes] = Counter()
    for until in QUARTERS:
        made = desk.close(until).release
        assert made is not None
        printed.update(card for stack in made.stacks for card in stack)
        printed.update(b"household" + each for each in made.counted)
    assert max(printed.values(), default=1) == 1
    books = [book for entry in desk.entries for book in json.loads(entry.statistics)["books"]]
    counted = {name: sum(book["counted"] for book in books if book["book"] == name) for name in Book}
    assert counted == {Book.ACCOMPANIMENTS: len(desk.used), Book.HOUSEHOLDS: len(desk.counted)}


@EXAMPLES
@given(a_year, st.sampled_from(QUARTERS), a_year)
def test_idempotent_bytes(cards: list[Card], until: date, later: list[Card]) -> None:
    desk = Desk(Policy(k=3))
    desk.log(cards)
    first = desk.close(until)
    marks = set(desk.used), set(desk.counted)
    desk.log(later)
    again = desk.close(until)
    assert first.entry is not None
    assert again.state is State.CLOSING
    assert again.entry == first.entry
    assert again.release is None
    assert (desk.used, desk.counted) == marks


@EXAMPLES
@given(a_year)
def test_carry_over_keeps_open(cards: list[Card]) -> None:
    """What a closing does not print is exactly what the next one begins with."""
    desk = Desk()
    desk.log(cards)
    for until in QUARTERS:
        before = {card.id for card in cards} - desk.used
        made = desk.close(until).release
        assert made is not None
        assert made.used | made.open_cards.keys() == before
        assert {card.id for card in cards} - desk.used == set(made.open_cards)


def test_nothing_printed_then_everything_counts_at_the_years_end() -> None:
    desk = Desk()
    desk.log(many(0, 12, MIDDLES[0]))
    for until in QUARTERS[:3]:
        made = desk.close(until).release
        assert made is not None
        assert not made.used
        assert not made.counted
    last = desk.close(Q4)
    assert last.release is not None
    assert len(last.release.used) == len(last.release.counted) == 12


@EXAMPLES
@given(a_year, some_cards(households=(0, 30), most=4, days=(MIDDLES[0],)))
def test_late_entries_counted_once(cards: list[Card], late: list[Card]) -> None:
    """Cards written after the closing they belong to are open at the next and printed at most once."""
    late = [replace(card, id=sha256(card.id).digest()[:16]) for card in late]
    desk = Desk(Policy(k=3))
    desk.log(cards)
    printed: Counter[bytes] = Counter()
    for number, until in enumerate(QUARTERS):
        outcome = desk.close(until)
        assert outcome.release is not None
        printed.update(outcome.release.used)
        if number == 0:
            desk.log(late)
    assert max(printed.values(), default=1) == 1
    assert desk.used == set(printed)


def test_a_late_entry_is_counted_at_the_next_closing() -> None:
    desk = Desk()
    desk.log(many(0, 40, MIDDLES[0], times=2))
    desk.close(Q1)
    late = a_card(3, 99, MIDDLES[0])
    desk.log([late, *many(50, 70, MIDDLES[3])])
    desk.close(Q4)
    assert late.id in desk.used


def test_refuse_backwards() -> None:
    desk = Desk()
    desk.log(many(0, 40, MIDDLES[0], times=2))
    desk.close(Q2)
    marks = set(desk.used)
    for earlier in (Q1, date(2024, 12, 31)):
        outcome = desk.close(earlier)
        assert outcome.state is State.NOT_DUE
        assert outcome.entry is None
        assert outcome.release is None
    assert desk.used == marks
    assert len(desk.entries) == 1


@EXAMPLES
@given(a_year)
def test_erasure_leaves_ledger_without_reference(cards: list[Card]) -> None:
    """No id of a card or household is in the ledger in any spelling; erasing all changes no byte."""
    desk = Desk(Policy(k=3))
    desk.log(cards)
    desk.close(Q4)
    stored = [ledger.written(entry) for entry in desk.entries]
    for identity in {card.id for card in cards} | {card.household for card in cards}:
        for spelling in (identity, identity.hex().encode(), sha256(identity).hexdigest().encode()):
            assert all(spelling not in entry for entry in stored)
        desk.erase(identity)
    assert [ledger.written(entry) for entry in desk.entries] == stored
    assert desk.close(Q4).entry == desk.entries[0]
    assert not desk.cards


def test_several_traeger_share_one_ledger_and_count_a_household_once() -> None:
    desk = Desk()
    desk.log(many(0, 12, MIDDLES[3]))
    desk.log([replace(card, id=sha256(card.id).digest()[:16]) for card in many(0, 12, MIDDLES[3])], OTHER_TRAEGER)
    first, second = desk.close(Q4), desk.close(Q4, OTHER_TRAEGER)
    assert first.release is not None
    assert second.release is not None
    assert len(first.release.counted) == 12
    assert not second.release.counted
    assert len(second.release.used) == 12
    assert second.entry is not None
    assert second.entry.previous == desk.entries[0].hash
    assert ledger.numbers(desk.entries, OTHER_TRAEGER)["age"] == 1
    assert ledger.numbers(desk.entries, TRAEGER)["age"] == 2


def test_one_traegers_closing_does_not_bar_the_others() -> None:
    desk = Desk()
    desk.close(Q4)
    assert desk.close(Q1, OTHER_TRAEGER).state is State.CLOSING
    assert desk.close(Q1).state is State.NOT_DUE


def test_a_book_begins_where_its_last_printed_closing_ended() -> None:
    desk = Desk()
    desk.log(many(0, 40, MIDDLES[0]))  # forty households, each once: only the book of households closes
    desk.close(Q1)
    assert ledger.begins(desk.entries, TRAEGER, FIRST_DAY) == {
        "accompaniments": FIRST_DAY,
        "households": date(2025, 4, 1),
    }
    assert ledger.begins(desk.entries, OTHER_TRAEGER, MIDDLES[1]) == {
        "accompaniments": MIDDLES[1],
        "households": MIDDLES[1],
    }


def closed_twice() -> list[ledger.Entry]:
    desk = Desk()
    desk.log(many(0, 40, MIDDLES[0], times=2) + many(50, 70, MIDDLES[3]))
    desk.close(Q1)
    desk.close(Q4)
    return desk.entries


def broken(entries: list[ledger.Entry], known: ledger.Head | None = None) -> str:
    with pytest.raises(ExpectedError) as caught:
        ledger.verify(entries, known)
    return caught.value.code


def test_the_chain_holds_and_every_tampering_is_seen() -> None:
    one, two = closed_twice()
    ledger.verify([one, two], ledger.head([one, two]))
    ledger.verify([], ledger.Head(0, None))
    assert broken([two]) == "ledger_broken"
    assert broken([two, one]) == "ledger_broken"
    assert broken([one, replace(two, sequence=3)]) == "ledger_broken"
    more = one.statistics.replace('"counted":40', '"counted":41')
    assert more != one.statistics
    assert broken([replace(one, statistics=more), two]) == "ledger_broken"
    assert broken([replace(one, statistics=one.statistics + " "), two]) == "ledger_broken"
    assert broken([replace(one, statistics="{"), two]) == "ledger_broken"
    assert broken([replace(one, traeger=OTHER_TRAEGER), two]) == "ledger_broken"
    assert broken([replace(one, pilot="L018"), two]) == "ledger_broken"
    assert broken([replace(one, until=Q2), two]) == "ledger_broken"


def test_a_ledger_of_an_old_backup_is_seen_by_the_head_kept_elsewhere() -> None:
    one, two = closed_twice()
    assert broken([one], ledger.head([one, two])) == "ledger_behind"
    assert broken([], ledger.head([one])) == "ledger_behind"
    assert broken([one, two], ledger.head([one])) == "ledger_other"


def test_stored_entries_come_back_and_rubbish_is_refused() -> None:
    for entry in closed_twice():
        assert ledger.read(ledger.written(entry)) == entry
    for rubbish in (b"", b"{}", b"[]", b'{"sequence":1}', b"\xff", ledger.written(closed_twice()[0])[:-3]):
        with pytest.raises(ExpectedError, match="ledger_broken"):
            ledger.read(rubbish)


def test_a_broken_ledger_blocks_the_statistics_with_its_code_and_marks_nothing() -> None:
    desk = Desk()
    desk.log(many(0, 40, MIDDLES[0], times=2))
    desk.close(Q1)
    desk.entries[0] = replace(desk.entries[0], pilot="L018")
    desk.log(many(50, 70, MIDDLES[3]))
    outcome = desk.close(Q4)
    assert (outcome.state, outcome.code) == (State.BLOCKED, "ledger_broken")
    assert outcome.entry is None
    assert outcome.release is None


def test_a_failing_recount_blocks_the_statistics(monkeypatch: pytest.MonkeyPatch) -> None:
    def differs(*_: object) -> None:
        raise ExpectedError("self_check", step="count")

    monkeypatch.setattr(closing_module, "recount", differs)
    desk = Desk()
    desk.log(many(0, 12, MIDDLES[0]))
    outcome = desk.close(Q4)
    assert (outcome.state, outcome.code) == (State.BLOCKED, "self_check")
    assert not desk.entries
    assert not desk.used


def test_the_ledger_holds_the_very_text_of_a_sheet() -> None:
    """The sheet's own reader takes the text and writes the same bytes again."""
    for entry in closed_twice():
        part = canonical.decode(entry.statistics.encode(), FiledStatistics)
        assert canonical.encode(part) == entry.statistics.encode()
        assert part.hash == entry.hash
        assert part.until == entry.until


def test_a_closing_is_due_at_quarter_ends_and_at_the_end_of_the_engagement() -> None:
    assert due(2025, 2, None) is None
    assert [due(2025, month, None) for month in (3, 6, 9, 12)] == [
        Due(Q1, False), Due(Q2, False), Due(Q3, False), Due(Q4, True)
    ]  # fmt: skip
    assert due(2024, 2, date(2024, 2, 29)) == Due(date(2024, 2, 29), True)
    assert due(2025, 3, date(2025, 3, 10)) == Due(date(2025, 3, 10), True)
    assert due(2025, 3, date(2025, 4, 1)) == Due(Q1, False)
    assert due(2025, 6, date(2025, 4, 1)) is None


def test_the_given_households_are_those_of_the_given_cards() -> None:
    """The builders count a household once, from its first day on."""
    cards = [a_card(1, 0, Q2), a_card(1, 1, Q1), a_card(2, 0, Q3)]
    assert sorted(each.day for each in households_of(cards)) == [Q1, Q3]
    assert set(some_trees()) == {"authority", "topic", "origin", "language", "age", "gender"}
