"""Synthetic pilots as plain data, ready to be logged: invented people, codes of the catalogue, true
calendars.
"""

from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True, slots=True)
class ExampleTraeger:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ExampleHousehold:
    """One case. `key` names it inside its pilot; the first of `languages` is the first language."""

    key: str
    name: str = field(repr=False)
    languages: tuple[str, ...]
    origin: str
    age_band: str
    gender: str
    persons: int
    consent: str
    opened: date
    closed: date | None = None
    consent_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExampleActivity:
    """One piece of work. `start` is None where only the duration was noted; `households` are keys.

    `authority` is a code and `place` the address book's name of it, both empty where there is none.
    """

    day: date
    start: time | None
    minutes: int
    kind: str
    travel_minutes: int = 0
    waiting_minutes: int = 0
    distance_m: int = 0
    authority: str = ""
    place: str = field(default="", repr=False)
    topics: tuple[str, ...] = ()
    households: tuple[str, ...] = ()
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ExampleAppointment:
    """`activity` is the position in the pilot's activities of what came of it, or None."""

    day: date
    start: time
    minutes: int
    authority: str
    place: str = field(repr=False)
    households: tuple[str, ...]
    state: str
    note: str = field(default="", repr=False)
    activity: int | None = None


@dataclass(frozen=True, slots=True)
class ExamplePilot:
    """One synthetic pilot. Activities and appointments are in the order of their days."""

    code: str
    name: str = field(repr=False)
    role: str
    caseload: int
    first_day: date
    last_day: date
    households: tuple[ExampleHousehold, ...] = field(repr=False)
    activities: tuple[ExampleActivity, ...] = field(repr=False)
    appointments: tuple[ExampleAppointment, ...] = field(repr=False)
