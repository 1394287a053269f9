"""Signed statements: one road in and one road out for sheet, invite, answer and receipt.

Inwards the order never changes: signature over the raw bytes, then the type, then strict JSON, then the
version, then the closed schema, then the canonical spelling.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import canonical, envelope, strict
from lotsenbuch.sheet.filetypes import FileType
from lotsenbuch.sheet.keys import SigningKey, VerifyKey

# Base64 makes four bytes of three, and the envelope has its own limit.
MAX_PAYLOAD = 256 * 1024
# What a file shows that was never an envelope of ours.
_FOREIGN = frozenset({"sheet_json", "sheet_schema", "sheet_envelope", "sheet_limits", "sheet_number", "sheet_text"})

_T = TypeVar("_T", bound=Struct)
Reader = Callable[[Any, bytes], _T]


@dataclass(frozen=True, slots=True)
class Signed(Generic[_T]):
    """A verified statement, the SHA-256 of its payload, the key that signed it, the bytes as they came."""

    statement: _T = field(repr=False)
    digest: str
    key: VerifyKey
    payload: bytes = field(repr=False)
    envelope: bytes = field(repr=False)


def sign(statement: Struct, kind: FileType, key: SigningKey) -> bytes:
    """Return the envelope around the canonical bytes of ``statement``; RefusedError as in ``canonical``."""
    return envelope.sign(canonical.encode(statement, MAX_PAYLOAD), kind.payload_type, key)


def _opened(data: bytes, keys: Mapping[str, VerifyKey] | None, kind: FileType) -> envelope.Opened:
    try:
        opened = envelope.open_introduction(data) if keys is None else envelope.open_envelope(data, keys)
    except RefusedError as error:
        if error.code in _FOREIGN:
            raise RefusedError(kind.not_one) from None
        raise
    if opened.payload_type != kind.payload_type:
        raise RefusedError(kind.not_one)
    return opened


def closed(structure: type[_T]) -> Reader[_T]:
    """Return the reader of a version whose payload is exactly the canonical spelling of ``structure``."""

    def reader(root: Any, payload: bytes) -> _T:
        found = strict.convert(root, structure)
        if msgspec.json.encode(found, order="sorted") != payload:
            raise RefusedError("sheet_not_canonical")
        return found

    return reader


def verify(
    data: bytes, keys: Mapping[str, VerifyKey] | None, kind: FileType, readers: Mapping[int, Reader[_T]]
) -> Signed[_T]:
    """Return the statement in an envelope, signed by one of ``keys``.

    ``keys`` is None for a first meeting alone: then only possession of the named key is proven.
    Raises RefusedError: the codes of ``envelope`` and ``strict``, ``<kind>_not_one``, ``sheet_newer``.
    """
    opened = _opened(data, keys, kind)
    found = read(opened.payload, kind, readers)
    return Signed(found, canonical.digest(opened.payload), opened.key, opened.payload, data)


def read(payload: bytes, kind: FileType, readers: Mapping[int, Reader[_T]]) -> _T:
    """Return the statement in a verified payload, read by the reader of the version it names."""
    root = strict.parse(payload, MAX_PAYLOAD)
    if not isinstance(root, dict) or root.get("type") != kind.name:
        raise RefusedError(kind.not_one)
    version = root.get("version")
    if type(version) is not int or version < 1:
        raise RefusedError("sheet_schema")
    if version > max(readers):
        raise RefusedError("sheet_newer")
    return readers[version](root, payload)
