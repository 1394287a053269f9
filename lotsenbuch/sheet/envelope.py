"""The signed envelope (DSSE): payload type, payload, one Ed25519 signature over both.

The envelope has one spelling only (sorted keys, no spaces, canonical Base64), so that no bit of it can be
changed unnoticed. The signature is verified over the raw payload; nobody parses the payload before. Unlike
plain DSSE the signature names its public key too: a file can be checked for damage where the signer is not
known yet. Only ``open_envelope`` tells who signed.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec
from msgspec import Struct

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import strict
from lotsenbuch.sheet.keys import SIGNATURE_BYTES, SigningKey, VerifyKey

MAX_BYTES = 512 * 1024


class Signature(Struct, frozen=True, forbid_unknown_fields=True):
    """One signature: key id in hexadecimal digits, public key and signature in Base64."""

    key: str
    keyid: str
    sig: str


class Envelope(Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """The envelope as it is written: ``payload``, ``payloadType``, ``signatures`` (exactly one)."""

    payload: str
    payload_type: str
    signatures: tuple[Signature]


@dataclass(frozen=True, slots=True)
class Opened:
    """A payload whose signature was verified, and the id of the key that signed it."""

    payload: bytes = field(repr=False)
    payload_type: str
    key_id: str
    key: VerifyKey = field(repr=False)


def _pae(payload_type: str, payload: bytes) -> bytes:
    # The pre-authentication encoding of DSSE v1: lengths first, so that no two statements share their bytes.
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise RefusedError("sheet_envelope") from None
    if _text(data) != text:
        raise RefusedError("sheet_envelope")
    return data


def sign(payload: bytes, payload_type: str, key: SigningKey) -> bytes:
    """Return the envelope around ``payload``; the same arguments give the same bytes."""
    public = key.public
    signature = Signature(_text(public.raw), public.id, _text(key.sign(_pae(payload_type, payload))))
    return msgspec.json.encode(Envelope(_text(payload), payload_type, (signature,)), order="sorted")


def _parsed(data: bytes) -> Envelope:
    found = strict.decode(data, Envelope, MAX_BYTES)
    if msgspec.json.encode(found, order="sorted") != data:
        raise RefusedError("sheet_envelope")
    return found


def _verified(found: Envelope, key: VerifyKey) -> Opened:
    written = found.signatures[0]
    payload, signature = _bytes(found.payload), _bytes(written.sig)
    if key.id != written.keyid or key.raw != _bytes(written.key) or len(signature) != SIGNATURE_BYTES:
        raise RefusedError("sheet_signature")
    key.verify(signature, _pae(found.payload_type, payload))
    return Opened(payload, found.payload_type, key.id, key)


def peek_key_id(data: bytes) -> str:
    """Return the key id that the envelope claims; nothing is verified."""
    return _parsed(data).signatures[0].keyid


def open_envelope(data: bytes, keys: Mapping[str, VerifyKey]) -> Opened:
    """Return the payload signed by one of ``keys``; its JSON has not been parsed.

    Raises RefusedError: ``sheet_unknown_signer``, ``sheet_signature``, ``sheet_envelope``, or of ``strict``.
    """
    found = _parsed(data)
    key = keys.get(found.signatures[0].keyid)
    if key is None:
        raise RefusedError("sheet_unknown_signer")
    return _verified(found, key)


def open_introduction(data: bytes) -> Opened:
    """Return a payload that proves only that whoever holds the key it names has signed it.

    For a first meeting (an invite, the answer to it) and for checking a file for damage; who the signer is
    must be settled otherwise, by comparing eight words. Raises RefusedError as ``open_envelope`` does.
    """
    found = _parsed(data)
    return _verified(found, VerifyKey.from_bytes(_bytes(found.signatures[0].key)))
