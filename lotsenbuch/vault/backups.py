"""Making, listing and thinning backups. One that was not verified is no backup.

The database is copied page by page under a key of its own, closed, opened again, checked and counted; then
the file is put together, read back from the drive and compared; only then does it get its name.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault import backup_file, cipher, files
from lotsenbuch.vault.backup_file import ID_BYTES, SUFFIX, Manifest
from lotsenbuch.vault.check import database_problems
from lotsenbuch.vault.header import Header, encode
from lotsenbuch.vault.keys import expand, wipe

KEEP_DAYS = 7
KEEP_WEEKS = 4
KEEP_MONTHS = 3
MAX_AGE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class BackupEntry:
    """One backup file; ``size`` in bytes."""

    path: Path
    sequence: int
    created: datetime
    commits: int
    size: int


@dataclass(frozen=True, slots=True)
class Source:
    """The open vault that is backed up; ``workplace`` is its directory."""

    connection: Any
    header: Header
    master: bytearray
    workplace: Path
    commits: int


def write(source: Source, place: Path, sequence: int, now: datetime, random: Callable[[int], bytes]) -> BackupEntry:
    """Write a verified backup into ``place``, which is made where needed.

    Raises ``ExpectedError``: ``backup_not_verified``, failures of writing. Nothing is left behind then.
    """
    backup_id, token = random(ID_BYTES), random(8).hex()
    copy = source.workplace / f".sicherung-{token}.db"
    fresh = place / f".sicherung-{token}.neu"
    # The end of the name is random, so that no two backups ever share one.
    name = f"lotsenbuch-{source.header.vault_id.hex()[:8]}-{sequence:06}-{backup_id.hex()[:8]}"
    target = place / (name + SUFFIX)
    with files.explained():
        try:
            place.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_DIRECTORY)
            counts = _copy(source, copy, backup_id)
            sealed = backup_file.seal_counts(
                counts, source.master, source.header.vault_id, backup_id, random(12)
            )
            manifest = Manifest(backup_id, source.header.vault_id, sequence, source.commits, now, sealed)
            backup_file.write(fresh, encode(source.header, source.master), manifest, copy, source.master)
            _verify(fresh, copy, source.master, counts)
            fresh.replace(target)
            files.push_directory(place)
            return BackupEntry(target, sequence, now, source.commits, target.stat().st_size)
        finally:
            for leftover in (fresh, copy, copy.with_name(copy.name + "-wal")):
                with contextlib.suppress(OSError):
                    leftover.unlink(missing_ok=True)


def row_counts(connection: Any) -> dict[str, int]:
    """Return the number of rows of each ordinary table."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        " AND sql NOT LIKE 'CREATE VIRTUAL TABLE%' ORDER BY name"
    ).fetchall()
    count = 'SELECT count(*) FROM "{}"'
    return {
        name: connection.execute(count.format(name.replace('"', '""'))).fetchone()[0] for (name,) in names
    }


def _copy(source: Source, copy: Path, backup_id: bytes) -> dict[str, int]:
    """Copy the database under the backup's key, open the copy anew, check and count it."""
    key = expand(source.master, source.header.vault_id, "backup database", backup_id)
    try:
        copy_database(source.connection, copy, key)
        again = cipher.connect(copy, key, create=False)
        try:
            counts = row_counts(again)
            if database_problems(again) or counts != row_counts(source.connection):
                raise ExpectedError("backup_not_verified")
        finally:
            again.close()
    except dbapi2.Error as error:
        raise cipher.expected(error) or error from None
    finally:
        wipe(key)
    return counts


def copy_database(connection: Any, target: Path, key: bytearray) -> None:
    """Copy an open database into a new file under another key; raises as ``cipher.connect`` and the driver."""
    cipher.checkpoint(connection)
    copy = cipher.connect(target, key, create=True)
    try:
        connection.backup(copy)
        cipher.checkpoint(copy)
    finally:
        copy.close()
    cipher.assert_encrypted(target)


def _verify(fresh: Path, copy: Path, master: bytearray, counts: dict[str, int]) -> None:
    try:
        head = backup_file.read_head(fresh)
        written = backup_file.verify(head, master)
        agreed = head.counts(master) == counts
    except ExpectedError:
        raise ExpectedError("backup_not_verified") from None
    with copy.open("rb") as stream:
        checked = hashlib.file_digest(stream, "sha256").hexdigest()
    if written != checked or not agreed:
        raise ExpectedError("backup_not_verified")


def entries(place: Path, vault_id: bytes) -> list[BackupEntry]:
    """Return the backups of one vault in a folder, the newest first; foreign and damaged files are left out."""
    found = []
    with contextlib.suppress(OSError):
        for path in place.iterdir():
            if path.suffix != SUFFIX:
                continue
            try:
                head = backup_file.read_head(path)
            except ExpectedError:
                continue
            manifest = head.manifest
            if manifest.vault_id == vault_id:
                size = head.start + head.length + 64
                found.append(BackupEntry(path, manifest.sequence, manifest.created, manifest.commits, size))
    return sorted(found, key=lambda entry: entry.sequence, reverse=True)


def superfluous(backups: Iterable[BackupEntry], today: date) -> list[BackupEntry]:
    """Return the backups that may go: 7 daily, 4 weekly and 3 monthly ones stay, none beyond 90 days.

    The order is that of the sequence numbers, and a day, week or month counts as another one whenever its
    name differs: a clock that was wrong costs a place at most. Age alone removes a backup only where backups
    of seven days within the last 90 days are there after it, so a clock that runs ahead prunes nothing.
    """
    ordered = sorted(backups, key=lambda entry: entry.sequence, reverse=True)
    periods: tuple[tuple[int, Callable[[date], object]], ...] = (
        (KEEP_DAYS, lambda day: day),
        (KEEP_WEEKS, lambda day: day.isocalendar()[:2]),
        (KEEP_MONTHS, lambda day: (day.year, day.month)),
    )
    kept: set[int] = set()
    for places, period in periods:
        seen: set[object] = set()
        for entry in ordered:
            name = period(entry.created.date())
            if name not in seen and len(seen) < places:
                seen.add(name)
                kept.add(entry.sequence)
    recent: set[date] = set()
    gone = []
    for entry in ordered:
        day = entry.created.date()
        if today - MAX_AGE <= day <= today:
            recent.add(day)
        old = day < today - MAX_AGE and len(recent) >= KEEP_DAYS
        if entry.sequence not in kept or old:
            gone.append(entry)
    return gone


def thin(place: Path, vault_id: bytes, today: date) -> list[Path]:
    """Remove the superfluous backups of one vault from a folder; return what was removed."""
    removed = []
    for entry in superfluous(entries(place, vault_id), today):
        with contextlib.suppress(OSError):
            entry.path.unlink()
            removed.append(entry.path)
    return removed
