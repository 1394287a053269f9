"""The stored activities."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice

from sqlalchemy import bindparam, delete, func, insert, select, text, update

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.identity import Random
from lotsenbuch.domain.rules import SoFar
from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import values
from lotsenbuch.persistence.log import activity_cards, activity_records, row_key, search
from lotsenbuch.persistence.log.activity_cards import Cards
from lotsenbuch.persistence.log.activity_query import order_key, restricted
from lotsenbuch.persistence.log.activity_records import SELECT_ACTIVITIES, SELECT_ROWS
from lotsenbuch.persistence.log.search import Vocabulary
from lotsenbuch.persistence.log.tables import (
    activities,
    activity_clients,
    activity_topics,
    authorities,
    held_activities,
)
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.services.records import ActivityQuery, ActivityRow, Cursor, Held, MonthSums, Sums

_BATCH = 5000
_LAST_OF_SLOTS = text(
    "SELECT slot.value, (SELECT max(a.row) FROM activities a"
    " WHERE a.row BETWEEN slot.value AND slot.value + :mask) FROM json_each(:slots) slot"
)
_HELD = "SELECT activity_row FROM held_activities WHERE traeger_code = :traeger AND sheet_id = :sheet"
_UNSEAL = text(f"UPDATE activities SET sealed_in = NULL WHERE row IN ({_HELD})")
_LET_GO = text("DELETE FROM held_activities WHERE traeger_code = :traeger AND sheet_id = :sheet")
_HOLD = text(
    "INSERT OR REPLACE INTO held_activities (activity_row, traeger_code, sheet_id, stamp)"
    " SELECT a.row, :traeger, :sheet, each.value FROM json_each(:stamps) each JOIN activities a ON a.id = each.key"
)
_SEAL = text(f"UPDATE activities SET sealed_in = :sheet WHERE row IN ({_HELD})")
_OTHERS = " AND a.engagement_id = :engagement AND a.deleted_at IS NULL AND a.billable = 1 AND a.row <> :own"
_MINUTES_SO_FAR = text(
    "SELECT coalesce(sum(a.minutes), 0) FROM activities a WHERE a.day BETWEEN :first_day AND :last_day"
    f" AND a.kind IN :kinds{_OTHERS}"
).bindparams(bindparam("kinds", expanding=True))
_ASSIGNMENTS_SO_FAR = text(
    "SELECT coalesce(max(number), 0) FROM (SELECT count(*) AS number FROM activity_clients ac"
    " JOIN activities a ON a.row = ac.activity_row WHERE ac.client_id IN :clients"
    f" AND ac.activity_row >= :first_row AND ac.activity_row < :end_row{_OTHERS} GROUP BY ac.client_id)"
).bindparams(bindparam("clients", expanding=True))
_MONTHS = text(
    "SELECT engagement_id, substr(day, 1, 7) AS month, count(*), sum(minutes), count(sealed_in) FROM activities"
    " WHERE deleted_at IS NULL GROUP BY engagement_id, month ORDER BY month, engagement_id"
)


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

        The card of a client who stays keeps its identity and its release, a printed one also when the client
        goes and comes back.
        """
        connection = self._work.writing
        old_row = self._row_of(activity.id)
        search.forget(connection, [old_row])
        connection.execute(delete(activity_topics).where(activity_topics.c.activity_row == old_row))
        cards = activity_cards.take_up(connection, old_row, activity.client_ids)
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

    def months(self) -> list[MonthSums]:
        """Return the sums of every engagement's months with activities, the earliest month first."""
        rows = self._work.reading.execute(_MONTHS)
        return [MonthSums(row[0], date.fromisoformat(f"{row[1]}-01"), *row[2:]) for row in rows]

    def so_far(self, activity: Activity, kinds: Collection[str]) -> SoFar:
        """Return what the year of the activity's engagement holds without it; ``kinds`` are the billable ones."""
        first, last = date(activity.day.year, 1, 1), date(activity.day.year, 12, 31)
        own = self._work.reading.execute(select(activities.c.row).where(activities.c.id == activity.id)).scalar()
        others = {"engagement": activity.engagement_id, "own": -1 if own is None else own}
        minutes = self._work.reading.execute(
            _MINUTES_SO_FAR,
            others | {"first_day": first.isoformat(), "last_day": last.isoformat(), "kinds": sorted(kinds)},
        ).scalar_one()
        rows = {"first_row": row_key.first_of(first), "end_row": row_key.end_of(last)}
        assignments = self._work.reading.execute(
            _ASSIGNMENTS_SO_FAR, others | rows | {"clients": list(activity.client_ids)}
        ).scalar_one()
        return SoFar(minutes, assignments)

    def last_end(self, day: date) -> Activity | None:
        """Return the activity of the day that ended last; an end before the start is on the next day."""
        columns = activities.c
        statement = restricted(SELECT_ACTIVITIES, ActivityQuery(day, day), self._vocabulary)
        statement = statement.where(columns.finish.is_not(None)).order_by(
            func.coalesce(columns.finish < columns.start, 0).desc(), columns.finish.desc(), columns.row.desc()
        )
        found = self._work.reading.execute(statement.limit(1)).first()
        return None if found is None else activity_records.activity_of(found)

    def seal(self, traeger_code: str, sheet_id: str, stamps: Mapping[str, str]) -> None:
        """Note that the sheet's newest version holds these activities, by id with their stamps, and no others.

        What it held before and no longer does is open again. Raises ``activity_unknown``.
        """
        connection = self._work.writing
        parameters = {"traeger": traeger_code, "sheet": sheet_id, "stamps": json.dumps(dict(stamps))}
        connection.execute(_UNSEAL, parameters)
        connection.execute(_LET_GO, parameters)
        if connection.execute(_HOLD, parameters).rowcount != len(stamps):
            raise ExpectedError("activity_unknown")
        connection.execute(_SEAL, parameters)

    def held(self, activity_id: str) -> Held | None:
        """Return as what the newest version of a sheet holds the activity, whatever became of it since."""
        joined = held_activities.join(activities, activities.c.row == held_activities.c.activity_row)
        statement = select(held_activities.c.sheet_id, held_activities.c.stamp).select_from(joined)
        found = self._work.reading.execute(statement.where(activities.c.id == activity_id)).first()
        return None if found is None else Held(*found)

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

    def _put_parts(self, keyed: Sequence[tuple[Activity, int]], cards: Cards) -> None:
        """Store topics and cards, and let the search learn the activities."""
        connection = self._work.writing
        topics = [part for activity, row in keyed for part in activity_records.topic_records(activity, row)]
        people = [
            part for activity, row in keyed for part in activity_cards.records(activity, row, cards, self._random)
        ]
        if topics:
            connection.execute(insert(activity_topics), topics)
        if people:
            connection.execute(insert(activity_clients), people)
        search.learn(connection, [row for _activity, row in keyed])

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
