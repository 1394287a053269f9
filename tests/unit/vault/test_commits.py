"""Commits that are silently gone must be noticed; commits that are there must never be called missing."""

import shutil
from pathlib import Path

import pytest

from lotsenbuch.vault.counter import PLACE_BYTES, Counter, create
from lotsenbuch.vault.vault import OpenVault
from tests.builders.vaults import a_vault, commit, connection, reopened

MASTER = bytearray(range(32))
VAULT_ID = bytes(16)


def with_rows(directory: Path, rows: int = 3) -> OpenVault:
    vault = a_vault(directory).vault
    commit(vault, "CREATE TABLE note (text TEXT)")
    for number in range(rows):
        commit(vault, "INSERT INTO note VALUES (?)", str(number))
    return vault


def codes(vault: OpenVault) -> list[str]:
    return [problem.code for problem in vault.check().problems]


def test_each_commit_has_its_number_in_both_places(tmp_path: Path) -> None:
    vault = with_rows(tmp_path / "vault", rows=3)

    assert vault.commits == 5  # The first commit makes the state itself.
    vault.close()
    reopened_vault = reopened(tmp_path / "vault")
    assert (reopened_vault.commits, reopened_vault.missing_commits) == (5, 0)
    assert reopened_vault.check().ok
    reopened_vault.close()


def test_a_transaction_that_was_rolled_back_takes_no_number(tmp_path: Path) -> None:
    vault = with_rows(tmp_path / "vault")
    raw = connection(vault)
    raw.execute("BEGIN IMMEDIATE")
    vault.before_commit(raw)
    raw.execute("ROLLBACK")

    commit(vault, "INSERT INTO note VALUES ('after')")

    assert vault.commits == 6
    assert vault.check().ok
    vault.close()


def test_nothing_stays_in_the_write_ahead_log_after_a_commit(tmp_path: Path) -> None:
    vault = with_rows(tmp_path / "vault")

    assert (tmp_path / "vault" / "log.db-wal").stat().st_size == 0
    vault.close()


def test_a_crash_between_commit_and_counter_is_no_loss(tmp_path: Path) -> None:
    vault = with_rows(tmp_path / "vault")
    raw = connection(vault)
    raw.execute("BEGIN IMMEDIATE")
    vault.before_commit(raw)
    raw.execute("COMMIT")
    vault.close()

    again = reopened(tmp_path / "vault")
    assert (again.commits, again.missing_commits) == (6, 0)
    commit(again, "INSERT INTO note VALUES ('next')")
    assert again.check().ok
    again.close()


def put_back(directory: Path, lost: int = 2) -> None:
    """Put an older database back beside the newer counter."""
    vault = with_rows(directory)
    vault.close()
    shutil.copy(directory / "log.db", directory.parent / "older.db")
    vault = reopened(directory)
    for number in range(lost):
        commit(vault, "INSERT INTO note VALUES (?)", f"lost {number}")
    vault.close()
    shutil.copy(directory.parent / "older.db", directory / "log.db")


def test_an_older_database_put_back_is_reported_with_its_number(tmp_path: Path) -> None:
    put_back(tmp_path / "vault", lost=2)

    vault = reopened(tmp_path / "vault")

    assert vault.missing_commits == 2
    assert codes(vault) == ["check_commits_missing"]
    assert vault.check().missing_commits == 2
    vault.close()


def test_a_loss_stays_known_until_it_is_acknowledged(tmp_path: Path) -> None:
    put_back(tmp_path / "vault", lost=2)
    vault = reopened(tmp_path / "vault")
    for _number in range(5):
        commit(vault, "INSERT INTO note VALUES ('new')")
    vault.close()

    again = reopened(tmp_path / "vault")
    assert again.missing_commits == 2
    again.acknowledge_missing()
    assert again.missing_commits == 0
    again.close()

    last = reopened(tmp_path / "vault")
    assert last.missing_commits == 0
    assert last.check().ok
    last.close()


def test_a_loss_can_be_acknowledged_at_once(tmp_path: Path) -> None:
    put_back(tmp_path / "vault", lost=1)
    vault = reopened(tmp_path / "vault")

    vault.acknowledge_missing()

    assert vault.missing_commits == 0
    assert vault.check().ok
    vault.close()


def test_a_flipped_byte_in_the_write_ahead_log_is_reported(tmp_path: Path) -> None:
    """The worst moment: the counter was written, the log not yet emptied."""
    directory = tmp_path / "vault"
    vault = with_rows(directory)
    raw = connection(vault)
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("INSERT INTO note VALUES ('dropped')")
    vault.before_commit(raw)
    raw.execute("COMMIT")
    snapshot = tmp_path / "snapshot"
    shutil.copytree(directory, snapshot)
    vault.after_commit(raw)
    shutil.copy(directory / "counter", snapshot / "counter")
    vault.close()
    wal = bytearray((snapshot / "log.db-wal").read_bytes())
    wal[len(wal) // 2] ^= 1
    (snapshot / "log.db-wal").write_bytes(wal)

    damaged = reopened(snapshot)

    assert damaged.missing_commits == 1
    assert codes(damaged) == ["check_commits_missing"]
    damaged.close()


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 2 * PLACE_BYTES, b"\0" * (2 * PLACE_BYTES - 1)])
def test_a_damaged_counter_is_reported_once_and_written_again(tmp_path: Path, damage: bytes) -> None:
    directory = tmp_path / "vault"
    with_rows(directory).close()
    (directory / "counter").write_bytes(damage)

    vault = reopened(directory)
    assert codes(vault) == ["check_counter_damaged"]
    commit(vault, "INSERT INTO note VALUES ('next')")
    vault.close()

    again = reopened(directory)
    assert again.check().ok
    again.close()


def test_a_missing_counter_is_reported(tmp_path: Path) -> None:
    with_rows(tmp_path / "vault").close()
    (tmp_path / "vault" / "counter").unlink()

    vault = reopened(tmp_path / "vault")

    assert codes(vault) == ["check_counter_damaged"]
    assert vault.missing_commits == 0
    vault.close()


def test_a_commit_stands_even_where_the_counter_cannot_be_written(tmp_path: Path) -> None:
    directory = tmp_path / "vault"
    with_rows(directory).close()
    (directory / "counter").unlink()
    (directory / "counter").mkdir()
    vault = reopened(directory)

    commit(vault, "INSERT INTO note VALUES ('kept')")

    assert connection(vault).execute("SELECT count(*) FROM note").fetchone()[0] == 4
    vault.close()


def counted(path: Path, upto: int) -> None:
    create(path, MASTER, VAULT_ID, 1)
    counter = Counter(path, MASTER, VAULT_ID)
    for number in range(2, upto + 1):
        counter.write(number)
    counter.close()


def test_a_torn_write_leaves_the_number_before_it(tmp_path: Path) -> None:
    path = tmp_path / "counter"
    counted(path, 7)
    content = bytearray(path.read_bytes())
    for bit in range(8 * 40):
        torn = bytearray(content)
        torn[PLACE_BYTES + bit // 8] ^= 1 << bit % 8
        path.write_bytes(torn)
        assert Counter(path, MASTER, VAULT_ID).value == 6


def test_a_place_copied_over_the_other_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "counter"
    counted(path, 7)
    content = path.read_bytes()
    path.write_bytes(content[PLACE_BYTES:] + bytes(PLACE_BYTES))

    assert Counter(path, MASTER, VAULT_ID).value is None


def test_a_counter_of_another_vault_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "counter"
    counted(path, 7)

    assert Counter(path, MASTER, b"x" * 16).value is None
    assert Counter(path, bytearray(32), VAULT_ID).value is None
    assert Counter(path, MASTER, VAULT_ID).value == 7


def test_the_number_is_pushed_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "counter"
    create(path, MASTER, VAULT_ID, 1)
    pushed: list[int] = []
    monkeypatch.setattr("lotsenbuch.vault.files.push", pushed.append)
    counter = Counter(path, MASTER, VAULT_ID)

    counter.write(2)
    counter.write(3)

    assert len(pushed) == 2
    counter.close()
