"""Entry of the command line: finds the command, and turns every outcome into an exit code.

0 done, 1 expected failure, 2 usage, 3 wrong passphrase, 4 refused input, 70 a bug.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from lotsenbuch import __version__, i18n, log, messages, paths, settings
from lotsenbuch.cli import output
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _

USAGE, BUG = 2, 70
_COMMANDS = ("demo", "vault", "client", "appointment", "activity", "hours", "sheet", "join", "traeger")


class _Commands(click.Group):
    """Loads a command's module only when the command is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"lotsenbuch.cli.{cmd_name}").command
        return command


def _group() -> click.Group:
    group = _Commands(
        name="lotsenbuch",
        help=_("Lotsenbuch auf der Befehlszeile. Ohne Befehl öffnet sich das Fenster."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    return click.version_option(__version__, prog_name="lotsenbuch")(group)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    i18n.activate(settings.load().language)
    log.open_file(paths.log_file())
    try:
        result = _group().main(args=list(arguments), prog_name="lotsenbuch", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return USAGE
    except click.exceptions.Abort:
        output.failure("cancelled", _("Abgebrochen. Nichts wurde geändert."), arguments)
        return 1
    except ExpectedError as error:
        output.failure(error.code, messages.sentence(error), arguments)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough; writing on would only fail again at exit.
        sys.stdout = None
        return 1
    except Exception as error:  # noqa: BLE001 - the last resort turns any bug into a code without content
        code = log.failure(error)
        output.failure(
            "bug", _("Das ist ein Fehler des Programms. Kennung für die Hilfe: {code}").format(code=code), arguments
        )
        return BUG
    finally:
        log.close()
    return result if isinstance(result, int) else 0
