"""A secret, a vault or a disk that will not do: each its code, its German sentence, and nothing changed."""

import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from lotsenbuch import bootstrap
from lotsenbuch.cli.main import run
from lotsenbuch.vault.secret import Passphrase
from tests.builders.commands import PASSPHRASE, Answer, Terminal, an_invite_file, refused
from tests.ordinary import OrdinaryUser

ROOT = Path(__file__).resolve().parents[2]


def test_a_wrong_passphrase_is_told_apart(kept: Terminal) -> None:
    refused(kept("activity", "list", secret="lampe wiese kolben ofer"), "vault_wrong_passphrase", 3)


@pytest.mark.parametrize("given", [[], ["--passphrase-file", "fehlt"], ["--passphrase-file", "."]])
def test_a_passphrase_that_cannot_be_had_is_told(kept: Terminal, given: list[str]) -> None:
    code = "passphrase_file" if given else "passphrase_needed"
    refused(kept.bare("activity", "list", *given, "--json"), code)


def test_a_passphrase_that_is_no_text_is_told(kept: Terminal) -> None:
    given = ("activity", "list", "--passphrase-file", "-", "--json")
    refused(kept.bare(*given, stdin=b"\xff\xfe\xff\n"), "passphrase_file")


@pytest.mark.parametrize(("secret", "code"), [("kurz", "passphrase_too_short"), ("x" * 5000, "passphrase_too_long")])
def test_a_bad_new_passphrase_makes_no_vault(terminal: Terminal, secret: str, code: str) -> None:
    refused(terminal("vault", "create", terminal.vault, secret=secret), code)
    assert not terminal.vault.exists()


def test_without_a_vault_and_with_two_the_folder_is_asked_for(terminal: Terminal) -> None:
    refused(terminal("client", "list"), "vault_none")
    terminal.make_vault()
    terminal.done("vault", "create", terminal.vault.with_name("zweites"), "--memory", "64")
    refused(terminal("client", "list"), "vault_several")


def test_a_vault_is_never_made_over_another(kept: Terminal) -> None:
    refused(kept("vault", "create", kept.vault), "vault_exists")


def test_recovery_words_overwrite_no_file_and_vanish_into_none(kept: Terminal, tmp_path: Path) -> None:
    there = tmp_path / "da"
    there.write_text("alt", encoding="utf-8")
    refused(kept("vault", "recovery", "--recovery-file", there), "file_exists")
    refused(kept("vault", "recovery", "--recovery-file", tmp_path / "fehlt" / "woerter"), "file_not_written")
    refused(kept("vault", "recovery"), "recovery_file_needed")
    refused(kept("vault", "create", kept.home / "neu", "--recovery-file", there), "file_exists")
    assert (there.read_text(encoding="utf-8"), (kept.home / "neu").exists()) == ("alt", False)
    assert kept.bare("vault", "info", "--json").json["recovery"] is False


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def remove(file: Path) -> None:
    file.unlink()


def headers(vault: Path) -> list[Path]:
    return [vault / "header.a", vault / "header.b"]


def databases(vault: Path) -> list[Path]:
    return sorted(vault.glob("log*.db"))


DAMAGES = [
    (headers, flip, "vault_header_damaged"),
    (headers, truncate, "vault_header_damaged"),
    (headers, empty, "vault_header_damaged"),
    (headers, remove, "vault_header_missing"),
    (databases, truncate, "vault_database_damaged"),
    (databases, empty, "vault_database_missing"),
    (databases, remove, "vault_database_missing"),
]


@pytest.mark.parametrize(("files", "harm", "code"), DAMAGES)
def test_a_damaged_vault_is_refused_and_its_check_says_why(
    lotse: Terminal, files: Callable[[Path], list[Path]], harm: Callable[[Path], None], code: str
) -> None:
    for file in files(lotse.vault):
        harm(file)
    before = {file.name: file.read_bytes() for file in files(lotse.vault) if file.exists()}
    answer = lotse("activity", "list")
    assert answer.code == 1
    refused(answer, answer.error)
    checked = lotse("vault", "check")
    assert (checked.code, checked.json["ok"]) == (1, False)
    assert code in [problem["code"] for problem in checked.json["problems"]]
    assert checked.json.keys() == {"ok", "problems", "commits", "newest_backup", "missing_commits"}
    assert {file.name: file.read_bytes() for file in files(lotse.vault) if file.exists()} == before


def test_a_flipped_page_is_found_by_the_check(lotse: Terminal) -> None:
    for number in range(30):
        lotse.done("client", "add", "--name", f"Person {number}", "--note", "x" * 900)
    (database,) = databases(lotse.vault)
    flip(database)
    checked = lotse("vault", "check")
    assert (checked.code, checked.json["ok"]) == (1, False)
    codes = {problem["code"] for problem in checked.json["problems"]}
    assert codes & {"check_pages_damaged", "check_structure_damaged", "vault_database_damaged"}
    people = lotse.bare("vault", "check", "--passphrase-file", "-", stdin=PASSPHRASE)
    assert (people.code, "beschädigt" in people.out) == (1, True)


def test_a_vault_of_a_newer_version_is_left_alone(lotse: Terminal) -> None:
    desk = bootstrap.open_log(lotse.vault, Passphrase(PASSPHRASE))
    raw = desk.vault.connection_factory()()
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    desk.close()
    refused(lotse("activity", "list"), "log_newer")


def test_a_second_program_on_the_same_vault_is_told_so(kept: Terminal) -> None:
    hold = (
        "import sys\nfrom pathlib import Path\nfrom tests.builders.commands import CheapArgon2\n"
        "from lotsenbuch import bootstrap\nfrom lotsenbuch.vault import slots\n"
        "from lotsenbuch.vault.secret import Passphrase\nslots.Argon2id = CheapArgon2\n"
        "desk = bootstrap.open_log(Path(sys.argv[1]), Passphrase(sys.argv[2]))\n"
        "print('open', flush=True)\nsys.stdin.read()\ndesk.close()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", hold, str(kept.vault), PASSPHRASE],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        refused(kept("activity", "list"), "vault_in_use")
        refused(kept("activity", "add", "--minutes", "5"), "vault_in_use")


def said(arguments: list[str]) -> tuple[int, str, str]:
    """Run a command where the fixture's capture does not reach: in a forked child."""
    out, err = StringIO(), StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    return code, out.getvalue(), err.getvalue()


def test_an_unwritable_folder_gets_no_vault(terminal: Terminal, as_ordinary_user: OrdinaryUser) -> None:
    terminal.make_vault()  # Everything that a child without rights could not load is loaded now.
    shut = as_ordinary_user.run(shut_folder, as_ordinary_user.folder)
    secret = as_ordinary_user.folder / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    secret.chmod(0o644)
    create = ["vault", "create", str(shut / "tresor"), "--memory", "64", "--passphrase-file", str(secret), "--json"]
    refused(Answer(*as_ordinary_user.run(said, create)), "vault_not_writable")
    assert list(shut.iterdir()) == []


def test_an_unwritable_home_keeps_nobody_from_a_vault_elsewhere(
    terminal: Terminal, as_ordinary_user: OrdinaryUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.make_vault()
    shut = as_ordinary_user.run(shut_folder, as_ordinary_user.folder)
    monkeypatch.setenv("LOTSENBUCH_HOME", str(shut))
    answer = Answer(*as_ordinary_user.run(said, ["client", "list", "--json"]))
    refused(answer, "vault_none")


def shut_folder(folder: Path) -> Path:
    shut = folder / "zu"
    shut.mkdir(mode=0o500)
    return shut


def a_full_disk_at(folder: Path) -> Callable[[int], None]:
    """An ``fsync`` that finds no room for anything below ``folder``."""
    real = os.fsync

    def full(descriptor: int) -> None:
        if folder in Path(f"/proc/self/fd/{descriptor}").readlink().parents:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    return full


def test_a_full_disk_keeps_no_halves(kept: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "stick"
    out.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", a_full_disk_at(out))
        refused(kept("vault", "create", kept.home / "neu", "--recovery-file", out / "woerter"), "file_not_written")
        refused(kept("join", an_invite_file(tmp_path), "--out", out / "antwort"), "file_not_written")
    assert list(out.iterdir()) == []
    assert not (kept.home / "neu").exists()


def test_a_full_stick_costs_no_sheet(lotse: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lotse.done("activity", "add", "--minutes", "60")
    out = tmp_path / "stick"
    out.mkdir()
    issue = ("sheet", "issue", "--month", "2026-03", "--out", out)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", a_full_disk_at(out))
        refused(lotse(*issue), "file_not_written")
    assert list(out.iterdir()) == []
    issued = lotse.done(*issue)
    assert (issued["version"], Path(issued["file"]).exists()) == (1, True)
