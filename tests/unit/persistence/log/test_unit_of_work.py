"""What happens around a commit, and what a failing database leaves behind."""

from collections.abc import Callable
from typing import Any

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence.log import open_log
from tests.builders.log import a_client, an_engagement, an_id


def test_the_hooks_surround_the_outermost_commit_only(driver: Any) -> None:
    calls: list[tuple[str, bool]] = []
    log = open_log(
        lambda: driver,
        lambda connection: calls.append(("before", connection.in_transaction)),
        lambda connection: calls.append(("after", connection.in_transaction)),
    )
    with log.transaction(), log.transaction():
        log.secrets.put("key", b"value")
    assert calls == [("before", True), ("after", False)]


def test_what_a_hook_writes_belongs_to_the_commit(driver: Any) -> None:
    driver.execute("CREATE TABLE numbers (number INTEGER)")

    def before(connection: Any) -> None:
        connection.execute("INSERT INTO numbers VALUES (1)")

    log = open_log(lambda: driver, before)
    with log.transaction():
        log.secrets.put("key", b"value")
    with pytest.raises(ZeroDivisionError), log.transaction():
        log.secrets.put("key", bytes(1 // 0))
    assert driver.execute("SELECT count(*) FROM numbers").fetchone()[0] == 1


def test_a_hook_that_fails_undoes_the_block(driver: Any) -> None:
    def before(_connection: Any) -> None:
        raise ExpectedError("vault_io_failed")

    log = open_log(lambda: driver, before)
    with pytest.raises(ExpectedError), log.transaction():
        log.secrets.put("key", b"value")
    assert not driver.in_transaction
    assert log.secrets.get("key") is None


def test_nothing_is_called_after_a_block_that_was_undone(driver: Any) -> None:
    calls: list[str] = []
    log = open_log(lambda: driver, lambda _: calls.append("before"), lambda _: calls.append("after"))
    with pytest.raises(ExpectedError), log.transaction():
        log.clients.get("nobody")
    assert calls == []


def fill(driver: Any) -> None:
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count = {pages}").fetchall()


def test_a_full_disk_undoes_the_block_and_is_named(driver: Any) -> None:
    log = open_log(lambda: driver)
    fill(driver)
    with pytest.raises(ExpectedError) as caught, log.transaction():
        log.secrets.put("large", bytes(100_000))
    assert caught.value.code == "vault_disk_full"
    assert log.secrets.get("large") is None
    driver.execute("PRAGMA max_page_count = 100000").fetchall()
    with log.transaction():
        log.secrets.put("small", b"1")
    assert log.secrets.get("small") == b"1"


def test_after_a_lost_transaction_nothing_is_written_by_itself(driver: Any) -> None:
    log = open_log(lambda: driver)

    def block() -> None:
        with log.transaction():
            # As SQLite does by itself when the disk fails.
            driver.execute("ROLLBACK")
            with pytest.raises(RuntimeError):
                log.secrets.put("key", b"value")

    with pytest.raises(RuntimeError, match="undone"):
        block()
    assert log.secrets.get("key") is None


def test_a_broken_reference_is_refused_when_it_is_written(driver: Any) -> None:
    log = open_log(lambda: driver)
    with log.transaction():
        log.engagements.add(an_engagement())
    with pytest.raises(Exception, match="FOREIGN KEY"), log.transaction():
        driver.execute("INSERT INTO activity_clients (card, activity_row, client_id, position) VALUES ('c', 1, 'x', 0)")


def test_a_closed_log_closes_its_database(driver: Any) -> None:
    log = open_log(lambda: driver)
    log.close()
    with pytest.raises(Exception, match="closed"):
        driver.execute("SELECT 1")


def test_what_was_committed_is_there_after_opening_again(driver: Any, connect: Callable[[], Any]) -> None:
    log = open_log(lambda: driver)
    with log.transaction():
        log.clients.add(a_client("Alba Muster"))
    log.close()
    again = open_log(connect)
    assert again.clients.get(an_id("Alba Muster")).name == "Alba Muster"
    again.close()


def test_a_full_disk_is_told_once_after_the_block_was_undone(driver: Any) -> None:
    heard: list[tuple[str, bool]] = []
    log = open_log(lambda: driver, failed=lambda error: heard.append((error.code, driver.in_transaction)))
    fill(driver)
    with pytest.raises(ExpectedError), log.transaction(), log.transaction():
        log.clients.add(a_client(note="x" * 1_000_000))
    assert heard == [("vault_disk_full", False)]
    with pytest.raises(ZeroDivisionError), log.transaction():
        log.secrets.put("key", bytes(1 // 0))
    assert len(heard) == 1
