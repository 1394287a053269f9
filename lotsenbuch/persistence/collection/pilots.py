"""The Träger's pilots."""

from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select, update

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import values
from lotsenbuch.persistence.collection.tables import pilots
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.traeger.records import Pilot


def _record(pilot: Pilot) -> dict[str, Any]:
    return {
        "code": pilot.code,
        "name": pilot.name,
        "role": pilot.role,
        "line": pilot.line,
        "state": pilot.state,
        "invite_id": pilot.invite_id,
        "invite_hash": pilot.invite_hash,
        "starts": pilot.starts.isoformat(),
        "ends": values.day_text(pilot.ends),
        "expires": pilot.expires.isoformat(),
        "sign_key": pilot.sign_key,
        "seal_key": pilot.seal_key,
        "programme": pilot.programme,
    }


def _pilot(row: Row[Any]) -> Pilot:
    return Pilot(
        code=row.code,
        name=row.name,
        role=row.role,
        line=row.line,
        state=row.state,
        invite_id=row.invite_id,
        invite_hash=row.invite_hash,
        starts=date.fromisoformat(row.starts),
        ends=values.day_of(row.ends),
        expires=date.fromisoformat(row.expires),
        sign_key=row.sign_key,
        seal_key=row.seal_key,
        programme=row.programme,
    )


class StoredPilots:
    """Implements the port ``Pilots``."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def add(self, pilot: Pilot) -> None:
        """Store a new pilot."""
        self._work.writing.execute(insert(pilots), _record(pilot))

    def replace(self, pilot: Pilot) -> None:
        """Store what has become of a pilot; raises ``ExpectedError("pilot_unknown")``."""
        statement = update(pilots).where(pilots.c.code == pilot.code).values(_record(pilot))
        if self._work.writing.execute(statement).rowcount == 0:
            raise ExpectedError("pilot_unknown", code=pilot.code)

    def get(self, code: str) -> Pilot:
        """Return a pilot; raises ``ExpectedError("pilot_unknown")``."""
        row = self._work.reading.execute(select(pilots).where(pilots.c.code == code)).first()
        if row is None:
            raise ExpectedError("pilot_unknown", code=code)
        return _pilot(row)

    def all(self) -> list[Pilot]:
        """Return all pilots by code."""
        return [_pilot(row) for row in self._work.reading.execute(select(pilots).order_by(pilots.c.code))]
