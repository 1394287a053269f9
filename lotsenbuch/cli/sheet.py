"""``lotsenbuch sheet``: preview, issue, list and verify activity sheets, take receipts."""

from pathlib import Path
from typing import Any

import click
import msgspec

from lotsenbuch import bootstrap, writing
from lotsenbuch.cli import frame, output, verify
from lotsenbuch.i18n import _
from lotsenbuch.services import handover, receipts, sheets, sheets_state
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.sheet import reader
from lotsenbuch.sheet.files import read_file
from lotsenbuch.sheet.model import Sheet


@click.group(help=_("Tätigkeitsnachweise ansehen, versiegeln, prüfen; Quittungen einlesen."))
def command() -> None:
    """Group the commands about sheets."""


def month_options(function: frame.F) -> frame.F:
    """Add ``--month`` and ``--traeger``."""
    function = click.option("--traeger", metavar=_("KÜRZEL"), help=_("Träger, wenn es mehrere gibt."))(function)
    return click.option("--month", required=True, metavar=_("JJJJ-MM"), help=_("Monat, zum Beispiel 2026-03."))(
        function
    )


def as_dict(sheet: Sheet, file: Path | None) -> dict[str, Any]:
    """Return a sheet as the JSON of the command line shows it; ``statistics`` is null without a Träger."""
    statistics = reader.statistics(sheet)
    return {
        "file": str(file) if file else None,
        "sheet_id": sheet.sheet_id,
        "version": sheet.sheet_version,
        "replaces": sheet.replaces,
        "period": msgspec.to_builtins(sheet.period),
        "nil": sheet.nil,
        "settlement": msgspec.to_builtins(reader.settlement(sheet)),
        "statistics": msgspec.to_builtins(statistics) if statistics else None,
    }


def _lines(sheet: Sheet, file: Path | None) -> list[str]:
    part = reader.settlement(sheet)
    minutes = sum(line.billable_minutes for line in part.lines)
    lines = [
        _("{sheet}, Version {version}").format(sheet=sheet.sheet_id, version=sheet.sheet_version),
        _("Stunden, die zählen: {hours}").format(hours=output.hours(minutes)),
        _("Betrag: {amount}").format(amount=output.euros(part.amount_cents)),
    ]
    return [*lines, str(file)] if file else lines


@command.command(help=_("Zeigen, was der Nachweis eines Monats enthalten wird. Nichts wird gespeichert."))
@month_options
@frame.vault_options
@frame.json_option
def preview(month: str, traeger: str | None, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Show the sheet of a month as it would be issued now."""
    with frame.opened(vault, passphrase_file) as desk:
        draft = sheets.draft(desk.log, frame.month(month), desk.machine.clock.today(), traeger_code=traeger)
    output.show(as_dict(draft.sheet, None), _lines(draft.sheet, None), as_json_text=json_)


@command.command(help=_("Einen Monat versiegeln und die Datei für den Träger schreiben."))
@month_options
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar=_("ORDNER"), help=_("Zielordner."))
@click.option("--nil", is_flag=True, help=_("Nullmeldung: in diesem Monat war nichts."))
@click.option("--plain", is_flag=True, help=_("Als offenes PDF statt versiegelt."))
@frame.vault_options
@frame.json_option
def issue(
    month: str,
    traeger: str | None,
    out: Path,
    nil: bool,
    plain: bool,
    vault: Path | None,
    passphrase_file: str | None,
    json_: bool,
) -> None:
    """Seal a month and write its file; an unchanged month gives the same sheet again."""
    with frame.opened(vault, passphrase_file) as desk:
        writing.require_folder(out)
        draft = sheets.draft(desk.log, frame.month(month), desk.machine.clock.today(), traeger_code=traeger)
        issued = sheets.issue(desk.log, draft, desk.renderer, desk.machine.clock, nil=nil)
        file = handover.save(desk.log, issued, out, plain=plain)
    output.show(as_dict(draft.sheet, file), _lines(draft.sheet, file), as_json_text=json_)


def _row(sheet: IssuedSheet, state: str) -> dict[str, Any]:
    return {
        "sheet_id": sheet.sheet_id,
        "version": sheet.version,
        "traeger": sheet.traeger_code or None,
        "month": f"{sheet.month:%Y-%m}",
        "nil": sheet.nil,
        "state": state,
        "payload": sheet.payload_hash,
        "replaces": sheet.replaces,
    }


@command.command("list", help=_("Alle versiegelten Monate zeigen."))
@frame.vault_options
@frame.json_option
def list_(vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """List the newest version of every month."""
    with frame.opened(vault, passphrase_file) as desk:
        states = {(each.traeger_code, each.month): each.state for each in sheets_state.months(desk.log)}
        found = [_row(each, states[each.traeger_code, each.month]) for each in desk.log.sheets.latest()]
    output.show(found, [f"{row['month']}  {row['sheet_id']}  {row['state']}" for row in found], as_json_text=json_)


@command.command(help=_("Eine Quittung des Trägers einlesen."))
@click.argument("file", type=click.Path(path_type=Path), metavar=_("DATEI"))
@frame.vault_options
@frame.json_option
def receipt(file: Path, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Take a receipt in."""
    with frame.opened(vault, passphrase_file) as desk:
        taken = receipts.take(desk.log, read_file(file), desk.machine.random)
    result = {
        "sheet_id": taken.receipt.sheet_id,
        "version": taken.receipt.sheet_version,
        "state": taken.receipt.state,
        "paid_on": taken.receipt.paid_on,
        "amount_cents": taken.receipt.amount_cents,
        "question": msgspec.to_builtins(taken.receipt.question) if taken.receipt.question else None,
    }
    text = _("Der Träger fragt nach.") if taken.receipt.question else _("Der Träger hat den Nachweis bestätigt.")
    output.show(result, [f"{taken.receipt.sheet_id}: {text}"], as_json_text=json_)


@command.command("verify", help=_("Prüfen, ob ein Nachweis unverändert ist und wer ihn unterschrieben hat."))
@click.argument("file", type=click.Path(path_type=Path), metavar=_("DATEI"))
@click.option(
    "--key",
    "key_file",
    type=click.Path(path_type=Path),
    metavar=_("DATEI"),
    help=_("Datei mit dem öffentlichen Schlüssel der Lots*in (Base64); ohne sie bleibt offen, wer unterschrieben hat."),
)
@frame.vault_options
@frame.json_option
def verify_(file: Path, key_file: Path | None, vault: Path | None, passphrase_file: str | None, json_: bool) -> int:
    """Verify a plain sheet, or a sealed one with the vault of a recipient."""
    keys = verify.keys_of(key_file)
    opening = None
    if vault is not None:
        opening = bootstrap.opening_keys(vault, frame.secret(passphrase_file))
    return verify.verify(file, keys, opening, as_json_text=json_)
