"""The ledger of releases, and the flags on cards and households that say what was released."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, text

from lotsenbuch.persistence.log import row_key
from lotsenbuch.persistence.log.tables import ledger
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.services.records import LedgerRecord, OpenCard, UncountedHousehold

_CARDS_OF = (
    " FROM activities a JOIN activity_clients ac ON ac.activity_row = a.row"
    " WHERE a.row < :end AND a.deleted_at IS NULL"
    " AND a.engagement_id IN (SELECT value FROM json_each(:engagements))"
    " AND a.kind IN (SELECT value FROM json_each(:kinds))"
)
_OPEN_CARDS = text(
    "SELECT ac.card, ac.client_id, a.day, a.authority_code,"
    " coalesce((SELECT t.topic FROM activity_topics t WHERE t.activity_row = a.row"
    " ORDER BY t.position LIMIT 1), '')"
    f"{_CARDS_OF} AND ac.printed IS NULL ORDER BY a.row, ac.position"
)
_UNCOUNTED = text(
    "SELECT c.id, c.origin, coalesce((SELECT l.language FROM client_languages l WHERE l.client_id = c.id"
    " ORDER BY l.position LIMIT 1), ''), c.age_band, c.gender, c.persons"
    f" FROM clients c WHERE c.counted IS NULL AND c.id IN (SELECT ac.client_id{_CARDS_OF}) ORDER BY c.id"
)
_MARK_PRINTED = text(
    "UPDATE activity_clients SET printed = :release WHERE printed IS NULL"
    " AND card IN (SELECT value FROM json_each(:ids))"
)
_MARK_COUNTED = text(
    "UPDATE clients SET counted = :release WHERE counted IS NULL AND id IN (SELECT value FROM json_each(:ids))"
)


def _selection(engagement_ids: Sequence[str], until: date, kinds: Sequence[str]) -> dict[str, Any]:
    return {
        "end": row_key.end_of(until),
        "engagements": json.dumps(list(engagement_ids)),
        "kinds": json.dumps(list(kinds)),
    }


class StoredReleases:
    """Implements the port ``Releases``; a flag once set never changes."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def open_cards(self, engagement_ids: Sequence[str], until: date, kinds: Sequence[str]) -> list[OpenCard]:
        """Return the cards dated up to ``until`` of these engagements and kinds that were never printed."""
        rows = self._work.reading.execute(_OPEN_CARDS, _selection(engagement_ids, until, kinds))
        return [OpenCard(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4]) for row in rows]

    def uncounted_households(
        self, engagement_ids: Sequence[str], until: date, kinds: Sequence[str]
    ) -> list[UncountedHousehold]:
        """Return households with an open or printed card up to ``until`` that were never counted anywhere."""
        rows = self._work.reading.execute(_UNCOUNTED, _selection(engagement_ids, until, kinds))
        return [UncountedHousehold(*row) for row in rows]

    def mark_printed(self, cards: Sequence[str], release: int) -> None:
        """Note the release that printed the cards; raises ``ValueError`` if one is not open."""
        _mark(self._work.writing, _MARK_PRINTED, cards, release)

    def mark_counted(self, households: Sequence[str], release: int) -> None:
        """Note the release that counted the households; raises ``ValueError`` if one was counted already."""
        _mark(self._work.writing, _MARK_COUNTED, households, release)

    def ledger(self) -> list[LedgerRecord]:
        """Return all entries by number."""
        rows = self._work.reading.execute(select(ledger).order_by(ledger.c.number))
        return [LedgerRecord(row[0], row[1], date.fromisoformat(row[2]), row[3]) for row in rows]

    def append(self, record: LedgerRecord) -> None:
        """Store an entry; raises ``ValueError`` unless its number is greater than all before."""
        connection = self._work.writing
        last = connection.exec_driver_sql("SELECT max(number) FROM ledger").scalar()
        if last is not None and record.number <= last:
            raise ValueError("the ledger's numbers grow")
        content = {
            "number": record.number,
            "traeger_key": record.traeger_key,
            "until": record.until.isoformat(),
            "entry": record.entry,
        }
        connection.execute(insert(ledger), content)


def _mark(connection: Connection, statement: Any, ids: Sequence[str], release: int) -> None:
    found = connection.execute(statement, {"ids": json.dumps(list(ids)), "release": release})
    if found.rowcount != len(set(ids)):
        raise ValueError("a flag of a release is set once")
