"""Wall-clock spans in Europe/Berlin and the minutes that pass in them.

An end before its start belongs to the next day, if that gives at most twelve hours. In the nights in which
the clocks change, elapsed time counts, not the difference of the dials.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lotsenbuch.errors import ExpectedError

LONGEST_OVERNIGHT = 12 * 60
BERLIN = ZoneInfo("Europe/Berlin")
UTC = ZoneInfo("UTC")


def minutes_between(day: date, start: time, end: time) -> int:
    """Return the elapsed minutes from ``start`` on ``day`` to ``end``.

    Raises ``ExpectedError("activity_minutes_zero")`` for equal times, and ``activity_end_before_start`` where
    the end would lie on the next day more than twelve hours later.
    """
    if start == end:
        raise ExpectedError("activity_minutes_zero")
    last = day if end > start else day + timedelta(days=1)
    minutes = _elapsed(datetime.combine(day, start), datetime.combine(last, end))
    if last != day and minutes > LONGEST_OVERNIGHT:
        raise ExpectedError("activity_end_before_start", start=f"{start:%H:%M}", end=f"{end:%H:%M}")
    return minutes


def end_of(day: date, start: time, minutes: int) -> time:
    """Return the wall-clock time ``minutes`` after ``start`` on ``day``."""
    begun = datetime.combine(day, start, BERLIN).astimezone(UTC)
    return (begun + timedelta(minutes=minutes)).astimezone(BERLIN).time()


def _elapsed(first: datetime, last: datetime) -> int:
    begun, ended = (moment.replace(tzinfo=BERLIN).astimezone(UTC) for moment in (first, last))
    return int((ended - begun).total_seconds()) // 60
