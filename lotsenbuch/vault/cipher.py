"""The one place that opens an encrypted database.

Why so strict: SQLCipher takes 32 raw bytes for a passphrase, writes a plaintext file where no key is set,
and leaves the salt unauthenticated in the 96-digit form. So there is one form only (``x'<64 hex>'``), and
what was opened is looked at before it is handed on. ``PRAGMA rekey`` is never used: it answers "ok" when
it has failed. ``cipher_memory_security`` stays off: it makes small reads six times slower, and locking
replaces the whole process, which does more.

``locking_mode=EXCLUSIVE`` holds the file from the first read to the end of the process: the lock that keeps
a second program out survives no crash.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2

from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault import files
from lotsenbuch.vault.keys import KEY_BYTES, wipe

PAGE_BYTES = 4096
CACHE_KIB = 64 * 1024
_PLAINTEXT = b"SQLite format 3"
_HEX = b"0123456789abcdef"
_PRAGMAS = (
    # Today's defaults by name, so that a later SQLCipher still reads this file.
    "cipher_compatibility = 4",
    "locking_mode = EXCLUSIVE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    "secure_delete = ON",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    f"cache_size = -{CACHE_KIB}",
)
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


class Cursor(Protocol):
    """What we use of a DB-API cursor."""

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Connection(Protocol):
    """What we use of a DB-API connection; ``isolation_level`` is None, transactions are explicit."""

    @property
    def in_transaction(self) -> bool: ...
    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Cursor: ...
    def close(self) -> None: ...


def expected(error: BaseException) -> ExpectedError | None:
    """Return the expected failure for an error of the database driver, None for a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(error, dbapi2.Error) or not isinstance(code, int):
        return None
    # The lower byte is the kind of failure, the rest says where it happened.
    known = _CODES.get(code & 0xFF)
    return ExpectedError(known) if known else None


def connect(path: Path, key: bytearray, *, create: bool) -> Any:
    """Open the database at ``path`` with 32 key bytes and take its lock; returns a DB-API connection.

    With ``create`` the file must not exist yet. Raises ``ExpectedError``: ``vault_database_missing``
    (also empty), ``vault_database_plaintext``, ``vault_database_damaged``, ``vault_in_use``,
    ``vault_not_writable``, ``vault_disk_full``, ``vault_io_failed``.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    with files.explained():
        if create:
            # SQLite gives the write-ahead log the rights of the database, so they are right from the start.
            files.create(path)
        else:
            _inspect(path)
    uri = path.absolute().as_uri() + "?mode=rw"
    try:
        connection = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=0.2)
    except dbapi2.Error as error:
        raise expected(error) or error from None
    try:
        _prepare(connection, key)
        if not create:
            _compare_length(connection, path)
    except (dbapi2.Error, OSError) as error:
        connection.close()
        known = files.expected(error) if isinstance(error, OSError) else expected(error)
        raise known or error from None
    except BaseException:
        connection.close()
        raise
    return connection


def _inspect(path: Path) -> None:
    """Refuse what SQLite would silently take for a new database, or read without a key."""
    try:
        start = files.read(path, PAGE_BYTES)[:PAGE_BYTES]
    except FileNotFoundError:
        raise ExpectedError("vault_database_missing") from None
    if not start:
        raise ExpectedError("vault_database_missing")
    if start.startswith(_PLAINTEXT):
        raise ExpectedError("vault_database_plaintext")
    if len(start) < PAGE_BYTES:
        raise ExpectedError("vault_database_damaged")
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        # SQLite would fall back to reading only, and each save would fail later.
        raise ExpectedError("vault_not_writable")


def _prepare(connection: Any, key: bytearray) -> None:
    # Without this SQLCipher writes its own lines to standard error.
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    form = _key_form(key)
    try:
        connection.set_key(form)
    finally:
        wipe(form)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    # The first read proves the key; the lock and the journal mode are looked at, not believed.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    found = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("cipher_version", "journal_mode", "locking_mode", "synchronous")
    ]
    if not found[0] or found[1:] != ["wal", "exclusive", 2]:
        raise ExpectedError("vault_io_failed")


def _key_form(key: bytearray) -> bytearray:
    """Return ``x'<64 hex digits>'`` without leaving copies that cannot be wiped."""
    form = bytearray(b"x'")
    for byte in key:
        form += bytes((_HEX[byte >> 4], _HEX[byte & 15]))
    form += b"'"
    return form


def _compare_length(connection: Any, path: Path) -> None:
    """Refuse a file that is shorter than its own count of pages: its tail was cut off."""
    checkpoint(connection)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    if path.stat().st_size < pages * PAGE_BYTES:
        raise ExpectedError("vault_database_damaged")


def checkpoint(connection: Connection) -> None:
    """Move the write-ahead log into the database and empty it; raises the driver's error.

    A flipped byte in the log silently drops commits, and ``cipher_integrity_check`` does not look into
    it: so it is emptied after each commit and before each check.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def assert_encrypted(path: Path) -> None:
    """Raise ``vault_database_plaintext`` if the file can be read without a key."""
    with files.explained():
        if files.read(path, len(_PLAINTEXT)).startswith(_PLAINTEXT):
            raise ExpectedError("vault_database_plaintext")
