"""A damaged vault is named as such, never repaired in silence and never made anew."""

import secrets
from pathlib import Path

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault.vault import check_unlocked
from tests.builders.vaults import a_vault, commit, connection, reopened, unlocked


def failure(directory: Path) -> ExpectedError:
    with pytest.raises(ExpectedError) as caught:
        reopened(directory)
    return caught.value


def damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    path.write_bytes({"empty": b"", "half": content[: len(content) // 2 + 7], "zero": bytes(len(content))}[how])


@pytest.mark.parametrize(
    ("how", "code"),
    [("empty", "vault_database_missing"), ("half", "vault_database_damaged"), ("zero", "vault_database_damaged")],
)
def test_a_damaged_database_is_named_and_never_made_anew(tmp_path: Path, how: str, code: str) -> None:
    a_vault(tmp_path / "vault").vault.close()
    damage(tmp_path / "vault" / "log.db", how)
    before = (tmp_path / "vault" / "log.db").read_bytes()

    assert failure(tmp_path / "vault").code == code
    report = check_unlocked(unlocked(tmp_path / "vault"), random=secrets.token_bytes)

    assert ([problem.code for problem in report.problems], report.ok) == ([code], False)
    assert (tmp_path / "vault" / "log.db").read_bytes() == before


def test_a_missing_database_is_damage_and_not_new(tmp_path: Path) -> None:
    a_vault(tmp_path / "vault").vault.close()
    (tmp_path / "vault" / "log.db").unlink()

    assert failure(tmp_path / "vault").code == "vault_database_missing"
    assert not (tmp_path / "vault" / "log.db").exists()


def test_a_database_without_our_state_is_refused(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault
    connection(vault).execute("DROP TABLE vault_state")
    vault.close()

    assert failure(tmp_path / "vault").code == "vault_database_damaged"


def test_each_flipped_page_is_found_by_the_check(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault
    commit(vault, "CREATE TABLE note (text TEXT)")
    commit(vault, "INSERT INTO note VALUES (?)", "Musterwort" * 5000)
    vault.close()
    path = tmp_path / "vault" / "log.db"
    content = path.read_bytes()
    pages = len(content) // 4096
    assert pages > 5
    for page in range(1, pages):
        changed = bytearray(content)
        changed[page * 4096 + 100 * page] ^= 0x40
        path.write_bytes(changed)
        report = check_unlocked(unlocked(tmp_path / "vault"), random=secrets.token_bytes)
        assert not report.ok, page


def test_the_check_looks_at_the_log_too_and_does_not_cry_wolf(tmp_path: Path) -> None:
    """A page whose newest content still lies in the write-ahead log may be anything in the database."""
    vault = a_vault(tmp_path / "vault").vault
    commit(vault, "CREATE TABLE note (text TEXT)")
    raw = connection(vault)
    raw.execute("INSERT INTO note VALUES ('only in the log')")
    page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'note'").fetchone()[0]
    with (tmp_path / "vault" / "log.db").open("r+b") as stream:
        stream.seek((page - 1) * 4096 + 100)
        stream.write(b"torn by a power cut")

    assert vault.check().ok
    vault.close()


def test_the_check_finds_references_that_lead_nowhere(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault
    raw = connection(vault)
    commit(vault, "CREATE TABLE one (id INTEGER PRIMARY KEY)")
    commit(vault, "CREATE TABLE many (one INTEGER REFERENCES one (id))")
    raw.execute("PRAGMA foreign_keys = OFF")
    commit(vault, "INSERT INTO many VALUES (7)")

    problems = vault.check().problems

    assert [(problem.code, problem.params) for problem in problems] == [("check_references_broken", {"count": 1})]
    vault.close()
