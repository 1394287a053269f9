"""Key material that can be wiped, and the keys that are derived from the master key.

Python may copy what it holds; the bytes here are kept in ``bytearray`` and overwritten as soon as they
are no longer needed, which shortens their life. Locking replaces the process, which ends it.
"""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
VAULT_ID_BYTES = 16


def wipe(*secrets: bytearray) -> None:
    """Overwrite ``secrets`` with zeros."""
    for secret in secrets:
        secret[:] = bytes(len(secret))


def expand(key: bytearray, salt: bytes, label: str, context: bytes = b"") -> bytearray:
    """Return 32 bytes for one purpose: HKDF-SHA256 (RFC 5869) of ``key``.

    ``info`` is "lotsenbuch vault 1 " + ``label``, a zero byte and ``context``.
    """
    derived = bytearray(KEY_BYTES)
    info = f"lotsenbuch vault 1 {label}".encode("ascii") + b"\0" + context
    HKDF(SHA256(), KEY_BYTES, salt, info).derive_into(key, derived)
    return derived
