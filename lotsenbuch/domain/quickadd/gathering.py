"""Putting the parts together: what comes twice, what contradicts, what cannot be true."""

from datetime import date, time

from lotsenbuch.domain import span
from lotsenbuch.domain.quickadd.lengths import FARTHEST_M, LONGEST
from lotsenbuch.domain.quickadd.parts import (
    AuthorityWord,
    NotUnderstood,
    Parsed,
    Part,
    PartKind,
    Reason,
    Value,
)
from lotsenbuch.errors import ExpectedError

_MANY = frozenset({PartKind.CLIENT, PartKind.TOPIC})
_AT_MOST = {
    PartKind.DURATION: LONGEST,
    PartKind.TRAVEL: LONGEST,
    PartKind.WAITING: LONGEST,
    PartKind.DISTANCE: FARTHEST_M,
}


class Gathering:
    """Collects parts of one line; spans of the text are kept as they come."""

    def __init__(self, text: str, today: date) -> None:
        self._text = text
        self._today = today
        self._parts: list[Part] = []
        self._firsts: dict[PartKind, Part] = {}
        self._unknown: list[NotUnderstood] = []

    def unknown(self, begin: int, end: int, reason: Reason, candidates: tuple[str, ...] = ()) -> None:
        """Keep a piece that was not understood."""
        self._unknown.append(NotUnderstood(self._text[begin:end], begin, end, reason, candidates))

    def part_or_number(self, kind: PartKind, value: Value | None, begin: int, end: int) -> None:
        """Add a part, or keep it as a number that means nothing where it has no value."""
        if value is None:
            self.unknown(begin, end, Reason.NUMBER)
        else:
            self.part(kind, value, begin, end)

    def part(self, kind: PartKind, value: Value, begin: int, end: int) -> None:
        """Add a part, unless it cannot be true or another of its kind says something else."""
        most = _AT_MOST.get(kind)
        if most is not None and isinstance(value, int) and not 0 < value <= most:
            self.unknown(begin, end, Reason.NUMBER)
        elif self._contradicts(kind, value):
            self.unknown(begin, end, Reason.TWICE)
        else:
            part = Part(kind, value, begin, end)
            self._parts.append(part)
            self._firsts.setdefault(kind, part)

    def _contradicts(self, kind: PartKind, value: Value) -> bool:
        if kind in _MANY:
            return False
        if kind in (PartKind.SPAN, PartKind.START):
            other = PartKind.START if kind is PartKind.SPAN else PartKind.SPAN
            if self._first(other) is not None:
                return True
        before = self._first(kind)
        return before is not None and not _same(before.value, value)

    def _first(self, kind: PartKind) -> Part | None:
        return self._firsts.get(kind)

    def finish(self, note_begin: int) -> Parsed:
        """Return everything, the note included, which begins behind the colon at ``note_begin``."""
        note = self._text[note_begin + 1 :].strip()
        if note:
            begin = self._text.index(note, note_begin + 1)
            self._parts.append(Part(PartKind.NOTE, note, begin, begin + len(note)))
        start, end, minutes = self._times()
        return Parsed(
            parts=tuple(self._parts),
            not_understood=tuple(sorted(self._unknown, key=lambda piece: piece.begin)),
            day=self._day(),
            start=start,
            end=end,
            minutes=minutes,
            travel_minutes=self._number(PartKind.TRAVEL),
            waiting_minutes=self._number(PartKind.WAITING),
            distance_m=self._number(PartKind.DISTANCE),
            kind=next(iter(self._codes(PartKind.KIND)), None),
            authority=self._authority(),
            client_ids=self._codes(PartKind.CLIENT),
            topics=self._codes(PartKind.TOPIC),
            note=note,
        )

    def _day(self) -> date | None:
        part = self._first(PartKind.DAY)
        return part.value if part and isinstance(part.value, date) else None

    def _number(self, kind: PartKind) -> int:
        part = self._first(kind)
        return part.value if part and isinstance(part.value, int) else 0

    def _codes(self, kind: PartKind) -> tuple[str, ...]:
        values = (part.value for part in self._parts if part.kind is kind)
        return tuple(dict.fromkeys(value for value in values if isinstance(value, str)))

    def _authority(self) -> AuthorityWord | None:
        part = self._first(PartKind.AUTHORITY)
        return part.value if part and isinstance(part.value, AuthorityWord) else None

    def _times(self) -> tuple[time | None, time | None, int | None]:
        """Return start, end and minutes; a span that cannot be, or another duration beside it, is not understood."""
        day, duration = self._day() or self._today, self._first(PartKind.DURATION)
        length = duration.value if duration and isinstance(duration.value, int) else None
        spanned = self._first(PartKind.SPAN)
        if spanned is not None and isinstance(spanned.value, tuple):
            try:
                minutes = span.minutes_between(day, *spanned.value)
            except ExpectedError:
                self._reject(spanned, Reason.NUMBER)
            else:
                if duration is not None and length != minutes:
                    self._reject(duration, Reason.TWICE)
                return *spanned.value, minutes
        begun = self._first(PartKind.START)
        start = begun.value if begun and isinstance(begun.value, time) else None
        if start is None or length is None:
            return start, None, length
        return start, span.end_of(day, start, length), length

    def _reject(self, part: Part, reason: Reason) -> None:
        rejected = [each for each in self._parts if each.kind is part.kind]
        self._parts = [each for each in self._parts if each.kind is not part.kind]
        del self._firsts[part.kind]
        for each in rejected:
            self.unknown(each.begin, each.end, reason)


def _same(first: Value, second: Value) -> bool:
    if isinstance(first, AuthorityWord) and isinstance(second, AuthorityWord):
        return first.code == second.code and second.id in (None, first.id)
    return first == second
