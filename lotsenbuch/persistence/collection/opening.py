"""Opening the collection in a database that the vault has unlocked."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from lotsenbuch.persistence.collection import profile
from lotsenbuch.persistence.collection.batches import StoredBatches
from lotsenbuch.persistence.collection.keys import StoredKeys
from lotsenbuch.persistence.collection.payments import StoredPayments
from lotsenbuch.persistence.collection.pilots import StoredPilots
from lotsenbuch.persistence.collection.quarantine import StoredQuarantine
from lotsenbuch.persistence.collection.schema import is_current, no_hook
from lotsenbuch.persistence.collection.sheets import StoredSheets
from lotsenbuch.persistence.engine import Hook, connection_over
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.traeger import ports
from lotsenbuch.traeger.records import Profile


class StoredCollection:
    """Implements the port ``Collection`` over one open database."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self.pilots: ports.Pilots = StoredPilots(work)
        self.sheets: ports.Sheets = StoredSheets(work)
        self.quarantine: ports.Quarantine = StoredQuarantine(work)
        self.batches: ports.Batches = StoredBatches(work)
        self.payments: ports.Payments = StoredPayments(work)

    def transaction(self) -> AbstractContextManager[None]:
        """Commit at the end of the block, or undo everything the block did when it raises."""
        return self._work.transaction()

    def profile(self) -> Profile:
        """Return the Träger; raises ``ExpectedError("collection_unfinished")``."""
        return profile.load(self._work)

    def set_profile(self, changed: Profile) -> None:
        """Store the Träger."""
        profile.store(self._work, changed)

    def close(self) -> None:
        """Close the collection and its database."""
        self._work.close()


@dataclass(frozen=True, slots=True)
class Opened:
    """An open collection and the keys that lie beside it."""

    collection: ports.Collection
    keys: ports.Keys


def open_collection(connect: Callable[[], Any], before_commit: Hook = no_hook, after_commit: Hook = no_hook) -> Opened:
    """Open the collection in the database that ``connect`` returns (DB-API, ``isolation_level`` None, unlocked).

    ``before_commit`` runs inside each outermost transaction, ``after_commit`` after its commit. Raises
    ``ExpectedError("collection_newer")``; one that has to be upgraded first is refused with ``RuntimeError``.
    """
    driver = connect()
    try:
        if not is_current(driver):
            raise RuntimeError("the collection has to be upgraded before it is opened")
        work = UnitOfWork(connection_over(driver), before_commit, after_commit)
    except BaseException:
        driver.close()
        raise
    return Opened(StoredCollection(work), StoredKeys(work))
