"""What the fields of an activity say about each other while they are typed: pure functions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _
from lotsenbuch.ui.presenters import activities_reading as reading
from lotsenbuch.ui.presenters import activities_words as words
from lotsenbuch.ui.presenters.activities_form import ActivityForm
from lotsenbuch.ui.presenters.activities_reading import Times

T = TypeVar("T")


def facts(form: ActivityForm) -> tuple[tuple[str, str], ...]:
    """Return the three facts: on site without waiting, waited, on the way with its kilometres."""
    length = _or(lambda: reading.read_length(form.length), None) or 0
    waiting = _or(lambda: reading.read_minutes(form.waiting), None) or 0
    travel = _or(lambda: reading.read_minutes(form.travel), None) or 0
    metres = _or(lambda: reading.read_distance(form.distance), 0)
    way = _("Fahrt · {km} km").format(km=words.kilometres(metres)) if metres else _("Fahrt")
    return (
        (words.dial(max(0, length - waiting)), _("vor Ort")),
        (words.dial(max(0, waiting)), _("gewartet")),
        (words.dial(max(0, travel)), way),
    )


def relink(form: ActivityForm, edited: str, today: date) -> Times:
    """Return start, end and duration after one of them was ``edited``; the others follow."""
    day = _or(lambda: reading.read_day(form.day, today), today)
    return reading.linked(day, Times(form.start, form.end, form.length), edited)


def tidied(form: ActivityForm, today: date) -> ActivityForm:
    """Return the fields as they are always written; what cannot be read stays as it was typed."""
    start = _or(lambda: reading.read_time(form.start), None)
    end = _or(lambda: reading.read_time(form.end), None)
    length = _or(lambda: reading.read_length(form.length), None)
    metres = _or(lambda: reading.read_distance(form.distance), 0)
    return replace(
        form,
        day=_or(lambda: words.typed_day(reading.read_day(form.day, today)), form.day),
        start=words.clock(start) if start is not None else form.start,
        end=words.clock(end) if end is not None else form.end,
        length=words.length(length) if length is not None and length >= 0 else form.length,
        travel=_tidy_minutes(form.travel),
        waiting=_tidy_minutes(form.waiting),
        distance=f"{words.kilometres(metres)} km" if metres else form.distance,
    )


def _tidy_minutes(text: str) -> str:
    minutes = _or(lambda: reading.read_minutes(text), None)
    return f"{minutes} min" if minutes is not None and minutes > 0 else text


def _or(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except ExpectedError:
        return otherwise
