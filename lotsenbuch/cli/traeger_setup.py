"""``lotsenbuch traeger create | pool``: the Träger's collection, and what the grant notice approves."""

from pathlib import Path
from typing import Any

import click

from lotsenbuch import bootstrap
from lotsenbuch.cli import frame, output, traeger_desk
from lotsenbuch.cli.vault import hand_over_words, wants_words
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _
from lotsenbuch.traeger import profile, settlement


@click.command(help=_("Die verschlüsselte Sammlung eines Trägers anlegen, mit seinen Schlüsseln."))
@click.argument("directory", type=click.Path(path_type=Path), metavar=_("ORDNER"))
@click.option("--code", required=True, metavar=_("KÜRZEL"), help=_("Kürzel des Trägers, zum Beispiel MUSTER."))
@click.option("--name", required=True, metavar=_("NAME"), help=_("Name des Trägers; - liest ihn ein."))
@click.option(
    "--recovery-file", type=click.Path(path_type=Path), help=_("Datei für die zwölf Wörter des Notfallblatts.")
)
@click.option("--memory", type=int, metavar="MIB", help=_("Speicher der Schlüsselableitung in MiB, mindestens 64."))
@frame.secret_options
@frame.json_option
def create(
    directory: Path,
    code: str,
    name: str,
    recovery_file: Path | None,
    memory: int | None,
    passphrase_file: str | None,
    json_: bool,
) -> None:
    """Create a Träger's vault with an empty collection."""
    if recovery_file is not None and recovery_file.exists():
        raise ExpectedError("file_exists", file=recovery_file.name)
    secret = frame.passphrase(passphrase_file, _("Neue Passphrase"))
    recovery = wants_words(recovery_file) and not (json_ and recovery_file is None)
    new = bootstrap.create_collection(
        directory, secret, code=code, name=frame.typed(name) or "", recovery=recovery, memory_mib=memory
    )
    try:
        result = _described(new.desk, directory)
    finally:
        new.desk.close()
    lines = [
        result["directory"],
        _("Träger {code}: {name}").format(code=result["code"], name=result["name"]),
        _("Die acht Wörter Ihres Schlüssels: {words}").format(words=" ".join(result["words"])),
        *hand_over_words(new.recovery_words, recovery_file),
    ]
    output.show({**result, "recovery_file": str(recovery_file) if recovery_file else None}, lines, as_json_text=json_)


def _described(desk: bootstrap.TraegerDesk, directory: Path) -> dict[str, Any]:
    own = desk.collection.profile()
    key = desk.keys.signing().public
    return {
        "directory": str(directory),
        "id": desk.vault.info.vault_id,
        "kind": desk.vault.info.kind.value,
        "code": own.code,
        "name": own.name,
        "key": key.id,
        "words": list(key.words()),
        "recovery": desk.vault.info.recovery,
    }


@click.command(help=_("Eintragen oder zeigen, wie viele Minuten für ein Jahr bewilligt sind."))
@traeger_desk.year_option
@click.option("--line", default="wir", show_default=True, metavar=_("LINIE"), help=_("Programmlinie."))
@click.option("--minutes", type=int, help=_("Bewilligte Minuten; ohne Angabe wird nur gezeigt."))
@frame.vault_options
@frame.json_option
def pool(
    year: int, line: str, minutes: int | None, vault: Path | None, passphrase_file: str | None, json_: bool
) -> None:
    """Enter or show the approved minutes of a year."""
    with traeger_desk.opened(vault, passphrase_file) as desk:
        if minutes is not None:
            profile.approve(desk.collection, year, line, minutes)
        approved = desk.collection.profile().approved(year, line)
        used = settlement.settle(desk.collection, year).used_minutes_of(line)
    result = {"year": year, "line": line, "approved_minutes": approved, "used_minutes": used}
    text = _("noch nichts eingetragen") if approved is None else output.hours(approved)
    lines = [
        _("Bewilligt für {year}, {line}: {hours}").format(year=year, line=line, hours=text),
        _("Gebraucht: {hours}").format(hours=output.hours(used)),
    ]
    output.show(result, lines, as_json_text=json_)


COMMANDS: dict[str, click.Command] = {"create": create, "pool": pool}
