"""``lotsenbuch appointment``: planned appointments, and what became of them."""

from pathlib import Path
from typing import Any

import click

from lotsenbuch.cli import activity, client, codes, frame, output
from lotsenbuch.domain.appointment import Appointment
from lotsenbuch.i18n import _
from lotsenbuch.services import appointments, engagements
from lotsenbuch.services.records import AppointmentRow


@click.group(help=_("Termine planen und eintragen, was daraus geworden ist."))
def command() -> None:
    """Group the commands about appointments."""


def _place(row: AppointmentRow) -> str:
    return row.authority_name or codes.name_of(row.appointment.authority_code, "authorities")


def as_dict(row: AppointmentRow) -> dict[str, Any]:
    """Return an appointment as the JSON of the command line shows it."""
    planned = row.appointment
    return {
        "id": planned.id,
        "date": planned.day,
        "start": planned.start,
        "minutes": planned.minutes,
        "authority": {
            "code": planned.authority_code,
            "name": row.authority_name or codes.name_of(planned.authority_code, "authorities"),
        },
        "clients": [{"id": id_, "name": name} for id_, name in zip(planned.client_ids, row.client_names, strict=True)],
        "engagement": planned.engagement_id,
        "state": planned.state,
        "activity": planned.activity_id,
        "note": planned.note,
    }


@command.command(help=_("Einen Termin planen."))
@click.option("--date", "day", required=True, metavar=_("TAG"), help=_("Tag, zum Beispiel 2026-03-11 oder 11.03.2026."))
@click.option("--start", metavar=_("UHRZEIT"), help=_("Anfang, zum Beispiel 9:30."))
@click.option("--minutes", type=int, required=True, help=_("Geplante Dauer in Minuten."))
@click.option("--authority", type=frame.WORDS, default="", help=_("Art der Stelle: Kürzel oder Name."))
@click.option("--client", "clients", type=frame.WORDS, multiple=True, help=_("Person: Name oder Kennung."))
@click.option("--note", type=frame.WORDS, default="", help=_("Notiz; - liest sie von der Standardeingabe."))
@frame.vault_options
@frame.json_option
def add(
    day: str,
    start: str | None,
    minutes: int,
    authority: str,
    clients: tuple[str, ...],
    note: str,
    vault: Path | None,
    passphrase_file: str | None,
    json_: bool,
) -> None:
    """Plan an appointment."""
    with frame.opened(vault, passphrase_file) as desk:
        on = frame.day(day)
        draft = Appointment(
            id="",
            engagement_id=engagements.for_day(desk.log, on).id,
            day=on,
            start=frame.clock_time(start) if start else None,
            minutes=minutes,
            authority_code=codes.code_of(authority, "authorities"),
            client_ids=tuple(client.find(desk.log, wanted).id for wanted in clients),
            note=frame.typed(note) or "",
        )
        planned = appointments.add(desk.log, draft, desk.machine.random)
        row = next(row for row in desk.log.appointments.between(on, on) if row.appointment.id == planned.id)
    output.show(as_dict(row), [planned.id], as_json_text=json_)


@command.command("list", help=_("Termine zeigen."))
@frame.days_options
@frame.vault_options
@frame.json_option
def list_(first: str | None, last: str | None, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """List appointments by day."""
    with frame.opened(vault, passphrase_file) as desk:
        rows = desk.log.appointments.between(*frame.days(first, last))
    output.show([as_dict(row) for row in rows], [_line(row) for row in rows], as_json_text=json_)


def _line(row: AppointmentRow) -> str:
    planned = row.appointment
    start = f" {planned.start:%H:%M}" if planned.start else ""
    state = codes.name_of(planned.state, "states")
    parts = (planned.id, f"{output.german(planned.day)}{start}", _place(row), ", ".join(row.client_names), state)
    return "  ".join(part for part in parts if part)


@command.command(help=_("Ein Termin hat stattgefunden: den Einsatz eintragen."))
@click.argument("appointment", type=frame.WORDS, metavar=_("KENNUNG"))
@click.option("--minutes", type=int, help=_("Dauer in Minuten, wenn sie anders war als geplant."))
@frame.vault_options
@frame.json_option
def held(appointment: str, minutes: int | None, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Mark an appointment as held and log its activity."""
    with frame.opened(vault, passphrase_file) as desk:
        book = engagements.book(desk.log)
        today, random = desk.machine.clock.today(), desk.machine.random
        outcome = appointments.held(desk.log, appointment, book, today, random, minutes)
        logged = activity.of_outcome(desk.log, book, outcome)
    output.show(logged, [logged["id"]], as_json_text=json_)
