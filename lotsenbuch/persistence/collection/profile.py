"""The Träger itself: code, name and the approved minutes of its years."""

from sqlalchemy import delete, insert, select

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence.collection.tables import approved_minutes, profile
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.traeger.records import Profile

_ONLY = 1


def load(work: UnitOfWork) -> Profile:
    """Return the profile; raises ``ExpectedError("collection_unfinished")`` where there is none."""
    row = work.reading.execute(select(profile.c.code, profile.c.name)).first()
    if row is None:
        raise ExpectedError("collection_unfinished")
    columns = approved_minutes.c
    statement = select(columns.year, columns.line, columns.minutes).order_by(columns.year, columns.line)
    approved = tuple((each.year, each.line, each.minutes) for each in work.reading.execute(statement))
    return Profile(row.code, row.name, approved)


def store(work: UnitOfWork, changed: Profile) -> None:
    """Store the profile in place of the earlier one."""
    connection = work.writing
    connection.execute(delete(profile))
    connection.execute(insert(profile), {"id": _ONLY, "code": changed.code, "name": changed.name})
    connection.execute(delete(approved_minutes))
    rows = [{"year": year, "line": line, "minutes": minutes} for year, line, minutes in changed.approved_minutes]
    if rows:
        connection.execute(insert(approved_minutes), rows)
