"""The seal: a file that only its named recipients can open.

Layout: magic, one byte version, four bytes header length (big-endian), header (canonical JSON), ciphertext.
A fresh random key seals the content once (AES-256-GCM, everything before the ciphertext as associated
data) and is wrapped for each recipient with HPKE (MLKEM768-X25519, HKDF-SHA256, AES-256-GCM). The header
commits to the key, so that no file can open differently for different recipients.
"""

import base64
import binascii
import hmac
import os
from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta, Struct

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.fields import Digest, KeyId
from lotsenbuch.sheet.keys import OpeningKey, SealKey

MAGIC = b"Lotsenbuch-Siegel\n"
VERSION = 1
MAX_FILE = 10 * 1024 * 1024
MAX_HEADER = 64 * 1024
MAX_RECIPIENTS = 8

Kind = Literal["sheet", "answer"]
_PREFIX = len(MAGIC) + 5
_KEY_BYTES = 32
_INFO = b"lotsenbuch/seal/1"
# Each content key seals one content only, so a fixed nonce is never used twice with the same key.
_NONCE = bytes(12)
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Recipient(Struct, frozen=True, forbid_unknown_fields=True):
    """The content key, wrapped for one key: its id, and the HPKE ciphertext in Base64."""

    key: KeyId
    wrap: Annotated[str, Meta(max_length=2048)]


class SealHeader(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands unencrypted in front: the kind of content, the recipients and the key commitment."""

    kind: Kind
    commitment: Digest
    recipients: Annotated[tuple[Recipient, ...], Meta(min_length=1, max_length=MAX_RECIPIENTS)]


def _derived(content_key: bytes) -> tuple[bytes, str]:
    both = HKDF(SHA256(), 2 * _KEY_BYTES, salt=None, info=_INFO + b"/content").derive(content_key)
    return both[:_KEY_BYTES], both[_KEY_BYTES:].hex()


def _wrapped(content_key: bytes, recipient: SealKey) -> Recipient:
    wrap = _SUITE.encrypt(content_key, recipient.native(), _INFO + b"/wrap")
    return Recipient(recipient.id, base64.b64encode(wrap).decode("ascii"))


def seal(
    data: bytes,
    recipients: Sequence[SealKey],
    kind: Kind = "sheet",
    random: Callable[[int], bytes] = os.urandom,
) -> bytes:
    """Return ``data`` sealed for one to eight different recipients; the bytes differ each time."""
    if not 1 <= len({key.id for key in recipients}) == len(recipients) <= MAX_RECIPIENTS:
        raise ValueError("a seal has one to eight different recipients")
    content_key = random(_KEY_BYTES)
    key, commitment = _derived(content_key)
    wraps = tuple(_wrapped(content_key, recipient) for recipient in recipients)
    header = canonical.encode(SealHeader(kind, commitment, wraps), MAX_HEADER)
    front = MAGIC + bytes([VERSION]) + len(header).to_bytes(4, "big") + header
    return front + AESGCM(key).encrypt(_NONCE, data, front)


def is_sealed(data: bytes) -> bool:
    """Tell by the first bytes whether this is a sealed file, whatever its name."""
    return data.startswith(MAGIC)


def _split(data: bytes) -> tuple[SealHeader, bytes, bytes]:
    if len(data) > MAX_FILE:
        raise RefusedError("sheet_too_large")
    if not is_sealed(data) or len(data) < _PREFIX:
        raise RefusedError("sheet_seal")
    if data[len(MAGIC)] != VERSION:
        raise RefusedError("sheet_newer")
    length = int.from_bytes(data[_PREFIX - 4 : _PREFIX], "big")
    if not 0 < length <= MAX_HEADER or length > len(data) - _PREFIX:
        raise RefusedError("sheet_seal")
    end = _PREFIX + length
    header = canonical.decode(data[_PREFIX:end], SealHeader, MAX_HEADER)
    if len({recipient.key for recipient in header.recipients}) != len(header.recipients):
        raise RefusedError("sheet_seal")
    return header, data[:end], data[end:]


def recipients(data: bytes) -> tuple[str, ...]:
    """Return the key ids that a sealed file names; nothing is verified."""
    return tuple(recipient.key for recipient in _split(data)[0].recipients)


def _content_key(recipient: Recipient, key: OpeningKey) -> bytes:
    try:
        wrap = base64.b64decode(recipient.wrap, validate=True)
        return _SUITE.decrypt(wrap, key.native(), _INFO + b"/wrap")
    except (binascii.Error, ValueError, InvalidTag):
        raise RefusedError("sheet_seal") from None


def open_sealed(data: bytes, key: OpeningKey, kind: Kind = "sheet") -> bytes:
    """Return what is sealed in ``data`` for ``key``.

    Raises RefusedError: ``sheet_not_for_us``, ``sheet_wrong_kind``, ``sheet_newer``, ``sheet_too_large``,
    else ``sheet_seal`` (damaged or forged) or those of ``strict``.
    """
    header, front, sealed = _split(data)
    if header.kind != kind:
        raise RefusedError("sheet_wrong_kind")
    own = key.public.id
    recipient = next((each for each in header.recipients if each.key == own), None)
    if recipient is None:
        raise RefusedError("sheet_not_for_us")
    content, commitment = _derived(_content_key(recipient, key))
    if not hmac.compare_digest(commitment, header.commitment):
        raise RefusedError("sheet_seal")
    try:
        return AESGCM(content).decrypt(_NONCE, sealed, front)
    except InvalidTag:
        raise RefusedError("sheet_seal") from None
