"""The Träger's year as a report, and as files for people and for other programs."""

import os
from datetime import date
from pathlib import Path

from lotsenbuch import writing
from lotsenbuch.errors import ExpectedError
from lotsenbuch.traeger import contents, period
from lotsenbuch.traeger.ports import Collection, YearFiles
from lotsenbuch.traeger.records import StoredSheet
from lotsenbuch.traeger.returns import PilotRow, returns
from lotsenbuch.traeger.settlement import MonthLine, PilotYear, YearSettlement, settle
from lotsenbuch.traeger.statistics import TREE_VERSION, statistics
from lotsenbuch.traeger.yearreport import (
    NOT_DUE,
    PilotMonth,
    PilotReturns,
    PilotSettlement,
    Pool,
    YearReport,
)


def year_report(collection: Collection, year: int, today: date) -> YearReport:
    """Return everything that the year's report shows as it stands on ``today``. Raises ``period_unreadable``."""
    profile = collection.profile()
    settled = settle(collection, year)
    team = statistics(collection, str(year))
    return YearReport(
        traeger_code=profile.code,
        traeger_name=profile.name,
        year=year,
        day=today,
        returns=tuple(_returned(row, year) for row in returns(collection, year, today).pilots),
        settlement=tuple(_settled(row) for row in settled.rows),
        months=_months(collection, settled),
        pool=Pool(settled.approved_minutes, settled.used_minutes),
        statistics=team.tables,
        pilots_with_statistics=team.with_statistics,
        pilots_without=team.without,
        tree_version=TREE_VERSION,
    )


def _returned(row: PilotRow, year: int) -> PilotReturns:
    states = tuple(row.states.get(month, NOT_DUE) for month in period.months(period.year(year)))
    return PilotReturns(row.code, row.name, states)


def _settled(row: PilotYear) -> PilotSettlement:
    return PilotSettlement(
        code=row.code,
        name=row.name,
        role=row.role,
        line=row.line,
        minutes=row.minutes,
        billable_minutes=row.billable_minutes,
        over_cap_minutes=row.over_cap_minutes,
        cap_minutes=row.cap_minutes,
        amount_cents=row.amount_cents,
    )


def _months(collection: Collection, settled: YearSettlement) -> tuple[PilotMonth, ...]:
    """Return a row for each pilot, month and line; what belongs to the whole sheet stands with its first line."""
    span = period.year(settled.year)
    sheets = {(each.pilot_code, each.month): each for each in collection.sheets.counting_between(span.first, span.last)}
    names = {row.code: row.name for row in settled.rows}
    lines = sorted(
        (each for row in settled.rows for each in row.months),
        key=lambda each: (each.pilot_code, each.month, each.line),
    )
    rows, seen = [], set()
    for each in lines:
        sheet = sheets[each.pilot_code, each.month]
        rows.append(_month(each, names[each.pilot_code], None if sheet.id in seen else sheet))
        seen.add(sheet.id)
    return tuple(rows)


def _month(line: MonthLine, name: str, sheet: StoredSheet | None) -> PilotMonth:
    part = contents.settlement(sheet) if sheet else None
    return PilotMonth(
        code=line.pilot_code,
        name=name,
        month=line.month.month,
        line=line.line,
        sheet_version=line.sheet_version,
        minutes=line.minutes,
        billable_minutes=line.billable_minutes,
        assignments=line.assignments,
        amount_cents=line.amount_cents,
        accompaniments=part.accompaniments if part else 0,
        travel_minutes=part.minutes_by_class.travel if part else 0,
        distance_km=part.distance_km if part else 0,
    )


def export(collection: Collection, year: int, today: date, made: YearFiles, folder: Path) -> list[Path]:
    """Write the year's files into ``folder``, which is made where it is missing; return them in their order.

    Each file appears as a whole or not at all. Raises ``period_unreadable``, ``file_not_written``.
    """
    files = made.files(year_report(collection, year, today))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExpectedError("file_not_written", file=folder.name, reason=os.strerror(error.errno or 0)) from None
    for file in files:
        writing.put(folder / file.name, file.content)
    return [folder / file.name for file in files]
