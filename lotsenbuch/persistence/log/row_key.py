"""The row key of an activity: an integer that sorts activities by day and start.

    bits 31..      proleptic Gregorian ordinal of the day
    bits 20..30    minute of the start plus one; 0 where only a duration was given
    bits  0..19    running number among the activities of that minute

It is the table's INTEGER PRIMARY KEY and the rowid of the full-text index, so that pages by key and
search hits come in the order of the list without sorting: 0.7 ms instead of 86 ms at 100,000 rows.
It stays below 2**53.
"""

from datetime import date, time

_MINUTE_BITS = 11
_NUMBER_BITS = 20
NUMBER_MASK = (1 << _NUMBER_BITS) - 1


def slot(day: date, start: time | None) -> int:
    """Return the smallest row key of the activities that start on this day at this minute."""
    minute = 0 if start is None else start.hour * 60 + start.minute + 1
    return ((day.toordinal() << _MINUTE_BITS) | minute) << _NUMBER_BITS


def slot_of(row: int) -> int:
    """Return the slot that the row key lies in."""
    return row & ~NUMBER_MASK


def following(row: int) -> int:
    """Return the next row key of the same slot; raises ``OverflowError`` after 2**20 of them."""
    if row & NUMBER_MASK == NUMBER_MASK:
        raise OverflowError("too many activities start at the same minute")
    return row + 1


def first_of(day: date) -> int:
    """Return the smallest row key of the day."""
    return slot(day, None)


def end_of(day: date) -> int:
    """Return the row key that all keys of the day lie below."""
    return (day.toordinal() + 1) << (_MINUTE_BITS + _NUMBER_BITS)
