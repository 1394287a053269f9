"""Private keys and small settings, kept inside the vault."""

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from lotsenbuch.persistence.log.tables import secrets
from lotsenbuch.persistence.unit_of_work import UnitOfWork


class StoredSecrets:
    """Implements the port ``Secrets``."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def get(self, name: str) -> bytes | None:
        """Return the value, or ``None``."""
        return self._work.reading.execute(select(secrets.c.value).where(secrets.c.name == name)).scalar()

    def put(self, name: str, value: bytes) -> None:
        """Store the value in place of any earlier one."""
        statement = insert(secrets).values(name=name, value=value)
        statement = statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        self._work.writing.execute(statement)
