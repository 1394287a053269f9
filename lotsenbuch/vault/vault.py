"""An open vault: the one connection to its database, its slots, its checks.

Everything here but ``create`` and ``unlock`` belongs to the one thread that opened the vault.

    vault = open_unlocked(unlock(directory, Passphrase(text), kind=VaultKind.PILOT, random=...), random=...)
    engine = create_engine("sqlite://", module=sqlcipher3.dbapi2, creator=vault.connection_factory(),
                           poolclass=StaticPool, hide_parameters=True)
    # in each write transaction: vault.before_commit(raw); COMMIT; vault.after_commit(raw)
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lotsenbuch import log, words
from lotsenbuch.clock import Clock
from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault import (
    backups,
    calibration,
    cipher,
    creation,
    directory,
    header_files,
    reserve,
    slots,
    unlock,
)
from lotsenbuch.vault.backups import BackupEntry
from lotsenbuch.vault.check import CheckReport, Problem, database_problems
from lotsenbuch.vault.cipher import Connection
from lotsenbuch.vault.commits import Commits
from lotsenbuch.vault.counter import Counter
from lotsenbuch.vault.drives import Drives, system_drives
from lotsenbuch.vault.header import Header, VaultKind
from lotsenbuch.vault.keys import expand, wipe
from lotsenbuch.vault.secret import RecoveryWords, Secret, new_passphrase
from lotsenbuch.vault.slots import SlotKind
from lotsenbuch.vault.unlock import Unlocked, VaultInfo

Random = Callable[[int], bytes]
_DAMAGE = frozenset(
    {"vault_database_missing", "vault_database_damaged", "vault_database_plaintext", "vault_io_failed"}
)


class OpenVault:
    """A vault whose lock this process holds. Made by ``create``, ``open_vault`` or ``open_unlocked``."""

    def __init__(self, unlocked: Unlocked, connection: Any, random: Random) -> None:
        self._directory = unlocked.directory
        self._header = unlocked.header
        self._master = unlocked.master
        self._derive = unlocked.derive
        self._random = random
        self._connection = connection
        path = self._directory / self._header.counter
        self._counter = Counter(path, self._master, self._header.vault_id)
        self._commits = Commits(connection, self._counter, lambda: reserve.free(self._directory))
        self._found: tuple[Problem, ...] = ()
        if not unlocked.whole:
            self._found += (Problem("check_header_copy"),)
        if self._counter.damaged:
            self._found += (Problem("check_counter_damaged"),)

    @property
    def directory(self) -> Path:
        """Where the vault lies."""
        return self._directory

    @property
    def info(self) -> VaultInfo:
        """The public part of the header."""
        return unlock.describe(self._header)

    @property
    def commits(self) -> int:
        """Number of the last commit."""
        return self._commits.number

    @property
    def missing_commits(self) -> int:
        """How many commits were lost (flipped log, older file put back), until ``acknowledge_missing``."""
        return self._commits.missing

    def acknowledge_missing(self) -> None:
        """The person has been told; the count starts again at zero."""
        self._commits.acknowledge_missing()

    def connection_factory(self) -> Callable[[], Any]:
        """Return the creator for ``create_engine``: there is one connection, it hands that one out."""
        return lambda: self._connection

    def before_commit(self, connection: Connection) -> None:
        """To be called inside each write transaction, just before its COMMIT."""
        self._commits.before_commit(connection)

    def after_commit(self, connection: Connection) -> None:
        """To be called right after each COMMIT; never raises for a full or failing disk."""
        self._commits.after_commit(connection)

    def failed(self, error: BaseException) -> ExpectedError | None:
        """Return the expected failure behind a driver's error (or the failure itself), None for a bug.

        On a full disk the reserve is given up, so that deleting works again. The error's text is never used.
        """
        known = error if isinstance(error, ExpectedError) else cipher.expected(error)
        if known is not None and known.code == "vault_disk_full" and reserve.free(self._directory):
            log.event("reserve_freed")
        return known

    def check(self) -> CheckReport:
        """Verify every page, the structure, the references, the counter and the header copies."""
        problems = self._found + database_problems(self._connection)
        try:
            commits, missing = self._commits.number, self._commits.missing
        except ExpectedError as failure:
            return CheckReport((*problems, Problem(failure.code)), 0, 0)
        if missing:
            problems += (Problem("check_commits_missing", {"count": missing}),)
        return CheckReport(problems, commits, missing)

    @property
    def changed(self) -> bool:
        """Whether anything was committed since the last verified backup."""
        return self._commits.changed

    def backup(self, place: Path, clock: Clock) -> BackupEntry:
        """Write a verified backup into the folder ``place``, which may be a stick; keep 7 days, 4 weeks, 3 months.

        Raises ``ExpectedError``: ``backup_not_verified``, failures of writing; no older backup is touched then.
        """
        source = backups.Source(
            self._connection, self._header, self._master, self._directory, self._commits.number
        )
        there = (entry.sequence for entry in self.backups_in(place))
        sequence = max(self._commits.backups, *there, 0) + 1
        entry = backups.write(source, place, sequence, clock.now(), self._random)
        self._commits.backed_up(entry.sequence)
        backups.thin(place, self._header.vault_id, clock.today())
        return entry

    def backups_in(self, place: Path) -> list[BackupEntry]:
        """Return this vault's backups in a folder, the newest first."""
        return backups.entries(place, self._header.vault_id)

    def confirm(self, secret: Secret) -> None:
        """Raise ``WrongSecretError`` unless ``secret`` opens this vault; about a second."""
        slot = self._header.slot(secret.kind)
        if slot is None:
            raise ExpectedError(f"vault_no_{secret.kind.value}")
        material = secret.material()
        try:
            wipe(slots.unseal(slot, material, self._header.vault_id, derive=self._derive))
        finally:
            wipe(material)

    def change_passphrase(self, secret: Secret, new: str, *, memory_mib: int | None = None) -> None:
        """Seal the passphrase slot anew, allowed by the old passphrase or the recovery words; some seconds.

        Nothing is encrypted again: an old header in an old backup still opens with the old passphrase.
        Raises ``WrongSecretError``, ``ExpectedError`` (``passphrase_*``, ``vault_memory_out_of_range``,
        failures of writing); the old passphrase is valid then.
        """
        passphrase = new_passphrase(new)
        self.confirm(secret)
        self._put_slot(SlotKind.PASSPHRASE, passphrase.material(), memory_mib)

    def new_recovery(self, *, memory_mib: int | None = None) -> tuple[str, ...]:
        """Return 12 new recovery words; earlier ones no longer open the vault."""
        recovery = words.phrase(self._random(words.ENTROPY_BYTES))
        self._put_slot(SlotKind.RECOVERY, RecoveryWords(recovery).material(), memory_mib)
        return recovery

    def revoke_recovery(self) -> None:
        """Remove the recovery slot; raises ``vault_no_recovery``, or ``vault_no_passphrase`` for the last slot."""
        if self._header.slot(SlotKind.RECOVERY) is None:
            raise ExpectedError("vault_no_recovery")
        if self._header.slot(SlotKind.PASSPHRASE) is None:
            raise ExpectedError("vault_no_passphrase")
        self._store(unlock.without_slot(self._header, SlotKind.RECOVERY))

    def _put_slot(self, kind: SlotKind, material: bytearray, memory_mib: int | None) -> None:
        parameters = calibration.parameters(memory_mib)
        vault_id = self._header.vault_id
        try:
            slot = slots.seal(
                kind, material, self._master, vault_id, parameters, random=self._random, derive=self._derive
            )
        finally:
            wipe(material)
        self._store(unlock.with_slot(self._header, slot))

    def _store(self, header: Header) -> None:
        header_files.store(self._directory, header, self._master)
        self._header = header

    def close(self) -> None:
        """Close the database, give up the lock, wipe the keys. A second call does nothing."""
        self._connection.close()
        self._counter.close()
        wipe(self._master)

    def tidy(self, unlocked: Unlocked) -> None:
        """After opening: write the header again where that is needed, set the reserve aside.

        A disk that refuses this does not keep anyone from her log.
        """
        try:
            if unlocked.renewed is not None:
                self._store(unlock.with_slot(self._header, unlocked.renewed))
            elif not unlocked.whole:
                self._store(self._header)
        except ExpectedError as failure:
            log.event("header_not_renewed")
            self._found += (Problem(failure.code),)
        reserve.ensure(self._directory, self._random)


@dataclass(frozen=True, slots=True)
class Created:
    """A new, open vault and the recovery words, which are shown once and stored nowhere."""

    vault: OpenVault
    recovery_words: tuple[str, ...] | None = field(repr=False)


def create(
    directory_: Path,
    passphrase: str,
    *,
    kind: VaultKind,
    recovery: bool,
    memory_mib: int | None,
    random: Random,
    clock: Clock,
    drives: Drives | None = None,
) -> Created:
    """Create a vault in a directory that does not exist or is empty, and open it; takes some seconds.

    Raises ``ExpectedError``: ``passphrase_*``, ``vault_memory_out_of_range``, what
    ``directory.free_place`` and ``directory.refuse_drive`` raise, failures of writing. Nothing is left then.
    """
    accepted = new_passphrase(passphrase)
    place = directory.free_place(directory_)
    parameters = calibration.parameters(memory_mib)
    plan = creation.Plan(place, accepted, kind, recovery, parameters, random, clock)
    unlocked, recovery_words = creation.build(plan, drives or system_drives())
    return Created(open_unlocked(unlocked, random=random), recovery_words)


def open_unlocked(unlocked: Unlocked, *, random: Random) -> OpenVault:
    """Open the database and take the vault's lock; a matter of milliseconds.

    Raises ``ExpectedError`` as ``cipher.connect``, and ``vault_in_use`` where another program changed the
    header meanwhile.
    """
    header = unlocked.header
    key = expand(unlocked.master, header.vault_id, "database")
    try:
        connection = cipher.connect(unlocked.directory / header.database, key, create=False)
    finally:
        wipe(key)
    try:
        copies = header_files.load(unlocked.directory).copies
        if all(copy.header != header for copy in copies):
            raise ExpectedError("vault_in_use")
        vault = OpenVault(unlocked, connection, random)
    except BaseException:
        connection.close()
        raise
    vault.tidy(unlocked)
    return vault


def open_vault(
    directory_: Path, secret: Secret, *, kind: VaultKind, random: Random, drives: Drives | None = None
) -> OpenVault:
    """``unlock`` and ``open_unlocked`` in one step, for callers without an interface thread."""
    unlocked = unlock.unlock(directory_, secret, kind=kind, random=random, drives=drives)
    return open_unlocked(unlocked, random=random)


def check_unlocked(unlocked: Unlocked, *, random: Random) -> CheckReport:
    """Check a vault that may be too damaged to open; raises only what is no damage (``vault_in_use``...)."""
    try:
        vault = open_unlocked(unlocked, random=random)
    except ExpectedError as failure:
        if failure.code not in _DAMAGE:
            raise
        return CheckReport((Problem(failure.code),), 0, 0)
    try:
        return vault.check()
    finally:
        vault.close()
