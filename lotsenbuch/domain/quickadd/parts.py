"""What the quick-add line is read against, and what comes out of it."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class PartKind(StrEnum):
    DAY = "day"
    SPAN = "span"
    START = "start"
    DURATION = "duration"
    TRAVEL = "travel"
    WAITING = "waiting"
    DISTANCE = "distance"
    KIND = "kind"
    AUTHORITY = "authority"
    CLIENT = "client"
    TOPIC = "topic"
    NOTE = "note"


class Reason(StrEnum):
    """Why something was not understood."""

    WORD = "word"  # an unknown word
    NUMBER = "number"  # a number that means nothing, or that cannot be true
    PERSON = "person"  # after "mit": a name that no client has
    AMBIGUOUS = "ambiguous"  # several records have this name, or only a part of it
    TWICE = "twice"  # a second day, duration, kind or authority that differs from the first


@dataclass(frozen=True, slots=True)
class KnownClient:
    """A client by its id and the name the pilot uses."""

    id: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KnownAuthority:
    """An entry of the pilot's address book; ``code`` is its kind in the catalogue."""

    id: str
    name: str = field(repr=False)
    code: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names that the line may use. ``last_end`` is when the last activity of the day ended, if known."""

    clients: tuple[KnownClient, ...] = ()
    authorities: tuple[KnownAuthority, ...] = ()
    last_end: time | None = None


@dataclass(frozen=True, slots=True)
class AuthorityWord:
    """An authority as it was typed: its kind, and the entry of the address book if it is one."""

    code: str
    word: str = field(repr=False)
    id: str | None = None


Value = date | int | str | tuple[time, time] | time | AuthorityWord


@dataclass(frozen=True, slots=True)
class Part:
    """One understood part; ``begin`` and ``end`` are places in the text, ``end`` not included.

    ``value`` by kind: a date (day), two times (span), a time (start), minutes (duration, travel, waiting),
    metres (distance), a code (kind, topic), an ``AuthorityWord``, a client id, or the note's text.
    """

    kind: PartKind
    value: Value = field(repr=False)
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A piece of the text that means nothing certain; ``candidates`` are ids of records it may mean."""

    text: str = field(repr=False)
    begin: int
    end: int
    reason: Reason
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """The line, understood. What was not said is ``None``, 0 or empty; nothing has a default.

    ``minutes`` is the elapsed time on site, from the span or the duration. ``end`` is also filled where a
    start and a duration were given.
    """

    parts: tuple[Part, ...]
    not_understood: tuple[NotUnderstood, ...]
    day: date | None = None
    start: time | None = None
    end: time | None = None
    minutes: int | None = None
    travel_minutes: int = 0
    waiting_minutes: int = 0
    distance_m: int = 0
    kind: str | None = None
    authority: AuthorityWord | None = field(default=None, repr=False)
    client_ids: tuple[str, ...] = field(default=(), repr=False)
    topics: tuple[str, ...] = field(default=(), repr=False)
    note: str = field(default="", repr=False)

    @property
    def complete(self) -> bool:
        """Tell whether everything was understood and a duration was given."""
        return not self.not_understood and self.minutes is not None
