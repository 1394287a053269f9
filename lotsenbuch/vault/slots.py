"""Key slots: the master key, sealed once for each secret that opens the vault.

    KEK        = Argon2id(secret, salt, parameters), 32 bytes
    context    = canonical JSON of [kind, memory_kib, passes, lanes, salt, vault id]
    commitment = HKDF-SHA256(KEK, salt, "slot commitment", context)
    sealed     = AES-256-GCM(HKDF-SHA256(KEK, salt, "slot seal", context), nonce, master key, AAD = context)

The commitment tells a wrong secret (it differs) from a damaged slot (it is equal, yet the seal does not
open), and binds the ciphertext to one key. Limits are checked before anything is derived, so a hostile
header can ask for neither memory nor time without end.
"""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from lotsenbuch.errors import ExpectedError, WrongSecretError
from lotsenbuch.vault.keys import KEY_BYTES, expand, wipe

KIB_PER_MIB = 1024
FLOOR_MIB = 64
CEILING_MIB = 1024
MAX_PASSES = 20
MAX_LANES = 8
PASSES = 3
LANES = 4
SALT_BYTES = 16
NONCE_BYTES = 12
SEALED_BYTES = KEY_BYTES + 16


class SlotKind(StrEnum):
    """What opens a slot. There is no other kind: no operating system's key ring, no escrow."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Cost of Argon2id (RFC 9106): memory in KiB, passes over it, lanes."""

    memory_kib: int = FLOOR_MIB * KIB_PER_MIB
    passes: int = PASSES
    lanes: int = LANES

    @property
    def memory_mib(self) -> int:
        return self.memory_kib // KIB_PER_MIB

    @property
    def weak(self) -> bool:
        """Below today's floor; such a slot is sealed anew at the next unlock."""
        return self.memory_kib < FLOOR_MIB * KIB_PER_MIB or self.passes < PASSES

    def allowed(self) -> bool:
        """Whether a derivation may be tried at all: Argon2's own minimum and our hard caps."""
        return (
            1 <= self.lanes <= MAX_LANES
            and 1 <= self.passes <= MAX_PASSES
            and 8 * self.lanes <= self.memory_kib <= CEILING_MIB * KIB_PER_MIB
        )


Derive = Callable[[bytearray, bytes, Parameters], bytearray]


@dataclass(frozen=True, slots=True)
class Slot:
    """One sealed copy of the master key. ``salt``, ``nonce`` and the rest are public."""

    kind: SlotKind
    parameters: Parameters
    salt: bytes
    commitment: bytes
    nonce: bytes
    sealed: bytes = field(repr=False)


def derive(secret: bytearray, salt: bytes, parameters: Parameters) -> bytearray:
    """Return the key-encryption key; takes up to a second and the memory asked for.

    Raises ``ExpectedError``: ``vault_header_refused`` above the caps, ``vault_memory_short``.
    """
    if not parameters.allowed():
        raise ExpectedError("vault_header_refused")
    key = bytearray(KEY_BYTES)
    try:
        Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=parameters.passes,
            lanes=parameters.lanes,
            memory_cost=parameters.memory_kib,
        ).derive_into(secret, key)  # type: ignore[arg-type] # Any buffer will do; the stub asks for bytes.
    except MemoryError:
        raise ExpectedError("vault_memory_short", mib=parameters.memory_mib) from None
    return key


def _context(kind: SlotKind, parameters: Parameters, salt: bytes, vault_id: bytes) -> bytes:
    parts = [kind, parameters.memory_kib, parameters.passes, parameters.lanes, salt.hex(), vault_id.hex()]
    return json.dumps(parts, separators=(",", ":")).encode("ascii")


def seal(
    kind: SlotKind,
    secret: bytearray,
    master: bytearray,
    vault_id: bytes,
    parameters: Parameters,
    *,
    random: Callable[[int], bytes],
    derive: Derive = derive,
) -> Slot:
    """Return a new slot that gives ``master`` to whoever knows ``secret``."""
    salt, nonce = random(SALT_BYTES), random(NONCE_BYTES)
    context = _context(kind, parameters, salt, vault_id)
    key = derive(secret, salt, parameters)
    wrapping = expand(key, salt, "slot seal", context)
    commitment = bytes(expand(key, salt, "slot commitment", context))
    sealed = AESGCM(wrapping).encrypt(nonce, master, context)
    wipe(key, wrapping)
    return Slot(kind, parameters, salt, commitment, nonce, sealed)


def unseal(slot: Slot, secret: bytearray, vault_id: bytes, *, derive: Derive = derive) -> bytearray:
    """Return the master key; the caller wipes it.

    Raises ``WrongSecretError`` (``vault_wrong_passphrase``, ``vault_wrong_recovery_words``) and
    ``ExpectedError`` (``vault_header_damaged``) where the secret is right and the slot is not.
    """
    context = _context(slot.kind, slot.parameters, slot.salt, vault_id)
    key = derive(secret, slot.salt, slot.parameters)
    wrapping = expand(key, slot.salt, "slot seal", context)
    master = bytearray(KEY_BYTES)
    try:
        if not hmac.compare_digest(expand(key, slot.salt, "slot commitment", context), slot.commitment):
            raise wrong(slot.kind)
        AESGCM(wrapping).decrypt_into(slot.nonce, slot.sealed, context, master)
    except InvalidTag:
        raise ExpectedError("vault_header_damaged") from None
    finally:
        wipe(key, wrapping)
    return master


def wrong(kind: SlotKind) -> WrongSecretError:
    """Return the error that says that the secret of this kind does not open the vault."""
    passphrase = kind is SlotKind.PASSPHRASE
    return WrongSecretError("vault_wrong_passphrase" if passphrase else "vault_wrong_recovery_words")
