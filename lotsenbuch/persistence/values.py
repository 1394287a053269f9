"""How single values lie in the database: ISO texts for days, times and moments, 0 and 1 for truth."""

import json
import unicodedata
from datetime import UTC, date, datetime, time

from lotsenbuch.clock import BERLIN


def day_text(day: date | None) -> str | None:
    """Return the ISO date."""
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    """Return the day of an ISO date."""
    return None if text is None else date.fromisoformat(text)


def time_text(moment: time | None) -> str | None:
    """Return the ISO time of the wall clock."""
    return None if moment is None else moment.isoformat()


def time_of(text: str | None) -> time | None:
    """Return the time of the wall clock."""
    return None if text is None else time.fromisoformat(text)


def moment_text(moment: datetime) -> str:
    """Return an aware moment in UTC, always with microseconds, so that the texts sort as the moments do."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str) -> datetime:
    """Return the moment in German time."""
    return datetime.fromisoformat(text).astimezone(BERLIN)


def strings_of(text: str) -> tuple[str, ...]:
    """Return the strings of a JSON list."""
    return () if text == "[]" else tuple(json.loads(text))


def name_order(name: str) -> tuple[str, str]:
    """Return the sort key of a name after DIN 5007-1: umlauts as vowels, sharp s as ss, case ignored."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.casefold(), name
