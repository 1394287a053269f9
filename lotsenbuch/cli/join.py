"""``lotsenbuch join``: the pilot's answer to an invite of a Träger."""

from pathlib import Path

import click

from lotsenbuch import writing
from lotsenbuch.cli import frame, output
from lotsenbuch.i18n import _
from lotsenbuch.services import joining
from lotsenbuch.sheet.files import read_file


@click.command("join", help=_("Eine Einladung annehmen und die Antwort für den Träger schreiben."))
@click.argument("invite", type=click.Path(path_type=Path), metavar=_("EINLADUNG"))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar=_("DATEI"), help=_("Datei für die Antwort.")
)
@frame.vault_options
@frame.json_option
def command(invite: Path, out: Path, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Take an invite and write the sealed answer."""
    frame.require_new_file(out)
    with frame.opened(vault, passphrase_file) as desk:
        writing.require_folder(out.parent)
        joined = joining.join(desk.log, read_file(invite), desk.machine.clock.today(), desk.machine.random)
        writing.put(out, joined.answer)
    engagement = joined.engagement
    traeger = engagement.traeger
    result = {
        "file": str(out),
        "engagement": engagement.id,
        "traeger": traeger.code if traeger else None,
        "line": engagement.line,
        "role": engagement.role,
        "pilot": engagement.pilot_code,
        "words": list(joined.own_words),
        "traeger_words": list(joined.traeger_words),
        "sign_key": joined.sign_key,
    }
    lines = [
        str(out),
        _("Ihre acht Wörter: {words}").format(words=" ".join(joined.own_words)),
        _("Die acht Wörter des Trägers: {words}").format(words=" ".join(joined.traeger_words)),
        _("Bitte vergleichen Sie beide am Telefon, bevor Sie etwas abgeben."),
    ]
    output.show(result, lines, as_json_text=json_)
