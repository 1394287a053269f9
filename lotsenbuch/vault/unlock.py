"""From what a person typed to the master key: the slow step, free of the database.

It may run on any thread but the interface's. Opening the database with the result is quick and belongs to
the thread that owns the vault (``vault.open_unlocked``).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from lotsenbuch.errors import ExpectedError, WrongSecretError
from lotsenbuch.vault import header_files, slots
from lotsenbuch.vault.calibration import calibrated
from lotsenbuch.vault.directory import existing, refuse_drive
from lotsenbuch.vault.drives import Drives, system_drives
from lotsenbuch.vault.header import Header, SealedHeader, VaultKind
from lotsenbuch.vault.keys import wipe
from lotsenbuch.vault.secret import Secret
from lotsenbuch.vault.slots import Derive, Parameters, Slot, SlotKind


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """What can be known of a slot without a secret; memory in MiB."""

    kind: SlotKind
    memory_mib: int
    passes: int
    lanes: int


@dataclass(frozen=True, slots=True)
class VaultInfo:
    """What can be known of a vault without a secret. Nothing of it is proven before it is unlocked."""

    vault_id: str
    kind: VaultKind
    created: date
    generation: int
    slots: tuple[SlotInfo, ...]

    @property
    def recovery(self) -> bool:
        """Whether recovery words exist."""
        return any(slot.kind is SlotKind.RECOVERY for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A vault's keys. ``renewed`` is the slot that replaces one below today's floor.

    ``whole`` is false where one of the two header copies has to be written again.
    """

    directory: Path
    header: Header
    master: bytearray = field(repr=False)
    whole: bool
    renewed: Slot | None = None
    derive: Derive = field(default=slots.derive, repr=False)


def describe(header: Header) -> VaultInfo:
    """Return the public part of a header."""
    found = tuple(
        SlotInfo(slot.kind, slot.parameters.memory_mib, slot.parameters.passes, slot.parameters.lanes)
        for slot in header.slots
    )
    return VaultInfo(header.vault_id.hex(), header.kind, header.created, header.generation, found)


def info(directory: Path) -> VaultInfo:
    """Describe a vault without opening it; raises ``ExpectedError`` as ``header_files.load``."""
    return describe(header_files.load(existing(directory)).copies[0].header)


def unlock(
    directory: Path,
    secret: Secret,
    *,
    kind: VaultKind,
    random: Callable[[int], bytes],
    drives: Drives | None = None,
) -> Unlocked:
    """Find the master key; takes about a second.

    Raises ``WrongSecretError`` and ``ExpectedError``: what ``header_files.load`` raises, ``vault_is_pilot``,
    ``vault_is_traeger``, ``vault_no_passphrase``, ``vault_no_recovery``, ``vault_on_removable_drive``,
    ``vault_on_network_drive``, ``vault_memory_short``.
    """
    return unlock_with(directory, secret, kind, random, drives or system_drives(), slots.derive, calibrated)


def unlock_with(
    directory: Path,
    secret: Secret,
    kind: VaultKind,
    random: Callable[[int], bytes],
    drives: Drives,
    derive: Derive,
    calibrate: Callable[[], Parameters],
) -> Unlocked:
    """``unlock`` with its slow parts handed in; for this package and its tests."""
    place = existing(directory)
    refuse_drive(place, drives)
    loaded = header_files.load(place)
    if loaded.copies[0].header.kind is not kind:
        raise ExpectedError(f"vault_is_{loaded.copies[0].header.kind.value}")
    material = secret.material()
    try:
        header, master = _first_proven(loaded.copies, secret.kind, material, derive)
        slot = header.slot(secret.kind)
        renewed = None
        if slot is not None and slot.parameters.weak:
            renewed = slots.seal(
                slot.kind, material, master, header.vault_id, calibrate(), random=random, derive=derive
            )
    finally:
        wipe(material)
    whole = loaded.whole and header == loaded.copies[0].header
    return Unlocked(place, header, master, whole, renewed, derive)


def _first_proven(
    copies: tuple[SealedHeader, ...], kind: SlotKind, material: bytearray, derive: Derive
) -> tuple[Header, bytearray]:
    """Open the highest generation; the other copy counts only where that one proves damaged.

    A wrong secret ends it at once: the lower generation may still hold a passphrase that was replaced.
    """
    damage: ExpectedError | None = None
    for copy in copies:
        slot = copy.header.slot(kind)
        if slot is None:
            raise ExpectedError(f"vault_no_{kind.value}")
        try:
            master = slots.unseal(slot, material, copy.header.vault_id, derive=derive)
        except WrongSecretError:
            raise
        except ExpectedError as failure:
            damage = failure
            continue
        try:
            return copy.verify(master), master
        except ExpectedError as failure:
            wipe(master)
            damage = failure
    raise damage or ExpectedError("vault_header_damaged")


def with_slot(header: Header, slot: Slot) -> Header:
    """Return the next generation of a header, with ``slot`` in place of its kind."""
    others = tuple(other for other in header.slots if other.kind is not slot.kind)
    ordered = tuple(sorted((*others, slot), key=lambda one: one.kind.value))
    return replace(header, generation=header.generation + 1, slots=ordered)


def without_slot(header: Header, kind: SlotKind) -> Header:
    """Return the next generation of a header, without the slot of ``kind``."""
    others = tuple(slot for slot in header.slots if slot.kind is not kind)
    return replace(header, generation=header.generation + 1, slots=others)
