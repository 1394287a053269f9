"""``lotsenbuch traeger receipt | export``: what goes out again."""

from pathlib import Path

import click
import msgspec

from lotsenbuch import writing
from lotsenbuch.cli import frame, output, traeger_desk
from lotsenbuch.i18n import _
from lotsenbuch.traeger import export as year_export
from lotsenbuch.traeger import receipts
from lotsenbuch.traeger.receipts import Answer


@click.command(help=_("Eine Quittung für einen Nachweis schreiben: bestätigt, bezahlt oder eine Frage."))
@click.argument("sheet", metavar=_("NACHWEIS"))
@traeger_desk.out_file_option
@click.option(
    "--question", metavar=_("FRAGE"), help=_("Worum es geht: {codes}.").format(codes=", ".join(receipts.QUESTIONS))
)
@click.option("--text", metavar=_("TEXT"), help=_("Text zur Frage, höchstens 300 Zeichen; - liest ihn ein."))
@click.option("--paid-on", metavar=_("TAG"), help=_("Tag der Zahlung."))
@click.option("--amount-cents", type=int, metavar=_("CENT"), help=_("Betrag; ohne Angabe der errechnete."))
@frame.vault_options
@frame.json_option
def receipt(
    sheet: str,
    out: Path,
    question: str | None,
    text: str | None,
    paid_on: str | None,
    amount_cents: int | None,
    vault: Path | None,
    passphrase_file: str | None,
    json_: bool,
) -> None:
    """Sign a receipt for the version of a sheet that counts, for example ``L001-2025-10``."""
    answer = Answer(question, frame.typed(text), frame.day(paid_on) if paid_on else None, amount_cents)
    writing.require_folder(out.parent)
    with traeger_desk.opened(vault, passphrase_file) as desk:
        written = receipts.write(desk.collection, desk.keys, sheet, answer, desk.machine.clock.today())
        writing.put(out, written.file)
    made = written.receipt
    result = {
        "file": str(out),
        "sheet_id": made.sheet_id,
        "version": made.sheet_version,
        "state": made.state,
        "paid_on": made.paid_on,
        "amount_cents": made.amount_cents,
        "question": msgspec.to_builtins(made.question) if made.question else None,
    }
    output.show(result, [str(out)], as_json_text=json_)


@click.command(help=_("Das Jahr ausgeben: Bericht als PDF, Tabellen als XLSX und CSV, alles als JSON."))
@traeger_desk.year_option
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar=_("ORDNER"), help=_("Zielordner."))
@frame.vault_options
@frame.json_option
def export(year: int, out: Path, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Write the year's files."""
    with traeger_desk.opened(vault, passphrase_file) as desk:
        today = desk.machine.clock.today()
        files = year_export.export(desk.collection, year, today, desk.year_files, out)
    shown = [str(file) for file in files]
    output.show({"year": year, "files": shown}, shown, as_json_text=json_)


COMMANDS: dict[str, click.Command] = {"receipt": receipt, "export": export}
