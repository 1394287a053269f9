"""Entry of the command line: finds the command, and turns every outcome into an exit code.

0 done, 1 expected failure, 2 usage, 3 wrong passphrase, 4 refused input, 70 a bug.
"""

import contextlib
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import click

from lotsenbuch import __version__, i18n, log, paths, settings
from lotsenbuch.cli import output, usage
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import N_, _

USAGE, BUG = 2, 70
_COMMANDS = {
    "demo": N_("Den ganzen Weg mit erfundenen Lots*innen zeigen."),
    "vault": N_("Das verschlüsselte Lotsenbuch anlegen, prüfen, seine Passphrase ändern."),
    "client": N_("Personen und Haushalte."),
    "appointment": N_("Termine planen und eintragen, was daraus geworden ist."),
    "activity": N_("Einsätze eintragen, zeigen, ändern, löschen und wiederherstellen."),
    "hours": N_("Stunden, Geld und Freibetrag eines Jahres."),
    "sheet": N_("Tätigkeitsnachweise ansehen, versiegeln, prüfen; Quittungen einlesen."),
    "join": N_("Die Einladung eines Trägers annehmen."),
    "traeger": N_("Für Träger: einladen, Nachweise sammeln, prüfen, auswerten."),
}


class _Commands(click.Group):
    """Loads a command's module only when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"lotsenbuch.cli.{cmd_name}").command
        return usage.dressed(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        # The lines stand here, so that the help of the program need not load every command.
        with formatter.section("Commands"):
            formatter.write_dl([(name, _(text)) for name, text in _COMMANDS.items()])


def root() -> click.Command:
    """Return the command ``lotsenbuch`` itself."""
    group = _Commands(
        name="lotsenbuch",
        help=_("Lotsenbuch auf der Befehlszeile. Ohne Befehl öffnet sich das Fenster."),
        context_settings={"max_content_width": 100},
    )
    version = click.version_option(
        __version__, prog_name="lotsenbuch", message="%(prog)s %(version)s", help=_("Die Version zeigen.")
    )
    return usage.dressed(version(group))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    _speak_utf8()
    i18n.activate(settings.load().language)
    with contextlib.suppress(OSError):
        # A log that cannot be written keeps nobody from her own one.
        log.open_file(paths.log_file())
    try:
        return _outcome(root(), arguments)
    finally:
        log.close()


def _outcome(command: click.Command, arguments: Sequence[str]) -> int:
    try:
        result = command.main(args=list(arguments), prog_name="lotsenbuch", standalone_mode=False)
    except click.UsageError as error:
        return _misused(command, error, arguments)
    except click.ClickException as error:
        return _failed(command, usage.expected(error), arguments, USAGE)
    except click.exceptions.Abort:
        return _failed(command, ExpectedError("cancelled"), arguments, 1)
    except ExpectedError as error:
        return _failed(command, error, arguments, error.exit_code)
    except Exception as error:  # noqa: BLE001 - the last resort turns any bug into a code without content
        return _failed(command, ExpectedError("bug", code=log.failure(error)), arguments, BUG)
    return result if isinstance(result, int) else 0


def _misused(command: click.Command, error: click.UsageError, arguments: Sequence[str]) -> int:
    context = error.ctx
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and context is not None:
        click.echo(context.get_help(), err=True)
    elif context is not None:
        click.echo(context.get_usage(), err=True)
        hint = _("Mehr dazu: {command} --help").format(command=context.command_path)
        click.echo(hint, err=True)
    return _failed(command, usage.expected(error), arguments, USAGE)


def _failed(command: click.Command, error: ExpectedError, arguments: Sequence[str], code: int) -> int:
    as_json_text = usage.asks_for(output.JSON_FLAG, command, arguments)
    output.failure(error.code, output.sentence(error), as_json_text=as_json_text)
    return code


def _speak_utf8() -> None:
    """Write UTF-8 wherever the output goes; what is no text at all is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
