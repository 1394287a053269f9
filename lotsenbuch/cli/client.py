"""``lotsenbuch client``: households the pilot accompanies."""

from pathlib import Path
from typing import Any

import click

from lotsenbuch.cli import frame, output
from lotsenbuch.domain.client import Client
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _
from lotsenbuch.services import clients
from lotsenbuch.services.ports import Log


@click.group(help=_("Personen und Haushalte."))
def command() -> None:
    """Group the commands about clients."""


def as_dict(client: Client) -> dict[str, Any]:
    """Return a client as the JSON of the command line shows it."""
    return {
        "id": client.id,
        "name": client.name,
        "languages": list(client.languages),
        "origin": client.origin,
        "age_band": client.age_band,
        "gender": client.gender,
        "persons": client.persons,
        "consent": client.consent,
        "consent_on": client.consent_on,
        "note": client.note,
        "opened": client.opened,
        "closed": client.closed,
    }


def find(log: Log, wanted: str) -> Client:
    """Return the client with this id or this very name; raises ``client_unknown`` or ``client_ambiguous``."""
    found = clients.named(log, wanted)
    if len(found) > 1:
        raise ExpectedError("client_ambiguous")
    return found[0] if found else log.clients.get(wanted)


@command.command(
    help=_("Eine Person eintragen. Andere Programme dieses Kontos sehen Argumente; - liest von der Standardeingabe.")
)
@click.option("--name", required=True, help=_("Name oder Spitzname; - liest ihn von der Standardeingabe."))
@click.option("--language", "languages", multiple=True, help=_("Sprache (ISO 639), die erste ist die Erstsprache."))
@click.option("--origin", default="", help=_("Herkunft (ISO 3166)."))
@click.option("--age-band", default="", help=_("Altersgruppe."))
@click.option("--gender", default="", help=_("Geschlecht."))
@click.option("--persons", type=int, default=1, show_default=True, help=_("Personen im Haushalt."))
@click.option("--consent", default="not_asked", show_default=True, help=_("Stand der Einwilligung."))
@click.option("--note", default="", help=_("Notiz; - liest sie von der Standardeingabe."))
@frame.vault_options
@frame.json_option
def add(vault: Path | None, passphrase_file: str | None, json_: bool, **values: Any) -> None:
    """Open a case."""
    with frame.opened(vault, passphrase_file) as desk:
        name, note = frame.typed(values.pop("name")), frame.typed(values.pop("note"))
        draft = Client(id="", name=name or "", note=note or "", languages=tuple(values.pop("languages")), **values)
        client = clients.add(desk.log, draft, desk.machine.clock.today(), desk.machine.random)
    output.show(as_dict(client), [client.id], as_json_text=json_)


@command.command("list", help=_("Alle Personen zeigen."))
@frame.vault_options
@frame.json_option
def list_(vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """List all clients by name."""
    with frame.opened(vault, passphrase_file) as desk:
        found = desk.log.clients.all()
    lines = [f"{client.id}  {client.name}" for client in found]
    output.show([as_dict(client) for client in found], lines, as_json_text=json_)


@command.command(help=_("Eine Person zeigen."))
@click.argument("client", metavar=_("PERSON"))
@frame.vault_options
@frame.json_option
def show(client: str, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Show one client by id or name."""
    with frame.opened(vault, passphrase_file) as desk:
        found = as_dict(find(desk.log, client))
    output.show(found, [f"{key}: {value}" for key, value in found.items()], as_json_text=json_)


@command.command(help=_("Einen Fall abschließen."))
@click.argument("client", metavar=_("PERSON"))
@click.option("--on", "day", help=_("Tag des Abschlusses, ohne Angabe heute."))
@frame.vault_options
@frame.json_option
def close(client: str, day: str | None, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Close a case."""
    with frame.opened(vault, passphrase_file) as desk:
        on = frame.day(day) if day else desk.machine.clock.today()
        closed = clients.close(desk.log, find(desk.log, client).id, on)
    output.show(as_dict(closed), [_("Der Fall ist abgeschlossen.")], as_json_text=json_)
