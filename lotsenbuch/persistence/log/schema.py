"""The version of the log's schema, and the way to the newest one."""

from pathlib import Path
from typing import Any

from lotsenbuch.persistence import migration
from lotsenbuch.persistence.engine import Hook, connection_over

TREE = migration.Tree(directory=Path(__file__).parent / "migrations", revisions=("0001",), newer="log_newer")


def no_hook(_connection: Any) -> None:
    """Do nothing around a commit."""


def version(connection: Any) -> str | None:
    """Return the schema's revision in an open database (DB-API connection), None for an empty database.

    Raises ``ExpectedError("log_newer")`` for a log that a newer program has written.
    """
    return migration.version(connection, TREE)


def is_current(connection: Any) -> bool:
    """Tell whether the log has the newest schema; raises ``ExpectedError("log_newer")`` for a newer one."""
    return version(connection) == TREE.head


def upgrade(connection: Any, before_commit: Hook = no_hook, after_commit: Hook = no_hook) -> bool:
    """Bring an open database (DB-API connection) to the newest schema; tell whether anything was to do.

    It is one transaction with ``before_commit`` in it: it happens wholly or not at all. Whoever upgrades a
    log that holds anything makes a verified backup first. Raises ``ExpectedError("log_newer")``.
    """
    with connection_over(connection) as opened:
        return migration.upgrade(opened, TREE, before_commit, after_commit)
