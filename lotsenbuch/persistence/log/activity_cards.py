"""The cards of an activity while it is changed: which ones stay, go, and come back.

A card is printed once ever. A client who is taken out of an activity takes the card along; a printed one is
kept aside, so that it is still printed when the client is put back. It goes with the client or the activity.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.identity import Random, new_id
from lotsenbuch.persistence.log.tables import activity_clients, withdrawn_cards

Cards = dict[str, tuple[str, int | None]]
"""The card and its release, or ``None``, by client."""


def take_up(connection: Connection, row: int, client_ids: Sequence[str]) -> Cards:
    """Take the activity's cards out of the tables and return those of its new clients; printed ones of others
    are kept aside.
    """
    present, withdrawn = _cards(connection, row, activity_clients), _cards(connection, row, withdrawn_cards)
    connection.execute(delete(activity_clients).where(activity_clients.c.activity_row == row))
    known = present | withdrawn
    going = {client: card for client, card in known.items() if client not in client_ids and card[1] is not None}
    if withdrawn.keys() != going.keys():
        connection.execute(delete(withdrawn_cards).where(withdrawn_cards.c.activity_row == row))
        _put(connection, row, going)
    return {client: card for client, card in known.items() if client in client_ids}


def records(activity: Activity, row: int, cards: Cards, random: Random) -> list[dict[str, Any]]:
    """Return the rows of the table ``activity_clients``; a client without a card gets a new one."""
    found = []
    for position, client_id in enumerate(activity.client_ids):
        card, printed = cards.get(client_id) or (new_id(random), None)
        found.append(
            {"card": card, "activity_row": row, "client_id": client_id, "position": position, "printed": printed}
        )
    return found


def _cards(connection: Connection, row: int, table: Any) -> Cards:
    columns = table.c
    statement = select(columns.client_id, columns.card, columns.printed).where(columns.activity_row == row)
    return {found[0]: (found[1], found[2]) for found in connection.execute(statement)}


def _put(connection: Connection, row: int, cards: Cards) -> None:
    if cards:
        kept = [
            {"card": card, "activity_row": row, "client_id": client, "printed": printed}
            for client, (card, printed) in cards.items()
        ]
        connection.execute(insert(withdrawn_cards), kept)
