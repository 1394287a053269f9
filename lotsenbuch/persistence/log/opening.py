"""Opening the log in a database that the vault has unlocked."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from lotsenbuch.domain.identity import Random
from lotsenbuch.persistence.engine import Hook, connection_over
from lotsenbuch.persistence.log.activities import StoredActivities
from lotsenbuch.persistence.log.appointments import StoredAppointments
from lotsenbuch.persistence.log.authorities import StoredAuthorities
from lotsenbuch.persistence.log.clients import StoredClients
from lotsenbuch.persistence.log.engagements import StoredEngagements
from lotsenbuch.persistence.log.payments import StoredPayments
from lotsenbuch.persistence.log.releases import StoredReleases
from lotsenbuch.persistence.log.schema import is_current, no_hook
from lotsenbuch.persistence.log.search import Vocabulary, no_vocabulary
from lotsenbuch.persistence.log.secrets import StoredSecrets
from lotsenbuch.persistence.log.sheets import StoredSheets
from lotsenbuch.persistence.log.trainings import StoredTrainings
from lotsenbuch.persistence.unit_of_work import Listener, UnitOfWork, no_listener
from lotsenbuch.services import ports


class StoredLog:
    """Implements the port ``Log`` over one open database."""

    def __init__(self, work: UnitOfWork, random: Random, vocabulary: Vocabulary) -> None:
        self._work = work
        self.engagements: ports.Engagements = StoredEngagements(work)
        self.clients: ports.Clients = StoredClients(work)
        self.authorities: ports.Authorities = StoredAuthorities(work)
        self.appointments: ports.Appointments = StoredAppointments(work)
        self.activities: ports.Activities = StoredActivities(work, random, vocabulary)
        self.trainings: ports.Trainings = StoredTrainings(work)
        self.payments: ports.Payments = StoredPayments(work)
        self.sheets: ports.Sheets = StoredSheets(work)
        self.releases: ports.Releases = StoredReleases(work)
        self.secrets: ports.Secrets = StoredSecrets(work)

    def transaction(self) -> AbstractContextManager[None]:
        """Commit at the end of the block, or undo everything the block did when it raises."""
        return self._work.transaction()

    def close(self) -> None:
        """Close the log and its database."""
        self._work.close()


def open_log(
    connect: Callable[[], Any],
    before_commit: Hook = no_hook,
    after_commit: Hook = no_hook,
    *,
    failed: Listener = no_listener,
    random: Random = os.urandom,
    vocabulary: Vocabulary = no_vocabulary,
) -> ports.Log:
    """Open the log in the database that ``connect`` returns (DB-API, ``isolation_level`` None, unlocked).

    ``before_commit`` runs inside each outermost transaction, ``after_commit`` after its commit, both with the
    driver's connection. ``failed`` hears of the expected failure that undid an outermost transaction.
    ``random`` makes the identities of cards. ``vocabulary`` returns the authority codes that a searched word may
    mean, so that the catalogue's names are found too.
    Raises ``ExpectedError("log_newer")``; a log that has to be upgraded first is refused with ``RuntimeError``.
    """
    driver = connect()
    try:
        if not is_current(driver):
            raise RuntimeError("the log has to be upgraded before it is opened")
        work = UnitOfWork(connection_over(driver), before_commit, after_commit, failed)
    except BaseException:
        driver.close()
        raise
    return StoredLog(work, random, vocabulary)
