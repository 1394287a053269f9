"""What the pilot's use cases need from the outside; adapters implement these protocols.

All methods belong to the one thread that owns the vault. Writing happens inside ``Log.transaction``:
it begins at once, ends with a commit that is on the disk when the block is left, and undoes everything
when the block raises. Methods that look up one record raise ``ExpectedError`` (``activity_unknown``,
``client_unknown``, ``authority_unknown``, ``appointment_unknown``, ``engagement_unknown``) when it is not there.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.appointment import Appointment
from lotsenbuch.domain.authority import Authority
from lotsenbuch.domain.client import Client
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.domain.payment import Payment
from lotsenbuch.domain.rules import SoFar
from lotsenbuch.domain.training import Training
from lotsenbuch.services.records import (
    ActivityQuery,
    ActivityRow,
    AppointmentRow,
    Cursor,
    Held,
    IssuedSheet,
    LedgerRecord,
    MonthSums,
    OpenCard,
    SheetMark,
    Sums,
    UncountedHousehold,
)


class Engagements(Protocol):
    """The pilot's engagements."""

    def add(self, engagement: Engagement) -> None: ...
    def replace(self, engagement: Engagement) -> None: ...
    def get(self, engagement_id: str) -> Engagement: ...
    def all(self) -> list[Engagement]: ...


class Clients(Protocol):
    """The pilot's clients (households)."""

    def add(self, client: Client) -> None: ...
    def replace(self, client: Client) -> None: ...
    def get(self, client_id: str) -> Client: ...
    def all(self, *, closed: bool = True) -> list[Client]:
        """Return all clients by name, without the closed ones where ``closed`` is false."""
        ...

    def recent(self, limit: int) -> list[Client]:
        """Return open clients, the one of the latest activity first."""
        ...


class Authorities(Protocol):
    """The pilot's address book."""

    def add(self, authority: Authority) -> None: ...
    def replace(self, authority: Authority) -> None: ...
    def get(self, authority_id: str) -> Authority: ...
    def all(self) -> list[Authority]: ...
    def recent(self, limit: int) -> list[Authority]: ...


class Appointments(Protocol):
    """Appointments, planned and over."""

    def add(self, appointment: Appointment) -> None: ...
    def replace(self, appointment: Appointment) -> None: ...
    def get(self, appointment_id: str) -> Appointment: ...
    def between(self, first: date | None, last: date | None) -> list[AppointmentRow]:
        """Return appointments of the inclusive days by day and start."""
        ...

    def waiting(self, today: date, now: datetime) -> list[AppointmentRow]:
        """Return planned appointments that are over and have no activity yet, the oldest first."""
        ...


class Activities(Protocol):
    """The log itself. Deleted activities are in the bin and appear only where asked for."""

    def add(self, activity: Activity) -> None: ...
    def add_many(self, activities: Iterable[Activity]) -> None: ...
    def replace(self, activity: Activity) -> None: ...
    def get(self, activity_id: str) -> Activity: ...
    def row(self, activity_id: str) -> ActivityRow: ...
    def page(self, query: ActivityQuery, after: Cursor | None, limit: int) -> list[ActivityRow]:
        """Return up to ``limit`` rows, the latest day first, within a day the latest start first."""
        ...

    def sums(self, query: ActivityQuery) -> Sums: ...
    def between(self, first: date, last: date, engagement_id: str | None = None) -> list[Activity]:
        """Return the activities of the inclusive days, oldest first, without the bin."""
        ...

    def months(self) -> list[MonthSums]:
        """Return the sums of every engagement's months with activities, the earliest month first."""
        ...

    def so_far(self, activity: Activity, kinds: Collection[str]) -> SoFar:
        """Return what the year of the activity's engagement holds without it; ``kinds`` are the billable ones."""
        ...

    def last_end(self, day: date) -> Activity | None:
        """Return the activity of the day that ended last, if any has an end."""
        ...

    def seal(self, traeger_code: str, sheet_id: str, stamps: Mapping[str, str]) -> None:
        """Note that the sheet's newest version holds these activities, by id with their stamps, and no others.

        What it held before and no longer does is open again. Raises ``activity_unknown``.
        """
        ...

    def held(self, activity_id: str) -> Held | None:
        """Return as what the newest version of a sheet holds the activity, whatever became of it since."""
        ...

    def empty_bin(self, before: datetime) -> int:
        """Remove for good what went into the bin before the moment; return how many."""
        ...


class Trainings(Protocol):
    """Trainings the pilot took part in."""

    def add(self, training: Training) -> None: ...
    def all(self) -> list[Training]: ...


class Payments(Protocol):
    """Money received."""

    def put(self, payment: Payment) -> None:
        """Store a payment; one with the same engagement and month is replaced."""
        ...

    def all(self) -> list[Payment]: ...


class Sheets(Protocol):
    """Issued sheets, every version kept."""

    def add(self, sheet: IssuedSheet) -> None: ...
    def replace(self, sheet: IssuedSheet) -> None: ...
    def versions(self, traeger_code: str, month: date) -> list[IssuedSheet]:
        """Return all versions of a month, the first version first."""
        ...

    def by_id(self, sheet_id: str) -> list[IssuedSheet]: ...
    def marks(self, month: date | None = None) -> list[SheetMark]:
        """Return what a list shows of the newest version of every month, or of one, the latest month first."""
        ...

    def latest(self) -> list[IssuedSheet]:
        """Return the newest version of every month, the latest month first."""
        ...


class Releases(Protocol):
    """The ledger of releases and the flags that say which cards were printed."""

    def open_cards(self, engagement_ids: Sequence[str], until: date, kinds: Sequence[str]) -> list[OpenCard]:
        """Return the cards dated up to ``until`` of these engagements and kinds that were never printed."""
        ...

    def uncounted_households(
        self, engagement_ids: Sequence[str], until: date, kinds: Sequence[str]
    ) -> list[UncountedHousehold]:
        """Return households with an open or printed card up to ``until`` that were never counted anywhere."""
        ...

    def mark_printed(self, cards: Sequence[str], release: int) -> None: ...
    def mark_counted(self, households: Sequence[str], release: int) -> None: ...
    def ledger(self) -> list[LedgerRecord]: ...
    def append(self, record: LedgerRecord) -> None: ...


class Secrets(Protocol):
    """Private keys and small private settings, kept inside the vault."""

    def get(self, name: str) -> bytes | None: ...
    def put(self, name: str, value: bytes) -> None: ...


class Log(Protocol):
    """The opened log of one pilot."""

    engagements: Engagements
    clients: Clients
    authorities: Authorities
    appointments: Appointments
    activities: Activities
    trainings: Trainings
    payments: Payments
    sheets: Sheets
    releases: Releases
    secrets: Secrets

    def transaction(self) -> AbstractContextManager[None]: ...
    def close(self) -> None: ...


class Renderer(Protocol):
    """Draws a sheet as a finished document."""

    def sheet(self, payload: bytes, envelope: bytes | None) -> bytes:
        """Return the PDF/A-3 of the signed payload, the envelope embedded; the same bytes each time."""
        ...
