"""click in the person's language: headings of the help, and sentences for commands that were typed wrongly."""

import re
from collections.abc import Iterable, Sequence

import click
from click import exceptions

from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import N_, _

_HEADINGS = {"Options": N_("Optionen"), "Commands": N_("Befehle"), "Positional arguments": N_("Angaben")}
_KINDS = {"text": N_("TEXT"), "integer": N_("ZAHL"), "path": N_("PFAD"), "file": N_("DATEI"), "directory": N_("ORDNER")}
_NOTES = re.compile(r"\[(?:default: [^\[\]]*|required|; )+\]$")
HELP_NAMES = ("-h", "--help")


class Formatter(click.HelpFormatter):
    """Writes help with our own headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is called."""
        super().write_usage(prog, args, prefix or f"{_('Aufruf:')} ")

    def write_heading(self, heading: str) -> None:
        """Write a heading of ours for one of click's."""
        super().write_heading(_(_HEADINGS[heading]) if heading in _HEADINGS else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands with their explanations."""
        super().write_dl([(name, _NOTES.sub(_noted, text)) for name, text in rows], col_max, col_spacing)


def _noted(found: re.Match[str]) -> str:
    return found[0].replace("default:", _("sonst:")).replace("required", _("nötig"))


class Context(click.Context):
    """A context whose help our formatter writes."""

    formatter_class = Formatter


def dressed(command: click.Command) -> click.Command:
    """Return ``command`` with its help in the person's language, and its subcommands likewise."""
    if command.context_class is Context:
        return command
    command.context_class = Context
    command.options_metavar = _("[OPTIONEN]")
    click.help_option(*HELP_NAMES, help=_("Diese Hilfe zeigen."))(command)
    for parameter in command.params:
        if parameter.metavar is None and parameter.type.name in _KINDS:
            parameter.metavar = _(_KINDS[parameter.type.name])
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("BEFEHL [ANGABEN]...")
        for child in command.commands.values():
            dressed(child)
    return command


def expected(error: click.ClickException) -> ExpectedError:
    """Return what was typed wrongly as an expected failure; a value that was typed is not repeated in it."""
    if isinstance(error, exceptions.NoSuchOption):
        return _unknown("usage_option", error.option_name, error.possibilities)
    if isinstance(error, exceptions.NoSuchCommand):
        return _unknown("usage_command", error.command_name, error.possibilities)
    if isinstance(error, exceptions.MissingParameter) and error.param is not None:
        return ExpectedError("usage_missing", name=_name(error.param))
    if isinstance(error, exceptions.BadParameter) and error.param is not None:
        code = "usage_number" if error.param.type.name == "integer" else "usage_value"
        return ExpectedError(code, name=_name(error.param))
    if isinstance(error, exceptions.BadOptionUsage):
        return ExpectedError("usage_option_value", option=error.option_name)
    if isinstance(error, exceptions.NoArgsIsHelpError):
        return ExpectedError("usage_no_command")
    return ExpectedError("usage_extra")


def _unknown(code: str, name: str, alike: Sequence[str] | None) -> ExpectedError:
    if alike:
        return ExpectedError(f"{code}_alike", name=name[:40], alike=", ".join(alike))
    return ExpectedError(f"{code}_unknown", name=name[:40])


def _name(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.metavar or parameter.human_readable_name


def asks_for(flag: str, root: click.Command, arguments: Sequence[str]) -> bool:
    """Tell whether ``flag`` stands among the options, and is not the value of one, even where parsing failed."""
    command, waiting = root, list(arguments)
    context = Context(root, info_name=root.name, resilient_parsing=True)
    while waiting:
        word = waiting.pop(0)
        if word == flag:
            return True
        if word == "--":
            return False
        if word.startswith("-"):
            if "=" not in word and _takes_value(command, word):
                waiting = waiting[1:]
        elif isinstance(command, click.Group):
            found = command.get_command(context, word)
            if found is None:
                return flag in waiting
            command = found
    return False


def _takes_value(command: click.Command, option: str) -> bool:
    return any(
        isinstance(each, click.Option) and not each.is_flag and not each.count and option in each.opts
        for each in command.params
    )
