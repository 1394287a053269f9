"""An ``ActivityQuery`` as a SQL condition."""

from typing import Any

from sqlalchemy import ColumnElement, Select, column, literal_column, select, table

from lotsenbuch.persistence.log import row_key, search
from lotsenbuch.persistence.log.search import Vocabulary
from lotsenbuch.persistence.log.tables import activities, activity_clients, activity_topics, authorities
from lotsenbuch.services.records import ActivityQuery

_SEARCH = table("activity_search", column("rowid"), column("activity_search"))
# The plus sign keeps SQLite from asking the index once for each activity, instead of once at all.
_HIT: ColumnElement[int] = literal_column("+activity_search.rowid")


def restricted(
    statement: Select[Any], query: ActivityQuery, vocabulary: Vocabulary, *, named: bool = False
) -> Select[Any]:
    """Return ``statement`` over the activities that the query asks for, ``named``: with the address book."""
    source: Any = activities
    expression = search.expression(query.text, vocabulary)
    if expression is not None:
        source = _SEARCH.join(activities, activities.c.row == _HIT)
        statement = statement.where(_SEARCH.c.activity_search.op("MATCH")(expression))
    if named:
        source = source.outerjoin(authorities, authorities.c.id == activities.c.authority_id)
    return _filtered(statement.select_from(source), query)


def order_key(query: ActivityQuery, vocabulary: Vocabulary) -> Any:
    """Return the column to page by: the row key, or the same number in the index where a text is searched."""
    searching = search.expression(query.text, vocabulary) is not None
    return _SEARCH.c.rowid if searching else activities.c.row


def _filtered(statement: Select[Any], query: ActivityQuery) -> Select[Any]:
    columns = activities.c
    in_bin = columns.deleted_at.is_not(None) if query.deleted else columns.deleted_at.is_(None)
    statement = statement.where(in_bin)
    if query.first is not None:
        statement = statement.where(columns.row >= row_key.first_of(query.first))
    if query.last is not None:
        statement = statement.where(columns.row < row_key.end_of(query.last))
    if query.kinds:
        statement = statement.where(columns.kind.in_(query.kinds))
    if query.authority_codes:
        statement = statement.where(columns.authority_code.in_(query.authority_codes))
    if query.engagement_id is not None:
        statement = statement.where(columns.engagement_id == query.engagement_id)
    if query.client_ids:
        people = select(activity_clients.c.activity_row).where(activity_clients.c.client_id.in_(query.client_ids))
        statement = statement.where(columns.row.in_(people))
    if query.topics:
        topics = select(activity_topics.c.activity_row).where(activity_topics.c.topic.in_(query.topics))
        statement = statement.where(columns.row.in_(topics))
    return statement
