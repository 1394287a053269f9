"""Files that wait because nobody vouched for their signers."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from lotsenbuch.persistence import values
from lotsenbuch.persistence.collection.tables import quarantine
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.traeger.records import QuarantinedFile

_COLUMNS = quarantine.c
_LIGHT = [column for column in _COLUMNS if column.name != "content"]


def _file(row: Row[Any]) -> QuarantinedFile:
    return QuarantinedFile(
        id=row.id,
        digest=row.digest,
        name=row.name,
        signer=row.signer,
        content=b"",
        received_at=values.moment_of(row.received_at),
        batch=row.batch,
        judged_in=row.judged_in,
    )


class StoredQuarantine:
    """Implements the port ``Quarantine``."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def add(self, file: QuarantinedFile) -> QuarantinedFile:
        """Store a file and return it with its id."""
        record = {
            "digest": file.digest,
            "name": file.name,
            "signer": file.signer,
            "content": file.content,
            "received_at": values.moment_text(file.received_at),
            "batch": file.batch,
            "judged_in": file.judged_in,
        }
        given = self._work.writing.execute(insert(quarantine).returning(_COLUMNS.id), record).scalar_one()
        return replace(file, id=given)

    def waiting(self) -> list[QuarantinedFile]:
        """Return the files that wait, in the order in which they came, without their contents."""
        statement = select(*_LIGHT).where(_COLUMNS.judged_in.is_(None)).order_by(_COLUMNS.id)
        return [_file(row) for row in self._work.reading.execute(statement)]

    def content(self, file: int) -> bytes:
        """Return what a file holds."""
        found: bytes = self._work.reading.execute(select(_COLUMNS.content).where(_COLUMNS.id == file)).scalar_one()
        return found

    def has(self, digest: str) -> bool:
        """Tell whether a waiting file has this SHA-256."""
        statement = select(_COLUMNS.id).where(_COLUMNS.digest == digest, _COLUMNS.judged_in.is_(None))
        return self._work.reading.execute(statement).first() is not None

    def judge(self, file: int, batch: int) -> None:
        """Take a file out: it was judged in ``batch``."""
        self._work.writing.execute(update(quarantine).where(_COLUMNS.id == file).values(judged_in=batch))

    def undo(self, batch: int) -> None:
        """Remove what a batch put in, and let what it judged wait again."""
        self._work.writing.execute(delete(quarantine).where(_COLUMNS.batch == batch))
        self._work.writing.execute(update(quarantine).where(_COLUMNS.judged_in == batch).values(judged_in=None))
