"""Sheets as they came in, every version kept."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import values
from lotsenbuch.persistence.collection.tables import sheets
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.traeger.records import COUNTS, StoredSheet

_COLUMNS = sheets.c
_HEAVY = ("payload", "envelope")
_LIGHT = [column for column in _COLUMNS if column.name not in _HEAVY]


def _record(sheet: StoredSheet) -> dict[str, Any]:
    return {
        "sheet_id": sheet.sheet_id,
        "version": sheet.version,
        "pilot_code": sheet.pilot_code,
        "month": sheet.month.isoformat(),
        "payload_hash": sheet.payload_hash,
        "replaces": sheet.replaces,
        "signer": sheet.signer,
        "state": sheet.state,
        "nil": int(sheet.nil),
        "role": sheet.role,
        "batch": sheet.batch,
        "received_at": values.moment_text(sheet.received_at),
        "payload": sheet.payload,
        "envelope": sheet.envelope,
        "settlement": sheet.settlement,
        "statistics": sheet.statistics,
        "question": sheet.question,
    }


def _sheet(row: Row[Any], *, whole: bool = True) -> StoredSheet:
    return StoredSheet(
        id=row.id,
        sheet_id=row.sheet_id,
        version=row.version,
        pilot_code=row.pilot_code,
        month=date.fromisoformat(row.month),
        payload_hash=row.payload_hash,
        replaces=row.replaces,
        signer=row.signer,
        state=row.state,
        nil=bool(row.nil),
        role=row.role,
        batch=row.batch,
        received_at=values.moment_of(row.received_at),
        payload=row.payload if whole else b"",
        envelope=row.envelope if whole else b"",
        settlement=row.settlement,
        statistics=row.statistics,
        question=row.question,
    )


class StoredSheets:
    """Implements the port ``Sheets``."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def add(self, sheet: StoredSheet) -> StoredSheet:
        """Store a sheet and return it with its id; raises ``ExpectedError("sheet_known")``."""
        if self.by_hash(sheet.payload_hash) is not None:
            raise ExpectedError("sheet_known", sheet=sheet.sheet_id)
        try:
            given = self._work.writing.execute(insert(sheets).returning(_COLUMNS.id), _record(sheet)).scalar_one()
        except IntegrityError:
            # Somebody else stored it in between; a pilot that is not there is a bug of ours.
            if self.by_hash(sheet.payload_hash) is None:
                raise
            raise ExpectedError("sheet_known", sheet=sheet.sheet_id) from None
        return self.get(given)

    def set_state(self, ids: Sequence[int], state: str) -> None:
        """Give the sheets a state."""
        self._work.writing.execute(update(sheets).where(_COLUMNS.id.in_(ids)).values(state=state))

    def set_question(self, sheet: int, question: str | None) -> None:
        """Note the code of the open question, or that there is none."""
        self._work.writing.execute(update(sheets).where(_COLUMNS.id == sheet).values(question=question))

    def get(self, sheet: int) -> StoredSheet:
        """Return a sheet; raises ``ExpectedError("sheet_not_there")``."""
        found = self._first(select(sheets).where(_COLUMNS.id == sheet))
        if found is None:
            raise ExpectedError("sheet_not_there", sheet=sheet)
        return found

    def by_hash(self, payload_hash: str) -> StoredSheet | None:
        """Return the sheet with this payload."""
        return self._first(select(sheets).where(_COLUMNS.payload_hash == payload_hash))

    def of_month(self, pilot_code: str, month: date) -> list[StoredSheet]:
        """Return all versions of a pilot's month in the order in which they came."""
        statement = select(sheets).where(_COLUMNS.pilot_code == pilot_code, _COLUMNS.month == month.isoformat())
        return [_sheet(row) for row in self._work.reading.execute(statement.order_by(_COLUMNS.id))]

    def counting(self, sheet_id: str) -> StoredSheet | None:
        """Return the version that counts for a sheet id."""
        return self._first(select(sheets).where(_COLUMNS.sheet_id == sheet_id, _COLUMNS.state == COUNTS))

    def counting_between(self, first: date, last: date, pilot_code: str | None = None) -> list[StoredSheet]:
        """Return the versions that count for the months in between, by pilot and month, without the payloads."""
        statement = select(*_LIGHT).where(
            _COLUMNS.state == COUNTS, _COLUMNS.month >= first.isoformat(), _COLUMNS.month <= last.isoformat()
        )
        if pilot_code is not None:
            statement = statement.where(_COLUMNS.pilot_code == pilot_code)
        return self._light(statement.order_by(_COLUMNS.pilot_code, _COLUMNS.month))

    def of_batch(self, batch: int) -> list[StoredSheet]:
        """Return what a batch brought, in the order in which it came, without the payloads."""
        return self._light(select(*_LIGHT).where(_COLUMNS.batch == batch).order_by(_COLUMNS.id))

    def remove(self, ids: Sequence[int]) -> None:
        """Delete sheets, and what was remembered about them."""
        self._work.writing.execute(delete(sheets).where(_COLUMNS.id.in_(ids)))

    def _first(self, statement: Select[Any]) -> StoredSheet | None:
        row = self._work.reading.execute(statement).first()
        return None if row is None else _sheet(row)

    def _light(self, statement: Select[Any]) -> list[StoredSheet]:
        rows: Iterable[Row[Any]] = self._work.reading.execute(statement)
        return [_sheet(row, whole=False) for row in rows]
