"""The composition root: wires adapters to ports and hands out opened desks. It knows no face.

Opening a log: unlock, connect, migrate where the schema is older, check, wire. Everything heavy is imported
inside the functions, so that a window can be painted before a database is touched.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from lotsenbuch import log as events
from lotsenbuch import messages, paths
from lotsenbuch.clock import Clock, SystemClock
from lotsenbuch.errors import ExpectedError

if TYPE_CHECKING:
    from lotsenbuch.services.ports import Log, Renderer
    from lotsenbuch.sheet.keys import OpeningKey
    from lotsenbuch.traeger.ports import Collection, Keys, YearFiles
    from lotsenbuch.vault.backups import BackupEntry
    from lotsenbuch.vault.check import CheckReport
    from lotsenbuch.vault.secret import Secret
    from lotsenbuch.vault.unlock import VaultInfo
    from lotsenbuch.vault.vault import OpenVault

Random = Callable[[int], bytes]
_BEFORE_UPGRADE = "vor-umstellung"


@dataclass(frozen=True, slots=True)
class Machine:
    """What a desk takes from the computer: its time and its random numbers."""

    clock: Clock = field(default_factory=SystemClock)
    random: Random = os.urandom


@dataclass(frozen=True, slots=True)
class PilotDesk:
    """An opened log with everything the pilot's use cases need. It belongs to the thread that opened it."""

    log: "Log"
    vault: "OpenVault"
    renderer: "Renderer"
    machine: Machine

    def close(self) -> None:
        """Close the log and the vault; a second call does nothing."""
        self.log.close()
        self.vault.close()


@dataclass(frozen=True, slots=True)
class NewDesk:
    """A desk in a fresh vault, and the recovery words that are shown once."""

    desk: PilotDesk
    recovery_words: tuple[str, ...] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class TraegerDesk:
    """An opened collection with everything the organisation's use cases need, for the thread that opened it."""

    collection: "Collection"
    keys: "Keys"
    vault: "OpenVault"
    year_files: "YearFiles"
    machine: Machine

    def close(self) -> None:
        """Close the collection and the vault; a second call does nothing."""
        self.collection.close()
        self.vault.close()


@dataclass(frozen=True, slots=True)
class NewTraegerDesk:
    """A Träger's desk in a fresh vault, and the recovery words that are shown once."""

    desk: TraegerDesk
    recovery_words: tuple[str, ...] | None = field(repr=False)


def create_log(
    directory: Path,
    passphrase: str,
    *,
    recovery: bool,
    memory_mib: int | None = None,
    machine: Machine | None = None,
) -> NewDesk:
    """Create a pilot's vault with an empty log and the engagement "eigene". Raises as ``vault.create``."""
    from lotsenbuch.services import engagements
    from lotsenbuch.vault import vault
    from lotsenbuch.vault.header import VaultKind

    machine = machine or Machine()
    created = vault.create(
        directory,
        passphrase,
        kind=VaultKind.PILOT,
        recovery=recovery,
        memory_mib=memory_mib,
        random=machine.random,
        clock=machine.clock,
    )
    desk = _desk(created.vault, machine)
    engagements.ensure_own(desk.log, machine.random)
    return NewDesk(desk, created.recovery_words)


def open_log(directory: Path, secret: "Secret", machine: Machine | None = None) -> PilotDesk:
    """Open a pilot's vault; takes about a second, so never on the interface thread. Raises as ``vault.open_vault``."""
    from lotsenbuch.vault import vault
    from lotsenbuch.vault.header import VaultKind

    machine = machine or Machine()
    return _desk(vault.open_vault(directory, secret, kind=VaultKind.PILOT, random=machine.random), machine)


def create_collection(
    directory: Path,
    passphrase: str,
    *,
    code: str,
    name: str,
    recovery: bool,
    memory_mib: int | None = None,
    machine: Machine | None = None,
) -> NewTraegerDesk:
    """Create a Träger's vault with an empty collection and new keys.

    Raises as ``traeger.profile.checked`` (before anything is made) and ``vault.create``.
    """
    from lotsenbuch.traeger import profile
    from lotsenbuch.vault import vault
    from lotsenbuch.vault.header import VaultKind

    machine = machine or Machine()
    checked = profile.checked(code, name)
    created = vault.create(
        directory,
        passphrase,
        kind=VaultKind.TRAEGER,
        recovery=recovery,
        memory_mib=memory_mib,
        random=machine.random,
        clock=machine.clock,
    )
    desk = _traeger_desk(created.vault, machine)
    profile.found(desk.collection, desk.keys, checked, machine.random)
    return NewTraegerDesk(desk, created.recovery_words)


def open_collection(directory: Path, secret: "Secret", machine: Machine | None = None) -> TraegerDesk:
    """Open a Träger's vault; takes about a second.

    Raises as ``vault.open_vault``, ``collection_newer``, and ``collection_unfinished`` where creating it was
    interrupted before it had a name.
    """
    from lotsenbuch.vault import vault
    from lotsenbuch.vault.header import VaultKind

    machine = machine or Machine()
    desk = _traeger_desk(vault.open_vault(directory, secret, kind=VaultKind.TRAEGER, random=machine.random), machine)
    try:
        desk.collection.profile()
    except BaseException:
        desk.close()
        raise
    return desk


def opening_keys(directory: Path, secret: "Secret", machine: Machine | None = None) -> "list[OpeningKey]":
    """Return the keys with which a vault of either kind opens what was sealed for it."""
    from lotsenbuch.services import identity
    from lotsenbuch.vault import unlock
    from lotsenbuch.vault.header import VaultKind

    if unlock.info(directory).kind is VaultKind.TRAEGER:
        desk = open_collection(directory, secret, machine)
        try:
            return [desk.keys.opening(), desk.keys.reserve()]
        finally:
            desk.close()
    pilot = open_log(directory, secret, machine)
    try:
        return [identity.opening_key(pilot.log)]
    finally:
        pilot.close()


def open_vault(directory: Path, secret: "Secret", machine: Machine | None = None) -> "OpenVault":
    """Open a vault of either kind without its log, to change what opens it. Raises as ``vault.open_vault``."""
    from lotsenbuch.vault import unlock, vault

    random = (machine or Machine()).random
    return vault.open_vault(directory, secret, kind=unlock.info(directory).kind, random=random)


def check_vault(directory: Path, secret: "Secret", machine: Machine | None = None) -> "CheckReport":
    """Check a vault of either kind, even one that is too damaged to open."""
    from lotsenbuch.vault import unlock, vault

    random = (machine or Machine()).random
    kind = unlock.info(directory).kind
    return vault.check_unlocked(unlock.unlock(directory, secret, kind=kind, random=random), random=random)


def backup_place(vault_id: str) -> Path:
    """Return this machine's own folder for the backups of one vault."""
    return paths.backups_dir() / vault_id


def back_up(vault: "OpenVault", clock: Clock, place: Path | None = None) -> "BackupEntry":
    """Write a verified backup into ``place``, by default into this machine's own folder.

    Raises ``ExpectedError``: ``backup_not_verified``, ``backup_place_*``, failures of writing beside the vault.
    No older backup is touched then, and the event log has a line.
    """
    try:
        return vault.backup(place or backup_place(vault.info.vault_id), clock)
    except Exception as error:
        known = vault.failed(error)
        if known is None:
            raise
        events.event(f"backup_failed_{known.code}")
        raise known from None


def back_up_before_change(vault: "OpenVault", clock: Clock) -> ExpectedError | None:
    """Back up before the passphrase or the recovery words change; return the failure, which stops nothing."""
    try:
        back_up(vault, clock)
    except ExpectedError as failure:
        return ExpectedError("backup_not_made", reason=messages.sentence(failure))
    return None


def back_up_and_close(desk: PilotDesk | TraegerDesk) -> ExpectedError | None:
    """Close a desk at lock and exit, backed up first where that is due; return the failure of the backup.

    Whatever becomes of the backup, the desk is closed. To be called on the thread of the vault.
    """
    try:
        return back_up_before_change(desk.vault, desk.machine.clock) if _backup_due(desk.vault) else None
    finally:
        desk.close()


def _backup_due(vault: "OpenVault") -> bool:
    """Tell whether the newest backup is missing something: a commit, or the secrets that open the vault today."""
    newest = next(iter(vault.backups_in(backup_place(vault.info.vault_id))), None)
    return newest is None or newest.generation != vault.info.generation or vault.changed


def restore(file: Path, secret: "Secret", place: Path, machine: Machine | None = None) -> "VaultInfo":
    """Build a vault at the new folder ``place`` from a backup, and open it once. Raises as ``restore.restore``."""
    from lotsenbuch.vault import vault
    from lotsenbuch.vault.restore import restore as rebuild

    random = (machine or Machine()).random
    opened = vault.open_unlocked(rebuild(file, secret, place, random=random), random=random)
    try:
        return opened.info
    finally:
        opened.close()


def _bring_up(opened: "OpenVault", store: ModuleType, clock: Clock) -> None:
    """Bring the schema to the newest version; what was there before is backed up in a folder of its own.

    There no later backup of the same day takes its place. Raises ``upgrade_without_backup``; nothing changed then.
    """
    driver = opened.connection_factory()()
    if store.is_current(driver):
        return
    if store.version(driver) is not None:
        try:
            back_up(opened, clock, backup_place(opened.info.vault_id) / _BEFORE_UPGRADE)
        except ExpectedError as failure:
            raise ExpectedError("upgrade_without_backup", reason=messages.sentence(failure)) from None
    store.upgrade(driver, opened.before_commit, opened.after_commit)


def _desk(opened: "OpenVault", machine: Machine) -> PilotDesk:
    from lotsenbuch.persistence import log as store
    from lotsenbuch.report.pilot.renderer import PdfRenderer

    connect = opened.connection_factory()
    try:
        _bring_up(opened, store, machine.clock)
        log = store.open_log(
            connect,
            opened.before_commit,
            opened.after_commit,
            failed=opened.failed,
            random=machine.random,
            vocabulary=_codes_meant,
        )
    except BaseException:
        opened.close()
        raise
    return PilotDesk(log, opened, PdfRenderer(), machine)


def _traeger_desk(opened: "OpenVault", machine: Machine) -> TraegerDesk:
    from lotsenbuch.persistence import collection as store
    from lotsenbuch.report.organisation.yearfiles import OfficeFiles

    connect = opened.connection_factory()
    try:
        _bring_up(opened, store, machine.clock)
        found = store.open_collection(connect, opened.before_commit, opened.after_commit)
    except BaseException:
        opened.close()
        raise
    return TraegerDesk(found.collection, found.keys, opened, OfficeFiles(), machine)


def _codes_meant(word: str) -> tuple[str, ...]:
    """Return the codes of the authorities with a spelling that begins with ``word``."""
    from lotsenbuch import catalogue

    begun = catalogue.normalised(word)
    spellings = catalogue.authorities().spellings
    return tuple({code for spelling, code in spellings.items() if spelling.startswith(begun)}) if begun else ()


def only_vault() -> Path:
    """Return the only vault of this account. Raises ``vault_none`` or ``vault_several``."""
    folder = paths.vaults_dir()
    found = sorted(each for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []
    if not found:
        raise ExpectedError("vault_none", folder=str(folder))
    if len(found) > 1:
        raise ExpectedError("vault_several", count=len(found))
    return found[0]
