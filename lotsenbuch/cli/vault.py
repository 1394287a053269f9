"""``lotsenbuch vault``: create, look at, check, and change what opens it."""

import sys
from pathlib import Path
from typing import Any

import click

from lotsenbuch import bootstrap, messages
from lotsenbuch.cli import frame, output
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _


@click.group(help=_("Das verschlüsselte Lotsenbuch anlegen, prüfen und sichern."))
def command() -> None:
    """Group the commands about the vault itself."""


def _described(info: Any, directory: Path) -> dict[str, Any]:
    return {
        "directory": str(directory),
        "id": info.vault_id,
        "kind": info.kind.value,
        "created": info.created.isoformat(),
        "generation": info.generation,
        "recovery": info.recovery,
        "slots": [
            {"kind": slot.kind.value, "memory_mib": slot.memory_mib, "passes": slot.passes, "lanes": slot.lanes}
            for slot in info.slots
        ],
    }


def _lines(described: dict[str, Any]) -> list[str]:
    kind = _("Lotsenbuch einer Lots*in") if described["kind"] == "pilot" else _("Sammlung eines Trägers")
    recovery = _("Notfallblatt: vorhanden") if described["recovery"] else _("Notfallblatt: fehlt")
    return [described["directory"], kind, _("Angelegt am {day}").format(day=described["created"]), recovery]


def hand_over_words(words: tuple[str, ...] | None, file: Path | None) -> list[str]:
    """Write recovery words to a file, or return the lines that show them on a terminal."""
    if words is None:
        return [_("Ein Notfallblatt gibt es noch nicht. Ohne Passphrase und ohne Notfallblatt ist alles verloren.")]
    if file is not None:
        frame.write_private(file, " ".join(words) + "\n")
        return [
            _("Die zwölf Wörter stehen in {file}. Bitte drucken Sie sie aus und löschen Sie die Datei.").format(
                file=file
            )
        ]
    numbered = [f"{number:2}. {word}" for number, word in enumerate(words, 1)]
    return [_("Notfallblatt. Bitte schreiben Sie diese zwölf Wörter ab:"), *numbered]


def wants_words(file: Path | None) -> bool:
    """Tell whether recovery words can be handed over: to a file or to somebody at a terminal."""
    return file is not None or sys.stdout.isatty()


@command.command(help=_("Ein neues Lotsenbuch anlegen."))
@click.argument("directory", type=click.Path(path_type=Path), metavar=_("ORDNER"))
@click.option(
    "--recovery-file", type=click.Path(path_type=Path), help=_("Datei für die zwölf Wörter des Notfallblatts.")
)
@click.option("--memory", type=int, metavar="MIB", help=_("Speicher der Schlüsselableitung in MiB, mindestens 64."))
@frame.secret_options
@frame.json_option
def create(
    directory: Path, recovery_file: Path | None, memory: int | None, passphrase_file: str | None, json_: bool
) -> None:
    """Create a vault with an empty log."""
    if recovery_file is not None and recovery_file.exists():
        raise ExpectedError("file_exists", file=recovery_file.name)
    secret = frame.passphrase(passphrase_file, _("Neue Passphrase"))
    recovery = wants_words(recovery_file) and not (json_ and recovery_file is None)
    new = bootstrap.create_log(directory, secret, recovery=recovery, memory_mib=memory)
    try:
        described = _described(new.desk.vault.info, directory)
    finally:
        new.desk.close()
    lines = hand_over_words(new.recovery_words, recovery_file)
    file = str(recovery_file) if recovery_file else None
    output.show({**described, "recovery_file": file}, [*_lines(described), *lines], as_json_text=json_)


@command.command(help=_("Zeigen, was ohne Passphrase über ein Lotsenbuch zu wissen ist."))
@click.option("--vault", type=click.Path(path_type=Path), metavar=_("ORDNER"))
@frame.json_option
def info(vault: Path | None, json_: bool) -> None:
    """Describe a vault from its header alone."""
    from lotsenbuch.vault import unlock

    directory = vault or bootstrap.only_vault()
    described = _described(unlock.info(directory), directory)
    output.show(described, _lines(described), as_json_text=json_)


@command.command(help=_("Prüfen, ob alles lesbar und vollständig ist."))
@frame.vault_options
@frame.json_option
def check(vault: Path | None, passphrase_file: str | None, json_: bool) -> int:
    """Check every page of a vault, its structure and its counter; exit code 1 when something is wrong."""
    directory = vault or bootstrap.only_vault()
    secret = frame.secret(passphrase_file)
    report = bootstrap.check_vault(directory, secret)
    result = {
        "ok": report.ok,
        "problems": [{"code": problem.code} for problem in report.problems],
        "commits": report.commits,
        "newest_backup": None,
        "missing_commits": report.missing_commits,
    }
    found = [messages.sentence_for(problem.code, **problem.params) for problem in report.problems]
    output.show(result, found or [_("Alles ist lesbar und vollständig.")], as_json_text=json_)
    return 0 if report.ok else 1


@command.command(help=_("Die Passphrase ändern."))
@frame.vault_options
@click.option("--new-passphrase-file", type=click.Path(), metavar=_("DATEI"), help=_("Datei mit der neuen Passphrase."))
@click.option(
    "--words-file", type=click.Path(), metavar=_("DATEI"), help=_("Mit den zwölf Wörtern statt der alten Passphrase.")
)
@click.option("--memory", type=int, metavar="MIB")
@frame.json_option
def passphrase(
    vault: Path | None,
    passphrase_file: str | None,
    new_passphrase_file: str | None,
    words_file: str | None,
    memory: int | None,
    json_: bool,
) -> None:
    """Replace the passphrase; the old one or the recovery words allow it."""
    from lotsenbuch.vault.secret import Passphrase, RecoveryWords

    directory = vault or bootstrap.only_vault()
    secret: Passphrase | RecoveryWords
    if words_file is not None:
        secret = RecoveryWords.parse(frame.passphrase(words_file, _("Zwölf Wörter")))
    else:
        secret = Passphrase(frame.passphrase(passphrase_file, _("Passphrase")))
    new = frame.passphrase(new_passphrase_file, _("Neue Passphrase"))
    opened = bootstrap.open_vault(directory, secret)
    try:
        opened.change_passphrase(secret, new, memory_mib=memory)
        described = _described(opened.info, directory)
    finally:
        opened.close()
    output.show(
        described,
        [_("Die Passphrase ist geändert. Alte Sicherungen öffnen sich weiter mit der alten.")],
        as_json_text=json_,
    )


@command.command(help=_("Ein neues Notfallblatt machen oder das alte ungültig machen."))
@frame.vault_options
@click.option(
    "--recovery-file", type=click.Path(path_type=Path), help=_("Datei für die zwölf Wörter des Notfallblatts.")
)
@click.option("--revoke", is_flag=True, help=_("Das Notfallblatt ungültig machen."))
@frame.json_option
def recovery(
    vault: Path | None, passphrase_file: str | None, recovery_file: Path | None, revoke: bool, json_: bool
) -> None:
    """Make new recovery words, or revoke them."""
    if not revoke and (not wants_words(recovery_file) or (json_ and recovery_file is None)):
        raise ExpectedError("recovery_file_needed")
    if recovery_file is not None and recovery_file.exists():
        raise ExpectedError("file_exists", file=recovery_file.name)
    directory = vault or bootstrap.only_vault()
    opened = bootstrap.open_vault(directory, frame.secret(passphrase_file))
    try:
        if revoke:
            opened.revoke_recovery()
            lines = [_("Das Notfallblatt ist ungültig.")]
        else:
            lines = hand_over_words(opened.new_recovery(), recovery_file)
        described = _described(opened.info, directory)
    finally:
        opened.close()
    file = str(recovery_file) if recovery_file else None
    output.show({**described, "recovery_file": file}, lines, as_json_text=json_)
