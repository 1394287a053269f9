"""What the organisation's use cases need from the outside.

Writing happens inside ``Collection.transaction``: all of it is on the disk when the block is left, or nothing.
Two coordinators may use one collection at once; a sheet that is there already is never stored twice.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from lotsenbuch.sheet.keys import OpeningKey, SigningKey
from lotsenbuch.traeger.records import Payment, Pilot, Profile, StoredSheet

Random = Callable[[int], bytes]
"""A source of random bytes, for example ``os.urandom``."""


class Pilots(Protocol):
    """The Träger's pilots."""

    def add(self, pilot: Pilot) -> None: ...
    def replace(self, pilot: Pilot) -> None: ...
    def get(self, code: str) -> Pilot:
        """Raise ``ExpectedError("pilot_unknown")`` where there is none with this code."""
        ...

    def all(self) -> list[Pilot]: ...


class Sheets(Protocol):
    """Every version of every sheet that came in."""

    def add(self, sheet: StoredSheet) -> StoredSheet:
        """Store a sheet, its ``id`` is given here. Raise ``ExpectedError("sheet_known")`` for the same payload."""
        ...

    def set_state(self, ids: Sequence[int], state: str) -> None: ...
    def set_question(self, sheet_id: int, question: str | None) -> None: ...
    def by_hash(self, payload_hash: str) -> StoredSheet | None: ...
    def of_month(self, pilot_code: str, month: date) -> list[StoredSheet]: ...
    def between(self, first: date, last: date) -> list[StoredSheet]:
        """Return all versions of the months in between, by pilot, month and version, without the payloads."""
        ...

    def statistics_of(self, pilot_code: str) -> list[StoredSheet]:
        """Return the sheets of a pilot that count and whose statistics part was accepted."""
        ...

    def quarantined(self) -> list[StoredSheet]: ...
    def of_batch(self, batch: int) -> list[StoredSheet]: ...
    def remove(self, ids: Sequence[int]) -> None: ...


class Batches(Protocol):
    """Imports, each of which can be undone as a whole."""

    def open(self) -> int: ...
    def remember(self, batch: int, changed: Sequence[tuple[int, str]]) -> None:
        """Keep (sheet, state before) of sheets that the batch changed, for undoing."""
        ...

    def changed(self, batch: int) -> list[tuple[int, str]]: ...
    def close(self, batch: int) -> None: ...


class Payments(Protocol):
    """Payment runs."""

    def put(self, payment: Payment) -> None: ...
    def all(self) -> list[Payment]: ...


class Collection(Protocol):
    """The Träger's database."""

    pilots: Pilots
    sheets: Sheets
    batches: Batches
    payments: Payments

    def transaction(self) -> AbstractContextManager[None]: ...
    def profile(self) -> Profile: ...
    def set_profile(self, profile: Profile) -> None: ...
    def close(self) -> None: ...


class Keys(Protocol):
    """The Träger's private keys, as objects; their bytes never leave the vault."""

    def signing(self) -> SigningKey: ...
    def opening(self) -> OpeningKey: ...
    def reserve(self) -> OpeningKey: ...
