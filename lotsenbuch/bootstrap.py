"""The composition root: wires adapters to ports and hands out opened desks. It knows no face.

Opening a log: unlock, connect, migrate where the schema is older, check, wire. Everything heavy is imported
inside the functions, so that a window can be painted before a database is touched.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lotsenbuch import paths
from lotsenbuch.clock import Clock, SystemClock
from lotsenbuch.errors import ExpectedError

if TYPE_CHECKING:
    from lotsenbuch.services.ports import Log, Renderer
    from lotsenbuch.vault.check import CheckReport
    from lotsenbuch.vault.secret import Secret
    from lotsenbuch.vault.vault import OpenVault

Random = Callable[[int], bytes]


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


def _desk(opened: "OpenVault", machine: Machine) -> PilotDesk:
    from lotsenbuch.persistence import log as store
    from lotsenbuch.report.pilot.renderer import PdfRenderer

    connect = opened.connection_factory()
    try:
        if not store.is_current(connect()):
            store.upgrade(connect(), opened.before_commit, opened.after_commit)
        log = store.open_log(
            connect,
            opened.before_commit,
            opened.after_commit,
            random=machine.random,
            vocabulary=_codes_meant,
        )
    except BaseException:
        opened.close()
        raise
    return PilotDesk(log, opened, PdfRenderer(), machine)


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
