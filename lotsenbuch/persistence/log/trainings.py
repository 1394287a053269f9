"""Stored trainings."""

from datetime import date

from sqlalchemy import insert, select

from lotsenbuch.domain.training import Training
from lotsenbuch.persistence.log.tables import trainings
from lotsenbuch.persistence.unit_of_work import UnitOfWork


class StoredTrainings:
    """Implements the port ``Trainings``."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def add(self, training: Training) -> None:
        """Store a new training."""
        record = {
            "id": training.id,
            "day": training.day.isoformat(),
            "title": training.title,
            "units": training.units,
            "certificate": int(training.certificate),
            "note": training.note,
        }
        self._work.writing.execute(insert(trainings), record)

    def all(self) -> list[Training]:
        """Return all trainings, the oldest first."""
        rows = self._work.reading.execute(select(trainings).order_by(trainings.c.day, trainings.c.id))
        return [
            Training(
                id=row.id,
                day=date.fromisoformat(row.day),
                title=row.title,
                units=row.units,
                certificate=bool(row.certificate),
                note=row.note,
            )
            for row in rows
        ]
