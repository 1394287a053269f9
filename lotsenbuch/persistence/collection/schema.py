"""The version of the collection's schema, and the way to the newest one."""

from pathlib import Path
from typing import Any

from lotsenbuch.persistence import migration
from lotsenbuch.persistence.engine import Hook, connection_over

TREE = migration.Tree(Path(__file__).parent / "migrations", ("0001",), newer="collection_newer")


def no_hook(_connection: Any) -> None:
    """Do nothing around a commit."""


def version(connection: Any) -> str | None:
    """Return the schema's revision in an open database (DB-API connection), None for an empty database.

    Raises ``ExpectedError("collection_newer")`` for a collection that a newer program has written.
    """
    return migration.version(connection, TREE)


def is_current(connection: Any) -> bool:
    """Tell whether the collection has the newest schema; raises ``ExpectedError("collection_newer")``."""
    return version(connection) == TREE.head


def upgrade(connection: Any, before_commit: Hook = no_hook, after_commit: Hook = no_hook) -> bool:
    """Bring an open database (DB-API connection) to the newest schema; tell whether anything was to do.

    One transaction, as for the log. Raises ``ExpectedError("collection_newer")``.
    """
    with connection_over(connection) as opened:
        return migration.upgrade(opened, TREE, before_commit, after_commit)
