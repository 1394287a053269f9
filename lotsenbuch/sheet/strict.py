"""Strict JSON: what every reader of a signed file lets through, and nothing else.

The limits are those of the import rules: strict UTF-8, no duplicate keys, no floats, NaN or infinities,
integers of at most 10 digits, nesting of at most 6, at most 5,000 values, text in NFC without control,
bidirectional, zero-width, tag or private-use characters. No error ever quotes the document.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

import msgspec

from lotsenbuch.errors import RefusedError

MAX_DEPTH = 6
MAX_VALUES = 5_000
MAX_DIGITS = 10
MAX_BYTES = 512 * 1024

_T = TypeVar("_T")
# A string that never ends matches too: no position is scanned twice, however hostile the document is.
_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)', re.DOTALL)
# Control, format (bidi, zero-width, tags, soft hyphen), surrogate, private use, unassigned, line, paragraph.
_FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Characters that show nothing although their category is a letter or a mark: fillers and variation selectors.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(code) for code in (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}
_PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u024f\u2013\u2014\u2018-\u201e\u20ac]*")


def _refuse(code: str) -> NoReturn:
    # `from None` at every call site of a parser: its exception carries the whole document.
    raise RefusedError(code)


def check_text(text: str) -> None:
    """Refuse text that could show something else than it says: RefusedError("sheet_text")."""
    if _PLAIN.fullmatch(text):
        return
    if not unicodedata.is_normalized("NFC", text):
        _refuse("sheet_text")
    if any(unicodedata.category(mark) in _FORBIDDEN or mark in _INVISIBLE for mark in text):
        _refuse("sheet_text")


def _check_depth(data: bytes) -> None:
    depth = 0
    for mark in _STRING.sub(b"", data):
        if mark in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                _refuse("sheet_limits")
        elif mark in b"]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse("sheet_duplicate_key")
    return found


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > MAX_DIGITS or digits == "-0":
        _refuse("sheet_number")
    return int(digits)


def _no_number(_text: str) -> NoReturn:
    _refuse("sheet_number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_no_number, parse_constant=_no_number
)


def _values(root: Any) -> Iterable[Any]:
    waiting = [root]
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, dict):
            waiting.extend(value.keys())
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def parse(data: bytes, limit: int = MAX_BYTES) -> Any:
    """Return the plain values of a JSON document of at most ``limit`` bytes.

    Raises RefusedError with one of ``sheet_too_large``, ``sheet_json``, ``sheet_limits``, ``sheet_number``,
    ``sheet_duplicate_key``, ``sheet_text``.
    """
    if len(data) > limit:
        _refuse("sheet_too_large")
    # Before the recursive parser sees it: deep nesting would exhaust its stack.
    _check_depth(data)
    try:
        root = _DECODER.decode(data.decode("utf-8", errors="strict"))
    except (ValueError, RecursionError):
        raise RefusedError("sheet_json") from None
    for number, value in enumerate(_values(root)):
        if number >= MAX_VALUES:
            _refuse("sheet_limits")
        if isinstance(value, str):
            check_text(value)
    return root


def decode(data: bytes, kind: type[_T], limit: int = MAX_BYTES) -> _T:
    """Return ``data`` as the closed structure ``kind``; RefusedError as in ``parse``, or ``sheet_schema``."""
    return convert(parse(data, limit), kind)


def convert(root: Any, kind: type[_T]) -> _T:
    """Return parsed values as the closed structure ``kind``. Raises RefusedError("sheet_schema")."""
    try:
        return msgspec.convert(root, kind, strict=True)
    except msgspec.ValidationError:
        raise RefusedError("sheet_schema") from None
