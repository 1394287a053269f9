"""What the Träger's commands share: opening the collection, options, and how verdicts are shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from lotsenbuch import bootstrap, messages
from lotsenbuch.cli import frame
from lotsenbuch.i18n import _
from lotsenbuch.traeger.intake import VERDICTS, Intake
from lotsenbuch.traeger.records import Verdict


@contextmanager
def opened(vault: Path | None, passphrase_file: str | None) -> Iterator[bootstrap.TraegerDesk]:
    """Open the collection for one command and close it afterwards."""
    directory = vault or bootstrap.only_vault()
    desk = bootstrap.open_collection(directory, frame.secret(passphrase_file))
    try:
        yield desk
    finally:
        desk.close()


def year_option(function: frame.F) -> frame.F:
    """Add ``--year``."""
    return click.option("--year", required=True, type=int, metavar="YYYY", help=_("Jahr."))(function)


def out_file_option(function: frame.F) -> frame.F:
    """Add ``--out`` for a file."""
    kind = click.Path(path_type=Path)
    return click.option("--out", required=True, type=kind, metavar=_("DATEI"), help=_("Zieldatei."))(function)


def sentence(verdict: Verdict) -> str:
    """Return the sentence of a verdict in the active language."""
    return messages.sentence_for(verdict.code, **dict(verdict.params))


def as_dict(taken: Intake) -> dict[str, Any]:
    """Return an import as the JSON of the command line shows it."""
    return {
        **{verdict: taken.count(verdict) for verdict in VERDICTS},
        "batch": taken.batch,
        "files": [
            {
                "path": each.path,
                "verdict": each.verdict,
                "code": each.code,
                "sentence": sentence(each),
                "sheet_id": each.sheet_id,
            }
            for each in taken.verdicts
        ],
    }


def lines(taken: Intake) -> list[str]:
    """Return one line for each file, and the sums."""
    words = {
        "accepted": _("angenommen"),
        "duplicate": _("schon vorhanden"),
        "replaced": _("ersetzt"),
        "outdated": _("älter"),
        "held": _("zurückgehalten"),
        "quarantined": _("in Quarantäne"),
        "refused": _("abgelehnt"),
    }
    sums = [f"{words[verdict]}: {taken.count(verdict)}" for verdict in VERDICTS if taken.count(verdict)]
    if not taken.verdicts:
        return [_("Hier sind keine Nachweise.")]
    number = _("Nummer dieses Imports: {batch}").format(batch=taken.batch)
    return [*(f"{each.path}: {sentence(each)}" for each in taken.verdicts), ", ".join(sums), number]
