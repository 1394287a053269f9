"""``lotsenbuch demo``: the whole main job without a screen."""

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from lotsenbuch.cli import demo_run, frame, output
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _

MOST_PILOTS, MOST_MONTHS = 200, 12


@click.command(
    "demo", help=_("Die ganze Hauptaufgabe mit erfundenen Lots*innen vorführen; alles liegt danach im Ordner.")
)
@click.argument("directory", type=click.Path(path_type=Path), metavar=_("ORDNER"))
@click.option(
    "--pilots", type=click.IntRange(1, MOST_PILOTS), default=3, show_default=True, help=_("Zahl der Lots*innen.")
)
@click.option(
    "--months", type=click.IntRange(1, MOST_MONTHS), default=3, show_default=True, help=_("Monate bis Dezember.")
)
@click.option("--seed", type=int, default=1, show_default=True, help=_("Startzahl der erfundenen Daten."))
@frame.json_option
def command(directory: Path, pilots: int, months: int, seed: int, json_: bool) -> None:
    """Run the demonstration and check its own result."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_("Vorführung"), total=None)
        made = demo_run.plan(directory, pilots, months, seed, lambda _step: progress.advance(task))
        progress.update(task, total=demo_run.steps(made))
        frame.write_private(made.passphrase_file, made.passphrase + "\n")
        outcome = demo_run.run(made)
    _check(outcome, pilots)
    output.show(_result(made, outcome), _lines(made, outcome), as_json_text=json_)


def _check(outcome: demo_run.Outcome, pilots: int) -> None:
    """Fail when what was read back is not what was logged, or when the release rule did not show both its sides."""
    if outcome.pilots_minutes != outcome.traeger_minutes:
        raise ExpectedError("demo_minutes", pilots=outcome.pilots_minutes, traeger=outcome.traeger_minutes)
    if not all(outcome.closed.values()):
        raise ExpectedError("demo_nothing_closed")
    if pilots > 1 and not outcome.carried_over:
        raise ExpectedError("demo_nothing_carried_over")


def _result(made: demo_run.Plan, outcome: demo_run.Outcome) -> dict[str, Any]:
    return {
        "pilots": len(made.pilots),
        "months": len(made.months),
        "activities": outcome.activities,
        "sheets": outcome.sheets,
        "accepted": outcome.accepted,
        "refused": outcome.refused,
        "closings": outcome.closed,
        "carried_over": outcome.carried_over,
        "traeger_minutes": outcome.traeger_minutes,
        "pilots_minutes": outcome.pilots_minutes,
        "amount_cents": outcome.amount_cents,
        "vaults": [str(made.vault(pilot)) for pilot in made.pilots],
        "collection": str(made.collection),
        "sheets_dir": str(made.sheets),
        "reports_dir": str(made.reports),
        "passphrase_file": str(made.passphrase_file),
    }


def _lines(made: demo_run.Plan, outcome: demo_run.Outcome) -> list[str]:
    """Return ten plain lines: what lies where, and what came out."""
    closed = sum(outcome.closed.values())
    return [
        _("{pilots} Lots*innen haben {months} Monate lang {activities} Einsätze eingetragen.").format(
            pilots=len(made.pilots), months=len(made.months), activities=outcome.activities
        ),
        _("Lotsenbücher (verschlüsselt): {folder}").format(folder=made.folder / "lotsen"),
        _("Sammlung des Trägers (verschlüsselt): {folder}").format(folder=made.collection),
        _("Passphrase für alle: {file}").format(file=made.passphrase_file),
        _("Einladungen, Antworten, Quittungen: {folder}").format(folder=made.letters),
        _("Versiegelte Nachweise ({count}): {folder}").format(count=outcome.sheets, folder=made.sheets),
        _("Eingelesen: {accepted} angenommen, {refused} abgelehnt.").format(
            accepted=outcome.accepted, refused=outcome.refused
        ),
        _("Statistik: {closed} Bücher geschlossen, {carried} bleiben offen und zählen später.").format(
            closed=closed, carried=outcome.carried_over
        ),
        _("Stunden in beiden Büchern gleich: {hours}. Betrag: {amount}").format(
            hours=output.hours(outcome.traeger_minutes), amount=output.euros(outcome.amount_cents)
        ),
        _("Berichte des Trägers: {folder}").format(folder=made.reports),
    ]
