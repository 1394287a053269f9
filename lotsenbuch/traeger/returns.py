"""The matrix of returns: what each pilot handed in for each month, and what is missing."""

from dataclasses import dataclass, field
from datetime import date

from lotsenbuch.traeger import period
from lotsenbuch.traeger.ports import Collection
from lotsenbuch.traeger.records import Pilot, StoredSheet
from lotsenbuch.traeger.yearreport import CORRECTED, MISSING, NIL, QUESTION, RECEIVED


@dataclass(frozen=True, slots=True)
class PilotRow:
    """One pilot's months. A month outside her service that she handed nothing in for is not in ``states``."""

    code: str
    name: str = field(repr=False)
    states: dict[date, str]


@dataclass(frozen=True, slots=True)
class Returns:
    """The months of a year that have begun, and a row for each pilot who has joined."""

    year: int
    months: tuple[date, ...]
    pilots: tuple[PilotRow, ...]


def returns(collection: Collection, year: int, today: date) -> Returns:
    """Return the matrix of a year as it stands on ``today``. Raises ``period_unreadable``.

    A month is missing from its end on; the month that is running is shown only where a sheet is there already.
    """
    span = period.year(year)
    months = tuple(month for month in period.months(span) if month <= today)
    there = {(each.pilot_code, each.month): each for each in collection.sheets.counting_between(span.first, span.last)}
    rows = []
    for pilot in collection.pilots.all():
        if pilot.joined:
            states = {month: _state(pilot, month, there.get((pilot.code, month)), today) for month in months}
            rows.append(PilotRow(pilot.code, pilot.name, {month: state for month, state in states.items() if state}))
    return Returns(year, months, tuple(rows))


def _state(pilot: Pilot, month: date, sheet: StoredSheet | None, today: date) -> str:
    if sheet is None:
        last = period.last_of(month)
        return MISSING if pilot.serves(month, last) and last < today else ""
    if sheet.question is not None:
        return QUESTION
    if sheet.nil:
        return NIL
    return CORRECTED if sheet.version > 1 else RECEIVED
