"""The ledger: what was ever printed, chained by hashes, one for all Träger of a pilot.

An entry holds the printed statistics part and nothing else: no household, no card, no reason. Its hash covers
the Träger's key id, the pilot's code and the part with the hash of the entry before it, so a Träger can check
the hash of a sheet. Whoever keeps the entries keeps the head (`Head`) in a second place as well; that is the
counter that only grows.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from lotsenbuch.anonymise.model import Book, BookState, Policy, Release, Table
from lotsenbuch.anonymise.statement import part, text
from lotsenbuch.errors import ExpectedError

_STORED = ("sequence", "traeger", "pilot", "statistics")


@dataclass(frozen=True, slots=True)
class Entry:
    """One closing. `sequence` counts from 1; `statistics` is the canonical JSON text of the sheet."""

    sequence: int
    traeger: str
    pilot: str
    until: date
    previous: str | None
    hash: str
    statistics: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where the ledger stands: the number of entries and the hash of the last one."""

    sequence: int
    hash: str | None


def head(entries: Sequence[Entry]) -> Head:
    return Head(entries[-1].sequence, entries[-1].hash) if entries else Head(0, None)


def verify(entries: Sequence[Entry], known: Head | None = None) -> None:
    """Check the chain, and that it stands where `known` says.

    Raises ExpectedError: "ledger_broken" for an entry that was changed, is missing or is out of order,
    "ledger_behind" if the entries end before the known head (an old backup), "ledger_other" if they end
    elsewhere.
    """
    for position, entry in enumerate(entries, 1):
        before = entries[position - 2].hash if position > 1 else None
        if entry.sequence != position or entry.previous != before or not _genuine(entry):
            raise ExpectedError("ledger_broken", entry=position)
    _verify_forward(entries)
    if known is not None and known != head(entries):
        raise ExpectedError("ledger_behind" if head(entries).sequence < known.sequence else "ledger_other")


def _genuine(entry: Entry) -> bool:
    """Whether the text is in its canonical form and is what the hash and the fields say."""
    try:
        statistics = json.loads(entry.statistics)
    except ValueError:
        return False
    if not isinstance(statistics, dict) or text(statistics) != entry.statistics:
        return False
    own = statistics.pop("hash", None)
    told = (statistics.get("previous"), statistics.get("until"))
    fields_agree = told == (entry.previous, entry.until.isoformat()) and own == entry.hash
    return fields_agree and own == _hash(entry.traeger, entry.pilot, statistics)


def _verify_forward(entries: Sequence[Entry]) -> None:
    last: dict[str, date] = {}
    for entry in entries:
        if entry.traeger in last and entry.until <= last[entry.traeger]:
            raise ExpectedError("ledger_broken", entry=entry.sequence)
        last[entry.traeger] = entry.until


def _hash(traeger: str, pilot: str, statistics: dict[str, object]) -> str:
    return sha256(text({"traeger": traeger, "pilot": pilot, "statistics": statistics}).encode()).hexdigest()


def stored(entries: Sequence[Entry], traeger: str, until: date) -> Entry | None:
    """The entry of this very closing, to be repeated byte by byte."""
    return next((entry for entry in entries if (entry.traeger, entry.until) == (traeger, until)), None)


def passed(entries: Sequence[Entry], traeger: str, until: date) -> bool:
    """Whether this Träger's books were closed later than `until` already."""
    return any(entry.traeger == traeger and entry.until > until for entry in entries)


def appended(
    entries: Sequence[Entry], traeger: str, pilot: str, release: Release, policy: Policy, tree_version: int
) -> Entry:
    """The next entry for a release; the caller keeps it together with the used and counted marks."""
    now = head(entries)
    statistics = part(release, policy, tree_version, now.hash)
    own = _hash(traeger, pilot, statistics)
    whole = text({**statistics, "hash": own})
    return Entry(now.sequence + 1, traeger, pilot, release.books[0].until, now.hash, own, whole)


def numbers(entries: Sequence[Entry], traeger: str) -> dict[str, int]:
    """The next running number of each table at this Träger, from 1."""
    following = {table.value: 1 for table in Table}
    for entry in _of(entries, traeger):
        for table in json.loads(entry.statistics)["tables"]:
            following[table["table"]] = table["number"] + 1
    return following


def begins(entries: Sequence[Entry], traeger: str, first_day: date) -> dict[str, date]:
    """The first day each book speaks of: after its last printed closing here, or the engagement's first."""
    days = {book.value: first_day for book in Book}
    for entry in _of(entries, traeger):
        for book in json.loads(entry.statistics)["books"]:
            if book["state"] == BookState.CLOSED:
                days[book["book"]] = entry.until + timedelta(days=1)
    return days


def _of(entries: Sequence[Entry], traeger: str) -> list[Entry]:
    return [entry for entry in entries if entry.traeger == traeger]


def written(entry: Entry) -> bytes:
    """An entry as it is stored."""
    told = (entry.sequence, entry.traeger, entry.pilot, entry.statistics)
    return text(dict(zip(_STORED, told, strict=True))).encode()


def read(data: bytes) -> Entry:
    """A stored entry. Raises ExpectedError("ledger_broken") if it is none; `verify` checks what it says."""
    try:
        stored_fields = json.loads(data)
        sequence, traeger, pilot, statistics = (stored_fields[name] for name in _STORED)
        told = json.loads(statistics)
        until = date.fromisoformat(told["until"])
        return Entry(sequence, traeger, pilot, until, told["previous"], told["hash"], statistics)
    except (ValueError, KeyError, TypeError) as error:
        raise ExpectedError("ledger_broken", entry=0) from error
