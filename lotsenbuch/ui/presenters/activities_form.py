"""An activity as the texts of its fields, and back: pure functions."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import TypeVar

from lotsenbuch import catalogue
from lotsenbuch.domain import span
from lotsenbuch.domain.activity import Activity
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import language
from lotsenbuch.services.records import ActivityRow
from lotsenbuch.ui.presenters import activities_reading as reading
from lotsenbuch.ui.presenters import activities_words as words
from lotsenbuch.ui.presenters.activities_choices import Choice, Place

T = TypeVar("T")
DEFAULT_KIND = "accompaniment"
OTHER_PLACE = "SONST"
DAY, START, END, LENGTH, KIND, PLACE = "day", "start", "end", "length", "kind", "place"
PEOPLE, TOPICS, TRAVEL, DISTANCE, WAITING, NOTE = "people", "topics", "travel", "distance", "waiting", "note"

# The field at which a code is said; whatever is not here is said at the day.
FIELDS = {
    "activity_minutes_zero": LENGTH,
    "activity_minutes_negative": LENGTH,
    "activity_minutes_long": LENGTH,
    "activity_end_before_start": LENGTH,
    "activity_times": LENGTH,
    "duration_missing": LENGTH,
    "hint_long_day": LENGTH,
    "hint_overlap": LENGTH,
    "hint_cap": LENGTH,
    "activity_travel": TRAVEL,
    "activity_waiting": WAITING,
    "activity_distance": DISTANCE,
    "activity_kind_unknown": KIND,
    "activity_note_long": NOTE,
    "activity_clients_many": PEOPLE,
    "client_unknown": PEOPLE,
    "client_name_missing": PEOPLE,
    "client_name_long": PEOPLE,
    "hint_many_assignments": PEOPLE,
    "authority_unknown": PLACE,
    "hint_excluded_authority": PLACE,
}


class FieldRefusedError(Exception):
    """What stands in ``field`` cannot be read or saved; ``error`` has its sentence."""

    def __init__(self, field_name: str, error: ExpectedError) -> None:
        super().__init__(error.code)
        self.field = field_name
        self.error = error


@dataclass(frozen=True, slots=True)
class ActivityForm:
    """The fields as they are typed.

    ``unknown_person`` and ``unknown_topic`` are names that nothing in the log or the list answers to.
    """

    day: str
    start: str = ""
    end: str = ""
    length: str = ""
    kind: str = DEFAULT_KIND
    place: str = field(default="", repr=False)
    people: tuple[Choice, ...] = field(default=(), repr=False)
    topics: tuple[Choice, ...] = field(default=(), repr=False)
    unknown_person: str = field(default="", repr=False)
    unknown_topic: str = field(default="", repr=False)
    travel: str = ""
    distance: str = ""
    waiting: str = ""
    billable: bool = True
    note: str = field(default="", repr=False)


def form_of(row: ActivityRow) -> ActivityForm:
    """Return the fields of a stored activity."""
    activity = row.activity
    topics = catalogue.topics()
    return ActivityForm(
        day=words.typed_day(activity.day),
        start=words.clock(activity.start) if activity.start else "",
        end=words.clock(activity.end) if activity.end else "",
        length=words.length(activity.minutes),
        kind=activity.kind,
        place=place_of(row),
        people=tuple(Choice(*pair) for pair in zip(activity.client_ids, row.client_names, strict=True)),
        topics=tuple(Choice(code, topics.name(code, language())) for code in activity.topics),
        travel=_minutes(activity.travel_minutes),
        distance=f"{words.kilometres(activity.distance_m)} km" if activity.distance_m else "",
        waiting=_minutes(activity.waiting_minutes),
        billable=activity.billable,
        note=activity.note,
    )


def place_of(row: ActivityRow) -> str:
    """Return the text of the field "Stelle"."""
    code = row.activity.authority_code
    if row.authority_name or not code or code == catalogue.NONE:
        return row.authority_name
    return catalogue.authorities().name(code, language())


def _minutes(minutes: int) -> str:
    return f"{minutes} min" if minutes else ""


def empty_form(day: date, start: time | None) -> ActivityForm:
    """Return the fields of a new activity; it begins where the last one of the day ended."""
    return ActivityForm(day=words.typed_day(day), start=words.clock(start) if start else "")


def activity_of(form: ActivityForm, base: ActivityRow | None, today: date, places: tuple[Place, ...]) -> Activity:
    """Return the activity that the fields describe, with all else from ``base``.

    A new one has no id and no engagement yet. Raises ``FieldRefusedError`` at the first field that cannot be read.
    """
    if form.unknown_person:
        raise FieldRefusedError(PEOPLE, ExpectedError("form_person_open"))
    if form.unknown_topic:
        raise FieldRefusedError(TOPICS, ExpectedError("form_topic_unknown"))
    day = _read(DAY, lambda: reading.read_day(form.day, today))
    start = _read(START, lambda: reading.read_time(form.start))
    end = _read(END, lambda: reading.read_time(form.end))
    length = _read(LENGTH, lambda: reading.read_length(form.length))
    before = base.activity if base else Activity(id="", engagement_id="", kind=form.kind, day=day, minutes=0)
    place = _place(form.place, base, places)
    return replace(
        before,
        kind=form.kind,
        day=day,
        minutes=_read(LENGTH, lambda: _duration(day, start, end, length)),
        start=start,
        end=end,
        travel_minutes=_read(TRAVEL, lambda: reading.read_minutes(form.travel)) or 0,
        waiting_minutes=_read(WAITING, lambda: reading.read_minutes(form.waiting)) or 0,
        distance_m=_read(DISTANCE, lambda: reading.read_distance(form.distance)),
        authority_code=place.code,
        authority_id=place.id,
        authority_word=place.name if place.id is None else "",
        topics=tuple(topic.code for topic in form.topics),
        client_ids=tuple(person.code for person in form.people),
        billable=form.billable,
        note=form.note.strip(),
    )


def _read(field_name: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except ExpectedError as error:
        raise FieldRefusedError(FIELDS.get(error.code, field_name), error) from error


def _duration(day: date, start: time | None, end: time | None, length: int | None) -> int:
    if start is not None and end is not None and (start != end or not length):
        return span.minutes_between(day, start, end)
    if length is None:
        raise ExpectedError("duration_missing")
    return length


def _place(text: str, base: ActivityRow | None, places: tuple[Place, ...]) -> Place:
    """Return what the field "Stelle" means: unchanged, own entry, kind of place by its name, or another word."""
    wanted = " ".join(text.split())
    if base is not None and wanted == place_of(base):
        before = base.activity
        return Place(before.authority_id, before.authority_code, before.authority_word)
    if not wanted:
        return Place(None, "", "")
    for place in places:
        if place.id is not None and place.name.casefold() == wanted.casefold():
            return place
    found = catalogue.authorities().find(wanted)
    if found is not None:
        return Place(None, found.code, "" if wanted.casefold() in _names(found.code) else wanted)
    recognised = catalogue.authorities().recognise(wanted)
    return Place(None, recognised.code if recognised else OTHER_PLACE, wanted)


def _names(code: str) -> set[str]:
    return {catalogue.authorities().name(code, each).casefold() for each in ("de", "en")}


def counts_as(text: str, places: tuple[Place, ...]) -> str:
    """Return the name of the kind of place that a text counts as on the sheet, where the text does not say it."""
    place = _place(text, None, places)
    name = catalogue.authorities().name(place.code, language()) if place.code else ""
    return "" if name.casefold() == " ".join(text.split()).casefold() else name
