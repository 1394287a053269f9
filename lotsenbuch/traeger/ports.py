"""What the organisation's use cases need from the outside.

Writing happens inside ``Collection.transaction``: all of it is on the disk when the block is left, or nothing.
Two coordinators may use one collection at once; a sheet that is there already is never stored twice.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from lotsenbuch.sheet.keys import OpeningKey, SigningKey
from lotsenbuch.traeger.records import Batch, Payment, Pilot, Profile, QuarantinedFile, StoredSheet
from lotsenbuch.traeger.yearreport import YearReport

Random = Callable[[int], bytes]
"""A source of random bytes, for example ``os.urandom``."""


class Pilots(Protocol):
    """The Träger's pilots."""

    def add(self, pilot: Pilot) -> None: ...
    def replace(self, pilot: Pilot) -> None:
        """Raise ``ExpectedError("pilot_unknown")`` where there is none with this code."""
        ...

    def get(self, code: str) -> Pilot:
        """Raise ``ExpectedError("pilot_unknown")`` where there is none with this code."""
        ...

    def all(self) -> list[Pilot]:
        """Return all pilots by code."""
        ...


class Sheets(Protocol):
    """Every version of every sheet that came in from a known pilot."""

    def add(self, sheet: StoredSheet) -> StoredSheet:
        """Store a sheet, its ``id`` is given here. Raise ``ExpectedError("sheet_known")`` for the same payload."""
        ...

    def set_state(self, ids: Sequence[int], state: str) -> None: ...
    def set_question(self, sheet: int, question: str | None) -> None: ...
    def get(self, sheet: int) -> StoredSheet:
        """Raise ``ExpectedError("sheet_not_there")`` where there is none with this id."""
        ...

    def by_hash(self, payload_hash: str) -> StoredSheet | None: ...
    def of_month(self, pilot_code: str, month: date) -> list[StoredSheet]:
        """Return all versions of a pilot's month in the order in which they came."""
        ...

    def counting(self, sheet_id: str) -> StoredSheet | None:
        """Return the version that counts for a sheet id."""
        ...

    def counting_between(self, first: date, last: date, pilot_code: str | None = None) -> list[StoredSheet]:
        """Return the versions that count for the months in between, by pilot and month, without the payloads."""
        ...

    def of_batch(self, batch: int) -> list[StoredSheet]:
        """Return what a batch brought, in the order in which it came, without the payloads."""
        ...

    def remove(self, ids: Sequence[int]) -> None: ...


class Quarantine(Protocol):
    """Files of keys that nobody vouched for."""

    def add(self, file: QuarantinedFile) -> QuarantinedFile:
        """Store a file, its ``id`` is given here."""
        ...

    def waiting(self) -> list[QuarantinedFile]:
        """Return the files that wait, in the order in which they came, without their contents."""
        ...

    def content(self, file: int) -> bytes: ...
    def has(self, digest: str) -> bool:
        """Tell whether a waiting file has this SHA-256."""
        ...

    def judge(self, file: int, batch: int) -> None:
        """Take a file out: it was judged in ``batch``."""
        ...

    def undo(self, batch: int) -> None:
        """Remove what a batch put in, and let what it judged wait again."""
        ...


class Batches(Protocol):
    """Imports, each of which can be undone as a whole."""

    def open(self, now: datetime) -> Batch: ...
    def get(self, batch: int) -> Batch:
        """Raise ``ExpectedError("batch_unknown")`` where there is none with this number."""
        ...

    def all(self) -> list[Batch]: ...
    def remember(self, batch: int, changed: Sequence[tuple[int, str]]) -> None:
        """Keep (sheet, state before) of sheets that the batch changed, for undoing."""
        ...

    def changed(self, batch: int) -> list[tuple[int, str]]:
        """Return what was remembered, in that order."""
        ...

    def months(self, batch: int) -> set[tuple[str, date]]:
        """Return (pilot, month) of all sheets that a batch brought or changed."""
        ...

    def months_after(self, batch: int) -> set[tuple[str, date]]:
        """Return the same for all later batches that were not undone."""
        ...

    def close(self, batch: int) -> None:
        """Mark a batch as undone and forget what it changed."""
        ...


class Payments(Protocol):
    """Payment runs."""

    def put(self, payment: Payment) -> None:
        """Store a payment in place of an earlier one for the same pilot and month."""
        ...

    def all(self) -> list[Payment]:
        """Return all payments by day of payment, pilot and month."""
        ...


class Collection(Protocol):
    """The Träger's database."""

    pilots: Pilots
    sheets: Sheets
    quarantine: Quarantine
    batches: Batches
    payments: Payments

    def transaction(self) -> AbstractContextManager[None]: ...
    def profile(self) -> Profile:
        """Raise ``ExpectedError("collection_unfinished")`` where the Träger was never entered."""
        ...

    def set_profile(self, changed: Profile) -> None: ...
    def close(self) -> None: ...


class Keys(Protocol):
    """The Träger's private keys, as objects; their bytes never leave the vault."""

    def create(self, random: Random) -> None:
        """Make the three keys where there are none yet; to be called inside a transaction."""
        ...

    def signing(self) -> SigningKey: ...
    def opening(self) -> OpeningKey: ...
    def reserve(self) -> OpeningKey: ...


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A finished file: its name without a folder, and its content."""

    name: str
    content: bytes = field(repr=False)


class YearFiles(Protocol):
    """Puts a year's report into files for people and for other programs."""

    def files(self, report: YearReport) -> list[ReportFile]: ...
