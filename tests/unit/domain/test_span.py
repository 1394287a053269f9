"""Elapsed minutes between wall-clock times, over midnight and over the change of clocks."""

from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lotsenbuch.domain.span import end_of, minutes_between
from lotsenbuch.errors import ExpectedError

PLAIN, SPRING, AUTUMN = date(2026, 3, 11), date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "start", "end", "minutes"),
    [
        (PLAIN, time(9), time(11, 30), 150),
        (PLAIN, time(0), time(23, 59), 1439),
        (PLAIN, time(22, 30), time(1), 150),
        (PLAIN, time(13), time(1), 720),
        (SPRING, time(1), time(4), 120),
        (AUTUMN, time(1), time(4), 240),
        (date(2026, 3, 28), time(23), time(4), 240),
        (date(2026, 10, 24), time(23), time(4), 360),
    ],
)
def test_minutes_are_elapsed_time(day: date, start: time, end: time, minutes: int) -> None:
    assert minutes_between(day, start, end) == minutes
    assert end_of(day, start, minutes) == end


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (time(9), time(9), "activity_minutes_zero"),
        (time(13), time(1, 1), "activity_end_before_start"),
        (time(11), time(9), "activity_end_before_start"),
    ],
)
def test_equal_times_and_more_than_twelve_hours_over_midnight_are_refused(start: time, end: time, code: str) -> None:
    with pytest.raises(ExpectedError) as failure:
        minutes_between(PLAIN, start, end)
    assert failure.value.code == code


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.times(), st.integers(1, 720))
def test_an_end_computed_from_minutes_gives_the_same_minutes_on_plain_days(
    day: date, start: time, minutes: int
) -> None:
    assume(day.month not in (3, 10) or day.day < 24)
    whole = start.replace(second=0, microsecond=0, fold=0)
    assert minutes_between(day, whole, end_of(day, whole, minutes)) == minutes
