"""``lotsenbuch traeger import | quarantine | undo-import``: what comes in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from lotsenbuch.cli import frame, output, traeger_desk
from lotsenbuch.i18n import _
from lotsenbuch.traeger import intake, placing, quarantine
from lotsenbuch.traeger.intake import Told

REFUSED = 4


@click.command("import", help=_("Nachweise annehmen: Dateien, oder Ordner mit allem darin."))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=_("PFAD..."))
@frame.vault_options
@frame.json_option
def import_(paths: tuple[Path, ...], vault: Path | None, passphrase_file: str | None, json_: bool) -> int:
    """Take sheets in; exit code 4 when at least one file was refused."""
    files = intake.files_in(paths)
    with traeger_desk.opened(vault, passphrase_file) as desk, _progress(files) as told:
        taken = intake.receive(desk.collection, desk.keys, files, desk.machine.clock.now(), told)
    output.show(traeger_desk.as_dict(taken), traeger_desk.lines(taken), as_json_text=json_)
    return REFUSED if taken.count("refused") else 0


@contextmanager
def _progress(files: Sequence[Path]) -> Iterator[Told]:
    """Show a bar that counts files, on a terminal only."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(_("Nachweise"), total=len(files))
        yield lambda _verdict: bar.advance(task)


@click.command("quarantine", help=_("Dateien zeigen, deren Schlüssel hier nicht bekannt ist."))
@frame.vault_options
@frame.json_option
def quarantine_(vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """List what waits in quarantine, with the eight words of each key."""
    with traeger_desk.opened(vault, passphrase_file) as desk:
        found = quarantine.waiting(desk.collection)
    rows = [
        {
            "id": each.id,
            "name": each.name,
            "signer": each.signer,
            "words": list(each.words),
            "received": each.received_at.isoformat(timespec="seconds"),
            "batch": each.batch,
        }
        for each in found
    ]
    lines = [f"{each.name}: {' '.join(each.words)}" for each in found]
    output.show(rows, lines or [_("Die Quarantäne ist leer.")], as_json_text=json_)


@click.command("undo-import", help=_("Einen ganzen Import zurücknehmen."))
@click.argument("batch", type=int, metavar=_("NUMMER"))
@frame.vault_options
@frame.json_option
def undo_import(batch: int, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Undo an import as a whole."""
    with traeger_desk.opened(vault, passphrase_file) as desk:
        removed = placing.undo(desk.collection, batch)
    text = _("Der Import {batch} ist zurückgenommen, {count} Nachweise sind entfernt.")
    output.show({"batch": batch, "removed": removed}, [text.format(batch=batch, count=removed)], as_json_text=json_)


COMMANDS: dict[str, click.Command] = {"import": import_, "quarantine": quarantine_, "undo-import": undo_import}
