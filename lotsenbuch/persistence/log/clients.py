"""Stored clients (households)."""

from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, literal_column, select, text, update

from lotsenbuch.domain.client import Client
from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import values
from lotsenbuch.persistence.log import search
from lotsenbuch.persistence.log.tables import activity_clients, client_languages, clients
from lotsenbuch.persistence.unit_of_work import UnitOfWork

_LANGUAGES: ColumnElement[str] = literal_column(
    "(SELECT json_group_array(l.language ORDER BY l.position) FROM client_languages l WHERE l.client_id = clients.id)"
)
_SELECT = select(clients, _LANGUAGES.label("languages"))
# The index by client and row ends this at the first activity that is not in the bin.
_LATEST = text(
    "SELECT c.id, (SELECT ac.activity_row FROM activity_clients ac"
    " JOIN activities a ON a.row = ac.activity_row AND a.deleted_at IS NULL"
    " WHERE ac.client_id = c.id ORDER BY ac.activity_row DESC LIMIT 1) FROM clients c"
)


def _record(client: Client) -> dict[str, Any]:
    return {
        "id": client.id,
        "name": client.name,
        "origin": client.origin,
        "age_band": client.age_band,
        "gender": client.gender,
        "persons": client.persons,
        "consent": client.consent,
        "consent_on": values.day_text(client.consent_on),
        "note": client.note,
        "opened": values.day_text(client.opened),
        "closed": values.day_text(client.closed),
    }


def _client(row: Row[Any]) -> Client:
    return Client(
        id=row.id,
        name=row.name,
        languages=values.strings_of(row.languages),
        origin=row.origin,
        age_band=row.age_band,
        gender=row.gender,
        persons=row.persons,
        consent=row.consent,
        consent_on=values.day_of(row.consent_on),
        note=row.note,
        opened=values.day_of(row.opened),
        closed=values.day_of(row.closed),
    )


class StoredClients:
    """Implements the port ``Clients``."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def add(self, client: Client) -> None:
        """Store a new client."""
        self._work.writing.execute(insert(clients), _record(client))
        self._put_languages(client)

    def replace(self, client: Client) -> None:
        """Store the client in place of the one with its id; a new name is found by the search at once."""
        connection = self._work.writing
        renamed = self.get(client.id).name != client.name
        rows = self._activity_rows(client.id) if renamed else []
        search.forget(connection, rows)
        connection.execute(update(clients).where(clients.c.id == client.id).values(_record(client)))
        connection.execute(delete(client_languages).where(client_languages.c.client_id == client.id))
        self._put_languages(client)
        search.learn(connection, rows)

    def get(self, client_id: str) -> Client:
        """Return one client."""
        row = self._work.reading.execute(_SELECT.where(clients.c.id == client_id)).first()
        if row is None:
            raise ExpectedError("client_unknown")
        return _client(row)

    def all(self, *, closed: bool = True) -> list[Client]:
        """Return all clients by name, without the closed ones where ``closed`` is false."""
        statement = _SELECT if closed else _SELECT.where(clients.c.closed.is_(None))
        found = [_client(row) for row in self._work.reading.execute(statement)]
        return sorted(found, key=lambda client: (values.name_order(client.name), client.id))

    def recent(self, limit: int) -> list[Client]:
        """Return open clients, the one of the latest activity first, those without any last, by name."""
        latest = {row[0]: row[1] or 0 for row in self._work.reading.execute(_LATEST)}
        found = self.all(closed=False)
        return sorted(found, key=lambda client: -latest[client.id])[:limit]

    def _put_languages(self, client: Client) -> None:
        if client.languages:
            self._work.writing.execute(
                insert(client_languages),
                [
                    {"client_id": client.id, "position": position, "language": language}
                    for position, language in enumerate(client.languages)
                ],
            )

    def _activity_rows(self, client_id: str) -> list[int]:
        statement = select(activity_clients.c.activity_row).where(activity_clients.c.client_id == client_id)
        return list(self._work.reading.execute(statement).scalars())
