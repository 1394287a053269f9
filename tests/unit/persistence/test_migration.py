"""A migration happens wholly or not at all, wherever it is broken off."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import migration
from lotsenbuch.persistence.engine import connection_over
from lotsenbuch.persistence.migration import Tree
from lotsenbuch.vault import cipher

Connect = Callable[[], Any]
SCRIPT = """
from alembic import op

revision = "{revision}"
down_revision = {down!r}


def upgrade() -> None:
    for statement in {statements!r}:
        op.execute(statement)
"""
ENVIRONMENT = "from lotsenbuch.persistence.migration import run_environment\n\nrun_environment()\n"
FIRST = ["CREATE TABLE parents (id INTEGER PRIMARY KEY)"]
SECOND = [
    "CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parents (id))",
    "INSERT INTO parents VALUES (1), (2)",
    "CREATE VIRTUAL TABLE words USING fts5(word)",
    "INSERT INTO words VALUES ('eins'), ('zwei')",
]
THIRD = [
    "CREATE TABLE parents_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "INSERT INTO parents_new SELECT id, 'x' || id FROM parents",
    "DROP TABLE parents",
    "ALTER TABLE parents_new RENAME TO parents",
    "INSERT INTO children VALUES (1, 1)",
]


def a_tree(folder: Path, *scripts: list[str]) -> Tree:
    versions = folder / "tree" / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    (folder / "tree" / "env.py").write_text(ENVIRONMENT, encoding="utf-8")
    down = None
    names = []
    for number, statements in enumerate(scripts, start=1):
        revision = f"{number:04}"
        content = SCRIPT.format(revision=revision, down=down, statements=statements)
        (versions / f"v{revision}.py").write_text(content, encoding="utf-8")
        names.append(revision)
        down = revision
    return Tree(folder / "tree", tuple(names), "log_newer")


def upgrade(driver: Any, tree: Tree, before: Any = lambda _: None, after: Any = lambda _: None) -> bool:
    with connection_over(driver) as connection:
        return migration.upgrade(connection, tree, before, after)


def dump(driver: Any) -> list[Any]:
    schema = driver.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    tables = [name for name, sql in schema if sql and sql.startswith("CREATE TABLE")]
    return [schema] + [driver.execute(f"SELECT * FROM {name}").fetchall() for name in tables]


def test_an_empty_database_gets_every_revision_in_one_commit(connect: Connect, tmp_path: Path) -> None:
    driver, tree = connect(), a_tree(tmp_path, FIRST, SECOND, THIRD)
    statements: list[str] = []
    driver.set_trace_callback(statements.append)
    assert migration.version(driver, tree) is None
    assert upgrade(driver, tree)
    driver.set_trace_callback(None)
    assert migration.version(driver, tree) == "0003"
    assert [s for s in statements if s.startswith(("BEGIN", "COMMIT", "ROLLBACK"))] == ["BEGIN IMMEDIATE", "COMMIT"]
    # Rebuilding the parents' table did not cascade, and the keys are held again.
    assert driver.execute("SELECT * FROM children").fetchall() == [(1, 1)]
    assert driver.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_only_what_is_missing_is_run(connect: Connect, tmp_path: Path) -> None:
    driver = connect()
    upgrade(driver, a_tree(tmp_path, FIRST))
    tree = a_tree(tmp_path, FIRST, SECOND)
    calls: list[str] = []
    assert upgrade(driver, tree, lambda _: calls.append("before"), lambda _: calls.append("after"))
    assert not upgrade(driver, tree, lambda _: calls.append("before"), lambda _: calls.append("after"))
    assert calls == ["before", "after"]


def test_a_newer_database_is_refused_and_stays(connect: Connect, tmp_path: Path) -> None:
    driver = connect()
    upgrade(driver, a_tree(tmp_path, FIRST, SECOND))
    older = Tree(tmp_path / "tree", ("0001",), "log_newer")
    before = dump(driver)
    with pytest.raises(ExpectedError) as caught:
        migration.version(driver, older)
    assert caught.value.code == "log_newer"
    with pytest.raises(ExpectedError):
        upgrade(driver, older)
    assert dump(driver) == before


@pytest.mark.parametrize("broken", range(len(THIRD) + 1))
def test_a_statement_that_fails_leaves_the_old_schema(connect: Connect, tmp_path: Path, broken: int) -> None:
    driver = connect()
    upgrade(driver, a_tree(tmp_path, FIRST, SECOND))
    before = dump(driver)
    third = [*THIRD[:broken], "INSERT INTO nowhere VALUES (1)", *THIRD[broken:]]
    with pytest.raises(Exception, match="nowhere"):
        upgrade(driver, a_tree(tmp_path, FIRST, SECOND, third))
    assert dump(driver) == before
    assert not driver.in_transaction
    assert upgrade(driver, a_tree(tmp_path, FIRST, SECOND, THIRD))


def test_a_migration_that_breaks_a_reference_is_undone(connect: Connect, tmp_path: Path) -> None:
    driver = connect()
    upgrade(driver, a_tree(tmp_path, FIRST, SECOND))
    before = dump(driver)
    with pytest.raises(ExpectedError) as caught:
        upgrade(driver, a_tree(tmp_path, FIRST, SECOND, ["INSERT INTO children VALUES (1, 99)"]))
    assert caught.value.code == "vault_database_damaged"
    assert dump(driver) == before


def test_a_hook_that_fails_undoes_the_migration(connect: Connect, tmp_path: Path) -> None:
    def failing(_connection: Any) -> None:
        raise ExpectedError("vault_disk_full")

    driver, tree = connect(), a_tree(tmp_path, FIRST)
    with pytest.raises(ExpectedError):
        upgrade(driver, tree, failing)
    assert migration.version(driver, tree) is None


KILLED = """
import os, shutil, signal, sys
from pathlib import Path

import alembic.command

from lotsenbuch.persistence import migration
from lotsenbuch.persistence.engine import connection_over
from lotsenbuch.vault import cipher

folder = Path(sys.argv[1])
tree = migration.Tree(folder / "tree", ("0001", "0002", "0003"), "log_newer")


def migrate(file, point):
    driver = cipher.connect(file, bytearray(range(32)), create=False)
    seen = 0

    def trace(_statement):
        nonlocal seen
        seen += 1
        if seen == point:
            os.kill(os.getpid(), signal.SIGKILL)

    with connection_over(driver) as connection:
        driver.set_trace_callback(trace)
        migration.upgrade(connection, tree, lambda _: None, lambda _: None)


for point in range(1, 1000):
    file = folder / f"killed-{point}.db"
    shutil.copy(folder / "log.db", file)
    child = os.fork()
    if child == 0:
        migrate(file, point)
        os._exit(0)
    if os.WIFEXITED(os.waitpid(child, 0)[1]):
        break
print(point)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_a_migration_killed_at_any_statement_leaves_the_old_schema(connect: Connect, tmp_path: Path) -> None:
    driver = connect()
    upgrade(driver, a_tree(tmp_path, FIRST, SECOND))
    before = dump(driver)
    driver.close()
    tree = a_tree(tmp_path, FIRST, SECOND, THIRD)
    arguments = [sys.executable, "-c", KILLED, str(tmp_path)]
    ended = subprocess.run(arguments, check=True, capture_output=True, text=True)
    points = int(ended.stdout)
    # Every statement of the script, the version table's and the commit are among them.
    assert points > len(THIRD) + 3
    for point in range(1, points + 1):
        driver = cipher.connect(tmp_path / f"killed-{point}.db", bytearray(range(32)), create=False)
        whole = migration.version(driver, tree) == "0003"
        # The last two statements, PRAGMA foreign_keys and none at all, come after the commit.
        assert whole == (point >= points - 1)
        assert whole or dump(driver) == before
        assert driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        driver.close()
