"""The stored address book."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, insert, select, text, update

from lotsenbuch.domain.authority import Authority
from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import values
from lotsenbuch.persistence.log import search
from lotsenbuch.persistence.log.tables import activities, authorities
from lotsenbuch.persistence.unit_of_work import UnitOfWork

_LATEST = text(
    "SELECT h.id, (SELECT a.row FROM activities a WHERE a.authority_id = h.id AND a.deleted_at IS NULL"
    " ORDER BY a.row DESC LIMIT 1) FROM authorities h"
)


def _authority(row: Row[Any]) -> Authority:
    return Authority(**row._mapping)


class StoredAuthorities:
    """Implements the port ``Authorities``; the columns of the table are the fields of the record."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def add(self, authority: Authority) -> None:
        """Store a new entry."""
        self._work.writing.execute(insert(authorities), asdict(authority))

    def replace(self, authority: Authority) -> None:
        """Store the entry in place of the one with its id; a new name is found by the search at once."""
        connection = self._work.writing
        renamed = self.get(authority.id).name != authority.name
        rows = self._activity_rows(authority.id) if renamed else []
        search.forget(connection, rows)
        statement = update(authorities).where(authorities.c.id == authority.id)
        connection.execute(statement.values(asdict(authority)))
        search.learn(connection, rows)

    def get(self, authority_id: str) -> Authority:
        """Return one entry."""
        row = self._work.reading.execute(select(authorities).where(authorities.c.id == authority_id)).first()
        if row is None:
            raise ExpectedError("authority_unknown")
        return _authority(row)

    def all(self) -> list[Authority]:
        """Return all entries by name."""
        found = [_authority(row) for row in self._work.reading.execute(select(authorities))]
        return sorted(found, key=lambda authority: (values.name_order(authority.name), authority.id))

    def recent(self, limit: int) -> list[Authority]:
        """Return entries, the one of the latest activity first, those without an activity last, by name."""
        latest = {row[0]: row[1] or 0 for row in self._work.reading.execute(_LATEST)}
        return sorted(self.all(), key=lambda authority: -latest[authority.id])[:limit]

    def _activity_rows(self, authority_id: str) -> list[int]:
        statement = select(activities.c.row).where(activities.c.authority_id == authority_id)
        return list(self._work.reading.execute(statement).scalars())
