"""Transactions of log and collection: begun at once, on the disk when left, undone when the block raises."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence.engine import Hook, call, close, driver_of

Listener = Callable[[ExpectedError], object]
"""Hears of an expected failure."""


def no_listener(_error: ExpectedError) -> None:
    """Nobody listens."""


class UnitOfWork:
    """The one connection of an open database, and whether a transaction is running on it.

    ``before_commit`` runs inside the transaction, ``after_commit`` after it; both get the driver's
    connection. ``failed`` hears of each expected failure that ended an outermost transaction, after it was
    undone: a full disk wants room to be made.
    """

    def __init__(
        self, connection: Connection, before_commit: Hook, after_commit: Hook, failed: Listener = no_listener
    ) -> None:
        self.reading = connection
        self._driver: Any = driver_of(connection)
        self._before_commit = before_commit
        self._after_commit = after_commit
        self._failed = failed
        self._depth = 0

    @property
    def writing(self) -> Connection:
        """Return the connection for a statement that changes something.

        Raises ``RuntimeError`` outside a transaction: there each statement would be a commit of its own.
        """
        if not (self._depth and self._driver.in_transaction):
            raise RuntimeError("writing happens inside a transaction")
        return self.reading

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit at the end of the block, or undo what the block did when it raises.

        A block within a block belongs to the outer one: it is on the disk with the outer's commit, and undone
        alone when it alone raises.
        """
        self._depth += 1
        try:
            if self._depth > 1:
                with self._savepoint():
                    yield
                return
            with self._outermost():
                yield
        finally:
            self._depth -= 1
        call(self._after_commit, self._driver)

    def close(self) -> None:
        """Close the connection and the database beneath it."""
        close(self.reading)

    @contextlib.contextmanager
    def _outermost(self) -> Iterator[None]:
        try:
            self.reading.exec_driver_sql("BEGIN IMMEDIATE")
            yield
            if not self._driver.in_transaction:
                # SQLite undoes the whole transaction by itself when the disk is full or fails.
                raise RuntimeError("the transaction was undone and its failure ignored")
            call(self._before_commit, self._driver)
            self.reading.exec_driver_sql("COMMIT")
        except BaseException as error:
            self._undo("ROLLBACK")
            if isinstance(error, ExpectedError):
                self._failed(error)
            raise

    @contextlib.contextmanager
    def _savepoint(self) -> Iterator[None]:
        self.writing.exec_driver_sql("SAVEPOINT nested")
        try:
            yield
            self.writing.exec_driver_sql("RELEASE nested")
        except BaseException:
            self._undo("ROLLBACK TO nested", "RELEASE nested")
            raise

    def _undo(self, *statements: str) -> None:
        """Undo; a second failure must not hide the first one."""
        for statement in statements:
            if self._driver.in_transaction:
                with contextlib.suppress(SQLAlchemyError, ExpectedError):
                    self.reading.exec_driver_sql(statement)
