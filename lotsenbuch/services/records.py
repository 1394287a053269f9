"""What the log answers and stores beside the domain's own records."""

from dataclasses import dataclass, field
from datetime import date, datetime

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.appointment import Appointment


@dataclass(frozen=True, slots=True)
class ActivityQuery:
    """Which activities to list; ``None`` and empty mean no restriction.

    ``first`` and ``last`` are inclusive days. ``text`` is searched in notes, names and authorities,
    each word as a prefix. ``deleted`` asks for the bin instead of the log.
    """

    first: date | None = None
    last: date | None = None
    text: str = field(default="", repr=False)
    kinds: tuple[str, ...] = ()
    authority_codes: tuple[str, ...] = ()
    client_ids: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    engagement_id: str | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after which the next page begins: the row key of the last row shown."""

    day: date
    row: int


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One line of the list: the activity with the names that it shows.

    ``authority_name`` is the name in the address book, else the pilot's own word, else empty.
    """

    activity: Activity
    authority_name: str = field(repr=False)
    client_names: tuple[str, ...] = field(repr=False)
    cursor: Cursor


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """One appointment with the names that it shows."""

    appointment: Appointment
    authority_name: str = field(repr=False)
    client_names: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sums:
    """Totals over a query: number, minutes on site, minutes of travel, metres."""

    count: int
    minutes: int
    travel_minutes: int
    distance_m: int


@dataclass(frozen=True, slots=True)
class IssuedSheet:
    """One version of a month's sheet, as it was sealed.

    ``month`` is the first day of the month. ``payload`` are the signed canonical bytes, ``envelope`` the
    signed statement around them, ``pdf`` the finished document: all three are kept, so that issuing
    again gives the same bytes. ``state`` is ``sealed``, ``handed_over``, ``confirmed`` or ``question``.
    ``traeger_code`` is the Träger it was made for, empty for a plain sheet without one: a sheet covers all
    engagements of its Träger. ``activities`` is how many activities it holds.
    """

    sheet_id: str
    version: int
    traeger_code: str
    month: date
    payload_hash: str
    replaces: str | None
    nil: bool
    issued_at: datetime
    payload: bytes = field(repr=False)
    envelope: bytes = field(repr=False)
    pdf: bytes = field(repr=False)
    state: str = "sealed"
    receipt: bytes | None = field(default=None, repr=False)
    activities: int = 0


@dataclass(frozen=True, slots=True)
class SheetMark:
    """What a list shows of the newest version of a month's sheet: ``IssuedSheet`` without its documents."""

    traeger_code: str
    month: date
    sheet_id: str
    version: int
    nil: bool
    state: str
    activities: int


@dataclass(frozen=True, slots=True)
class MonthSums:
    """The activities of one engagement in the month that begins at ``month``: number, minutes on site.

    ``sealed`` of them are in the newest version of a sheet just as they are now.
    """

    engagement_id: str
    month: date
    number: int
    minutes: int
    sealed: int


@dataclass(frozen=True, slots=True)
class Held:
    """As what the newest version of a sheet holds an activity: ``stamp`` is the digest of ``settlement.stamp``."""

    sheet_id: str
    stamp: str


@dataclass(frozen=True, slots=True)
class OpenCard:
    """One card that was never printed: one activity with one household (anonymisation.md 4.2).

    ``card`` and ``household`` are 32 hexadecimal digits of random ids; ``topic`` is the main topic or empty.
    """

    card: str
    household: str
    day: date
    authority_code: str = field(repr=False)
    topic: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class UncountedHousehold:
    """A household with a card at this Träger that no closing ever counted."""

    household: str
    origin: str = field(repr=False)
    language: str = field(repr=False)
    age_band: str = field(repr=False)
    gender: str = field(repr=False)
    persons: int


@dataclass(frozen=True, slots=True)
class LedgerRecord:
    """One public ledger entry: its running number, its Träger's key id, its day and its exact bytes."""

    number: int
    traeger_key: str
    until: date
    entry: bytes = field(repr=False)
