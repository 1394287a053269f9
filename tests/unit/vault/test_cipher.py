"""Opening the database: each way in which SQLCipher silently does the wrong thing."""

import os
import secrets
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault import cipher
from lotsenbuch.vault.cipher import connect

KEY = bytearray(range(32))
WORD = b"Musterwort"


def a_database(path: Path, rows: int = 50) -> Path:
    """Write a database with content and close it."""
    connection = connect(path, KEY, create=True)
    connection.execute("CREATE TABLE note (text TEXT)")
    connection.execute("BEGIN")
    for number in range(rows):
        connection.execute("INSERT INTO note VALUES (?)", (f"{WORD.decode()} {number}" * 40,))
    connection.execute("COMMIT")
    cipher.checkpoint(connection)
    connection.close()
    return path


def failure(path: Path, key: bytearray = KEY, *, create: bool = False) -> str:
    with pytest.raises(ExpectedError) as caught:
        connect(path, key, create=create)
    return caught.value.code


def pragma(connection: Any, name: str) -> Any:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_database_is_encrypted_and_private(tmp_path: Path) -> None:
    path = a_database(tmp_path / "log.db")

    content = path.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert WORD not in content
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_write_ahead_log_is_encrypted_and_private(tmp_path: Path) -> None:
    connection = connect(tmp_path / "log.db", KEY, create=True)
    connection.execute("CREATE TABLE note (text TEXT)")
    connection.execute("INSERT INTO note VALUES (?)", (WORD.decode() * 500,))

    wal = tmp_path / "log.db-wal"
    assert wal.stat().st_size > 4096
    assert WORD not in wal.read_bytes()
    assert wal.stat().st_mode & 0o777 == 0o600
    connection.close()


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    connection = connect(a_database(tmp_path / "log.db"), KEY, create=False)

    assert connection.execute("SELECT count(*) FROM note").fetchone()[0] == 50
    connection.close()


def test_the_promised_settings_are_in_force(tmp_path: Path) -> None:
    connection = connect(tmp_path / "log.db", KEY, create=True)

    assert pragma(connection, "journal_mode") == "wal"
    assert pragma(connection, "locking_mode") == "exclusive"
    assert pragma(connection, "synchronous") == 2
    assert pragma(connection, "secure_delete") == 1
    assert pragma(connection, "foreign_keys") == 1
    assert pragma(connection, "temp_store") == 2
    assert pragma(connection, "cache_size") == -65536
    assert pragma(connection, "cipher_page_size") == "4096"
    assert pragma(connection, "cipher_hmac_algorithm") == "HMAC_SHA512"
    assert connection.isolation_level is None
    connection.close()


def test_another_key_does_not_open_it_and_says_nothing_on_standard_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = a_database(tmp_path / "log.db")

    assert failure(path, bytearray(32)) == "vault_database_damaged"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("length", [0, 16, 31, 33, 48, 64])
def test_a_key_of_another_length_is_a_mistake_of_the_caller(tmp_path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "log.db", bytearray(length), create=True)

    assert not (tmp_path / "log.db").exists()


def test_the_key_is_the_raw_key_and_no_passphrase(tmp_path: Path) -> None:
    """A raw key opens with ``x'..'`` alone; 32 bytes taken for a passphrase would open with other bytes."""
    path = a_database(tmp_path / "log.db")
    raw = dbapi2.connect(str(path), isolation_level=None)
    raw.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")

    assert raw.execute("SELECT count(*) FROM note").fetchone()[0] == 50
    raw.close()


def test_the_callers_key_stays_as_it_is(tmp_path: Path) -> None:
    key = bytearray(KEY)
    connect(tmp_path / "log.db", key, create=True).close()

    assert key == KEY


def test_a_missing_database_is_never_made_anew(tmp_path: Path) -> None:
    assert failure(tmp_path / "log.db") == "vault_database_missing"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_is_never_taken_for_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    path.touch()

    assert failure(path) == "vault_database_missing"
    assert path.stat().st_size == 0


def test_creating_refuses_what_is_there_already(tmp_path: Path) -> None:
    path = a_database(tmp_path / "log.db")
    content = path.read_bytes()

    assert failure(path, create=True) == "vault_directory_not_empty"
    assert path.read_bytes() == content


def test_a_plaintext_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    plain = dbapi2.connect(str(path), isolation_level=None)
    plain.execute("CREATE TABLE note (text TEXT)")
    plain.close()

    assert failure(path) == "vault_database_plaintext"
    with pytest.raises(ExpectedError) as caught:
        cipher.assert_encrypted(path)
    assert caught.value.code == "vault_database_plaintext"


def test_a_directory_or_a_pipe_in_place_of_the_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "directory").mkdir()
    os.mkfifo(tmp_path / "pipe")

    assert failure(tmp_path / "directory") == "vault_io_failed"
    assert failure(tmp_path / "pipe") == "vault_io_failed"


@pytest.mark.parametrize("length", [1, 16, 100, 4095, 4096, 4097, 8192, -4096, -1])
def test_a_truncated_database_is_refused(tmp_path: Path, length: int) -> None:
    path = a_database(tmp_path / "log.db")
    path.write_bytes(path.read_bytes()[:length])

    assert failure(path) == "vault_database_damaged"


def test_a_flipped_byte_in_the_first_page_is_refused(tmp_path: Path) -> None:
    path = a_database(tmp_path / "log.db")
    content = bytearray(path.read_bytes())
    for position in (0, 15, 16, 100, 2000, 4000, 4095):
        content[position] ^= 1
        path.write_bytes(content)
        assert failure(path) == "vault_database_damaged"
        content[position] ^= 1


def test_a_second_connection_is_refused_from_the_first_moment(tmp_path: Path) -> None:
    path = a_database(tmp_path / "log.db")
    connection = connect(path, KEY, create=False)

    assert failure(path) == "vault_in_use"
    connection.close()
    connect(path, KEY, create=False).close()


@pytest.mark.parametrize("name", ["täglich?mode=ro#x%20", "eins zwei", "📒" * 20, "x" * 200])
def test_any_name_of_a_directory_will_do(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()

    connect(a_database(folder / "log.db"), KEY, create=False).close()
    assert sorted(path.name for path in folder.iterdir()) == ["log.db"]


def test_rekey_is_nowhere_in_the_program() -> None:
    package = Path(cipher.__file__).parent.parent
    mentioned = [path for path in package.rglob("*.py") if "rekey" in path.read_text(encoding="utf-8").lower()]

    assert [path.name for path in mentioned] == ["cipher.py"]
    code = Path(cipher.__file__).read_text(encoding="utf-8").split('"""', 2)[2]
    assert "rekey" not in code.lower()


def test_a_full_database_has_a_sentence(tmp_path: Path) -> None:
    connection = connect(tmp_path / "log.db", KEY, create=True)
    connection.execute("CREATE TABLE note (text BLOB)")
    connection.execute("PRAGMA max_page_count = 3")
    with pytest.raises(dbapi2.OperationalError) as caught:
        connection.execute("INSERT INTO note VALUES (?)", (secrets.token_bytes(100_000),))

    known = cipher.expected(caught.value)
    assert known is not None
    assert known.code == "vault_disk_full"
    connection.close()


def test_a_mistake_in_our_sql_is_a_bug_and_no_expected_failure(tmp_path: Path) -> None:
    connection = connect(tmp_path / "log.db", KEY, create=True)
    with pytest.raises(dbapi2.Error) as caught:
        connection.execute("SELECT nothing FROM nowhere")

    assert cipher.expected(caught.value) is None
    assert cipher.expected(ValueError("x")) is None
    connection.close()


def test_an_emptied_log_leaves_nothing_for_a_flipped_byte(tmp_path: Path) -> None:
    connection = connect(tmp_path / "log.db", KEY, create=True)
    connection.execute("CREATE TABLE note (text TEXT)")
    wal = tmp_path / "log.db-wal"
    assert wal.stat().st_size > 0

    cipher.checkpoint(connection)

    assert wal.stat().st_size == 0
    connection.close()
