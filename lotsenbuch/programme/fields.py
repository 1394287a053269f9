"""The fields of a programme file, each read once and by its type; what is left over is an unknown key."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Protocol

from lotsenbuch.errors import RefusedError

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_MOST_ENTRIES = 200
_SHOWN = 40


def shown(text: str) -> str:
    """Return as much of a foreign key or code as may stand in a sentence."""
    return "".join(char for char in text[:_SHOWN] if char.isprintable())


class Dated(Protocol):
    """Something with a code that is valid for some days."""

    @property
    def code(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


def refuse_overlap(periods: Iterable[tuple[date, date | None]]) -> None:
    """Raise ``programme_overlap`` when two periods share a day."""
    ordered = sorted(periods, key=lambda period: period[0])
    for (_, last), (first, _) in pairwise(ordered):
        if last is None or first <= last:
            raise RefusedError("programme_overlap", day=first.isoformat())


def refuse_overlap_by_code(entries: Sequence[Dated]) -> None:
    """Raise ``programme_overlap`` when two entries of one code share a day."""
    by_code: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for entry in entries:
        by_code[entry.code].append((entry.valid_from, entry.valid_to))
    for periods in by_code.values():
        refuse_overlap(periods)


class Table:
    """A TOML table that is emptied field by field."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._left = dict(content)

    def finish(self) -> None:
        """Raise ``programme_unknown_key`` when something was not read."""
        for key in sorted(self._left):
            raise RefusedError("programme_unknown_key", key=shown(key))

    def text(self, key: str, longest: int, empty: bool = False) -> str:
        """Return a text of at most ``longest`` characters, without control characters."""
        value = self._take(key)
        if not isinstance(value, str) or len(value) > longest or not (value or empty) or not value.isprintable():
            raise _wrong(key)
        return value

    def name(self, key: str) -> str:
        """Return a code in small letters."""
        value = self._take(key)
        if not isinstance(value, str) or not _NAME.fullmatch(value):
            raise _wrong(key)
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """Return one of ``choices``."""
        value = self._take(key, default)
        if not isinstance(value, str) or value not in choices:
            raise _wrong(key)
        return value

    def choice_of_numbers(self, key: str, choices: tuple[int, ...], default: int) -> int:
        """Return one of some numbers."""
        value = self._take(key, default)
        if type(value) is not int or value not in choices:
            raise _wrong(key)
        return value

    def number(self, key: str, most: int, least: int = 0) -> int:
        """Return a whole number; a negative one is ``programme_negative``."""
        return _number(key, self._take(key), least, most)

    def optional_number(self, key: str, least: int, most: int) -> int | None:
        """Return a whole number or ``None`` where the key is missing."""
        if key not in self._left:
            return None
        return _number(key, self._take(key), least, most)

    def day(self, key: str) -> date:
        """Return a day (a TOML local date)."""
        value = self._take(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise _wrong(key)
        return value

    def optional_day(self, key: str) -> date | None:
        """Return a day or ``None`` where the key is missing."""
        return self.day(key) if key in self._left else None

    def codes(self, key: str, required: bool = False) -> frozenset[str]:
        """Return a set of codes; a missing list is empty unless it is required."""
        value = self._take(key) if required else self._take(key, [])
        if not isinstance(value, list) or len(value) > _MOST_ENTRIES:
            raise _wrong(key)
        if not all(isinstance(each, str) for each in value):
            raise _wrong(key)
        return frozenset(value)

    def table(self, key: str) -> "Table | None":
        """Return an inner table or ``None``."""
        value = self._take(key, {})
        if not isinstance(value, dict):
            raise _wrong(key)
        return Table(value) if value else None

    def tables(self, key: str) -> list["Table"]:
        """Return a list of tables, empty where the key is missing."""
        value = self._take(key, [])
        if not isinstance(value, list) or len(value) > _MOST_ENTRIES:
            raise _wrong(key)
        if not all(isinstance(each, dict) for each in value):
            raise _wrong(key)
        return [Table(each) for each in value]

    def _take(self, key: str, default: object = None) -> object:
        value = self._left.pop(key, default)
        if value is None:
            raise RefusedError("programme_missing_key", key=key)
        return value


def _number(key: str, value: object, least: int, most: int) -> int:
    if type(value) is not int:
        raise _wrong(key)
    if value < 0:
        raise RefusedError("programme_negative", key=key)
    if not least <= value <= most:
        raise _wrong(key)
    return value


def _wrong(key: str) -> RefusedError:
    return RefusedError("programme_wrong_value", key=key)
