"""The statistics part through the services: when books close, what is used up, what never counts again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotsenbuch.clock import BERLIN
from lotsenbuch.errors import ExpectedError
from lotsenbuch.example import filling, pilots
from lotsenbuch.services import activities, sheets, statistics
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.sheet import canonical, reader
from lotsenbuch.sheet.documents import Term
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.sheet.statistics import StatisticsPart
from tests.builders.desks import BOOK, CLOCK, TODAY, PlainRenderer, a_joined_log, clients, issue, joined, record, visits
from tests.builders.log import a_random
from tests.builders.memory_log import MemoryLog

DECEMBER = date(2025, 12, 1)
MARCH = date(2026, 3, 1)


def part_of(issued: IssuedSheet) -> StatisticsPart:
    found = reader.statistics(canonical.decode(issued.payload, Sheet))
    assert found is not None
    return found


def told(issued: IssuedSheet) -> dict[str, str]:
    return {book.book: book.state for book in part_of(issued).books}


def an_example_log(number: int) -> MemoryLog:
    log = a_joined_log()
    muster = log.engagements.all()[1]
    pilot = pilots.demo_pilots(1, 2, 3)[number]
    filling.fill(log, pilot, lambda _day: muster, TODAY, a_random("fill"))
    return log


def test_the_busy_pilot_closes_both_books_at_the_year_s_end() -> None:
    log = an_example_log(0)
    assert part_of(issue(log, date(2025, 10, 1))).state == "not_due"
    closed = issue(log, DECEMBER)
    assert told(closed) == {"accompaniments": "closed", "households": "closed"}
    part = part_of(closed)
    assert (part.state, part.until, part.previous) == ("closing", date(2025, 12, 31), None)
    assert all(block.count >= 5 for book in part.books for table in book.tables for block in table.blocks)
    assert len(log.releases.ledger()) == 1


def test_the_quiet_pilot_carries_both_over() -> None:
    assert told(issue(an_example_log(1), DECEMBER)) == {"accompaniments": "carried_over", "households": "carried_over"}


def test_what_was_carried_over_counts_at_the_next_closing_and_only_once() -> None:
    log = a_joined_log()
    people = clients(log, 12)
    visits(log, people[:8], DECEMBER)
    assert set(told(issue(log, DECEMBER)).values()) == {"carried_over"}
    visits(log, people[8:], date(2026, 12, 1))
    later = sheets.draft(log, date(2026, 12, 1), date(2027, 1, 5), traeger_code="MUSTER")
    closed = part_of(sheets.issue(log, later, PlainRenderer(), CLOCK))
    assert [book.counted for book in closed.books] == [12, 12]
    ids = [each.id for each in log.engagements.all()]
    assert log.releases.open_cards(ids, date(2027, 1, 1), ["accompaniment"]) == []


def test_a_printed_card_never_counts_again_through_edits_and_undo() -> None:
    log = a_joined_log()
    people = clients(log, 11)
    made = visits(log, people[:10], DECEMBER)
    assert set(told(issue(log, DECEMBER)).values()) == {"closed"}
    assert log.activities.get(made[0].id).state == "sealed"
    before = log.activities.get(made[0].id)
    activities.edit(log, replace(before, client_ids=(people[10],)), BOOK, TODAY)
    activities.put_back(log, before)
    after = activities.delete(log, before.id, datetime(2026, 1, 9, tzinfo=BERLIN))
    activities.restore(log, after.id)
    moved = activities.edit(log, replace(before, day=date(2025, 11, 3), start=time(9), end=time(10, 30)), BOOK, TODAY)
    ids = [moved.activity.engagement_id]
    assert log.releases.open_cards(ids, TODAY, ["accompaniment"]) == []
    assert log.releases.uncounted_households(ids, TODAY, ["accompaniment"]) == []


def test_refuse_backwards() -> None:
    log = a_joined_log()
    visits(log, clients(log, 10), date(2025, 9, 1))
    issue(log, DECEMBER, nil=True)
    earlier = issue(log, date(2025, 9, 1))
    assert part_of(earlier).state == "not_due"
    assert canonical.decode(earlier.payload, Sheet).settlement.count('"minutes":90') >= 10


def test_a_later_version_repeats_the_statistics_bytes() -> None:
    log = an_example_log(0)
    first = issue(log, DECEMBER)
    record(log, "late", day=date(2025, 12, 30), client_ids=tuple(clients(log, 1)))
    second = issue(log, DECEMBER)
    one, two = (canonical.decode(each.payload, Sheet) for each in (first, second))
    assert (two.sheet_version, two.replaces) == (2, first.payload_hash)
    assert one.statistics == two.statistics
    assert one.settlement != two.settlement
    assert len(log.releases.ledger()) == 1


def test_the_closing_covers_lines_that_ended_before() -> None:
    log = a_joined_log(line="wir_gesundheit", term=Term(date(2025, 1, 1), date(2025, 10, 31)))
    people = clients(log, 10)
    visits(log, people, date(2025, 10, 1))
    joined(log, term=Term(date(2025, 11, 1), None))
    closed = issue(log, DECEMBER, nil=True)
    assert [book.counted for book in part_of(closed).books] == [10, 10]


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        ([(None, date(2025, 11, 15))], date(2025, 11, 15)),
        ([(None, date(2025, 11, 15)), (date(2025, 11, 16), None)], None),
        ([(None, date(2025, 8, 15)), (None, date(2025, 11, 30))], date(2025, 11, 30)),
    ],
)
def test_the_end_of_the_last_engagement_closes_the_books(
    terms: Sequence[tuple[date | None, date | None]], due: date | None
) -> None:
    group = [replace(a_joined_log().engagements.all()[1], starts=start, ends=end) for start, end in terms]
    found = statistics.due(date(2025, 11, 1), group)
    assert (found and found.until) == due
    assert found is None or found.final


def test_without_the_second_head_the_statistics_are_blocked_and_the_hours_are_not() -> None:
    log = an_example_log(0)
    issue(log, DECEMBER)
    with log.transaction():
        del log._memory.state.secrets[statistics.HEAD]
    record(log, day=date(2026, 3, 4))
    blocked = issue(log, MARCH)
    part = part_of(blocked)
    assert (part.state, part.code, part.books) == ("blocked", "ledger", ())
    assert '"amount_cents":750' in canonical.decode(blocked.payload, Sheet).settlement


@pytest.mark.parametrize(("head", "code"), [(b"{", "ledger"), (b'[9,"00"]', "restore"), (b'[1,"00"]', "ledger")])
def test_a_head_that_does_not_fit_blocks(head: bytes, code: str) -> None:
    log = an_example_log(0)
    issue(log, DECEMBER)
    with log.transaction():
        log.secrets.put(statistics.HEAD, head)
    assert part_of(issue(log, MARCH, nil=True)).code == code


def test_whatever_fails_in_the_statistics_the_hours_go_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError

    log = an_example_log(0)
    monkeypatch.setattr(statistics, "close", broken)
    issued = issue(log, DECEMBER)
    part = part_of(issued)
    assert (part.state, part.code) == ("blocked", "self_check")
    assert canonical.decode(issued.payload, Sheet).settlement.startswith('{"accompaniments":')
    assert log.releases.ledger() == []


def test_a_draft_is_stale_once_another_book_closed() -> None:
    log = an_example_log(0)
    stale = sheets.draft(log, DECEMBER, TODAY, traeger_code="MUSTER")
    record(log, day=date(2025, 12, 30))
    with pytest.raises(ExpectedError) as failure:
        sheets.issue(log, stale, PlainRenderer(), CLOCK)
    assert failure.value.code == "month_changed"
    assert (log.sheets.latest(), log.releases.ledger()) == ([], [])


changes = st.fixed_dictionaries(
    {
        "days": st.integers(0, 25),
        "minutes": st.integers(1, 600),
        "travel_minutes": st.integers(0, 90),
        "distance_m": st.integers(0, 40_000),
        "billable": st.booleans(),
    }
)


@settings(max_examples=15, deadline=None)
@given(st.lists(changes, min_size=12, max_size=12))
def test_stats_independent_of_hours_dates_km(drawn: list[dict[str, Any]]) -> None:
    log = a_joined_log()
    made = visits(log, clients(log, 12), DECEMBER)
    plain = sheets.draft(log, DECEMBER, TODAY, traeger_code="MUSTER").sheet
    for activity, each in zip(made, drawn, strict=True):
        told = {name: value for name, value in each.items() if name != "days"}
        day = DECEMBER + timedelta(days=each["days"])
        activities.edit(log, replace(activity, day=day, **told), BOOK, TODAY)
    other = sheets.draft(log, DECEMBER, TODAY, traeger_code="MUSTER").sheet
    assert plain.statistics == other.statistics
    assert '"counted":12' in str(plain.statistics)
