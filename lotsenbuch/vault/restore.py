"""From a backup to a vault in a new place. Nothing that exists is ever written over."""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from lotsenbuch.errors import ExpectedError, RefusedError
from lotsenbuch.vault import backup_file, backups, cipher, counter, directory, files, header_files, slots
from lotsenbuch.vault.backup_file import BackupHead
from lotsenbuch.vault.check import database_problems
from lotsenbuch.vault.drives import Drives, system_drives
from lotsenbuch.vault.header import Header
from lotsenbuch.vault.keys import expand, wipe
from lotsenbuch.vault.secret import Secret
from lotsenbuch.vault.slots import Derive
from lotsenbuch.vault.unlock import Unlocked


def restore(
    file: Path, secret: Secret, place: Path, *, random: Callable[[int], bytes], drives: Drives | None = None
) -> Unlocked:
    """Check a backup as a whole, then build a vault from it at ``place``; returns its keys to open it with.

    Raises ``WrongSecretError``, ``RefusedError`` (``backup_not_one``, ``backup_newer``, ``backup_damaged``),
    ``ExpectedError`` (``backup_not_found``, ``backup_not_readable``, ``vault_no_*``, and of
    ``directory.free_place``). Nothing is left behind then.
    """
    return restore_with(file, secret, place, random, drives or system_drives(), slots.derive)


def restore_with(
    file: Path,
    secret: Secret,
    place: Path,
    random: Callable[[int], bytes],
    drives: Drives,
    derive: Derive,
) -> Unlocked:
    """``restore`` with its slow part handed in; for this package and its tests."""
    head, master = open_backup(file, secret, derive)
    free = directory.free_place(place)
    directory.refuse_drive(free.parent, drives)
    header = head.header.header
    with files.explained():
        unfinished = directory.make_unfinished(free, random(8).hex())
        try:
            commits = _rebuild(head, master, unfinished)
            counter.create(unfinished / header.counter, master, header.vault_id, commits)
            header_files.store(unfinished, header, master)
            directory.finish(unfinished, free)
        except BaseException:
            with contextlib.suppress(OSError):
                shutil.rmtree(unfinished)
            raise
    return Unlocked(free, header, master, whole=True, derive=derive)


def open_backup(file: Path, secret: Secret, derive: Derive) -> tuple[BackupHead, bytearray]:
    """Find damage first, then the master key, then forgery."""
    head = backup_file.read_head(file)
    backup_file.verify_checksum(head)
    slot = head.header.header.slot(secret.kind)
    if slot is None:
        raise ExpectedError(f"vault_no_{secret.kind.value}")
    material = secret.material()
    try:
        master = slots.unseal(slot, material, head.header.header.vault_id, derive=derive)
    finally:
        wipe(material)
    try:
        backup_file.verify(head, master)
    except ExpectedError:
        wipe(master)
        raise RefusedError("backup_damaged") from None
    return head, master


def _rebuild(head: BackupHead, master: bytearray, unfinished: Path) -> int:
    """Decrypt under the backup's key, encrypt under the vault's; return the number of the last commit."""
    header: Header = head.header.header
    copy = unfinished / "sicherung.db"
    backup_file.extract(head, copy)
    backup_key = head.key(master, "backup database")
    database_key = expand(master, header.vault_id, "database")
    try:
        connection = cipher.connect(copy, backup_key, create=False)
        try:
            if database_problems(connection) or backups.row_counts(connection) != head.counts(master):
                raise RefusedError("backup_damaged")
            # The copy was made before its own number was noted; the next backup must come after it.
            sequence = head.manifest.sequence
            connection.execute("UPDATE vault_state SET backups = ?, backed_up = commits", (sequence,))
            row = connection.execute("SELECT commits FROM vault_state").fetchone()
            backups.copy_database(connection, unfinished / header.database, database_key)
        finally:
            connection.close()
    except dbapi2.Error as error:
        raise cipher.expected(error) or RefusedError("backup_damaged") from None
    finally:
        wipe(backup_key, database_key)
    copy.unlink()
    return int(row[0])
