"""The months as the pilot sees them: what is to be handed in, what was, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import engagements, receipts, sheets, sheets_state
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.services.sheets_state import MonthState, first_of, last_of
from lotsenbuch.sheet.documents import Receipt


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of one Träger; ``due`` tells that it is over and still has to be handed in.

    ``traeger_name`` is empty for work without a Träger.
    """

    state: MonthState
    traeger_name: str = field(repr=False)
    due: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One sealed version of a month; ``answer`` is the Träger's receipt for it, if one was taken in."""

    version: int
    issued_at: datetime
    nil: bool
    state: str
    answer: Receipt | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class MonthDetail:
    """A month with its versions, the newest first; ``closes_books`` tells that a statistics part belongs to it."""

    line: MonthLine
    versions: tuple[VersionLine, ...]
    closes_books: bool


def months(log: Log, today: date) -> list[MonthLine]:
    """Return the months that have work or a sheet, and those a Träger still waits for, the latest first."""
    names = {engagements.code(each): each.traeger.name for each in log.engagements.all() if each.traeger}
    known = {(each.traeger_code, each.month): each for each in sheets_state.months(log)}
    for key in _expected(log.engagements.all(), today):
        known.setdefault(key, MonthState(*key, 0, 0, state="open", version=0, sheet_id=None, nil=False))
    lines = [_line(state, names, today) for state in known.values()]
    return sorted(lines, key=lambda line: (-line.state.month.toordinal(), line.state.traeger_code))


def detail(log: Log, traeger_code: str, month: date, today: date) -> MonthDetail:
    """Return one month with all its versions. Raises ``month_without_engagement`` for one that is not listed."""
    lines = [
        line for line in months(log, today) if (line.state.traeger_code, line.state.month) == (traeger_code, month)
    ]
    if not lines:
        raise ExpectedError("month_without_engagement", month=month.strftime("%m/%Y"))
    versions = tuple(_version(log, sheet) for sheet in reversed(log.sheets.versions(traeger_code, month)))
    return MonthDetail(lines[0], versions, sheets.closes_books(log, traeger_code, month))


def _expected(all_: list[Engagement], today: date) -> Iterator[tuple[str, date]]:
    """Return the months up to today in which somebody works for a Träger, whether she logged anything or not."""
    for each in all_:
        if each.traeger is None or each.starts is None:
            continue
        last = min(today, each.ends or today)
        month = first_of(each.starts)
        while month <= last:
            yield engagements.code(each), month
            month = first_of(date.fromordinal(last_of(month).toordinal() + 1))


def _line(state: MonthState, names: dict[str, str], today: date) -> MonthLine:
    due = state.state in ("open", "changed") and last_of(state.month) < today
    return MonthLine(state, names.get(state.traeger_code, ""), due)


def _version(log: Log, sheet: IssuedSheet) -> VersionLine:
    return VersionLine(sheet.version, sheet.issued_at, sheet.nil, sheet.state, receipts.stored(log, sheet))
