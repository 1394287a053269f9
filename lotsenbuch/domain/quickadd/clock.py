"""Reading clock times and spans of clock times."""

import re
from dataclasses import dataclass
from datetime import time

from lotsenbuch.domain.quickadd.patterns import END, GAP, MINUTE_UNIT, NUMBER_WORDS, NUMBERS, SOME, pattern

_HOURS = r"(?:[01]?[0-9]|2[0-4])"
_UNIT_NEXT = (
    rf"(?!{GAP}(?:km|{MINUTE_UNIT}|h|std|stunden?|%|€|euro|jahre?|monate?|wochen?|tage?|kinder|personen)(?!\w))"
)
_COLON = pattern(rf"({_HOURS})([:.])([0-5][0-9])(?![0-9])(?!\.[0-9])({GAP}uhr)?{END}")
_UHR = pattern(
    rf"({_HOURS}){GAP}uhr(?:{SOME}([0-5]?[0-9]){END}(?!\.)(?!{GAP}(?:{MINUTE_UNIT}|km|h|std|weg|fahrt|[-–]|bis)))?(?!\w)"
)
_BARE = pattern(rf"({_HOURS}){END}(?![,.:][0-9]|/){_UNIT_NEXT}")
_SAID = pattern(
    rf"(?:(?P<part>dreiviertel|viertel|halb){SOME}|"
    rf"(?P<few>{NUMBER_WORDS}|viertel|zwanzig|[0-9]{{1,2}})(?:{SOME}{MINUTE_UNIT})?{SOME}(?P<side>nach|vor){SOME}(?P<half>halb{SOME})?)?"
    rf"(?P<hour>{NUMBER_WORDS}|{_HOURS})(?P<uhr>{SOME}uhr)?{END}(?!-)"
)
_TIME_OF_DAY = pattern(rf"{SOME}(morgens|früh|vormittags|mittags|nachmittags|abends|nachts)(?!\w)")
_FROM = pattern(rf"(von|ab|um){SOME}")
_TO = pattern(rf"{GAP}(?:-|–|—|bis(?:{SOME}um)?(?!\w)){GAP}")
_UNTIL = pattern(rf"bis{SOME}(?:um{SOME})?")
_PARTS = {"viertel": -45, "halb": -30, "dreiviertel": -15}
_OFFICE_OPENS = 7
_NOON = 12
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day in minutes. ``sure`` tells whether it cannot be anything but a clock time.

    ``colon`` marks a lone ``H:MM``, which may also be a duration; ``bare`` a lone hour.
    """

    minute: int
    end: int
    sure: bool = True
    colon: bool = False
    bare: bool = False

    @property
    def time(self) -> time:
        return time(self.minute % _DAY // 60, self.minute % 60)


def read_moment(text: str, at: int) -> Moment | None:
    """Read one clock time at ``at``: ``9:30``, ``9.30 Uhr``, ``9 Uhr 30``, ``halb zehn``, ``9``."""
    if found := _COLON.match(text, at):
        hour, minute = int(found[1]), int(found[3])
        sure = found[4] is not None
        return _valid(hour * 60 + minute, found.end(), sure, colon=not sure and found[2] == ":")
    if found := _UHR.match(text, at):
        return _valid(int(found[1]) * 60 + int(found[2] or 0), found.end(), True)
    if (found := _SAID.match(text, at)) and (found["part"] or found["few"] or not found["hour"].isdigit()):
        return _said(found, text)
    if found := _BARE.match(text, at):
        return _valid(int(found[1]) * 60, found.end(), False, bare=True)
    return None


def _valid(minute: int, end: int, sure: bool, colon: bool = False, bare: bool = False) -> Moment | None:
    return Moment(minute, end, sure, colon, bare) if minute <= _DAY else None


def _said(found: re.Match[str], text: str) -> Moment | None:
    hour = _number(found["hour"])
    minute = hour * 60 + _PARTS.get((found["part"] or "").lower(), 0)
    few = found["few"]
    if few:
        away = 15 if few.lower() == "viertel" else 20 if few.lower() == "zwanzig" else _number(few)
        if away >= 60:
            return None
        minute += (away if found["side"].lower() == "nach" else -away) - (30 if found["half"] else 0)
    minute, end = _at_time_of_day(minute % _DAY, hour, text, found.end())
    plain = not (found["part"] or few or found["uhr"])
    return Moment(minute, end, sure=not plain, bare=plain)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _at_time_of_day(minute: int, hour: int, text: str, end: int) -> tuple[int, int]:
    found = _TIME_OF_DAY.match(text, end)
    word = found[1].lower() if found else ""
    if word in ("nachmittags", "abends") and minute < _NOON * 60:
        minute += _NOON * 60
    if not word and minute < _OFFICE_OPENS * 60 and hour <= _NOON:
        minute += _NOON * 60
    return minute, found.end() if found else end


def read_span(text: str, at: int) -> tuple[time, time, int] | None:
    """Read a span at ``at``: ``9-11:30``, ``von 9 bis 11 Uhr``, ``9.00 - 11.00 Uhr``. The answer ends with its end."""
    begin = _FROM.match(text, at)
    first = read_moment(text, begin.end() if begin else at)
    if first is None:
        return None
    joint = _TO.match(text, first.end)
    if joint is None:
        return None
    second = read_moment(text, joint.end())
    if second is None or text[second.end : second.end + 1] in ("-", "–"):
        return None
    return first.time, second.time, second.end


def read_start(text: str, at: int) -> tuple[time, int] | None:
    """Read a lone start time: with ``Uhr``, in words, after ``um``, ``ab`` or ``von``, or ``H:MM`` from 6:00 on."""
    begin = _FROM.match(text, at)
    moment = read_moment(text, begin.end() if begin else at)
    if moment is None:
        return None
    late = moment.colon and moment.minute >= 6 * 60
    if begin or moment.sure or late:
        return moment.time, moment.end
    return None


def read_until(text: str, at: int) -> tuple[time, int] | None:
    """Read ``bis 11`` or ``bis 11 Uhr``."""
    begin = _UNTIL.match(text, at)
    moment = read_moment(text, begin.end()) if begin else None
    return (moment.time, moment.end) if moment else None
