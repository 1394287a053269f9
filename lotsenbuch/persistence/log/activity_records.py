"""Between an activity and its rows in three tables."""

import json
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select

from lotsenbuch.domain.activity import Activity
from lotsenbuch.persistence.log import values
from lotsenbuch.persistence.log.tables import activities, authorities
from lotsenbuch.services.records import ActivityRow, Cursor

_TOPICS: ColumnElement[str] = literal_column(
    "(SELECT json_group_array(t.topic ORDER BY t.position) FROM activity_topics t"
    " WHERE t.activity_row = activities.row)"
)
_CLIENT_IDS: ColumnElement[str] = literal_column(
    "(SELECT json_group_array(ac.client_id ORDER BY ac.position) FROM activity_clients ac"
    " WHERE ac.activity_row = activities.row)"
)
_CLIENTS: ColumnElement[str] = literal_column(
    "(SELECT json_group_array(json_array(c.id, c.name) ORDER BY ac.position)"
    " FROM activity_clients ac JOIN clients c ON c.id = ac.client_id WHERE ac.activity_row = activities.row)"
)

SELECT_ACTIVITIES: Select[Any] = select(activities, _TOPICS, _CLIENT_IDS)
"""Everything of an activity without names; read with ``activity_of``."""

SELECT_ROWS: Select[Any] = select(
    activities,
    _TOPICS,
    _CLIENTS,
    func.coalesce(authorities.c.name, activities.c.authority_word),
)
"""Everything that a line of the list shows, of activities joined to authorities; read with ``row_of``."""


def record(activity: Activity, row: int) -> dict[str, Any]:
    """Return the row of the table ``activities``."""
    start, end, deleted = activity.start, activity.end, activity.deleted_at
    return {
        "row": row,
        "id": activity.id,
        "engagement_id": activity.engagement_id,
        "kind": activity.kind,
        "day": activity.day.isoformat(),
        "start": None if start is None else start.isoformat(),
        "finish": None if end is None else end.isoformat(),
        "minutes": activity.minutes,
        "travel_minutes": activity.travel_minutes,
        "waiting_minutes": activity.waiting_minutes,
        "distance_m": activity.distance_m,
        "authority_code": activity.authority_code,
        "authority_id": activity.authority_id,
        "authority_word": activity.authority_word,
        "referral": activity.referral,
        "note": activity.note,
        "billable": int(activity.billable),
        "sealed_in": activity.sealed_in,
        "deleted_at": None if deleted is None else values.moment_text(deleted),
    }


def topic_records(activity: Activity, row: int) -> list[dict[str, Any]]:
    """Return the rows of the table ``activity_topics``."""
    return [
        {"activity_row": row, "position": position, "topic": topic} for position, topic in enumerate(activity.topics)
    ]


def activity_of(found: Any) -> Activity:
    """Return the activity of a row of ``SELECT_ACTIVITIES``."""
    return _activity(tuple(found)[:19], found[19], values.strings_of(found[20]))


def row_of(found: Any) -> ActivityRow:
    """Return the line of a row of ``SELECT_ROWS``."""
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    if found[20] != "[]":
        people: list[list[str]] = json.loads(found[20])
        ids = tuple([person[0] for person in people])
        names = tuple([person[1] for person in people])
    activity = _activity(tuple(found)[:19], found[19], ids)
    return ActivityRow(activity, found[21], names, Cursor(activity.day, found[0]))


def _activity(columns: tuple[Any, ...], topics: str, client_ids: tuple[str, ...]) -> Activity:
    # Unpacking the columns in the table's order costs half of what access by name does, 200 times a page.
    _row, identity, engagement_id, kind, day, start, end = columns[:7]
    minutes, travel_minutes, waiting_minutes, distance_m = columns[7:11]
    authority_code, authority_id, authority_word, referral, note = columns[11:16]
    billable, sealed_in, deleted = columns[16:19]
    return Activity(
        id=identity,
        engagement_id=engagement_id,
        kind=kind,
        day=date.fromisoformat(day),
        minutes=minutes,
        start=None if start is None else time.fromisoformat(start),
        end=None if end is None else time.fromisoformat(end),
        travel_minutes=travel_minutes,
        waiting_minutes=waiting_minutes,
        distance_m=distance_m,
        authority_code=authority_code,
        authority_id=authority_id,
        authority_word=authority_word,
        topics=values.strings_of(topics),
        client_ids=client_ids,
        referral=referral,
        note=note,
        billable=billable == 1,
        sealed_in=sealed_in,
        deleted_at=None if deleted is None else values.moment_of(deleted),
    )
