"""What the rule did and why, for the pilot's own eyes: this report is shown and never stored or sent."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from lotsenbuch import catalogue
from lotsenbuch.anonymise.model import ALL, Book, Reason, Release
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.services import engagements, statistics
from lotsenbuch.services.ports import Log
from lotsenbuch.services.sheets import Draft
from lotsenbuch.services.sheets_state import first_of, last_of


@dataclass(frozen=True, slots=True)
class Merge:
    """Why a table has an "Übrige" or names nothing: one of the ``REST_*`` reasons or ``UNDIVIDED``.

    ``tables`` are the kinds of tables it happened to, in the order of the sheet.
    """

    reason: Reason
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cards or households of a book stay here, and why; no reason where no closing was due."""

    book: Book
    reason: Reason | None
    count: int


@dataclass(frozen=True, slots=True)
class LocalReport:
    """``counts_on`` is the day of the closing at which what stays counts next, or ``None`` if there is none.

    ``repeated`` tells that the statistics are those of an earlier version or closing, byte by byte. ``depth`` is
    how many accompaniments of one household count at most in this closing, 0 where none does.
    """

    merges: tuple[Merge, ...]
    waiting: tuple[Waiting, ...]
    counts_on: date | None
    repeated: bool
    depth: int = 0


_ACCOMPANIED = (Book.ACCOMPANIMENTS, Reason.DEPTH)
_MERGING = (Reason.REST_ALONE, Reason.REST_COVERED, Reason.REST_COVERED_TWICE, Reason.UNDIVIDED)


def explain(log: Log, draft: Draft) -> LocalReport:
    """Return the report of a draft; without a Träger it is empty."""
    group = engagements.group(log, draft.traeger_code)
    if draft.sheet.traeger is None:
        return LocalReport((), (), None, repeated=False)
    outcome = draft.closing.outcome if draft.closing else None
    release = outcome.release if outcome else None
    if release is not None:
        counts_on = next_closing(group, draft.month)
        return LocalReport(_merges(release), _waiting(release), counts_on, repeated=False, depth=_depth(release))
    closing = statistics.is_closing(draft.month, group)
    repeated = closing and (draft.closing is None or bool(outcome and outcome.entry))
    counts_on = next_closing(group, draft.month) if closing else _closing_from(group, draft.month)
    return LocalReport((), _open(log, group, draft.month), counts_on, repeated)


def next_closing(group: list[Engagement], month: date) -> date | None:
    """Return the last day of the first month after ``month`` in which the books close, within the engagement."""
    return _closing_from(group, first_of(date.fromordinal(last_of(month).toordinal() + 1)))


def _closing_from(group: list[Engagement], month: date) -> date | None:
    while any(each.covers(month) or each.covers(last_of(month)) for each in group):
        if statistics.is_closing(month, group):
            return last_of(month)
        month = first_of(date.fromordinal(last_of(month).toordinal() + 1))
    return None


def _depth(release: Release) -> int:
    depths = [each.value or 0 for each in release.decisions if (each.book, each.reason) == _ACCOMPANIED]
    return depths[0] if depths else 0


def _merges(release: Release) -> tuple[Merge, ...]:
    whole = [each for each in release.decisions if each.table is not None and each.node == ALL]
    found = []
    for reason in _MERGING:
        tables = dict.fromkeys(each.table.value for each in whole if each.table and each.reason is reason)
        if tables:
            found.append(Merge(reason, tuple(tables)))
    return tuple(found)


def _waiting(release: Release) -> tuple[Waiting, ...]:
    books = ((Book.ACCOMPANIMENTS, release.open_cards), (Book.HOUSEHOLDS, release.open_households))
    return tuple(
        Waiting(book, reason, count)
        for book, waits in books
        for reason, count in sorted(Counter(waits.values()).items())
        if reason is not Reason.AFTER_CLOSING
    )


def _open(log: Log, group: list[Engagement], month: date) -> tuple[Waiting, ...]:
    kinds = [kind.code for kind in catalogue.kinds().entries if kind.card]
    cards = log.releases.open_cards([each.id for each in group], last_of(month), kinds)
    return (Waiting(Book.ACCOMPANIMENTS, None, len(cards)),) if cards else ()
