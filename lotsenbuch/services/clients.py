"""Clients: households the pilot accompanies."""

from dataclasses import replace
from datetime import date

from lotsenbuch import catalogue
from lotsenbuch.domain.client import Client
from lotsenbuch.domain.identity import Random, new_id
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services.ports import Log

MAX_NAME = 200
MAX_PERSONS = 50


def add(log: Log, client: Client, today: date, random: Random) -> Client:
    """Open a case. Raises ``client_name_missing``, ``client_name_long``, ``client_persons`` or ``code_unknown``."""
    fresh = replace(client, id=new_id(random), name=client.name.strip(), opened=client.opened or today)
    _check(fresh)
    with log.transaction():
        log.clients.add(fresh)
    return fresh


def edit(log: Log, client: Client) -> Client:
    """Save changes to a case; returns it as it was before."""
    before = log.clients.get(client.id)
    changed = replace(client, name=client.name.strip())
    _check(changed, before)
    with log.transaction():
        log.clients.replace(changed)
    return before


def close(log: Log, client_id: str, day: date) -> Client:
    """Close a case on ``day``; its retention period begins then. A closed case keeps its first day of closing."""
    client = log.clients.get(client_id)
    if client.opened is not None and day < client.opened:
        raise ExpectedError("client_closed_before_opened", opened=client.opened.isoformat(), day=day.isoformat())
    closed = replace(client, closed=client.closed or day)
    with log.transaction():
        log.clients.replace(closed)
    return closed


def named(log: Log, name: str) -> list[Client]:
    """Return the clients with exactly this name, whatever the capitals."""
    wanted = name.strip().casefold()
    return [client for client in log.clients.all() if client.name.casefold() == wanted]


def _check(client: Client, before: Client | None = None) -> None:
    if not client.name:
        raise ExpectedError("client_name_missing")
    if len(client.name) > MAX_NAME:
        raise ExpectedError("client_name_long", limit=MAX_NAME)
    if not 1 <= client.persons <= MAX_PERSONS:
        raise ExpectedError("client_persons", limit=MAX_PERSONS)
    kept = _codes(before) if before else set()
    for kind, code in sorted(_codes(client) - kept):
        if code and _LISTS[kind]().get(code) is None:
            raise ExpectedError("code_unknown", code=code[:40], list=kind)


_LISTS = {
    "languages": catalogue.languages,
    "origins": catalogue.origins,
    "age_bands": catalogue.age_bands,
    "genders": catalogue.genders,
    "consents": catalogue.consents,
}


def _codes(client: Client) -> set[tuple[str, str]]:
    """Return (list, code) of every coded value; codes of newer versions that were there before are kept."""
    return {
        *(("languages", code) for code in client.languages),
        ("origins", client.origin),
        ("age_bands", client.age_band),
        ("genders", client.gender),
        ("consents", client.consent),
    }
