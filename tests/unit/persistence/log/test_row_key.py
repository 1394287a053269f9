"""Row keys sort as the list does."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotsenbuch.persistence.log import row_key

starts = st.none() | st.times()


@given(st.dates(), starts, st.dates(), starts)
def test_keys_sort_by_day_and_start(day: date, start: time | None, other: date, later: time | None) -> None:
    def order(on: date, at: time | None) -> tuple[date, int]:
        return on, -1 if at is None else at.hour * 60 + at.minute

    first, second = row_key.slot(day, start), row_key.slot(other, later)
    assert (first < second) == (order(day, start) < order(other, later))
    assert (first == second) == (order(day, start) == order(other, later))


@given(st.dates(), starts)
def test_a_day_holds_all_its_keys(day: date, start: time | None) -> None:
    last = row_key.slot(day, start) + row_key.NUMBER_MASK
    assert row_key.first_of(day) <= row_key.slot(day, start) < last < row_key.end_of(day) < 2**53
    assert row_key.slot_of(last) == row_key.slot(day, start)


def test_a_slot_that_is_full_is_no_other_minute_s() -> None:
    slot = row_key.slot(date(2026, 3, 1), time(9))
    assert row_key.following(slot) == slot + 1
    with pytest.raises(OverflowError):
        row_key.following(slot + row_key.NUMBER_MASK)
