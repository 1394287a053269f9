"""Keys: Ed25519 to sign with, and the post-quantum hybrid MLKEM768-X25519 to seal with.

Private keys leave this module only as bytes for the vault. A key id is the first half of a SHA-256 over
the kind of key and its public bytes, in hexadecimal digits; the eight words that people compare are the
first 88 bits of the same digest.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey

from lotsenbuch import words
from lotsenbuch.errors import RefusedError

SIGN_BYTES = 32
SIGNATURE_BYTES = 64
_SEED_BYTES = 64
_MLKEM_BYTES = 1184
_X25519_BYTES = 32
OPENING_BYTES = _SEED_BYTES + _X25519_BYTES
SEAL_BYTES = _MLKEM_BYTES + _X25519_BYTES

_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P
# The y coordinates of the eight points whose order divides 8: anybody can sign for such a "key".
_Y_OF_ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_SMALL_Y = frozenset({0, 1, _P - 1, _Y_OF_ORDER_8, _P - _Y_OF_ORDER_8})


def _digest(kind: bytes, public: bytes) -> bytes:
    return hashlib.sha256(b"lotsenbuch/" + kind + b"/1\0" + public).digest()


def _check_point(raw: bytes) -> None:
    """Refuse what the library accepts: numbers beyond the field, points off the curve or of small order."""
    y = int.from_bytes(raw, "little") & (2**255 - 1)
    if len(raw) != SIGN_BYTES or y >= _P or y in _SMALL_Y:
        raise RefusedError("key_refused")
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    if pow(square, (_P - 1) // 2, _P) != 1:
        raise RefusedError("key_refused")


@dataclass(frozen=True, slots=True)
class VerifyKey:
    """A public signing key; build it with ``from_bytes``, which refuses keys that prove nothing."""

    raw: bytes = field(repr=False)
    id: str = field(init=False)

    def __post_init__(self) -> None:
        _check_point(self.raw)
        object.__setattr__(self, "id", self.digest.hex()[:32])

    @classmethod
    def from_bytes(cls, raw: bytes) -> "VerifyKey":
        """Return the key for 32 raw bytes. Raises RefusedError("key_refused")."""
        return cls(bytes(raw))

    @property
    def digest(self) -> bytes:
        """The SHA-256 that id and words are taken from."""
        return _digest(b"sign", self.raw)

    def words(self) -> tuple[str, ...]:
        """Return the eight words that two people compare aloud."""
        return words.fingerprint_words(self.digest)

    def verify(self, signature: bytes, message: bytes) -> None:
        """Raise RefusedError("sheet_signature") unless ``signature`` is this key's over ``message``."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            raise RefusedError("sheet_signature") from None


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private signing key; ``raw`` are the 32 bytes that the vault keeps."""

    raw: bytes = field(repr=False)

    @classmethod
    def generate(cls, random: Callable[[int], bytes] = os.urandom) -> "SigningKey":
        """Return a new key made of 32 bytes of ``random``."""
        return cls.from_bytes(random(SIGN_BYTES))

    @classmethod
    def from_bytes(cls, raw: bytes) -> "SigningKey":
        """Return the key kept as ``raw``; ValueError if these are not 32 bytes."""
        Ed25519PrivateKey.from_private_bytes(raw)
        return cls(bytes(raw))

    @property
    def public(self) -> VerifyKey:
        """The key that others verify with."""
        return VerifyKey(Ed25519PrivateKey.from_private_bytes(self.raw).public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        return Ed25519PrivateKey.from_private_bytes(self.raw).sign(message)


@dataclass(frozen=True, slots=True)
class SealKey:
    """A public key to seal for: 1,184 bytes ML-KEM-768 and 32 bytes X25519."""

    raw: bytes = field(repr=False)
    id: str = field(init=False)

    def __post_init__(self) -> None:
        self.native()
        object.__setattr__(self, "id", _digest(b"seal", self.raw).hex()[:32])

    @classmethod
    def from_bytes(cls, raw: bytes) -> "SealKey":
        """Return the key for 1,216 raw bytes. Raises RefusedError("key_refused")."""
        return cls(bytes(raw))

    def native(self) -> MLKEM768X25519PublicKey:
        """Return the key as the HPKE module wants it. Raises RefusedError("key_refused")."""
        lattice, curve = self.raw[:_MLKEM_BYTES], self.raw[_MLKEM_BYTES:]
        if len(self.raw) != SEAL_BYTES or int.from_bytes(curve, "little") >= _P:
            raise RefusedError("key_refused")
        try:
            x25519 = X25519PublicKey.from_public_bytes(curve)
            # A point of small order gives the same secret for everybody; the exchange refuses it.
            X25519PrivateKey.from_private_bytes(b"\x01" * _X25519_BYTES).exchange(x25519)
            return MLKEM768X25519PublicKey(MLKEM768PublicKey.from_public_bytes(lattice), x25519)
        except ValueError:
            raise RefusedError("key_refused") from None


@dataclass(frozen=True, slots=True)
class OpeningKey:
    """A private key to open seals with; ``raw`` are the 96 bytes that the vault keeps (two seeds).

    ``public`` is the key that others seal for.
    """

    raw: bytes = field(repr=False)
    public: SealKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.raw) != OPENING_BYTES:
            raise ValueError("an opening key has 96 bytes")
        lattice, curve = self._halves()
        halves = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        object.__setattr__(self, "public", SealKey(halves))

    @classmethod
    def generate(cls, random: Callable[[int], bytes] = os.urandom) -> "OpeningKey":
        """Return a new key made of 96 bytes of ``random``."""
        return cls.from_bytes(random(OPENING_BYTES))

    @classmethod
    def from_bytes(cls, raw: bytes) -> "OpeningKey":
        """Return the key kept as ``raw``; ValueError if these are not 96 bytes."""
        return cls(bytes(raw))

    def _halves(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        lattice = MLKEM768PrivateKey.from_seed_bytes(self.raw[:_SEED_BYTES])
        return lattice, X25519PrivateKey.from_private_bytes(self.raw[_SEED_BYTES:])

    def native(self) -> MLKEM768X25519PrivateKey:
        """Return the key as the HPKE module wants it."""
        return MLKEM768X25519PrivateKey(*self._halves())


def by_id(keys: Sequence[VerifyKey]) -> dict[str, VerifyKey]:
    """Return known keys in the shape that ``envelope.open_envelope`` asks for."""
    return {key.id: key for key in keys}
