"""The header of a vault: who it is, and the slots that hold its master key.

A header file is ASCII text of four lines, each ended by a line feed:

    lotsenbuch-vault 1
    {"created":"2026-03-01","epoch":1,"generation":1,"kind":"pilot","slots":[...],"vault":"<32 hex>"}
    hmac <64 hex>
    sha256 <64 hex>

Line 2 is canonical JSON: sorted keys, no blanks. A slot is ``{"commitment","kind","lanes","memory_kib",
"nonce","passes","salt","sealed"}`` (see ``slots``), bytes as lower-case hex. ``generation`` grows with
every change; ``epoch`` counts master keys and names the files (``log.db``, later ``log-2.db``).
``hmac`` is HMAC-SHA256 over lines 1 and 2 under HKDF(master key, vault id, "header"): it proves after
unlocking that nobody changed anything. ``sha256`` covers lines 1 to 3: it tells damage from a wrong
passphrase before unlocking. Line 1 and the ``sha256`` line stay the same in all versions to come.
A reader accepts only the exact bytes a writer would have written.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault.keys import KEY_BYTES, VAULT_ID_BYTES, expand, wipe
from lotsenbuch.vault.slots import NONCE_BYTES, SALT_BYTES, SEALED_BYTES, Parameters, Slot, SlotKind

VERSION = 1
MAX_BYTES = 64 * 1024
MAX_SLOTS = 8
_MAX_NUMBER = 2**53
_LAYOUT = re.compile(rb"(lotsenbuch-vault ([1-9][0-9]{0,3})\n.*)sha256 ([0-9a-f]{64})\n", re.DOTALL)
_LINES = re.compile(rb"(lotsenbuch-vault 1\n([^\n]+)\n)hmac ([0-9a-f]{64})\n")


class VaultKind(StrEnum):
    """Whose vault it is: a pilot's log or the Träger's collection."""

    PILOT = "pilot"
    TRAEGER = "traeger"


@dataclass(frozen=True, slots=True)
class Header:
    """Everything of the header but its proofs."""

    vault_id: bytes
    kind: VaultKind
    created: date
    generation: int
    epoch: int
    slots: tuple[Slot, ...]

    def slot(self, kind: SlotKind) -> Slot | None:
        """Return the slot of this kind; there is at most one."""
        return next((slot for slot in self.slots if slot.kind is kind), None)

    @property
    def database(self) -> str:
        """Name of the database file."""
        return "log.db" if self.epoch == 1 else f"log-{self.epoch}.db"

    @property
    def counter(self) -> str:
        """Name of the commit counter's file."""
        return "counter" if self.epoch == 1 else f"counter-{self.epoch}"


@dataclass(frozen=True, slots=True)
class SealedHeader:
    """A header as read: well-formed and undamaged, but proven only by ``verify``."""

    header: Header
    signed: bytes
    mac: bytes

    def verify(self, master: bytearray) -> Header:
        """Return the header once its HMAC is right; raises ``ExpectedError`` ``vault_header_damaged``."""
        if not hmac.compare_digest(_mac(master, self.header.vault_id, self.signed), self.mac):
            raise ExpectedError("vault_header_damaged")
        return self.header


def _mac(master: bytearray, vault_id: bytes, signed: bytes) -> bytes:
    key = expand(master, vault_id, "header")
    mac = hmac.digest(key, signed, "sha256")
    wipe(key)
    return mac


def _slot_json(slot: Slot) -> dict[str, str | int]:
    return {
        "commitment": slot.commitment.hex(),
        "kind": slot.kind.value,
        "lanes": slot.parameters.lanes,
        "memory_kib": slot.parameters.memory_kib,
        "nonce": slot.nonce.hex(),
        "passes": slot.parameters.passes,
        "salt": slot.salt.hex(),
        "sealed": slot.sealed.hex(),
    }


def _body(header: Header) -> bytes:
    body = {
        "created": header.created.isoformat(),
        "epoch": header.epoch,
        "generation": header.generation,
        "kind": header.kind.value,
        "slots": [_slot_json(slot) for slot in header.slots],
        "vault": header.vault_id.hex(),
    }
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")


def encode(header: Header, master: bytearray) -> bytes:
    """Return the bytes of the header file."""
    signed = b"lotsenbuch-vault 1\n" + _body(header) + b"\n"
    proven = signed + b"hmac " + _mac(master, header.vault_id, signed).hex().encode("ascii") + b"\n"
    return proven + b"sha256 " + hashlib.sha256(proven).hexdigest().encode("ascii") + b"\n"


def decode(data: bytes) -> SealedHeader:
    """Read the bytes of a header file; nothing is derived here.

    Raises ``ExpectedError``: ``vault_newer``, ``vault_header_damaged``, and ``vault_header_refused`` for a
    well-formed header that asks for more than the caps allow.
    """
    if len(data) > MAX_BYTES:
        raise ExpectedError("vault_header_refused")
    layout = _LAYOUT.fullmatch(data)
    if layout is None or hashlib.sha256(layout[1]).hexdigest().encode("ascii") != layout[3]:
        raise ExpectedError("vault_header_damaged")
    if int(layout[2]) > VERSION:
        raise ExpectedError("vault_newer")
    lines = _LINES.fullmatch(layout[1])
    if lines is None:
        raise ExpectedError("vault_header_damaged")
    try:
        header = _header(json.loads(lines[2]))
    except (ValueError, KeyError, TypeError, RecursionError):
        # The parser's own error would carry the whole document along.
        raise ExpectedError("vault_header_damaged") from None
    if _body(header) != lines[2]:
        raise ExpectedError("vault_header_damaged")
    return SealedHeader(header, lines[1], bytes.fromhex(lines[3].decode("ascii")))


def _header(body: Mapping[str, Any]) -> Header:
    slots = body["slots"]
    if not isinstance(slots, list) or not 1 <= len(slots) <= MAX_SLOTS:
        raise ExpectedError("vault_header_refused")
    header = Header(
        vault_id=_bytes(body["vault"], VAULT_ID_BYTES),
        kind=VaultKind(body["kind"]),
        created=date.fromisoformat(body["created"]),
        generation=_number(body["generation"]),
        epoch=_number(body["epoch"]),
        slots=tuple(_slot(slot) for slot in slots),
    )
    if len({slot.kind for slot in header.slots}) != len(header.slots):
        raise ExpectedError("vault_header_refused")
    return header


def _slot(body: Mapping[str, Any]) -> Slot:
    parameters = Parameters(_number(body["memory_kib"]), _number(body["passes"]), _number(body["lanes"]))
    if not parameters.allowed():
        raise ExpectedError("vault_header_refused")
    return Slot(
        kind=SlotKind(body["kind"]),
        parameters=parameters,
        salt=_bytes(body["salt"], SALT_BYTES),
        commitment=_bytes(body["commitment"], KEY_BYTES),
        nonce=_bytes(body["nonce"], NONCE_BYTES),
        sealed=_bytes(body["sealed"], SEALED_BYTES),
    )


def _number(value: object) -> int:
    if type(value) is not int or not 1 <= value <= _MAX_NUMBER:
        raise ValueError("not a positive number")
    return value


def _bytes(value: object, length: int) -> bytes:
    if not isinstance(value, str) or len(value) != 2 * length:
        raise ValueError("not that many bytes")
    return bytes.fromhex(value)
