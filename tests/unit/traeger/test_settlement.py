"""Caps, the pool and the amounts of a year."""

from datetime import date

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.sheet.settlement import LineSum
from lotsenbuch.traeger import profile
from lotsenbuch.traeger.records import HELD, INVITED, StoredSheet
from lotsenbuch.traeger.settlement import PilotYear, minutes_of, settle
from tests.builders.memory_collection import MemoryCollection
from tests.builders.traeger import a_collection, a_line, a_pilot, a_settlement_of, a_stored_sheet, filled

DATED = """line = "wir"
de = "WIR"
en = "WIR"
[[rules]]
valid_from = 2026-01-01
rate_model = "{model}"
rate_cents = 1000
billable_kinds = ["accompaniment"]
part_year = "{part}"
cap_minutes = {{ normal = 600 }}
"""


def a_month(month: int, *lines: LineSum, pilot: str = "L017", state: str = "counts") -> StoredSheet:
    part = a_settlement_of(*lines)
    return a_stored_sheet(f"{state} {month}", pilot=pilot, month=date(2026, month, 1), settlement=part, state=state)


def only(store: MemoryCollection) -> PilotYear:
    [row] = settle(store, 2026).rows
    return row


def test_a_year_is_the_sum_of_the_sheets_that_count() -> None:
    store = a_collection()
    filled(store, a_month(1, a_line(61)), a_month(2, a_line(61, minutes=100)), a_month(2, a_line(999), state=HELD))
    row = only(store)
    # 61 minutes at five euros are 5.083 euros: rounded in each month.
    assert (row.minutes, row.billable_minutes, row.over_cap_minutes, row.amount_cents) == (161, 122, 0, 1016)
    assert row.cap_minutes == 16_560
    assert minutes_of(store, date(2026, 1, 1), date(2026, 1, 31)) == 61


@pytest.mark.parametrize(("role", "cap"), [("normal", 16_560), ("coordinating", 24_840)])
def test_what_lies_above_the_cap_of_the_role_is_shown_and_not_paid(role: str, cap: int) -> None:
    store = a_collection()
    months = [a_month(1, a_line(cap - 10)), a_month(2, a_line(25)), a_month(3, a_line(60))]
    filled(store, *months, pilots=(a_pilot(role=role),))
    row = only(store)
    assert [each.over_cap_minutes for each in row.months] == [0, 15, 60]
    # Ten minutes at five euros: 83.3 cents.
    assert [each.amount_cents for each in row.months] == [a_line(cap - 10).amount_cents, 83, 0]
    assert (row.billable_minutes, row.over_cap_minutes, row.paid_minutes) == (cap + 75, 75, cap)
    assert settle(store, 2026).used_minutes == cap


def test_exactly_the_cap_is_paid_in_full() -> None:
    store = a_collection()
    filled(store, a_month(1, a_line(16_560)))
    assert (only(store).over_cap_minutes, only(store).amount_cents) == (0, 138_000)


def test_half_a_cent_is_rounded_up_at_the_cap() -> None:
    store = a_collection()
    filled(store, a_month(1, a_line(16_557)), a_month(2, a_line(60)))
    # Three minutes at five euros are 25 cents exactly; 16,557 were 137,975.
    assert [each.amount_cents for each in only(store).months] == [137_975, 25]
    other = a_collection()
    text = DATED.format(model="hour", part="full").replace("1000", "510")
    filled(other, a_month(1, a_line(599)), a_month(2, a_line(60)), pilots=(a_pilot(programme=text),))
    # One minute at 5.10 euros is 8.5 cents.
    assert only(other).months[1].amount_cents == 9


def test_lines_have_caps_of_their_own() -> None:
    store = a_collection()
    filled(store, a_month(1, a_line(16_000), a_line(16_000, "wir_gesundheit")))
    found = settle(store, 2026)
    assert [(row.line, row.over_cap_minutes) for row in found.rows] == [("wir", 0), ("wir_gesundheit", 0)]
    assert found.used_minutes_of("wir") == 16_000
    assert [len(rows) for rows in found.by_pilot()] == [2]


def test_a_programme_file_of_the_invite_rules_and_a_dated_cap_shrinks_with_the_service() -> None:
    text = DATED.format(model="hour", part="dated")
    pilot = a_pilot(programme=text, starts=date(2026, 7, 2), ends=date(2026, 12, 31))
    store = a_collection()
    filled(store, a_month(8, LineSum("wir", 400, 400, 3, 6667)), pilots=(pilot,))
    row = only(store)
    # 183 of 365 days of 600 minutes: 300.8.
    assert (row.cap_minutes, row.over_cap_minutes, row.amount_cents) == (301, 99, 5017)


def test_an_amount_by_the_assignment_shrinks_in_proportion() -> None:
    store = a_collection()
    pilot = a_pilot(programme=DATED.format(model="assignment", part="full"))
    filled(store, a_month(1, LineSum("wir", 800, 800, 4, 4000)), pilots=(pilot,))
    assert (only(store).over_cap_minutes, only(store).amount_cents) == (200, 3000)


def test_a_pilot_without_sheets_stands_there_with_nothing_and_an_invited_one_does_not() -> None:
    store = a_collection()
    filled(store, pilots=(a_pilot("L001"), a_pilot("L002", state=INVITED)))
    assert [(row.code, row.minutes, row.line) for row in settle(store, 2026).rows] == [("L001", 0, "wir")]


def test_the_pool_is_what_was_approved_over_all_lines() -> None:
    store = a_collection()
    assert settle(store, 2026).approved_minutes is None
    profile.approve(store, 2026, "wir", 600)
    profile.approve(store, 2026, "wir_gesundheit", 60)
    profile.approve(store, 2026, "wir", 700)
    assert settle(store, 2026).approved_minutes == 760
    with pytest.raises(ExpectedError) as error:
        profile.approve(store, 2026, "wir", -1)
    assert error.value.code == "minutes_wrong"
