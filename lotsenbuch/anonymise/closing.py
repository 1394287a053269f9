"""Closing the books: the ledger first, then the release, its recount, and the new entry.

The statistics fail closed: whatever is wrong, the outcome says so and prints nothing. The settlement part
never depends on it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lotsenbuch.anonymise import ledger
from lotsenbuch.anonymise.model import Card, Closing, Household, Policy, Release
from lotsenbuch.anonymise.printing import Trees
from lotsenbuch.anonymise.recount import recount
from lotsenbuch.anonymise.release import release
from lotsenbuch.errors import ExpectedError


class State(StrEnum):
    CLOSING = "closing"
    NOT_DUE = "not_due"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Request:
    """A closing that is asked for; `first_day` is the first day of the engagement."""

    traeger: str
    pilot: str
    until: date
    final: bool
    first_day: date
    policy: Policy
    tree_version: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`entry` with CLOSING only; `release` when the entry is new and its marks have to be kept; `code` with
    BLOCKED.
    """

    state: State
    code: str | None = None
    entry: ledger.Entry | None = None
    release: Release | None = field(default=None, repr=False)


def close(
    entries: Sequence[ledger.Entry],
    known: ledger.Head | None,
    request: Request,
    cards: Collection[Card],
    households: Collection[Household],
    trees: Trees,
) -> Outcome:
    """Close the books of one Träger, or repeat a closing, or say why not. `known` is the head kept in a
    second place.

    The caller stores the entry, the new head and the marks of `release` in one transaction.
    """
    try:
        ledger.verify(entries, known)
        repeated = ledger.stored(entries, request.traeger, request.until)
        if repeated is not None:
            return Outcome(State.CLOSING, entry=repeated)
        if ledger.passed(entries, request.traeger, request.until):
            return Outcome(State.NOT_DUE)
        return _closed(entries, request, cards, households, trees)
    except ExpectedError as error:
        return Outcome(State.BLOCKED, code=error.code)


def _closed(
    entries: Sequence[ledger.Entry],
    request: Request,
    cards: Collection[Card],
    households: Collection[Household],
    trees: Trees,
) -> Outcome:
    closing = Closing(
        until=request.until,
        final=request.final,
        traeger=request.traeger,
        pilot=request.pilot,
        begins=ledger.begins(entries, request.traeger, request.first_day),
        numbers=ledger.numbers(entries, request.traeger),
    )
    made = release(cards, households, request.policy, closing, trees)
    recount(made, cards, households, request.policy, closing, trees)
    entry = ledger.appended(entries, request.traeger, request.pilot, made, request.policy, request.tree_version)
    return Outcome(State.CLOSING, entry=entry, release=made)
