"""Making, listing and thinning backups. One that was not verified is no backup.

The database is copied page by page under a key of its own, closed, opened again, checked and counted; then
the file is put together, read back from the drive and compared; only then does it get its name.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator
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
_AT_THE_PLACE = {
    "vault_disk_full": "backup_place_full",
    "vault_not_writable": "backup_place_not_writable",
    "vault_vanished": "backup_place_vanished",
    "vault_path_is_file": "backup_place_is_file",
    # Making a folder where a file lies.
    "vault_directory_not_empty": "backup_place_is_file",
    "vault_io_failed": "backup_place_failed",
}


@dataclass(frozen=True, slots=True)
class BackupEntry:
    """One backup file; ``size`` in bytes."""

    path: Path
    sequence: int
    created: datetime
    commits: int
    size: int
    generation: int = 1
    """Of the header inside: which passphrase and which recovery words open this backup."""


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

    Raises ``ExpectedError``: ``backup_not_verified``, ``backup_place_*`` for the place, failures of writing
    beside the vault. Nothing is left behind then.
    """
    backup_id, token = random(ID_BYTES), random(8).hex()
    vault_name = source.header.vault_id.hex()[:8]
    unfinished = f".sicherung-{vault_name}-"
    copy = source.workplace / f"{unfinished}{token}.db"
    fresh = place / f"{unfinished}{token}.neu"
    # The end of the name is random, so that no two backups ever share one.
    target = place / f"lotsenbuch-{vault_name}-{sequence:06}-{backup_id.hex()[:8]}{SUFFIX}"
    with files.explained(), _place(place):
        try:
            # What a power cut left behind would fill the disk in time.
            _sweep(source.workplace, unfinished)
            _sweep(place, unfinished)
            counts = _copy(source, copy, backup_id)
            sealed = backup_file.seal_counts(
                counts, source.master, source.header.vault_id, backup_id, random(12)
            )
            manifest = Manifest(backup_id, source.header.vault_id, sequence, source.commits, now, sealed)
            with _explained_there():
                backup_file.write(fresh, encode(source.header, source.master), manifest, copy, source.master)
                _verify(fresh, copy, source.master, counts)
                fresh.replace(target)
                files.push_directory(place)
                size = target.stat().st_size
            return BackupEntry(target, sequence, now, source.commits, size, source.header.generation)
        finally:
            _sweep(place, unfinished)
            _sweep(source.workplace, unfinished)


@contextlib.contextmanager
def _place(place: Path) -> Iterator[None]:
    """Make the folder for a backup, and take it away again where no backup came into it."""
    with _explained_there():
        new = not place.is_dir()
        place.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_DIRECTORY)
    try:
        yield
    except BaseException:
        if new:
            with contextlib.suppress(OSError):
                place.rmdir()
        raise


@contextlib.contextmanager
def _explained_there() -> Iterator[None]:
    """Turn a failure of the file system at the backup's place into the sentence about that place."""
    try:
        with files.explained():
            yield
    except ExpectedError as failure:
        code = _AT_THE_PLACE.get(failure.code)
        if code is None:
            raise
        raise ExpectedError(code) from None


def _sweep(folder: Path, unfinished: str) -> None:
    """Remove the unfinished files of this vault's backups; it is open here, so nobody else is writing one."""
    with contextlib.suppress(OSError):
        for leftover in folder.glob(f"{unfinished}*"):
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
                generation = head.header.header.generation
                found.append(
                    BackupEntry(path, manifest.sequence, manifest.created, manifest.commits, size, generation)
                )
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
