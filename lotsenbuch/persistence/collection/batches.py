"""Imports and what each of them changed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, union, update

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import values
from lotsenbuch.persistence.collection.tables import batch_changes, batches, sheets
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.traeger.records import Batch


def _batch(row: Row[Any]) -> Batch:
    return Batch(row.id, values.moment_of(row.opened_at), bool(row.undone))


class StoredBatches:
    """Implements the port ``Batches``."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def open(self, now: datetime) -> Batch:
        """Begin a batch; its number was never used before."""
        record = {"opened_at": values.moment_text(now), "undone": 0}
        given = self._work.writing.execute(insert(batches).returning(batches.c.id), record).scalar_one()
        return self.get(given)

    def get(self, batch: int) -> Batch:
        """Return a batch; raises ``ExpectedError("batch_unknown")``."""
        row = self._work.reading.execute(select(batches).where(batches.c.id == batch)).first()
        if row is None:
            raise ExpectedError("batch_unknown", batch=batch)
        return _batch(row)

    def all(self) -> list[Batch]:
        """Return all batches, the oldest first."""
        return [_batch(row) for row in self._work.reading.execute(select(batches).order_by(batches.c.id))]

    def remember(self, batch: int, changed: Sequence[tuple[int, str]]) -> None:
        """Keep (sheet, state before) of sheets that the batch changed."""
        rows = [{"batch": batch, "sheet": sheet, "state": state} for sheet, state in changed]
        if rows:
            self._work.writing.execute(insert(batch_changes), rows)

    def changed(self, batch: int) -> list[tuple[int, str]]:
        """Return what was remembered, in that order."""
        columns = batch_changes.c
        statement = select(columns.sheet, columns.state).where(columns.batch == batch).order_by(columns.id)
        return [(row.sheet, row.state) for row in self._work.reading.execute(statement)]

    def months(self, batch: int) -> set[tuple[str, date]]:
        """Return (pilot, month) of all sheets that a batch brought or changed."""
        return self._touched(sheets.c.batch == batch, batch_changes.c.batch == batch)

    def months_after(self, batch: int) -> set[tuple[str, date]]:
        """Return the same for all later batches."""
        return self._touched(sheets.c.batch > batch, batch_changes.c.batch > batch)

    def close(self, batch: int) -> None:
        """Mark a batch as undone and forget what it changed."""
        self._work.writing.execute(update(batches).where(batches.c.id == batch).values(undone=1))
        self._work.writing.execute(delete(batch_changes).where(batch_changes.c.batch == batch))

    def _touched(self, brought: ColumnElement[bool], changed: ColumnElement[bool]) -> set[tuple[str, date]]:
        month = (sheets.c.pilot_code, sheets.c.month)
        joined = sheets.join(batch_changes, batch_changes.c.sheet == sheets.c.id)
        both = union(select(*month).where(brought), select(*month).select_from(joined).where(changed))
        return {(row[0], date.fromisoformat(row[1])) for row in self._work.reading.execute(both)}
