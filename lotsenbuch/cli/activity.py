"""``lotsenbuch activity``: the log itself."""

from pathlib import Path
from typing import Any

import click

from lotsenbuch.cli import activity_options, codes, frame, output
from lotsenbuch.domain.activity import DELETED, OPEN, SEALED
from lotsenbuch.i18n import N_, _
from lotsenbuch.programme import ProgrammeBook
from lotsenbuch.services import activities, engagements, quickadd
from lotsenbuch.services.appointments import Outcome
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import ActivityQuery, ActivityRow

_STATES = {OPEN: N_("offen"), SEALED: N_("versiegelt"), DELETED: N_("im Papierkorb")}


@click.group(help=_("Einsätze eintragen, zeigen, ändern, löschen und wiederherstellen."))
def command() -> None:
    """Group the commands about activities."""


def as_dict(row: ActivityRow, engagement_of: dict[str, Any], book: ProgrammeBook) -> dict[str, Any]:
    """Return an activity as the JSON of the command line shows it (a stable contract)."""
    activity = row.activity
    kilometres = activity.distance_m / 1000
    return {
        "id": activity.id,
        "date": activity.day,
        "start": activity.start,
        "end": activity.end,
        "minutes": activity.minutes,
        "travel_minutes": activity.travel_minutes,
        "waiting_minutes": activity.waiting_minutes,
        "distance_km": int(kilometres) if kilometres.is_integer() else kilometres,
        "kind": activity.kind,
        "authority": {"code": activity.authority_code, "name": place(row)},
        "topics": list(activity.topics),
        "clients": [{"id": id_, "name": name} for id_, name in zip(activity.client_ids, row.client_names, strict=True)],
        "engagement": activity.engagement_id,
        "billable": activities.is_billable(activity, engagement_of[activity.engagement_id], book),
        "note": activity.note,
        "state": activity.state,
    }


def place(row: ActivityRow) -> str:
    """Return what the authority is called: by the pilot, or else by the catalogue."""
    return row.authority_name or codes.name_of(row.activity.authority_code, "authorities")


def shown(log: Log, book: ProgrammeBook, rows: list[ActivityRow]) -> list[dict[str, Any]]:
    """Return rows as the JSON of the command line shows them."""
    known = {each.id: each for each in log.engagements.all()}
    return [as_dict(row, known, book) for row in rows]


def of_outcome(log: Log, book: ProgrammeBook, outcome: Outcome) -> dict[str, Any]:
    """Return the activity that came of an appointment, with the hints about it."""
    if outcome.saved is None:
        return {}
    return saved(log, book, outcome.saved)


def saved(log: Log, book: ProgrammeBook, result: activities.Saved) -> dict[str, Any]:
    """Return a saved activity with the hints about it."""
    row = shown(log, book, [log.activities.row(result.activity.id)])[0]
    hints = [output.hint_of(hint) for hint in result.hints]
    return {**row, "hints": hints}


def _print_saved(result: dict[str, Any], *, json_: bool) -> None:
    output.show(result, [result["id"], *(hint["sentence"] for hint in result["hints"])], as_json_text=json_)


@command.command(
    help=_("Einen Einsatz eintragen. Andere Programme dieses Kontos sehen Argumente; - liest von der Standardeingabe.")
)
@click.option(
    "--text",
    type=frame.WORDS,
    help=_("Kurze Zeile wie: gestern 9-11:30 Jobcenter mit Amina: Brief erklärt; - liest sie von der Standardeingabe."),
)
@click.option("--create", is_flag=True, help=_("Unbekannte Personen nach „mit“ neu eintragen."))
@activity_options.fields
@frame.vault_options
@frame.json_option
def add(
    text: str | None, create: bool, vault: Path | None, passphrase_file: str | None, json_: bool, **given: Any
) -> int:
    """Log an activity from a line of text, from single values, or from both (the values win)."""
    try:
        result = _added(text, create, vault, passphrase_file, given)
    except quickadd.NotUnderstoodError as error:
        return _print_not_understood(error, json_=json_)
    _print_saved(result, json_=json_)
    return 0


def _added(
    text: str | None, create: bool, vault: Path | None, passphrase_file: str | None, given: dict[str, Any]
) -> dict[str, Any]:
    with frame.opened(vault, passphrase_file) as desk:
        today, random = desk.machine.clock.today(), desk.machine.random
        book = engagements.book(desk.log)
        line = frame.typed(text)
        with desk.log.transaction():
            draft = (
                quickadd.draft(desk.log, line, today, random, create=create)
                if line is not None
                else activity_options.empty(desk.log, given, today)
            )
            draft = activity_options.applied(desk.log, draft, given)
            return saved(desk.log, book, activities.record(desk.log, draft, book, today, random))


def _print_not_understood(error: quickadd.NotUnderstoodError, *, json_: bool) -> int:
    """Show which words are unclear; they go to the person who typed them and nowhere else."""
    found = output.error_of(error)
    pieces = [{"text": piece.text, "reason": piece.reason.value} for piece in error.pieces]
    if json_:
        click.echo(output.as_json({"error": {**found, "not_understood": pieces}}))
    for line in (found["sentence"], *(piece["text"] for piece in pieces)):
        click.echo(line, err=True)
    return error.exit_code


@command.command("list", help=_("Einsätze zeigen, die neuesten zuerst."))
@frame.days_options
@click.option(
    "--search",
    type=frame.WORDS,
    default="",
    help=_("Wörter aus Notizen, Namen und Stellen; - liest sie von der Standardeingabe."),
)
@click.option("--deleted", is_flag=True, help=_("Den Papierkorb zeigen."))
@frame.vault_options
@frame.json_option
def list_(
    first: str | None,
    last: str | None,
    search: str,
    deleted: bool,
    vault: Path | None,
    passphrase_file: str | None,
    json_: bool,
) -> None:
    """List activities."""
    with frame.opened(vault, passphrase_file) as desk:
        begin, end = frame.days(first, last)
        query = ActivityQuery(first=begin, last=end, text=frame.typed(search) or "", deleted=deleted)
        rows = activities.rows(desk.log, query)
        found = shown(desk.log, engagements.book(desk.log), rows)
    output.show(found, [_line(row) for row in rows], as_json_text=json_)


def _line(row: ActivityRow) -> str:
    activity = row.activity
    parts = (
        activity.id,
        output.german(activity.day),
        output.hours(activity.minutes),
        place(row) or codes.name_of(activity.kind, "kinds"),
        ", ".join(row.client_names),
        _("versiegelt") if activity.state == SEALED else "",
    )
    return "  ".join(part for part in parts if part)


def _lines(row: ActivityRow) -> list[str]:
    activity = row.activity
    return output.facts(
        (
            (_("Kennung"), activity.id),
            (_("Tag"), activity.day),
            (_("Anfang"), activity.start),
            (_("Ende"), activity.end),
            (_("Dauer"), output.hours(activity.minutes)),
            (_("Art"), codes.name_of(activity.kind, "kinds")),
            (_("Stelle"), place(row)),
            (_("Personen"), row.client_names),
            (_("Themen"), [codes.name_of(topic, "topics") for topic in activity.topics]),
            (_("Fahrzeit"), output.hours(activity.travel_minutes) if activity.travel_minutes else None),
            (_("Wartezeit"), output.hours(activity.waiting_minutes) if activity.waiting_minutes else None),
            (_("Strecke in km"), str(activity.distance_m / 1000).replace(".", ",") if activity.distance_m else None),
            (_("Notiz"), activity.note),
            (_("Stand"), _(_STATES[activity.state])),
        )
    )


@command.command(help=_("Einen Einsatz zeigen."))
@click.argument("activity", type=frame.WORDS, metavar=_("KENNUNG"))
@frame.vault_options
@frame.json_option
def show(activity: str, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Show one activity."""
    with frame.opened(vault, passphrase_file) as desk:
        row = desk.log.activities.row(activity)
        found = shown(desk.log, engagements.book(desk.log), [row])[0]
    output.show(found, _lines(row), as_json_text=json_)


@command.command(help=_("Einen Einsatz ändern; was nicht genannt ist, bleibt."))
@click.argument("activity", type=frame.WORDS, metavar=_("KENNUNG"))
@activity_options.fields
@frame.vault_options
@frame.json_option
def edit(activity: str, vault: Path | None, passphrase_file: str | None, json_: bool, **given: Any) -> None:
    """Change an activity."""
    with frame.opened(vault, passphrase_file) as desk:
        book = engagements.book(desk.log)
        draft = activity_options.applied(desk.log, desk.log.activities.get(activity), given)
        result = saved(desk.log, book, activities.edit(desk.log, draft, book, desk.machine.clock.today()))
    _print_saved(result, json_=json_)


@command.command(help=_("Einen Einsatz in den Papierkorb legen. Dort bleibt er 30 Tage."))
@click.argument("activity", type=frame.WORDS, metavar=_("KENNUNG"))
@frame.vault_options
@frame.json_option
def delete(activity: str, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Move an activity into the bin."""
    with frame.opened(vault, passphrase_file) as desk:
        activities.delete(desk.log, activity, desk.machine.clock.now())
        found = shown(desk.log, engagements.book(desk.log), [desk.log.activities.row(activity)])[0]
    output.show(found, [_("Der Einsatz liegt im Papierkorb.")], as_json_text=json_)


@command.command(help=_("Einen Einsatz aus dem Papierkorb wiederherstellen."))
@click.argument("activity", type=frame.WORDS, metavar=_("KENNUNG"))
@frame.vault_options
@frame.json_option
def restore(activity: str, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Take an activity out of the bin."""
    with frame.opened(vault, passphrase_file) as desk:
        activities.restore(desk.log, activity)
        found = shown(desk.log, engagements.book(desk.log), [desk.log.activities.row(activity)])[0]
    output.show(found, [_("Der Einsatz ist wieder da.")], as_json_text=json_)
