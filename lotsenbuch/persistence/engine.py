"""SQLAlchemy over one connection that the vault has opened.

Why so: without ``module=`` SQLAlchemy does not recognise the driver's errors, without ``hide_parameters``
their texts quote the data, and its own SQLCipher dialect sends an empty key. ``StaticPool`` keeps the one
connection. Transactions are explicit statements (``isolation_level`` of the driver is None): the driver's
own ones leave half-migrated schemas behind.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from lotsenbuch.errors import ExpectedError

Hook = Callable[[Any], None]
"""What the vault does around a commit; it is handed the driver's connection."""

_PRAGMAS = ("foreign_keys = ON", "secure_delete = ON")
_CODES = {
    dbapi2.SQLITE_BUSY: "vault_in_use",
    dbapi2.SQLITE_LOCKED: "vault_in_use",
    dbapi2.SQLITE_FULL: "vault_disk_full",
    dbapi2.SQLITE_READONLY: "vault_not_writable",
    dbapi2.SQLITE_PERM: "vault_not_writable",
    dbapi2.SQLITE_CANTOPEN: "vault_not_writable",
    dbapi2.SQLITE_IOERR: "vault_io_failed",
    dbapi2.SQLITE_CORRUPT: "vault_database_damaged",
    dbapi2.SQLITE_NOTADB: "vault_database_damaged",
}


def expected(error: BaseException | None) -> ExpectedError | None:
    """Return the expected failure for an error of the driver, None for a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(error, dbapi2.Error) or not isinstance(code, int):
        return None
    # The lower byte is the kind of failure, the rest says where it happened.
    known = _CODES.get(code & 0xFF)
    return ExpectedError(known) if known else None


def _explain(context: ExceptionContext) -> ExpectedError | None:
    return expected(context.original_exception)


def connection_over(driver: Any) -> Connection:
    """Return the one SQLAlchemy connection over the driver's ``driver``; closing it closes the database.

    ``driver`` has ``isolation_level`` None. Statements raise ``ExpectedError`` for a full, unwritable or
    damaged database and SQLAlchemy's errors, without any data in their texts, for bugs.
    """
    if driver.isolation_level is not None:
        raise ValueError("the connection must not begin transactions of its own")
    for pragma in _PRAGMAS:
        driver.execute(f"PRAGMA {pragma}").fetchall()
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: driver,
        poolclass=StaticPool,
        # The pool would roll back whatever is running when an earlier user of the connection is collected.
        pool_reset_on_return=None,
        hide_parameters=True,
    )
    event.listen(engine, "handle_error", _explain)
    return engine.connect()


def call(hook: Hook, driver: Any) -> None:
    """Call a hook of the vault; the driver's errors become expected failures as everywhere."""
    try:
        hook(driver)
    except dbapi2.Error as error:
        raise expected(error) or error from None


def driver_of(connection: Connection) -> Any:
    """Return the driver's own connection."""
    found: DBAPIConnection | None = connection.connection.dbapi_connection
    return found


def close(connection: Connection) -> None:
    """Close the connection and the database beneath it."""
    connection.close()
    connection.engine.dispose()
