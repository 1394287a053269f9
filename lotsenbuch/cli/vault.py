"""``lotsenbuch vault``: create, look at, check, back up and restore, and change what opens it."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lotsenbuch import bootstrap, messages
from lotsenbuch.cli import frame, output
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _

if TYPE_CHECKING:
    from lotsenbuch.vault.secret import Secret
    from lotsenbuch.vault.vault import OpenVault

# Damage that keeps a vault shut is still the answer of a check, not a failure of it.
_SHUT = frozenset({"vault_header_damaged", "vault_header_missing", "vault_header_refused"})


@click.group(help=_("Das verschlüsselte Lotsenbuch anlegen, prüfen, seine Passphrase ändern."))
def command() -> None:
    """Group the commands about the vault itself."""


def _described(info: Any, directory: Path) -> dict[str, Any]:
    return {
        "directory": str(directory),
        "id": info.vault_id,
        "kind": info.kind.value,
        "created": info.created,
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
    created = _("Angelegt am {day}").format(day=output.german(described["created"]))
    return [described["directory"], kind, created, recovery]


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


def words_option(function: frame.F) -> frame.F:
    """Add ``--recovery-file``."""
    text = _("Neue Datei für die zwölf Wörter des Notfallblatts.")
    option = click.option("--recovery-file", type=click.Path(path_type=Path), metavar=_("DATEI"), help=text)
    return option(function)


def wants_words(file: Path | None) -> bool:
    """Tell whether recovery words can be handed over: to a file or to somebody at a terminal."""
    return file is not None or sys.stdout.isatty()


@command.command(help=_("Ein neues Lotsenbuch anlegen."))
@click.argument("directory", type=click.Path(path_type=Path), metavar=_("ORDNER"))
@words_option
@frame.memory_option
@frame.secret_options
@frame.json_option
def create(
    directory: Path, recovery_file: Path | None, memory: int | None, passphrase_file: str | None, json_: bool
) -> None:
    """Create a vault with an empty log."""
    frame.require_new_file(recovery_file)
    secret = frame.new_passphrase(passphrase_file)
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
@frame.directory_option
@frame.json_option
def info(vault: Path | None, json_: bool) -> None:
    """Describe a vault from its header alone."""
    from lotsenbuch.vault import unlock

    directory = frame.chosen(vault)
    described = _described(unlock.info(directory), directory)
    output.show(described, _lines(described), as_json_text=json_)


@command.command(help=_("Prüfen, ob alles lesbar und vollständig ist."))
@frame.vault_options
@frame.json_option
def check(vault: Path | None, passphrase_file: str | None, json_: bool) -> int:
    """Check every page of a vault, its structure and its counter; exit code 1 when something is wrong."""
    directory = frame.chosen(vault)
    secret = frame.secret(passphrase_file)
    result: dict[str, Any] = {"ok": False, "problems": [], "commits": 0, "newest_backup": None, "missing_commits": 0}
    try:
        report = bootstrap.check_vault(directory, secret)
    except ExpectedError as failure:
        if failure.code not in _SHUT:
            raise
        result["problems"] = [{"code": failure.code}]
        found = [messages.sentence(failure)]
    else:
        result |= {"ok": report.ok, "commits": report.commits, "missing_commits": report.missing_commits}
        result["problems"] = [{"code": problem.code} for problem in report.problems]
        result["newest_backup"] = newest = _newest_backup(directory)
        found = [messages.sentence_for(problem.code, **problem.params) for problem in report.problems]
        found = found or [_("Alles ist lesbar und vollständig.")]
        found.append(_backup_line(newest))
    output.show(result, found, as_json_text=json_)
    return 0 if result["ok"] else 1


def _newest_backup(directory: Path) -> date | None:
    """Return the day of the newest backup in this machine's own place for backups."""
    from lotsenbuch.vault import backups, unlock

    vault_id = unlock.info(directory).vault_id
    found = backups.entries(bootstrap.backup_place(vault_id), bytes.fromhex(vault_id))
    return next((entry.created.date() for entry in found), None)


def _backup_line(newest: date | None) -> str:
    if newest is None:
        return _("Auf diesem Computer liegt keine Sicherung.")
    return _("Die neueste Sicherung auf diesem Computer ist vom {day}.").format(day=output.german(newest))


@command.command(help=_("Die Passphrase ändern."))
@frame.vault_options
@click.option("--new-passphrase-file", type=click.Path(), metavar=_("DATEI"), help=_("Datei mit der neuen Passphrase."))
@click.option(
    "--words-file", type=click.Path(), metavar=_("DATEI"), help=_("Mit den zwölf Wörtern statt der alten Passphrase.")
)
@frame.memory_option
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
    directory = frame.chosen(vault)
    secret = _either_secret(passphrase_file, words_file)
    new = frame.new_passphrase(new_passphrase_file)
    opened = bootstrap.open_vault(directory, secret)
    try:
        _back_up_first(opened)
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
@words_option
@click.option("--revoke", is_flag=True, help=_("Das Notfallblatt ungültig machen."))
@frame.json_option
def recovery(
    vault: Path | None, passphrase_file: str | None, recovery_file: Path | None, revoke: bool, json_: bool
) -> None:
    """Make new recovery words, or revoke them."""
    if not revoke and (not wants_words(recovery_file) or (json_ and recovery_file is None)):
        raise ExpectedError("recovery_file_needed")
    frame.require_new_file(recovery_file)
    directory = frame.chosen(vault)
    secret = frame.secret(passphrase_file)
    opened = bootstrap.open_vault(directory, secret)
    try:
        opened.confirm(secret)
        if revoke:
            opened.revoke_recovery()
            lines = [_("Das Notfallblatt ist ungültig.")]
        else:
            _back_up_first(opened)
            lines = hand_over_words(opened.new_recovery(), recovery_file)
        described = _described(opened.info, directory)
    finally:
        opened.close()
    file = str(recovery_file) if recovery_file else None
    output.show({**described, "recovery_file": file}, lines, as_json_text=json_)


def _either_secret(passphrase_file: str | None, words_file: str | None) -> "Secret":
    from lotsenbuch.vault.secret import Passphrase, RecoveryWords

    if words_file is not None:
        return RecoveryWords.parse(frame.passphrase(words_file, _("Zwölf Wörter")))
    return Passphrase(frame.passphrase(passphrase_file, _("Passphrase")))


def _back_up_first(opened: "OpenVault") -> None:
    """Back up before what opens the vault changes; a failure is told and stops nothing."""
    failure = bootstrap.back_up_before_change(opened, bootstrap.Machine().clock)
    if failure is not None:
        click.echo(messages.sentence(failure), err=True)


@command.command(help=_("Eine geprüfte Sicherung machen."))
@frame.vault_options
@click.option(
    "--to",
    "place",
    type=click.Path(path_type=Path),
    metavar=_("ORDNER"),
    help=_("Ordner für die Sicherung, auch auf einem USB-Stick; ohne Angabe der Sicherungsordner dieses Computers."),
)
@frame.json_option
def backup(vault: Path | None, passphrase_file: str | None, place: Path | None, json_: bool) -> None:
    """Write a backup that has been read back and compared."""
    directory = frame.chosen(vault)
    opened = bootstrap.open_vault(directory, frame.secret(passphrase_file))
    try:
        made = bootstrap.back_up(opened, bootstrap.Machine().clock, place)
    finally:
        opened.close()
    result = {
        "file": str(made.path),
        "sequence": made.sequence,
        "created": made.created.isoformat(timespec="seconds"),
        "size": made.size,
        "commits": made.commits,
    }
    lines = [
        _("Die Sicherung ist geschrieben und geprüft:"),
        str(made.path),
        _("Sie öffnet sich mit der Passphrase oder dem Notfallblatt, die jetzt gelten."),
    ]
    output.show(result, lines, as_json_text=json_)


@command.command(help=_("Aus einer Sicherung ein Lotsenbuch in einem neuen Ordner machen."))
@click.argument("file", type=click.Path(path_type=Path), metavar=_("SICHERUNG"))
@click.option(
    "--to",
    "place",
    type=click.Path(path_type=Path),
    required=True,
    metavar=_("ORDNER"),
    help=_("Neuer Ordner für das Lotsenbuch."),
)
@click.option(
    "--words-file", type=click.Path(), metavar=_("DATEI"), help=_("Mit den zwölf Wörtern statt der Passphrase.")
)
@frame.secret_options
@frame.json_option
def restore(file: Path, place: Path, words_file: str | None, passphrase_file: str | None, json_: bool) -> None:
    """Build a vault from a backup; nothing that exists is touched."""
    described = _described(bootstrap.restore(file, _either_secret(passphrase_file, words_file), place), place)
    lines = [_("Die Sicherung ist geprüft und wiederhergestellt:"), *_lines(described)]
    output.show(described, lines, as_json_text=json_)
