"""Bringing a database to the newest schema, all or nothing.

The whole upgrade, Alembic's own version table included, runs in one ``BEGIN IMMEDIATE`` and is committed
only after the database has passed its checks. Whatever happens in between, the old schema is still there.
Opening a database that is up to date never loads Alembic.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence.engine import Hook, call, driver_of, expected

VERSION_TABLE = "alembic_version"


@dataclass(frozen=True, slots=True)
class Tree:
    """The schema's history: ``directory`` holds Alembic's scripts, ``revisions`` names them, oldest first.

    ``newer`` is the code of the failure for a database that a newer program has written.
    """

    directory: Path
    revisions: tuple[str, ...]
    newer: str

    @property
    def head(self) -> str:
        """Return the newest revision."""
        return self.revisions[-1]


def version(driver: Any, tree: Tree) -> str | None:
    """Return the revision of the database's schema, None for a database without one.

    Raises ``ExpectedError`` (``tree.newer``) for a revision that this program does not know.
    """
    try:
        tables = driver.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (VERSION_TABLE,)).fetchall()
        rows = driver.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall() if tables else []
    except dbapi2.Error as error:
        raise expected(error) or error from None
    if not rows:
        return None
    found = str(rows[0][0])
    if len(rows) > 1 or found not in tree.revisions:
        raise ExpectedError(tree.newer)
    return found


def upgrade(connection: Connection, tree: Tree, before_commit: Hook, after_commit: Hook) -> bool:
    """Bring the schema to the newest revision; tell whether there was anything to do.

    Raises ``ExpectedError`` (``tree.newer``, or the database is full, unwritable or damaged); then nothing
    has changed.
    """
    driver = driver_of(connection)
    if version(driver, tree) == tree.head:
        return False
    with _foreign_keys_off(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            _run_scripts(connection, tree)
            _check(connection)
            call(before_commit, driver)
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            if driver.in_transaction:
                connection.exec_driver_sql("ROLLBACK")
            raise
    call(after_commit, driver)
    return True


@contextlib.contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Rebuilding a table drops the old one, which must not cascade; the checks look at every key instead."""
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _run_scripts(connection: Connection, tree: Tree) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(tree.directory).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def run_environment() -> None:
    """Run the scripts inside the transaction that is open already; called by a tree's ``env.py``."""
    from alembic import context

    connection = context.config.attributes["connection"]
    context.configure(connection=connection, version_table=VERSION_TABLE)
    # SQLAlchemy counts this connection as being in a transaction, so Alembic neither begins nor commits one.
    context.run_migrations()


def _check(connection: Connection) -> None:
    problems = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    verdict = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if problems or verdict != ["ok"]:
        raise ExpectedError("vault_database_damaged")
