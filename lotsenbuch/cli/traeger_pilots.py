"""``lotsenbuch traeger invite | enrol | pilots``: the pilots and their keys."""

from pathlib import Path
from typing import Any

import click

from lotsenbuch import writing
from lotsenbuch.cli import frame, output, traeger_desk
from lotsenbuch.i18n import _
from lotsenbuch.sheet.documents import PolicyTerms
from lotsenbuch.sheet.files import read_file
from lotsenbuch.sheet.keys import VerifyKey
from lotsenbuch.traeger import enrolment, intake
from lotsenbuch.traeger.enrolment import Invitation
from lotsenbuch.traeger.records import WAITING, Pilot

_PROGRAMME_BYTES = 100_000


def _invitation_options(function: frame.F) -> frame.F:
    options = (
        click.option("--name", required=True, metavar=_("NAME"), help=_("Name der Lots*in; - liest ihn ein.")),
        click.option("--code", default="", metavar=_("KENNUNG"), help=_("Kennung; ohne Angabe die nächste freie.")),
        click.option("--role", type=click.Choice(["normal", "coordinating"]), default="normal", help=_("Rolle.")),
        click.option("--line", default="wir", show_default=True, metavar=_("LINIE"), help=_("Programmlinie.")),
        click.option("--from", "starts", metavar=_("TAG"), help=_("Erster Tag; ohne Angabe der 1. Januar.")),
        click.option("--to", "ends", metavar=_("TAG"), help=_("Letzter Tag.")),
        click.option("--k", type=click.IntRange(3, 999), default=5, show_default=True, help=_("Kleinste Zahl.")),
        click.option("--no-topics", is_flag=True, help=_("Themen nicht auswerten.")),
        click.option("--origin", type=click.Choice(["country", "language"]), default="country", help=_("Herkunft.")),
        click.option("--programme", type=click.Path(path_type=Path), metavar=_("DATEI"), help=_("Programmdatei.")),
    )
    for option in reversed(options):
        function = option(function)
    return function


@click.command(help=_("Eine Lots*in einladen: schreibt die Datei, die sie bekommt."))
@_invitation_options
@traeger_desk.out_file_option
@frame.vault_options
@frame.json_option
def invite(out: Path, vault: Path | None, passphrase_file: str | None, json_: bool, **wish: Any) -> None:
    """Invite a pilot, or renew her invite."""
    invitation = _invitation(wish)
    writing.require_folder(out.parent)
    with traeger_desk.opened(vault, passphrase_file) as desk:
        invited = enrolment.invite(
            desk.collection, desk.keys, invitation, desk.machine.clock.today(), desk.machine.random
        )
        writing.put(out, invited.file)
    result = {**_row(invited.pilot), "file": str(out), "expires": invited.pilot.expires, "words": list(invited.words)}
    lines = [
        str(out),
        _("Kennung: {code}").format(code=invited.pilot.code),
        _("Gültig bis {day}").format(day=f"{invited.pilot.expires:%d.%m.%Y}"),
        _("Die acht Wörter Ihres Schlüssels zum Vorlesen: {words}").format(words=" ".join(invited.words)),
    ]
    output.show(result, lines, as_json_text=json_)


def _invitation(wish: dict[str, Any]) -> Invitation:
    programme: Path | None = wish["programme"]
    lines = None
    if programme is not None:
        lines = tuple(read_file(programme, _PROGRAMME_BYTES).decode("utf-8", errors="replace").splitlines())
    return Invitation(
        name=frame.typed(wish["name"]) or "",
        line=wish["line"],
        role=wish["role"],
        code=wish["code"],
        starts=frame.day(wish["starts"]) if wish["starts"] else None,
        ends=frame.day(wish["ends"]) if wish["ends"] else None,
        policy=PolicyTerms(k=wish["k"], topics=not wish["no_topics"], origin=wish["origin"]),
        programme=lines,
    )


def _row(pilot: Pilot) -> dict[str, Any]:
    key = VerifyKey.from_bytes(pilot.sign_key) if pilot.sign_key else None
    return {
        "code": pilot.code,
        "name": pilot.name,
        "role": pilot.role,
        "line": pilot.line,
        "state": pilot.state,
        "from": pilot.starts,
        "to": pilot.ends,
        "key": key.id if key else None,
    }


@click.command(help=_("Die Antwort einer Lots*in aufnehmen; mit ihren acht Wörtern zählen ihre Nachweise."))
@click.argument("file", type=click.Path(path_type=Path), metavar=_("ANTWORT"))
@click.option("--words", "spoken", metavar=_("WÖRTER"), help=_("Die acht Wörter, die sie vorliest."))
@frame.vault_options
@frame.json_option
def enrol(file: Path, spoken: str | None, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Take in an answer; sheets that waited in quarantine for this key are judged at once."""
    data = read_file(file)
    with traeger_desk.opened(vault, passphrase_file) as desk:
        enrolled = enrolment.enrol(desk.collection, desk.keys, data, frame.typed(spoken))
        judged = intake.judge_quarantine(desk.collection, desk.keys, desk.machine.clock.now())
    result = {**_row(enrolled.pilot), "words": list(enrolled.words), "judged": traeger_desk.as_dict(judged)}
    output.show(result, _enrolled_lines(enrolled, judged), as_json_text=json_)


def _enrolled_lines(enrolled: enrolment.Enrolled, judged: intake.Intake) -> list[str]:
    head = f"{enrolled.pilot.code}: {enrolled.pilot.name}"
    if enrolled.pilot.state == WAITING:
        return [
            head,
            _("Die acht Wörter: {words}").format(words=" ".join(enrolled.words)),
            _("Bitte vergleichen Sie die Wörter am Telefon und nennen Sie sie dann mit --words."),
        ]
    lines = [head, _("Aufgenommen. Die Nachweise dieser Lots*in zählen.")]
    return [*lines, *traeger_desk.lines(judged)] if judged.verdicts else lines


@click.command(help=_("Alle Lots*innen zeigen."))
@frame.vault_options
@frame.json_option
def pilots(vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """List the pilots by code."""
    with traeger_desk.opened(vault, passphrase_file) as desk:
        rows = [_row(pilot) for pilot in desk.collection.pilots.all()]
    states = {
        "invited": _("eingeladen"),
        "waiting": _("Wörter vergleichen"),
        "active": _("aufgenommen"),
        "ended": _("beendet"),
    }
    lines = [f"{row['code']}  {row['name']}  {row['line']}  {states.get(row['state'], row['state'])}" for row in rows]
    output.show(rows, lines or [_("Noch ist niemand eingeladen.")], as_json_text=json_)


COMMANDS: dict[str, click.Command] = {"invite": invite, "enrol": enrol, "pilots": pilots}
