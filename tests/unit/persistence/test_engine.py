"""SQLAlchemy over the vault's connection: what its failures say, and what it leaves alone."""

import gc
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlcipher3 import dbapi2

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import engine

Connect = Callable[[], Any]


def test_a_failing_statement_quotes_no_data(connect: Connect) -> None:
    connection = engine.connection_over(connect())
    connection.exec_driver_sql("CREATE TABLE people (name TEXT PRIMARY KEY)")
    insert = text("INSERT INTO people VALUES (:name)")
    connection.execute(insert, {"name": "Alba Geheim"})
    with pytest.raises(IntegrityError) as caught:
        connection.execute(insert, {"name": "Alba Geheim"})
    assert "Alba" not in str(caught.value)
    assert "Alba" not in repr(caught.value)
    assert "Alba" not in str(caught.value.__cause__)
    with pytest.raises(StatementError) as second:
        connection.execute(insert, [{"name": "Alba Geheim"}, {"wrong": "Alba Geheim"}])
    assert "Alba" not in str(second.value)


def test_a_full_database_is_an_expected_failure(connect: Connect) -> None:
    driver = connect()
    connection = engine.connection_over(driver)
    connection.exec_driver_sql("CREATE TABLE blobs (value BLOB)")
    driver.execute("PRAGMA max_page_count = 5").fetchall()
    with pytest.raises(ExpectedError) as caught:
        connection.exec_driver_sql("INSERT INTO blobs VALUES (zeroblob(100000))")
    assert caught.value.code == "vault_disk_full"


def test_a_database_for_reading_only_is_an_expected_failure(connect: Connect) -> None:
    driver = connect()
    connection = engine.connection_over(driver)
    driver.execute("PRAGMA query_only = ON").fetchall()
    with pytest.raises(ExpectedError) as caught:
        connection.exec_driver_sql("CREATE TABLE t (x)")
    assert caught.value.code == "vault_not_writable"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (dbapi2.SQLITE_CORRUPT, "vault_database_damaged"),
        # SQLITE_CORRUPT_VTAB, SQLITE_IOERR_FSYNC: the lower byte counts.
        (11 | 1 << 8, "vault_database_damaged"),
        (10 | 4 << 8, "vault_io_failed"),
        (dbapi2.SQLITE_NOTADB, "vault_database_damaged"),
        (dbapi2.SQLITE_BUSY, "vault_in_use"),
        (dbapi2.SQLITE_CONSTRAINT, None),
        (dbapi2.SQLITE_ERROR, None),
    ],
)
def test_the_driver_s_errors_are_told_apart(number: int, code: str | None) -> None:
    error = dbapi2.DatabaseError("content that nobody may see")
    error.sqlite_errorcode = number
    found = engine.expected(error)
    assert (found.code if found else None) == code


def test_what_is_not_the_driver_s_is_no_expected_failure() -> None:
    assert engine.expected(ValueError("x")) is None
    assert engine.expected(None) is None


def test_foreign_keys_are_held(connect: Connect) -> None:
    connection = engine.connection_over(connect())
    assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


def test_a_connection_with_transactions_of_its_own_is_refused() -> None:
    driver = dbapi2.connect(":memory:")
    with pytest.raises(ValueError, match="transactions"):
        engine.connection_over(driver)
    driver.close()


def test_an_earlier_user_of_the_connection_undoes_nothing_when_collected(connect: Connect) -> None:
    driver = connect()
    earlier = [engine.connection_over(driver)]
    driver.execute("CREATE TABLE t (x)")
    driver.execute("BEGIN IMMEDIATE")
    driver.execute("INSERT INTO t VALUES (1)")
    earlier.clear()
    gc.collect()
    assert driver.in_transaction
    driver.execute("COMMIT")
    assert driver.execute("SELECT count(*) FROM t").fetchone()[0] == 1


def test_the_driver_s_error_in_a_hook_is_an_expected_failure(connect: Connect) -> None:
    driver = connect()
    driver.execute("PRAGMA query_only = ON").fetchall()
    with pytest.raises(ExpectedError) as caught:
        engine.call(lambda connection: connection.execute("CREATE TABLE t (x)"), driver)
    assert caught.value.code == "vault_not_writable"
