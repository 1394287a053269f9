"""Issued sheets, every version kept."""

from datetime import date
from typing import Any

from sqlalchemy import Row, func, insert, select, tuple_, update

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import values
from lotsenbuch.persistence.log.tables import sheets
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.services.records import IssuedSheet, SheetMark

_COLUMNS = sheets.c


def _record(sheet: IssuedSheet) -> dict[str, Any]:
    return {
        "traeger_code": sheet.traeger_code,
        "sheet_id": sheet.sheet_id,
        "version": sheet.version,
        "month": sheet.month.isoformat(),
        "payload_hash": sheet.payload_hash,
        "replaces": sheet.replaces,
        "nil": int(sheet.nil),
        "activities": sheet.activities,
        "issued_at": values.moment_text(sheet.issued_at),
        "payload": sheet.payload,
        "envelope": sheet.envelope,
        "pdf": sheet.pdf,
        "state": sheet.state,
        "receipt": sheet.receipt,
    }


def _sheet(row: Row[Any]) -> IssuedSheet:
    return IssuedSheet(
        sheet_id=row.sheet_id,
        version=row.version,
        traeger_code=row.traeger_code,
        month=date.fromisoformat(row.month),
        payload_hash=row.payload_hash,
        replaces=row.replaces,
        nil=bool(row.nil),
        activities=row.activities,
        issued_at=values.moment_of(row.issued_at),
        payload=row.payload,
        envelope=row.envelope,
        pdf=row.pdf,
        state=row.state,
        receipt=row.receipt,
    )


class StoredSheets:
    """Implements the port ``Sheets``; a version is known by Träger, sheet id and version.

    Two Träger may give the same pilot code, so a sheet id alone may name sheets of both.
    """

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def add(self, sheet: IssuedSheet) -> None:
        """Store a new version."""
        self._work.writing.execute(insert(sheets), _record(sheet))

    def replace(self, sheet: IssuedSheet) -> None:
        """Store what has become of a version; raises ``ExpectedError("sheet_unknown")``."""
        statement = update(sheets).where(
            _COLUMNS.traeger_code == sheet.traeger_code,
            _COLUMNS.sheet_id == sheet.sheet_id,
            _COLUMNS.version == sheet.version,
        )
        if self._work.writing.execute(statement.values(_record(sheet))).rowcount == 0:
            raise ExpectedError("sheet_unknown")

    def versions(self, traeger_code: str, month: date) -> list[IssuedSheet]:
        """Return all versions of a month, the first version first."""
        statement = select(sheets).where(_COLUMNS.traeger_code == traeger_code, _COLUMNS.month == month.isoformat())
        return [_sheet(row) for row in self._work.reading.execute(statement.order_by(_COLUMNS.version))]

    def by_id(self, sheet_id: str) -> list[IssuedSheet]:
        """Return all versions with the sheet id, the first version first."""
        statement = select(sheets).where(_COLUMNS.sheet_id == sheet_id)
        order = (_COLUMNS.version, _COLUMNS.traeger_code)
        return [_sheet(row) for row in self._work.reading.execute(statement.order_by(*order))]

    def marks(self, month: date | None = None) -> list[SheetMark]:
        """Return what a list shows of the newest version of every month, or of one month, the latest first."""
        # With max() alone SQLite takes the other columns from the row that holds the maximum.
        columns = (_COLUMNS.traeger_code, _COLUMNS.month, _COLUMNS.sheet_id, _COLUMNS.nil, _COLUMNS.state)
        statement = select(*columns, _COLUMNS.activities, func.max(_COLUMNS.version).label("version")).group_by(
            _COLUMNS.traeger_code, _COLUMNS.month
        )
        if month is not None:
            statement = statement.where(_COLUMNS.month == month.isoformat())
        rows = self._work.reading.execute(statement.order_by(_COLUMNS.month.desc(), _COLUMNS.traeger_code))
        return [
            SheetMark(
                traeger_code=row.traeger_code,
                month=date.fromisoformat(row.month),
                sheet_id=row.sheet_id,
                version=row.version,
                nil=bool(row.nil),
                state=row.state,
                activities=row.activities,
            )
            for row in rows
        ]

    def latest(self) -> list[IssuedSheet]:
        """Return the newest version of every Träger's months, the latest month first."""
        newest = select(_COLUMNS.traeger_code, _COLUMNS.month, func.max(_COLUMNS.version)).group_by(
            _COLUMNS.traeger_code, _COLUMNS.month
        )
        key = tuple_(_COLUMNS.traeger_code, _COLUMNS.month, _COLUMNS.version)
        statement = select(sheets).where(key.in_(newest))
        order = (_COLUMNS.month.desc(), _COLUMNS.traeger_code)
        return [_sheet(row) for row in self._work.reading.execute(statement.order_by(*order))]
