"""Periods as people name them: a year, a quarter, a month."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from lotsenbuch.errors import ExpectedError

_SHAPE = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?")
_FIRST_YEAR, _LAST_YEAR = 2000, 2999


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of a period, both included, and how it was named."""

    name: str
    first: date
    last: date


def year(number: int) -> Span:
    """Return a calendar year; raises ``ExpectedError("period_unreadable")``."""
    return span(str(number))


def span(text: str) -> Span:
    """Return the period ``2025``, ``2025-Q4`` or ``2025-12``; raises ``ExpectedError("period_unreadable")``."""
    found = _SHAPE.fullmatch(text.strip())
    if found is None or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        raise ExpectedError("period_unreadable", text=text[:40])
    number = int(found[1])
    if found[2]:
        month = int(found[2])
        return Span(text.strip(), date(number, month, 1), last_of(date(number, month, 1)))
    if found[3]:
        start = 3 * int(found[3]) - 2
        return Span(text.strip(), date(number, start, 1), last_of(date(number, start + 2, 1)))
    return Span(text.strip(), date(number, 1, 1), date(number, 12, 31))


def months(period: Span) -> list[date]:
    """Return the first days of the months of a period that begins with a month."""
    found, month = [], period.first
    while month <= period.last:
        found.append(month)
        month = last_of(month) + timedelta(days=1)
    return found


def last_of(month: date) -> date:
    """Return the last day of the month that begins at ``month``."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
