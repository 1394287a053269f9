"""Between an activity and its rows in three tables."""

from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select

from lotsenbuch.domain.activity import Activity
from lotsenbuch.persistence import values
from lotsenbuch.persistence.log.tables import activities, authorities
from lotsenbuch.services.records import ActivityRow, Cursor

# Between the entries of a list, and between the id and the name of a client: control characters that no code and
# no id holds. Reading 200 rows this way takes half the time of reading JSON.
_NEXT, _NAME = "\x1f", "\x1e"
_TOPICS: ColumnElement[str] = literal_column(
    "(SELECT group_concat(t.topic, char(31) ORDER BY t.position) FROM activity_topics t"
    " WHERE t.activity_row = activities.row)"
)
_CLIENT_IDS: ColumnElement[str] = literal_column(
    "(SELECT group_concat(ac.client_id, char(31) ORDER BY ac.position) FROM activity_clients ac"
    " WHERE ac.activity_row = activities.row)"
)
_CLIENTS: ColumnElement[str] = literal_column(
    "(SELECT group_concat(c.id || char(30) || replace(c.name, char(31), ' '), char(31) ORDER BY ac.position)"
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
    columns = tuple(found)
    people = columns[20]
    return _activity(columns, tuple(people.split(_NEXT)) if people else ())


def row_of(found: Any) -> ActivityRow:
    """Return the line of a row of ``SELECT_ROWS``."""
    columns = tuple(found)
    people = columns[20]
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    if people:
        pairs = [person.partition(_NAME) for person in people.split(_NEXT)]
        ids = tuple([pair[0] for pair in pairs])
        names = tuple([pair[2] for pair in pairs])
    activity = _activity(columns, ids)
    return ActivityRow(activity, columns[21], names, Cursor(activity.day, columns[0]))


def _activity(columns: tuple[Any, ...], client_ids: tuple[str, ...]) -> Activity:
    # Columns by position, in the table's order, and fields by position: a page of 200 lines takes half the time
    # that names take.
    day, start, end, minutes = columns[4:8]
    billable, sealed_in, deleted, topics = columns[16:20]
    return Activity(
        # id, engagement_id, kind
        columns[1],
        columns[2],
        columns[3],
        date.fromisoformat(day),
        minutes,
        None if start is None else time.fromisoformat(start),
        None if end is None else time.fromisoformat(end),
        # travel_minutes, waiting_minutes, distance_m, authority_code, authority_id, authority_word
        columns[8],
        columns[9],
        columns[10],
        columns[11],
        columns[12],
        columns[13],
        tuple(topics.split(_NEXT)) if topics else (),
        client_ids,
        # referral, note
        columns[14],
        columns[15],
        billable == 1,
        sealed_in,
        None if deleted is None else values.moment_of(deleted),
    )
