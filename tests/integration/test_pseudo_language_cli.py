"""In the pseudo-language every help text of the command line carries marks, apart from click's own words."""

import importlib
import re
import sys
from collections.abc import Iterator

import click
import pytest

from lotsenbuch import i18n

# Behind a marked head a list of codes may stand, each with its name from the catalogue: that is data.
_MARKED = re.compile(r"⟦.*⟧(?:: \w+ \([^()]+\)(?:, \w+ \([^()]+\))*\.)?", re.DOTALL)


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> Iterator[click.Command]:
    """The command line as a process in the pseudo-language has it: help texts are translated when they load."""
    for name in [name for name in sys.modules if name.startswith("lotsenbuch.cli")]:
        monkeypatch.delitem(sys.modules, name)
    with i18n.using(i18n.PSEUDO):
        main = importlib.import_module("lotsenbuch.cli.main")
        made: click.Command = main.root()
        yield made


def _commands(command: click.Command, path: str = "lotsenbuch") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None, f"{path} {name}"
            yield from _commands(inner, f"{path} {name}")


def _texts(command: click.Command) -> Iterator[str]:
    yield from filter(None, (command.help, command.short_help, command.epilog))
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield parameter.help or ""
            if parameter.prompt:
                yield parameter.prompt


def _unmarked(command: click.Command) -> list[str]:
    return [text for text in _texts(command) if not _MARKED.fullmatch(text)]


def test_no_help_text_escapes_and_none_is_missing(root: click.Command) -> None:
    found = [f"{path}: {text!r}" for path, command in _commands(root) for text in _unmarked(command)]
    without = [path for path, command in _commands(root) if not command.help]
    assert not found, "\n".join(found)
    assert not without, f"no help: {without}"


def test_every_command_of_the_trade_is_looked_at(root: click.Command) -> None:
    paths = {path for path, _command in _commands(root)}
    assert {"lotsenbuch demo", "lotsenbuch sheet issue", "lotsenbuch vault create", "lotsenbuch hours"} <= paths
    assert len(paths) > 25


def test_what_escapes_is_found() -> None:
    planted = click.Command("planted", help="Nicht übersetzt.", params=[click.Option(["--all"], help="⟦Alles.⟧")])
    assert _unmarked(planted) == ["Nicht übersetzt."]
