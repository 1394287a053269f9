"""Backups that people can use: made, read back, restored elsewhere; and what happens where that is not possible."""

import contextlib
import json
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from lotsenbuch import bootstrap, log, paths, resources
from lotsenbuch.cli.main import run
from lotsenbuch.errors import ExpectedError
from lotsenbuch.messages import sentence
from lotsenbuch.persistence import collection as collection_store
from lotsenbuch.persistence import log as log_store
from lotsenbuch.vault import backup_file, backups
from lotsenbuch.vault.backups import BackupEntry
from lotsenbuch.vault.secret import Passphrase
from tests.builders.commands import NAME, PASSPHRASE, Answer, Terminal, refused
from tests.integration.test_cli_bad_vaults import a_full_disk_at, shut_folder
from tests.ordinary import OrdinaryUser

KEPT = Path(__file__).resolve().parents[1] / "data" / "specimens" / "sicherung-v1.lotsenbuch-sicherung"
SCHEMA: dict[str, Any] = json.loads(resources.text("schema/backup-manifest.v1.json"))


def an_entry(lotse: Terminal) -> None:
    lotse.done("activity", "add", "--text", f"gestern 9-11 Jobcenter mit {NAME}: Brief", "--create")


def own_backups(lotse: Terminal) -> list[BackupEntry]:
    vault_id = lotse.bare("vault", "info", "--json").json["id"]
    return backups.entries(bootstrap.backup_place(vault_id), bytes.fromhex(vault_id))


def opened(lotse: Terminal) -> bootstrap.PilotDesk:
    return bootstrap.open_log(lotse.vault, Passphrase(PASSPHRASE))


def in_its_folder(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*")}


# What a person does.


def test_a_log_comes_back_from_a_stick_with_an_umlaut(lotse: Terminal, tmp_path: Path) -> None:
    an_entry(lotse)
    stick = tmp_path / "Übergröße 日本"
    made = lotse.done("vault", "backup", "--to", stick)
    assert made == {
        "file": made["file"], "sequence": 1, "created": "2026-03-12T18:00:00+01:00",
        "size": Path(made["file"]).stat().st_size, "commits": made["commits"],
    }  # fmt: skip
    assert [Path(made["file"])] == list(stick.iterdir())
    before, info = lotse.fingerprint(), lotse.bare("vault", "info", "--json").json

    place = tmp_path / "Zurück" / "mein Büchlein"
    restored = lotse.done("vault", "restore", made["file"], "--to", place)

    assert restored == {**info, "directory": str(place)}
    lotse.vault.rename(tmp_path / "weg")
    place.rename(lotse.vault)
    assert lotse.fingerprint() == before
    assert lotse.done("vault", "check")["ok"] is True


def test_without_a_folder_the_backup_lies_in_this_computers_own_place(lotse: Terminal) -> None:
    an_entry(lotse)
    made = [lotse.done("vault", "backup")["file"] for _turn in range(2)]
    vault_id = lotse.bare("vault", "info", "--json").json["id"]
    assert Path(made[1]).parent == paths.backups_dir() / vault_id
    # Of one day, the newest stays.
    assert [(str(entry.path), entry.sequence) for entry in own_backups(lotse)] == [(made[1], 2)]
    assert lotse.done("vault", "check")["newest_backup"] == "2026-03-12"


def test_a_backup_opens_by_the_recovery_sheet_alone(lotse: Terminal, tmp_path: Path) -> None:
    words = tmp_path / "woerter"
    lotse.done("vault", "recovery", "--recovery-file", words)
    made = lotse.done("vault", "backup", "--to", tmp_path / "stick")
    place = tmp_path / "neu"
    restored = lotse.bare("vault", "restore", made["file"], "--to", place, "--words-file", words, "--json")
    assert (restored.code, restored.json["recovery"]) == (0, True)


def test_a_traegers_collection_comes_back_too(terminal: Terminal, tmp_path: Path) -> None:
    created = terminal.done("traeger", "create", terminal.vault, "--code", "MUSTER", "--name", "Träger Muster e. V.")
    made = terminal.done("vault", "backup", "--to", tmp_path / "stick")
    restored = terminal.done("vault", "restore", made["file"], "--to", tmp_path / "neu")
    assert (restored["kind"], restored["id"]) == ("traeger", created["id"])
    desk = bootstrap.open_collection(tmp_path / "neu", Passphrase(PASSPHRASE))
    assert desk.collection.profile().name == "Träger Muster e. V."
    desk.close()


def test_people_read_german_lines(lotse: Terminal, tmp_path: Path) -> None:
    given = ("--passphrase-file", "-")
    backup = lotse.bare("vault", "backup", "--to", tmp_path / "stick", *given, stdin=PASSPHRASE)
    (file,) = (tmp_path / "stick").iterdir()
    restore = lotse.bare("vault", "restore", file, "--to", tmp_path / "neu", *given, stdin=PASSPHRASE)
    assert (backup.code, backup.err, restore.code, restore.err) == (0, "", 0, "")
    assert str(file) in backup.out
    assert "geprüft" in backup.out
    assert str(tmp_path / "neu") in restore.out
    assert "None" not in backup.out + restore.out


# What is refused.


def test_a_wrong_passphrase_restores_nothing(lotse: Terminal, tmp_path: Path) -> None:
    file = lotse.done("vault", "backup", "--to", tmp_path / "stick")["file"]
    restore = ("vault", "restore", file, "--to", tmp_path / "neu")
    refused(lotse(*restore, secret="lampe wiese kolben ofer"), "vault_wrong_passphrase", 3)
    refused(lotse("vault", "backup", secret="lampe wiese kolben ofer"), "vault_wrong_passphrase", 3)
    assert not (tmp_path / "neu").exists()
    assert own_backups(lotse) == []


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda content: content[: len(content) // 2], "backup_damaged"),
        (lambda content: content[:9000] + bytes([content[9000] ^ 1]) + content[9001:], "backup_damaged"),
        (lambda content: b"%PDF-1.7" + content, "backup_not_one"),
        (lambda content: content.replace(b"backup 1", b"backup 7", 1), "backup_newer"),
    ],
)
def test_a_damaged_backup_is_refused(
    lotse: Terminal, tmp_path: Path, damage: Callable[[bytes], bytes], code: str
) -> None:
    file = Path(lotse.done("vault", "backup", "--to", tmp_path / "stick")["file"])
    file.write_bytes(damage(file.read_bytes()))
    refused(lotse("vault", "restore", file, "--to", tmp_path / "neu"), code, 4)
    assert not (tmp_path / "neu").exists()


def test_a_restore_touches_nothing_that_exists(kept: Terminal, tmp_path: Path) -> None:
    file = kept.done("vault", "backup", "--to", tmp_path / "stick")["file"]
    full = tmp_path / "voll"
    full.mkdir()
    (full / "meins").write_text("bleibt", encoding="utf-8")
    refused(kept("vault", "restore", file, "--to", kept.vault), "vault_exists")
    refused(kept("vault", "restore", file, "--to", full), "vault_directory_not_empty")
    refused(kept("vault", "restore", file, "--to", file), "vault_path_is_file")
    refused(kept("vault", "restore", tmp_path / "fehlt", "--to", tmp_path / "neu"), "backup_not_found")
    assert (full / "meins").read_text(encoding="utf-8") == "bleibt"


def test_a_full_stick_says_so_and_keeps_nothing(
    kept: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    before = in_its_folder(kept.vault)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", a_full_disk_at(stick))
        refused(kept("vault", "backup", "--to", stick), "backup_place_full")
    assert not stick.exists()
    assert in_its_folder(kept.vault) == before
    assert kept.done("vault", "backup", "--to", stick)["sequence"] == 1


def test_a_file_is_no_place_for_a_backup(kept: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "datei"
    file.write_text("bleibt", encoding="utf-8")
    refused(kept("vault", "backup", "--to", file), "backup_place_is_file")
    refused(kept("vault", "backup", "--to", file / "darin"), "backup_place_is_file")
    assert file.read_text(encoding="utf-8") == "bleibt"


def test_a_folder_without_rights_says_so(as_ordinary_user: OrdinaryUser, lotse: Terminal) -> None:
    # Once before, so that everything is loaded which a child without rights could not load.
    lotse.done("vault", "backup")
    her = as_ordinary_user.folder
    secret = her / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    secret.chmod(0o644)
    shut = as_ordinary_user.run(shut_folder, her)
    given = ["--passphrase-file", str(secret), "--json"]
    created = as_ordinary_user.run(said, ["vault", "create", str(her / "buch"), "--memory", "64", *given])
    assert created[0] == 0, created
    for place in (shut, shut / "darin"):
        backup = ["vault", "backup", "--vault", str(her / "buch"), "--to", str(place), *given]
        refused(Answer(*as_ordinary_user.run(said, backup)), "backup_place_not_writable")
    assert list(shut.iterdir()) == []


def said(arguments: list[str]) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    return code, out.getvalue(), err.getvalue()


# What happens by itself.


def test_locking_backs_up_what_changed_and_only_that(lotse: Terminal) -> None:
    an_entry(lotse)
    numbers = []
    for change in (False, False, True):
        desk = opened(lotse)
        if change:
            desk.vault.acknowledge_missing()
        assert bootstrap.back_up_and_close(desk) is None
        numbers.append([entry.sequence for entry in own_backups(lotse)])
    assert numbers == [[1], [1], [2]]


def test_a_new_recovery_sheet_gets_a_backup_that_it_opens(lotse: Terminal, tmp_path: Path) -> None:
    """Otherwise whoever throws the old sheet away has no backup that the new one opens."""
    an_entry(lotse)
    assert bootstrap.back_up_and_close(opened(lotse)) is None
    words = tmp_path / "woerter"
    lotse.done("vault", "recovery", "--recovery-file", words)
    assert bootstrap.back_up_and_close(opened(lotse)) is None
    newest = own_backups(lotse)[0].path
    restored = lotse.bare("vault", "restore", newest, "--to", tmp_path / "neu", "--words-file", words, "--json")
    assert restored.code == 0, restored


@pytest.mark.parametrize("fails", ["place", "disk", "proof"])
def test_locking_with_a_failing_backup_still_locks(
    lotse: Terminal, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    an_entry(lotse)
    desk = opened(lotse)
    before = in_its_folder(lotse.vault)
    log.open_file(paths.log_file())
    with monkeypatch.context() as patch:
        if fails == "place":
            paths.backups_dir().write_text("a file where the folder should be", encoding="utf-8")
        elif fails == "disk":
            patch.setattr(os, "fsync", a_full_disk_at(paths.backups_dir()))
        else:
            patch.setattr(backups, "row_counts", lambda connection: {"activities": id(object())})
            patch.setattr(backups, "database_problems", lambda connection: ("damaged",))
        failure = bootstrap.back_up_and_close(desk)
    log.close()

    assert failure is not None
    assert failure.code == "backup_not_made"
    assert sentence(failure).startswith("Die Sicherung ist nicht gelungen. Ihr Lotsenbuch selbst ist unverändert. ")
    noted = "backup_not_verified" if fails == "proof" else "backup_place_"
    assert f" backup_failed_{noted}" in paths.log_file().read_text(encoding="utf-8")
    assert in_its_folder(lotse.vault) - before <= {"reserve"}
    # The lock of the vault is free, nothing is lost, and the backup is still due.
    again = opened(lotse)
    assert again.vault.changed
    again.close()


def test_a_bug_in_the_backup_still_locks(lotse: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    an_entry(lotse)
    desk = opened(lotse)
    with monkeypatch.context() as patch:
        patch.setattr(backups, "write", lambda *_arguments: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            bootstrap.back_up_and_close(desk)
    opened(lotse).close()


@pytest.mark.parametrize("what", ["passphrase", "recovery"])
def test_a_backup_is_made_before_what_opens_the_vault_changes(lotse: Terminal, tmp_path: Path, what: str) -> None:
    fresh = tmp_path / "neu"
    fresh.write_text("segel himmel nadel brot\n", encoding="utf-8")
    options: dict[str, tuple[str | Path, ...]] = {
        "passphrase": ("--new-passphrase-file", fresh, "--memory", "64"),
        "recovery": ("--recovery-file", tmp_path / "woerter"),
    }
    changed = lotse.done("vault", what, *options[what])
    (entry,) = own_backups(lotse)
    assert (entry.generation, changed["generation"]) == (1, 2)
    assert lotse("vault", "restore", entry.path, "--to", tmp_path / "alt").code == 0


def test_a_failing_backup_keeps_nobody_from_a_new_passphrase(lotse: Terminal, tmp_path: Path) -> None:
    paths.backups_dir().write_text("a file where the folder should be", encoding="utf-8")
    fresh = tmp_path / "neu"
    fresh.write_text("segel himmel nadel brot\n", encoding="utf-8")
    changed = lotse("vault", "passphrase", "--new-passphrase-file", fresh, "--memory", "64")
    assert (changed.code, changed.json["generation"]) == (0, 2)
    assert "Die Sicherung ist nicht gelungen" in changed.err


@pytest.mark.parametrize("kind", ["pilot", "traeger"])
def test_a_migration_begins_with_a_backup_that_stays(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    store: ModuleType = log_store if kind == "pilot" else collection_store
    opening = bootstrap.open_log if kind == "pilot" else bootstrap.open_collection
    if kind == "pilot":
        terminal.make_vault()
    else:
        terminal.done("traeger", "create", terminal.vault, "--code", "MUSTER", "--name", "Träger Muster e. V.")
    assert not paths.backups_dir().exists(), "a new vault has nothing to back up"
    seen: list[list[str]] = []

    def upgrade(*_arguments: object) -> bool:
        seen.append([file.parent.name for file in paths.backups_dir().rglob("*.lotsenbuch-sicherung")])
        return True

    monkeypatch.setattr(store, "is_current", lambda _driver: False)
    monkeypatch.setattr(store, "upgrade", upgrade)
    assert bootstrap.back_up_and_close(opening(terminal.vault, Passphrase(PASSPHRASE))) is None
    assert seen == [["vor-umstellung"]]
    assert len(list(paths.backups_dir().rglob("vor-umstellung/*.lotsenbuch-sicherung"))) == 1


def test_without_a_backup_nothing_is_migrated(lotse: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    paths.backups_dir().write_text("a file where the folder should be", encoding="utf-8")
    upgraded: list[object] = []
    with monkeypatch.context() as patch:
        patch.setattr(log_store, "is_current", lambda _driver: False)
        patch.setattr(log_store, "upgrade", lambda *arguments: upgraded.append(arguments))
        refused(lotse("client", "list"), "upgrade_without_backup")
    assert upgraded == []
    assert lotse.done("client", "list") == []


# The manifest.


@pytest.fixture
def manifest(lotse: Terminal, tmp_path: Path) -> dict[str, Any]:
    an_entry(lotse)
    file = Path(lotse.done("vault", "backup", "--to", tmp_path / "stick")["file"])
    return manifest_of(file)


def manifest_of(file: Path) -> dict[str, Any]:
    """The manifest, by the documented layout."""
    content = file.read_bytes()
    start = content.index(b"\n") + 1
    start += 4 + int.from_bytes(content[start : start + 4], "big")
    length = int.from_bytes(content[start : start + 4], "big")
    found: dict[str, Any] = json.loads(content[start + 4 : start + 4 + length])
    return found


def test_the_manifest_follows_the_shipped_schema(manifest: dict[str, Any]) -> None:
    checker = jsonschema.Draft202012Validator(SCHEMA)
    checker.check_schema(SCHEMA)
    for each in (manifest, manifest_of(KEPT)):
        checker.validate(each)


@pytest.mark.parametrize(
    "change",
    [{"sequence": 0}, {"commits": "1"}, {"vault": "AB" * 16}, {"created": "2026-03-12"}, {"counts": "00"}, {"more": 1}],
)
def test_the_schema_refuses_what_the_reader_would_not_write(manifest: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(manifest | change, SCHEMA)


def test_the_kept_backup_comes_back(tmp_path: Path) -> None:
    """With the real key derivation, as on another computer."""
    head = backup_file.read_head(KEPT)
    restored = bootstrap.restore(KEPT, Passphrase(PASSPHRASE), tmp_path / "neu")
    assert (restored.vault_id, restored.recovery) == (head.manifest.vault_id.hex(), True)
    desk = bootstrap.open_log(tmp_path / "neu", Passphrase(PASSPHRASE))
    assert len(desk.log.clients.all()) == 11
    desk.close()
    with pytest.raises(ExpectedError) as failure:
        bootstrap.restore(KEPT, Passphrase("etwas ganz anderes"), tmp_path / "anders")
    assert failure.value.code == "vault_wrong_passphrase"
