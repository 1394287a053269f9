"""Canonical bytes: one statement, one spelling.

Sorted keys, no spaces, UTF-8, NFC, integers only. What is written here is held to the very limits that the
readers enforce, so that this program never signs what it would refuse.
"""

import hashlib
import unicodedata
from typing import Any, TypeVar

import msgspec

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import strict

_T = TypeVar("_T")
_ENCODER = msgspec.json.Encoder(order="sorted")


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: _composed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(inner) for inner in value]
    return value


def encode(statement: Any, limit: int = strict.MAX_BYTES) -> bytes:
    """Return the canonical bytes of a structure or of plain values; text is composed to NFC.

    Raises RefusedError as ``strict.parse`` does, and ``sheet_schema`` where a structure breaks its limits.
    """
    plain = _composed(msgspec.to_builtins(statement))
    data = _ENCODER.encode(plain)
    root = strict.parse(data, limit)
    if isinstance(statement, msgspec.Struct):
        strict.convert(root, type(statement))
    return data


def decode(data: bytes, kind: type[_T], limit: int = strict.MAX_BYTES) -> _T:
    """Return the structure in ``data``, which must be canonical; else ``sheet_not_canonical``."""
    statement = strict.decode(data, kind, limit)
    if _ENCODER.encode(statement) != data:
        raise RefusedError("sheet_not_canonical")
    return statement


def digest(data: bytes) -> str:
    """Return the SHA-256 of canonical bytes, as one statement names another."""
    return hashlib.sha256(data).hexdigest()
