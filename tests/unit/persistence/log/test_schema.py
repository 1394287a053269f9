"""The log's schema: one truth in migrations and tables, quick to open, refused when newer."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from lotsenbuch.errors import ExpectedError
from lotsenbuch.messages import sentence
from lotsenbuch.persistence.engine import connection_over
from lotsenbuch.persistence.log import is_current, open_log, upgrade, version
from lotsenbuch.persistence.log.schema import TREE
from lotsenbuch.persistence.log.tables import metadata

Connect = Callable[[], Any]


def ours(_object: Any, name: str | None, kind: str, *_more: Any) -> bool:
    return not (kind == "table" and (name or "").startswith(("activity_search", "vault_state")))


def differences(driver: Any) -> list[Any]:
    """Return what Alembic would change; it cannot read the actions of foreign keys, the next test does."""
    with connection_over(driver) as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        found = compare_metadata(context, metadata)
    return [each for each in found if isinstance(each, list) or not each[0].endswith("_fk")]


def test_the_migrations_make_the_tables_that_the_code_knows(driver: Any) -> None:
    assert differences(driver) == []
    driver.execute("DROP INDEX appointments_by_day")
    driver.execute("ALTER TABLE ledger ADD COLUMN more TEXT")
    assert len(differences(driver)) == 2


def test_references_and_what_follows_a_deletion_are_the_same(driver: Any) -> None:
    for name, table in metadata.tables.items():
        stored = {row[2:7] for row in driver.execute(f"PRAGMA foreign_key_list({name})").fetchall()}
        known = {
            (
                *(key.column.table.name, key.parent.name, key.column.name),
                *(key.onupdate or "NO ACTION", key.ondelete or "NO ACTION"),
            )
            for key in table.foreign_keys
        }
        assert stored == known


def test_columns_stand_in_the_same_order(driver: Any) -> None:
    for name, table in metadata.tables.items():
        stored = [row[1] for row in driver.execute(f"PRAGMA table_info({name})").fetchall()]
        assert stored == [column.name for column in table.columns]


def test_every_script_is_named_among_the_revisions() -> None:
    config = Config()
    config.set_main_option("script_location", str(TREE.directory))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(script.revision for script in reversed(list(scripts))) == TREE.revisions


def test_an_upgraded_log_is_current(connect: Connect) -> None:
    connection = connect()
    assert version(connection) is None
    assert not is_current(connection)
    assert upgrade(connection)
    assert version(connection) == "0001"
    assert is_current(connection)
    assert not upgrade(connection)


def test_a_newer_log_is_refused_with_a_sentence(driver: Any) -> None:
    driver.execute("UPDATE alembic_version SET version_num = '9999'")
    for call in (upgrade, lambda connection: open_log(lambda: connection)):
        with pytest.raises(ExpectedError) as caught:
            call(driver)
        assert caught.value.code == "log_newer"
        assert "neueren Version" in sentence(caught.value)


def test_a_log_that_was_not_upgraded_is_not_opened(connect: Connect) -> None:
    with pytest.raises(RuntimeError, match="upgraded"):
        open_log(connect)


def test_the_vault_s_own_table_stays_as_it_is(connect: Connect) -> None:
    connection = connect()
    connection.execute("CREATE TABLE vault_state (id INTEGER PRIMARY KEY, commits INTEGER)")
    connection.execute("INSERT INTO vault_state VALUES (1, 7)")
    assert upgrade(connection)
    assert connection.execute("SELECT * FROM vault_state").fetchall() == [(1, 7)]


def test_words_leave_the_index_at_once(driver: Any) -> None:
    settings = dict(driver.execute("SELECT k, v FROM activity_search_config").fetchall())
    assert settings["secure-delete"] == 1


OPENING = """
import sys
from pathlib import Path
from lotsenbuch.persistence.log import open_log
from lotsenbuch.vault import cipher

connection = cipher.connect(Path(sys.argv[1]), bytearray(range(32)), create=False)
open_log(lambda: connection).close()
print(sorted({"alembic", "sqlalchemy.orm"} & set(sys.modules)))
"""


def test_opening_a_current_log_loads_neither_alembic_nor_the_object_mapper(driver: Any, tmp_path: Path) -> None:
    driver.close()
    arguments = [sys.executable, "-c", OPENING, str(tmp_path / "log.db")]
    ended = subprocess.run(arguments, check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == "[]"
