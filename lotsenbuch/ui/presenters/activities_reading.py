"""Reading what stands in the fields of an activity: pure functions, no log, no clock.

Unlike the quick-add line a field knows what it holds, so a lone number has a meaning there: hours as
duration, minutes as way or waiting.
"""

import re
from dataclasses import dataclass
from datetime import date, time

from lotsenbuch.domain import span
from lotsenbuch.domain.quickadd import Vocabulary, parse
from lotsenbuch.errors import ExpectedError
from lotsenbuch.ui.presenters import activities_words as words

_NOTHING_KNOWN = Vocabulary(clients=(), authorities=(), last_end=None)
_LONGEST_TEXT = 40
_WEEKDAY = re.compile(r"[^\W\d]{2}\.?,?\s+(?=\d)")
_TIME = re.compile(r"(\d{1,2})\s*(?:[:.,h]?\s*([0-5]\d))?\s*(?:uhr|h)?", re.IGNORECASE)
_DIAL = re.compile(r"(-?)(\d{1,4}):([0-5]\d)\s*(?:h|std\.?|stunden?)?", re.IGNORECASE)
_HOURS = re.compile(r"(-?)(\d{1,4})(?:[.,](\d{1,2}))?\s*(?:h|std\.?|stunden?)", re.IGNORECASE)
_DECIMAL = re.compile(r"(-?)(\d{1,4})[.,](\d{1,2})")
_BOTH = re.compile(r"()(\d{1,2})\s*(?:h|std\.?|stunden?)\s*([0-5]?\d)\s*(?:m|min\.?|minuten?)?", re.IGNORECASE)
_MINUTES = re.compile(r"(-?)(\d{1,5})\s*(?:m|min\.?|minuten?|['′])", re.IGNORECASE)
_WHOLE = re.compile(r"(-?)(\d{1,5})")
_KILOMETRES = re.compile(r"(\d{1,5})(?:[.,](\d{1,3}))?\s*(?:km)?", re.IGNORECASE)
_DAY_HOURS = 24


def read_day(text: str, today: date) -> date:
    """Return the day of ``Fr 06.03.2026``, ``6.3.``, ``gestern``; raises ``form_day``."""
    wanted = _WEEKDAY.sub("", text.strip(), count=1)
    if wanted and len(wanted) <= _LONGEST_TEXT:
        parsed = parse(wanted, today, _NOTHING_KNOWN)
        if parsed.day is not None and not parsed.not_understood:
            return parsed.day
    raise ExpectedError("form_day")


def read_time(text: str) -> time | None:
    """Return the time of ``8``, ``8:30``, ``8.30 Uhr``, ``830``; nothing for nothing; raises ``form_time``."""
    wanted = text.strip()
    if not wanted:
        return None
    found = _TIME.fullmatch(wanted)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if hour * 60 + minute > _DAY_HOURS * 60:
        raise ExpectedError("form_time")
    return time(hour % _DAY_HOURS, minute)


def read_length(text: str) -> int | None:
    """Return the minutes of ``1,5``, ``1:30``, ``90 min``, ``2`` (hours); raises ``form_length``."""
    return _minutes(text, 60)


def read_minutes(text: str) -> int | None:
    """Return the minutes of a way or of waiting, where a lone number means minutes; raises ``form_length``."""
    return _minutes(text, 1)


def _minutes(text: str, lone: int) -> int | None:
    wanted = text.strip()
    if not wanted:
        return None
    if found := _DIAL.fullmatch(wanted) or _BOTH.fullmatch(wanted):
        return _signed(found, int(found[2]) * 60 + int(found[3]))
    if found := _HOURS.fullmatch(wanted) or _DECIMAL.fullmatch(wanted):
        return _signed(found, int(found[2]) * 60 + (int((found[3] or "0").ljust(2, "0")) * 60 + 50) // 100)
    if found := _MINUTES.fullmatch(wanted):
        return _signed(found, int(found[2]))
    if found := _WHOLE.fullmatch(wanted):
        # 45 in a field for hours can only be minutes: nothing may last longer than a day.
        unit = lone if int(found[2]) <= _DAY_HOURS else 1
        return _signed(found, int(found[2]) * unit)
    raise ExpectedError("form_length")


def _signed(found: re.Match[str], minutes: int) -> int:
    return -minutes if found[1] else minutes


def read_distance(text: str) -> int:
    """Return the metres of ``12`` or ``12,5 km``; raises ``form_distance``."""
    wanted = text.strip()
    if not wanted:
        return 0
    found = _KILOMETRES.fullmatch(wanted)
    if found is None:
        raise ExpectedError("form_distance")
    return int(found[1]) * 1000 + int((found[2] or "0").ljust(3, "0"))


@dataclass(frozen=True, slots=True)
class Times:
    """The three linked fields, as texts."""

    start: str
    end: str
    length: str


def linked(day: date, times: Times, edited: str) -> Times:
    """Return the three texts after ``edited`` (``start``, ``end`` or ``length``) was changed.

    Start and end give the duration; start and duration give the end. What cannot be read yet, because it
    is still being typed, changes nothing.
    """
    try:
        start, end, length = read_time(times.start), read_time(times.end), read_length(times.length)
    except ExpectedError:
        return times
    if start is not None and length is not None and length > 0 and (edited == "length" or end is None):
        if edited == "end":
            return times
        return Times(times.start, words.clock(span.end_of(day, start, length)), times.length)
    if start is not None and end is not None and edited != "length":
        return Times(times.start, times.end, _length_between(day, start, end))
    return times


def _length_between(day: date, start: time, end: time) -> str:
    try:
        return words.length(span.minutes_between(day, start, end))
    except ExpectedError as error:
        return words.length(0) if error.code == "activity_minutes_zero" else ""
