"""Reading durations, ways, waiting times and distances."""

import re

from lotsenbuch.domain.quickadd.days import MONTHS
from lotsenbuch.domain.quickadd.parts import PartKind
from lotsenbuch.domain.quickadd.patterns import END, GAP, HOUR_UNIT, MINUTE_UNIT, NUMBER_WORDS, NUMBERS, pattern

LONGEST = 24 * 60
FARTHEST_M = 2_000_000

_WAY = r"(?:hinweg|rückweg|wegzeit|weg|fahrtzeit|fahrzeit|fahrt|anfahrt|gefahren|unterwegs|fahren)"
_WAIT = r"(?:wartezeit|gewartet|warten)"
_BOTH = pattern(
    rf"([0-9]{{1,2}}){GAP}{HOUR_UNIT}(?:{GAP}(?:und{GAP})?([0-5]?[0-9]){GAP}{MINUTE_UNIT}(?!\w)|"
    rf"{GAP}([0-5][0-9]){END}(?!\.)(?!{GAP}(?:(?:{_WAY}|{_WAIT}|{MONTHS}|km|uhr|bis)(?!\w)|[-–]))"
    r")"
)
_HOURS = pattern(rf"([0-9]{{1,4}})(?:[.,]([0-9]{{1,2}}))?{GAP}{HOUR_UNIT}(?!\w)")
_HALVES = pattern(rf"([0-9]{{1,2}})?½{GAP}{HOUR_UNIT}(?!\w)")
_COLON = pattern(rf"([0-9]{{1,2}}):([0-5][0-9])(?![0-9:])(?:{GAP}({HOUR_UNIT}))?(?!\w)")
_MINUTES = pattern(rf"([0-9]{{1,5}}){GAP}(?:{MINUTE_UNIT}|['′])(?!\w)")
_DECIMAL = pattern(rf"([0-9]{{1,2}})(?:,([0-9]{{1,2}})|\.([0-9])(?![0-9.])){END}")
_SAID = pattern(
    rf"(?:(?P<odd>anderthalb|(?P<base>ein|zwei|drei|vier|fünf)einhalb)|(?:eine[rn]?{GAP})?(?P<part>halben?|dreiviertel|viertel)|"
    rf"(?P<whole>{NUMBER_WORDS})){GAP}stunden?(?!\w)"
)
_WHOLE = pattern(rf"([0-9]{{1,4}}){END}(?!{GAP}(?:km|uhr|{HOUR_UNIT})(?!\w))")
_PLUS = pattern(rf"\+{GAP}")

_KM = pattern(
    rf"(?:{_WAY}\s{{1,3}})?\+?{GAP}([0-9]{{1,6}})(?:[.,]([0-9]{{1,3}}))?{GAP}(?:km|kilometer)(?!\w)"
    rf"(?:{GAP}{_WAY}(?!\w)(?!{GAP}[0-9]))?"
)
_BEHIND = {
    PartKind.TRAVEL: pattern(rf"{GAP}{_WAY}(?!\w)"),
    PartKind.WAITING: pattern(rf"{GAP}{_WAIT}(?!\w)"),
}
_BEFORE = {
    PartKind.TRAVEL: pattern(rf"\+?{GAP}{_WAY}\s{{1,3}}"),
    PartKind.WAITING: pattern(rf"{_WAIT}\s{{1,3}}"),
}

Length = tuple[int, int]


def read_length(text: str, at: int) -> Length | None:
    """Read a duration at ``at``; the answer is minutes and the place where it ends."""
    if found := _BOTH.match(text, at):
        return int(found[1]) * 60 + int(found[2] or found[3]), found.end()
    if found := _HOURS.match(text, at):
        return _hours(found[1], found[2]), found.end()
    if found := _HALVES.match(text, at):
        return int(found[1] or 0) * 60 + 30, found.end()
    if found := _COLON.match(text, at):
        minutes = int(found[1]) * 60 + int(found[2])
        return (minutes, found.end()) if found[3] or minutes < 6 * 60 else None
    if found := _MINUTES.match(text, at):
        return int(found[1]), found.end()
    if found := _SAID.match(text, at):
        return _said(found), found.end()
    if found := _DECIMAL.match(text, at):
        return _hours(found[1], found[2] or found[3]), found.end()
    return None


def _hours(whole: str, decimals: str | None) -> int:
    """Return the minutes of decimal hours, half a minute up."""
    share = (decimals or "0").ljust(2, "0")
    return int(whole) * 60 + (int(share) * 60 + 50) // 100


def _said(found: re.Match[str]) -> int:
    if found["odd"]:
        return 60 * NUMBERS[(found["base"] or "ein").lower()] + 30
    if found["part"]:
        return {"viertel": 15, "dreiviertel": 45}.get(found["part"].lower(), 30)
    return 60 * NUMBERS[found["whole"].lower()]


def read_way_or_waiting(text: str, at: int) -> tuple[PartKind, int, int] | None:
    """Read ``+40 weg``, ``40 min Fahrt``, ``Fahrt 40 min``, ``20 min gewartet``, ``Wartezeit 20``."""
    for kind, before in _BEFORE.items():
        if (found := before.match(text, at)) and (length := _any_length(text, found.end())):
            return kind, *length
    plus = _PLUS.match(text, at)
    counted = _any_length(text, plus.end() if plus else at)
    if counted is None:
        return None
    for kind, behind in _BEHIND.items():
        if found := behind.match(text, counted[1]):
            return kind, counted[0], found.end()
    return None


def _any_length(text: str, at: int) -> Length | None:
    """Read a duration, or a whole number as minutes."""
    length = read_length(text, at)
    if length is None and (found := _WHOLE.match(text, at)):
        length = int(found[1]), found.end()
    return length


def read_distance(text: str, at: int) -> tuple[int, int] | None:
    """Read ``12 km`` or ``12,5 km``; the answer is metres and the place where it ends."""
    found = _KM.match(text, at)
    if found is None:
        return None
    return int(found[1]) * 1000 + int((found[2] or "0").ljust(3, "0")), found.end()
