"""What happens around each commit: the number it carries, the checkpoint, the counter beside it.

The database holds one row of its own, ``vault_state``: ``commits`` is the number of the last commit,
``missing`` how many commits were found to be lost and were not acknowledged yet, ``backups`` the sequence
number of the last verified backup, ``backed_up`` the commit it was made at. The schema's migrations leave
this table alone.
"""

from collections.abc import Callable

from sqlcipher3 import dbapi2

from lotsenbuch import log
from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault.cipher import Connection, checkpoint, expected
from lotsenbuch.vault.counter import Counter

STATE_TABLE = "vault_state"
_CREATE = (
    "CREATE TABLE vault_state (id INTEGER PRIMARY KEY CHECK (id = 1),"
    " commits INTEGER NOT NULL, missing INTEGER NOT NULL,"
    " backups INTEGER NOT NULL, backed_up INTEGER NOT NULL) STRICT"
)
_NEXT = (
    "UPDATE vault_state SET missing = missing + max(0, ? - commits), commits = max(commits, ?) + 1"
    " WHERE id = 1"
)


def create_state(connection: Connection) -> None:
    """Put the table into a new database, as its first commit."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_CREATE)
    connection.execute("INSERT INTO vault_state VALUES (1, 1, 0, 0, 1)")
    connection.execute("COMMIT")
    checkpoint(connection)


class Commits:
    """Numbers the commits of one open vault."""

    def __init__(self, connection: Connection, counter: Counter, free_reserve: Callable[[], bool]) -> None:
        self._connection = connection
        self._counter = counter
        self._free_reserve = free_reserve
        # Read at once, so that a database without its state is refused while opening.
        self._state()

    def _state(self) -> tuple[int, int]:
        try:
            row = self._connection.execute("SELECT commits, missing FROM vault_state").fetchone()
        except dbapi2.Error as error:
            raise expected(error) or ExpectedError("vault_database_damaged") from None
        if row is None:
            raise ExpectedError("vault_database_damaged")
        return int(row[0]), int(row[1])

    @property
    def number(self) -> int:
        """Number of the last commit in the database."""
        return self._state()[0]

    @property
    def missing(self) -> int:
        """Commits that were once on the disk and are not there any more; stays until acknowledged."""
        number, missing = self._state()
        return missing + max(0, (self._counter.value or 0) - number)

    def before_commit(self, connection: Connection) -> None:
        """Number the transaction that is about to be committed on ``connection``; part of it."""
        known = self._counter.value or 0
        connection.execute(_NEXT, (known, known))

    def after_commit(self, connection: Connection) -> None:
        """Empty the write-ahead log and note the number; the commit itself is safe already.

        So nothing here raises for a full or failing disk: it is logged, and the reserve is given up.
        """
        try:
            checkpoint(connection)
        except dbapi2.Error as error:
            log.event("checkpoint_failed", code=getattr(error, "sqlite_errorcode", 0))
            self._checkpoint_again(connection)
        number = self.number
        if number <= (self._counter.value or 0) and not self._counter.damaged:
            return
        try:
            self._counter.write(number)
        except OSError as error:
            log.event("counter_not_written", errno=error.errno or 0)

    def _checkpoint_again(self, connection: Connection) -> None:
        if not self._free_reserve():
            return
        try:
            checkpoint(connection)
        except dbapi2.Error as error:
            log.event("checkpoint_failed", code=getattr(error, "sqlite_errorcode", 0))

    @property
    def backups(self) -> int:
        """Sequence number of the last verified backup, 0 before the first."""
        return int(self._connection.execute("SELECT backups FROM vault_state").fetchone()[0])

    @property
    def changed(self) -> bool:
        """Whether anything was committed since the last verified backup."""
        row = self._connection.execute("SELECT commits > backed_up FROM vault_state").fetchone()
        return bool(row[0])

    def acknowledge_missing(self) -> None:
        """Note that the person has been told of the missing commits; a write transaction of its own."""
        self._change("UPDATE vault_state SET missing = 0")

    def backed_up(self, sequence: int) -> None:
        """Note a verified backup; a write transaction of its own, which itself needs no new backup."""
        self._change("UPDATE vault_state SET backups = ?, backed_up = commits", sequence)

    def _change(self, sql: str, *parameters: int) -> None:
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            self.before_commit(connection)
            connection.execute(sql, parameters)
            connection.execute("COMMIT")
        except BaseException:
            # A full disk has rolled back by itself.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        self.after_commit(connection)
