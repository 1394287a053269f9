"""``lotsenbuch client``: households the pilot accompanies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lotsenbuch.cli import codes, frame, output
from lotsenbuch.domain.client import NOT_ASKED, Client
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


def _closed(client: Client) -> str:
    return "  " + _("abgeschlossen am {day}").format(day=output.german(client.closed)) if client.closed else ""


def _lines(client: Client) -> list[str]:
    return output.facts(
        (
            (_("Kennung"), client.id),
            (_("Name"), client.name),
            (_("Sprachen"), [codes.name_of(code, "languages") for code in client.languages]),
            (_("Herkunft"), codes.name_of(client.origin, "origins")),
            (_("Altersgruppe"), codes.name_of(client.age_band, "age_bands")),
            (_("Geschlecht"), codes.name_of(client.gender, "genders")),
            (_("Personen im Haushalt"), client.persons),
            (_("Einwilligung"), codes.name_of(client.consent, "consents")),
            (_("Einwilligung vom"), client.consent_on),
            (_("Notiz"), client.note),
            (_("Begonnen am"), client.opened),
            (_("Abgeschlossen am"), client.closed),
        )
    )


def _coded(option: str, list_: str, text: str) -> Callable[[frame.F], frame.F]:
    explained = f"{text}: {codes.listed(list_)}."
    return click.option(option, type=frame.WORDS, default="", metavar=_("KÜRZEL"), help=explained)


@command.command(
    help=_("Eine Person eintragen. Andere Programme dieses Kontos sehen Argumente; - liest von der Standardeingabe.")
)
@click.option(
    "--name", type=frame.WORDS, required=True, help=_("Name oder Spitzname; - liest ihn von der Standardeingabe.")
)
@click.option(
    "--language",
    "languages",
    type=frame.WORDS,
    multiple=True,
    metavar=_("KÜRZEL"),
    help=_("Sprache, zum Beispiel fa oder Persisch; mehrfach möglich, zuerst die Erstsprache."),
)
@click.option(
    "--origin",
    type=frame.WORDS,
    default="",
    metavar=_("KÜRZEL"),
    help=_("Herkunftsland, zum Beispiel AF oder Afghanistan."),
)
@_coded("--age-band", "age_bands", _("Altersgruppe"))
@_coded("--gender", "genders", _("Geschlecht"))
@click.option("--persons", type=int, default=1, help=_("Personen im Haushalt, ohne Angabe 1."))
@_coded("--consent", "consents", _("Stand der Einwilligung, ohne Angabe not_asked"))
@click.option("--consent-on", metavar=_("TAG"), help=_("Tag, an dem die Einwilligung gegeben oder abgelehnt wurde."))
@click.option("--note", type=frame.WORDS, default="", help=_("Notiz; - liest sie von der Standardeingabe."))
@frame.vault_options
@frame.json_option
def add(vault: Path | None, passphrase_file: str | None, json_: bool, **given: Any) -> None:
    """Open a case."""
    with frame.opened(vault, passphrase_file) as desk:
        client = clients.add(desk.log, _draft(given), desk.machine.clock.today(), desk.machine.random)
    output.show(as_dict(client), [client.id], as_json_text=json_)


def _draft(given: dict[str, Any]) -> Client:
    return Client(
        id="",
        name=frame.typed(given["name"]) or "",
        languages=tuple(codes.code_of(language, "languages") for language in given["languages"]),
        origin=codes.code_of(given["origin"], "origins"),
        age_band=codes.code_of(given["age_band"], "age_bands"),
        gender=codes.code_of(given["gender"], "genders"),
        persons=given["persons"],
        consent=codes.code_of(given["consent"], "consents") or NOT_ASKED,
        consent_on=frame.day(given["consent_on"]) if given["consent_on"] else None,
        note=frame.typed(given["note"]) or "",
    )


@command.command("list", help=_("Alle Personen zeigen."))
@frame.vault_options
@frame.json_option
def list_(vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """List all clients by name."""
    with frame.opened(vault, passphrase_file) as desk:
        found = desk.log.clients.all()
    lines = [f"{each.id}  {each.name}{_closed(each)}" for each in found]
    output.show([as_dict(client) for client in found], lines, as_json_text=json_)


@command.command(help=_("Eine Person zeigen."))
@click.argument("client", type=frame.WORDS, metavar=_("PERSON"))
@frame.vault_options
@frame.json_option
def show(client: str, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Show one client by id or name."""
    with frame.opened(vault, passphrase_file) as desk:
        found = find(desk.log, client)
    output.show(as_dict(found), _lines(found), as_json_text=json_)


@command.command(help=_("Einen Fall abschließen."))
@click.argument("client", type=frame.WORDS, metavar=_("PERSON"))
@click.option("--on", "day", metavar=_("TAG"), help=_("Tag des Abschlusses, ohne Angabe heute."))
@frame.vault_options
@frame.json_option
def close(client: str, day: str | None, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Close a case."""
    with frame.opened(vault, passphrase_file) as desk:
        on = frame.day(day) if day else desk.machine.clock.today()
        closed = clients.close(desk.log, find(desk.log, client).id, on)
    output.show(as_dict(closed), [_("Der Fall ist abgeschlossen.")], as_json_text=json_)
