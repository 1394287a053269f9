"""The stand-alone script, run as a stranger would: a kept backup, a passphrase or a recovery sheet, a new folder."""

import ast
import csv
import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import open_backup
from lotsenbuch import resources
from tests.builders.kept_backup import RECOVERY_WORDS
from tests.builders.kept_vault import PASSPHRASE

KEPT = Path(__file__).resolve().parents[2] / "data" / "specimens" / "sicherung-v1.lotsenbuch-sicherung"
SCRIPT = Path(open_backup.__file__)
WORD_LIST = resources.path("words/de-2048.txt")
# What the kept log holds, by the builder that filled it.
ROWS = {"activities": 11, "clients": 11, "engagements": 2, "appointments": 1, "sheets": 1, "payments": 1}


def opened(file: Path, folder: Path, answer: str, *more: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run the script outside of our program: an isolated interpreter, in another folder."""
    script = folder.parent / "open_backup.py"
    shutil.copyfile(SCRIPT, script)
    return subprocess.run(
        [sys.executable, "-I", str(script), str(file), str(folder), *map(str, more)],
        cwd=folder.parent,
        input=f"{answer}\n",
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_the_script_needs_two_packages_and_nothing_of_ours() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    foreign = {name.partition(".")[0] for name in named} - sys.stdlib_module_names
    assert foreign == {"cryptography", "sqlcipher3"}


@pytest.mark.parametrize("by_words", [False, True])
def test_a_stranger_gets_everything_back(tmp_path: Path, by_words: bool) -> None:
    folder = tmp_path / "Sicherung geöffnet"
    sheet = ", ".join(f"{number}. {word.upper()}" for number, word in enumerate(RECOVERY_WORDS, 1))

    more = ("--words", WORD_LIST) if by_words else ()
    done = opened(KEPT, folder, sheet if by_words else PASSPHRASE, *more)

    assert (done.returncode, done.stderr) == (0, "")
    told = dict(line.split(": ") for line in done.stdout.splitlines()[:-1])
    assert {table: int(told[table]) for table in ROWS} == ROWS
    plain = sqlite3.connect(folder / "log.sqlite")
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for table, rows in told.items():
        assert plain.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (int(rows),)
        assert len(rows_of(folder / f"{table}.csv")) == int(rows), table
    left = plain.execute("SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index')").fetchall()
    tables = plain.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    assert (left, {name for (name,) in tables}) == ([], set(told))
    plain.close()
    (note,) = [row["note"] for row in rows_of(folder / "activities.csv") if row["note"].startswith("Größe")]
    assert note == "Größe geklärt; „Straße“ 日本"


def test_what_is_written_is_for_this_account_alone(tmp_path: Path) -> None:
    folder = tmp_path / "neu"
    assert opened(KEPT, folder, PASSPHRASE).returncode == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert {file.suffix for file in folder.iterdir()} == {".csv", ".sqlite"}


@pytest.mark.parametrize(
    ("answer", "more", "sentence"),
    [
        ("lampe wiese kolben ofer", (), "passen nicht zu dieser Sicherung"),
        (" ".join(RECOVERY_WORDS[:11]), ("--words", WORD_LIST), "angekommen sind 11"),
        (" ".join((*RECOVERY_WORDS[:11], "qqqq")), ("--words", WORD_LIST), "Das 12. Wort"),
        (" ".join((RECOVERY_WORDS[1], RECOVERY_WORDS[0], *RECOVERY_WORDS[2:])), ("--words", WORD_LIST), "Reihenfolge"),
    ],
)
def test_a_wrong_secret_is_told_and_nothing_is_left(
    tmp_path: Path, answer: str, more: tuple[str | Path, ...], sentence: str
) -> None:
    done = opened(KEPT, tmp_path / "neu", answer, *more)
    assert (done.returncode, done.stdout) == (open_backup.WRONG_SECRET, "")
    assert sentence in done.stderr
    assert not (tmp_path / "neu").exists()


def test_every_kind_of_damage_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    content = KEPT.read_bytes()

    def flipped(position: int, *, forged: bool) -> bytes:
        changed = bytearray(content)
        changed[position] ^= 4
        if forged:
            changed[-32:] = hashlib.sha256(changed[:-32]).digest()
        return bytes(changed)

    sequence = content.index(b'"sequence":') + len(b'"sequence":')
    files = {
        "empty": b"",
        "picture": b"\x89PNG" + content,
        "newer": content.replace(b"backup 1", b"backup 2", 1),
        "cut off": content[:-1],
        "longer": content + b"\0",
        "flipped": flipped(len(content) // 2, forged=False),
        "header forged": flipped(100, forged=True),
        "manifest forged": flipped(sequence, forged=True),
        "database forged": flipped(len(content) // 2, forged=True),
        "proof forged": flipped(len(content) - 40, forged=True),
    }
    for name, changed in files.items():
        file = tmp_path / name
        file.write_bytes(changed)
        done = opened(file, tmp_path / "neu", PASSPHRASE)
        assert (done.returncode, done.stdout) == (open_backup.REFUSED, ""), name
        assert len(done.stderr.splitlines()) == 1, name
        assert not (tmp_path / "neu").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "neu"
    folder.mkdir()
    (folder / "meins").write_text("bleibt", encoding="utf-8")
    done = opened(KEPT, folder, PASSPHRASE)
    assert (done.returncode, [file.name for file in folder.iterdir()]) == (open_backup.FAILED, ["meins"])
    assert "nichts wird überschrieben" in done.stderr


def test_a_header_that_asks_for_too_much_memory_is_refused_before_anything_is_derived() -> None:
    slot = {"kind": "passphrase", "memory_kib": 1024 * 1024 + 1, "passes": 3, "lanes": 4}
    backup = open_backup.Backup(KEPT, b"", b"", {"vault": "00" * 16, "slots": [slot]}, {}, 0, 0)
    with pytest.raises(open_backup.StopError) as stopped:
        open_backup.master_key(backup, "passphrase", b"secret")
    assert stopped.value.code == open_backup.REFUSED


def test_a_header_that_proves_wrong_is_refused_even_in_a_file_that_proves_right() -> None:
    backup = replace(open_backup.read(KEPT), mac=bytes(32))
    with pytest.raises(open_backup.StopError) as stopped:
        open_backup.master_key(backup, "passphrase", open_backup.secret_of_passphrase(PASSPHRASE))
    assert stopped.value.code == open_backup.REFUSED


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-x", "@x", "\tx", "\rx", "＝1"])
def test_no_text_becomes_a_formula(text: str, tmp_path: Path) -> None:
    source, folder = tmp_path / "log.sqlite", tmp_path / "neu"
    folder.mkdir()
    plain = sqlite3.connect(source)
    plain.execute("CREATE TABLE notes (text, bytes, number)")
    plain.execute("INSERT INTO notes VALUES (?, x'00ff', -5)", (text,))
    plain.commit()
    plain.close()
    assert open_backup.write_tables(source, folder, {"notes": 1}) == {"notes": 1}
    assert rows_of(folder / "notes.csv") == [{"text": f"'{text}", "bytes": "00ff", "number": "-5"}]


def test_a_missing_row_is_damage(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "log.sqlite")
    plain.execute("CREATE TABLE notes (text)")
    plain.commit()
    plain.close()
    with pytest.raises(open_backup.StopError):
        open_backup.write_tables(tmp_path / "log.sqlite", tmp_path, {"notes": 1})
