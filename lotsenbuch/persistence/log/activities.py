"""The stored activities."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import delete, func, insert, select, text, update

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.identity import Random, new_id
from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import values
from lotsenbuch.persistence.log import activity_records, row_key, search
from lotsenbuch.persistence.log.activity_query import order_key, restricted
from lotsenbuch.persistence.log.activity_records import SELECT_ACTIVITIES, SELECT_ROWS
from lotsenbuch.persistence.log.search import Vocabulary
from lotsenbuch.persistence.log.tables import activities, activity_clients, activity_topics, authorities
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.services.records import ActivityQuery, ActivityRow, Cursor, Sums

_BATCH = 5000
_LAST_OF_SLOTS = text(
    "SELECT slot.value, (SELECT max(a.row) FROM activities a"
    " WHERE a.row BETWEEN slot.value AND slot.value + :mask) FROM json_each(:slots) slot"
)
_SEAL = text("UPDATE activities SET sealed_in = :sheet WHERE id IN (SELECT value FROM json_each(:ids))")
_MONTHS = text(
    "SELECT engagement_id, substr(day, 1, 7) AS month, count(*), sum(minutes) FROM activities"
    " WHERE deleted_at IS NULL GROUP BY engagement_id, month ORDER BY month, engagement_id"
)
_Cards = dict[str, tuple[str, int | None]]


class StoredActivities:
    """Implements the port ``Activities``.

    ``random`` makes the identities of cards; ``vocabulary`` names the authorities that a word may mean.
    """

    def __init__(self, work: UnitOfWork, random: Random, vocabulary: Vocabulary) -> None:
        self._work = work
        self._random = random
        self._vocabulary = vocabulary

    def add(self, activity: Activity) -> None:
        """Store a new activity."""
        self._add_batch([activity])

    def add_many(self, activities: Iterable[Activity]) -> None:
        """Store new activities, however many, in one pass."""
        remaining = iter(activities)
        while batch := list(islice(remaining, _BATCH)):
            self._add_batch(batch)

    def replace(self, activity: Activity) -> None:
        """Store the activity in place of the one with its id.

        The card of a client who stays keeps its identity and its release; a client who goes takes the
        card along.
        """
        connection = self._work.writing
        old_row = self._row_of(activity.id)
        cards = self._cards(old_row)
        search.forget(connection, [old_row])
        connection.execute(delete(activity_topics).where(activity_topics.c.activity_row == old_row))
        connection.execute(delete(activity_clients).where(activity_clients.c.activity_row == old_row))
        slot = row_key.slot(activity.day, activity.start)
        row = old_row if row_key.slot_of(old_row) == slot else self._free_rows([activity])[0]
        connection.execute(
            update(activities).where(activities.c.row == old_row).values(activity_records.record(activity, row))
        )
        self._put_parts([(activity, row)], cards)

    def get(self, activity_id: str) -> Activity:
        """Return one activity, also from the bin."""
        found = self._work.reading.execute(SELECT_ACTIVITIES.where(activities.c.id == activity_id)).first()
        if found is None:
            raise ExpectedError("activity_unknown")
        return activity_records.activity_of(found)

    def row(self, activity_id: str) -> ActivityRow:
        """Return one activity as the list shows it, also from the bin."""
        joined = activities.outerjoin(authorities, authorities.c.id == activities.c.authority_id)
        statement = SELECT_ROWS.select_from(joined).where(activities.c.id == activity_id)
        found = self._work.reading.execute(statement).first()
        if found is None:
            raise ExpectedError("activity_unknown")
        return activity_records.row_of(found)

    def page(self, query: ActivityQuery, after: Cursor | None, limit: int) -> list[ActivityRow]:
        """Return up to ``limit`` rows, the latest day first, within a day the latest start first."""
        key = order_key(query, self._vocabulary)
        statement = restricted(SELECT_ROWS, query, self._vocabulary, named=True)
        if after is not None:
            statement = statement.where(key < after.row)
        found = self._work.reading.execute(statement.order_by(key.desc()).limit(limit))
        return [activity_records.row_of(row) for row in found.all()]

    def sums(self, query: ActivityQuery) -> Sums:
        """Return the totals over everything that the query asks for."""
        columns = activities.c
        measures = (columns.minutes, columns.travel_minutes, columns.distance_m)
        totals = select(func.count(), *(func.coalesce(func.sum(measure), 0) for measure in measures))
        found = self._work.reading.execute(restricted(totals, query, self._vocabulary)).one()
        return Sums(*found)

    def between(self, first: date, last: date, engagement_id: str | None = None) -> list[Activity]:
        """Return the activities of the inclusive days, oldest first, without the bin."""
        query = ActivityQuery(first, last, engagement_id=engagement_id)
        statement = restricted(SELECT_ACTIVITIES, query, self._vocabulary).order_by(activities.c.row)
        return [activity_records.activity_of(row) for row in self._work.reading.execute(statement).all()]

    def months(self) -> list[tuple[str, date, int, int]]:
        """Return (engagement id, first day of month, number, minutes), the earliest month first."""
        rows = self._work.reading.execute(_MONTHS)
        return [(row[0], date.fromisoformat(f"{row[1]}-01"), row[2], row[3]) for row in rows]

    def last_end(self, day: date) -> Activity | None:
        """Return the activity of the day that ended last; an end before the start is on the next day."""
        columns = activities.c
        statement = restricted(SELECT_ACTIVITIES, ActivityQuery(day, day), self._vocabulary)
        statement = statement.where(columns.finish.is_not(None)).order_by(
            func.coalesce(columns.finish < columns.start, 0).desc(), columns.finish.desc(), columns.row.desc()
        )
        found = self._work.reading.execute(statement.limit(1)).first()
        return None if found is None else activity_records.activity_of(found)

    def seal(self, activity_ids: Sequence[str], sheet_id: str) -> None:
        """Note that the sheet holds these activities; raises ``activity_unknown`` if one is not there."""
        parameters = {"sheet": sheet_id, "ids": json.dumps(list(activity_ids))}
        if self._work.writing.execute(_SEAL, parameters).rowcount != len(set(activity_ids)):
            raise ExpectedError("activity_unknown")

    def empty_bin(self, before: datetime) -> int:
        """Remove for good what went into the bin before the moment; return how many."""
        connection = self._work.writing
        old = activities.c.deleted_at < values.moment_text(before)
        rows = list(connection.execute(select(activities.c.row).where(old)).scalars())
        search.forget(connection, rows)
        connection.execute(delete(activities).where(old))
        return len(rows)

    def _add_batch(self, batch: Sequence[Activity]) -> None:
        keyed = list(zip(batch, self._free_rows(batch), strict=True))
        records = [activity_records.record(activity, row) for activity, row in keyed]
        self._work.writing.execute(insert(activities), records)
        self._put_parts(keyed, {})

    def _put_parts(self, keyed: Sequence[tuple[Activity, int]], cards: _Cards) -> None:
        """Store topics and cards, and let the search learn the activities."""
        connection = self._work.writing
        topics = [part for activity, row in keyed for part in activity_records.topic_records(activity, row)]
        people = [part for activity, row in keyed for part in self._card_records(activity, row, cards)]
        if topics:
            connection.execute(insert(activity_topics), topics)
        if people:
            connection.execute(insert(activity_clients), people)
        search.learn(connection, [row for _activity, row in keyed])

    def _card_records(self, activity: Activity, row: int, cards: _Cards) -> list[dict[str, Any]]:
        records = []
        for position, client_id in enumerate(activity.client_ids):
            card, printed = cards.get(client_id) or (new_id(self._random), None)
            records.append(
                {
                    "card": card,
                    "activity_row": row,
                    "client_id": client_id,
                    "position": position,
                    "printed": printed,
                }
            )
        return records

    def _cards(self, row: int) -> _Cards:
        columns = activity_clients.c
        statement = select(columns.client_id, columns.card, columns.printed)
        statement = statement.where(columns.activity_row == row)
        return {found[0]: (found[1], found[2]) for found in self._work.reading.execute(statement)}

    def _row_of(self, activity_id: str) -> int:
        statement = select(activities.c.row).where(activities.c.id == activity_id)
        found: int | None = self._work.reading.execute(statement).scalar()
        if found is None:
            raise ExpectedError("activity_unknown")
        return found

    def _free_rows(self, batch: Sequence[Activity]) -> list[int]:
        """Return a free row key for each activity, in their order."""
        slots = [row_key.slot(activity.day, activity.start) for activity in batch]
        parameters = {"slots": json.dumps(sorted(set(slots))), "mask": row_key.NUMBER_MASK}
        taken = {row[0]: row[1] for row in self._work.reading.execute(_LAST_OF_SLOTS, parameters)}
        rows = []
        for slot in slots:
            last = taken[slot]
            taken[slot] = slot if last is None else row_key.following(last)
            rows.append(taken[slot])
        return rows
