"""``lotsenbuch traeger``: the organisation's side, one module for each part of its work."""

from importlib import import_module

import click

from lotsenbuch.i18n import _

_MODULES = {
    "create": "traeger_setup",
    "pool": "traeger_setup",
    "invite": "traeger_pilots",
    "enrol": "traeger_pilots",
    "pilots": "traeger_pilots",
    "import": "traeger_inbox",
    "quarantine": "traeger_inbox",
    "undo-import": "traeger_inbox",
    "returns": "traeger_figures",
    "settle": "traeger_figures",
    "statistics": "traeger_figures",
    "receipt": "traeger_answers",
    "export": "traeger_answers",
}


class _Parts(click.Group):
    """Loads a part's module only when one of its commands is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        found: dict[str, click.Command] = import_module(f"lotsenbuch.cli.{_MODULES[cmd_name]}").COMMANDS
        return found[cmd_name]


command = _Parts(
    name="traeger",
    help=_("Träger: Lots*innen einladen, Nachweise annehmen, abrechnen und berichten."),
)
