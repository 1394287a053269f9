"""Other programs, missing rights and full disks: a sentence, and nothing changed."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault import files, reserve
from lotsenbuch.vault.secret import Passphrase
from tests.builders.processes import run_python
from tests.builders.vaults import PASSPHRASE, a_vault, commit, connection, reopened
from tests.ordinary import OrdinaryUser

REOPEN = """
import sys
from pathlib import Path
from lotsenbuch.errors import ExpectedError
from tests.builders.vaults import reopened
try:
    reopened(Path(sys.argv[1])).close()
except ExpectedError as error:
    print(error.code)
else:
    print("done")
"""


def reopened_elsewhere(directory: Path) -> str:
    """Open and close the vault in another process; return its error's code or "done"."""
    done = run_python(REOPEN, str(directory))
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def snapshot(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir() if path.is_file()}


def test_a_second_program_is_kept_out_and_let_in_afterwards(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault

    assert reopened_elsewhere(tmp_path / "vault") == "vault_in_use"
    commit(vault, "CREATE TABLE note (text TEXT)")
    assert reopened_elsewhere(tmp_path / "vault") == "vault_in_use"
    vault.close()
    assert reopened_elsewhere(tmp_path / "vault") == "done"


def test_the_lock_holds_in_a_vault_that_was_only_opened(tmp_path: Path) -> None:
    a_vault(tmp_path / "vault").vault.close()
    vault = reopened(tmp_path / "vault")

    assert reopened_elsewhere(tmp_path / "vault") == "vault_in_use"
    vault.close()


def test_a_killed_program_leaves_no_lock_and_loses_no_commit(tmp_path: Path) -> None:
    code = """
import os, sys, signal
from pathlib import Path
from tests.builders.vaults import a_vault, commit
vault = a_vault(Path(sys.argv[1])).vault
commit(vault, "CREATE TABLE note (text TEXT)")
commit(vault, "INSERT INTO note VALUES ('kept')")
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert run_python(code, str(tmp_path / "vault")).returncode == -signal.SIGKILL

    vault = reopened(tmp_path / "vault")

    assert connection(vault).execute("SELECT text FROM note").fetchall() == [("kept",)]
    assert vault.check().ok
    vault.close()


def create_in(directory: Path) -> str:
    """Create a vault; return the code of the expected failure, or "done"."""
    try:
        a_vault(directory).vault.close()
    except ExpectedError as error:
        return error.code
    return "done"


def open_in(directory: Path) -> str:
    """Open a vault; return the code of the expected failure, or "done"."""
    try:
        reopened(directory).close()
    except ExpectedError as error:
        return error.code
    return "done"


def test_a_folder_without_the_right_to_write_takes_no_vault(as_ordinary_user: OrdinaryUser) -> None:
    as_ordinary_user.folder.chmod(0o500)

    assert as_ordinary_user.run(create_in, as_ordinary_user.folder / "vault") == "vault_not_writable"
    assert list(as_ordinary_user.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["header.a", "header.b"])
def test_a_header_that_may_not_be_read_has_a_sentence(as_ordinary_user: OrdinaryUser, name: str) -> None:
    vault = as_ordinary_user.folder / "vault"
    assert as_ordinary_user.run(create_in, vault) == "done"
    (vault / name).chmod(0)

    assert as_ordinary_user.run(open_in, vault) == "vault_not_readable"


@pytest.mark.parametrize(("name", "rights"), [(".", 0o500), ("log.db", 0o400)])
def test_a_vault_that_can_only_be_read_is_refused_and_left_alone(
    as_ordinary_user: OrdinaryUser, name: str, rights: int
) -> None:
    vault = as_ordinary_user.folder / "vault"
    assert as_ordinary_user.run(create_in, vault) == "done"
    before = snapshot(vault)
    (vault / name).chmod(rights)

    assert as_ordinary_user.run(open_in, vault) == "vault_not_writable"
    assert snapshot(vault) == before


def test_a_folder_that_may_not_be_entered_has_a_sentence(as_ordinary_user: OrdinaryUser) -> None:
    vault = as_ordinary_user.folder / "vault"
    assert as_ordinary_user.run(create_in, vault) == "done"
    vault.chmod(0)

    assert as_ordinary_user.run(open_in, vault) == "vault_not_readable"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 1 MiB; skipped by name where that is not allowed."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode != 0:
        pytest.skip("mount: not allowed here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(place: Path) -> None:
    with (place / "ballast").open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(bytes(4096))
        except OSError:
            pass


def test_a_full_disk_takes_no_new_vault_and_keeps_nothing_of_it(small_disk: Path) -> None:
    fill(small_disk)

    with pytest.raises(ExpectedError) as caught:
        a_vault(small_disk / "vault")

    assert caught.value.code == "vault_disk_full"
    assert [path.name for path in small_disk.iterdir()] == ["ballast"]


def test_on_a_full_disk_the_old_passphrase_stays_and_a_save_is_refused_whole(small_disk: Path) -> None:
    vault = a_vault(small_disk / "vault").vault
    commit(vault, "CREATE TABLE note (text BLOB)")
    commit(vault, "INSERT INTO note VALUES ('kept')")
    fill(small_disk)

    with pytest.raises(ExpectedError) as changed:
        vault.change_passphrase(Passphrase(PASSPHRASE), "ganz andere passphrase", memory_mib=64)
    with pytest.raises(dbapi2.Error) as saved:
        commit(vault, "INSERT INTO note VALUES (?)", bytes(200_000))

    assert changed.value.code == "vault_disk_full"
    known = vault.failed(saved.value)
    assert known is not None
    assert known.code in {"vault_disk_full", "vault_io_failed"}
    vault.close()
    (small_disk / "ballast").unlink()
    again = reopened(small_disk / "vault")
    assert connection(again).execute("SELECT count(*) FROM note").fetchone()[0] == 1
    assert again.check().ok
    again.close()


def test_the_reserve_is_given_up_on_a_full_disk_and_set_aside_again(tmp_path: Path) -> None:
    directory = tmp_path / "vault"
    vault = a_vault(directory).vault
    assert (directory / "reserve").stat().st_blocks * 512 >= reserve.BYTES
    raw = connection(vault)
    raw.execute("CREATE TABLE note (text BLOB)")
    raw.execute("PRAGMA max_page_count = 4")
    with pytest.raises(dbapi2.Error) as caught:
        commit(vault, "INSERT INTO note VALUES (?)", bytes(100_000))

    known = vault.failed(caught.value)

    assert known is not None
    assert known.code == "vault_disk_full"
    assert not (directory / "reserve").exists()
    vault.close()
    reopened(directory).close()
    assert (directory / "reserve").stat().st_size == reserve.BYTES


def test_a_full_disk_that_the_log_reports_itself_frees_the_reserve_too(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault
    full, other = ExpectedError("vault_disk_full"), ExpectedError("vault_in_use")

    assert vault.failed(other) is other
    assert (tmp_path / "vault" / "reserve").exists()
    assert vault.failed(full) is full
    assert not (tmp_path / "vault" / "reserve").exists()
    vault.close()


def test_other_failures_leave_the_reserve_alone(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault
    with pytest.raises(dbapi2.Error) as caught:
        connection(vault).execute("SELECT nothing")

    assert vault.failed(caught.value) is None
    raw = connection(vault)
    raw.execute("PRAGMA query_only = ON")
    with pytest.raises(dbapi2.Error) as refused:
        raw.execute("CREATE TABLE note (text TEXT)")
    known = vault.failed(refused.value)
    assert known is not None
    assert known.code == "vault_not_writable"
    assert (tmp_path / "vault" / "reserve").exists()
    vault.close()


def test_no_reserve_is_taken_from_a_disk_that_is_nearly_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=4 * reserve.BYTES - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

    assert not reserve.ensure(tmp_path, os.urandom)
    assert list(tmp_path.iterdir()) == []


def test_the_reserve_is_written_where_the_system_cannot_allocate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "posix_fallocate")

    assert reserve.ensure(tmp_path, os.urandom)
    assert (tmp_path / "reserve").stat().st_size == reserve.BYTES


def test_a_vanished_directory_has_a_sentence(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault
    shutil.rmtree(tmp_path / "vault")

    with pytest.raises(ExpectedError) as caught:
        vault.change_passphrase(Passphrase(PASSPHRASE), "ganz andere passphrase", memory_mib=64)

    assert caught.value.code == "vault_vanished"
    vault.close()


@pytest.mark.parametrize("step", ["create", "_rename"])
def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "header.a"
    path.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(files, step, fail)
    with pytest.raises(ExpectedError) as caught:
        files.replace(path, b"new")

    assert caught.value.code == "vault_io_failed"
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"header.a": b"old"}


def test_a_replaced_file_and_its_folder_are_pushed_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    monkeypatch.setattr(files, "push", lambda _descriptor: events.append("push"))
    monkeypatch.setattr(files, "_rename", lambda _source, _target: events.append("rename"))

    files.replace(tmp_path / "header.a", b"new")

    assert events == ["push", "rename", "push"]


def test_a_leftover_of_an_interrupted_replacement_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "header.a.neu").write_bytes(b"half")

    files.replace(tmp_path / "header.a", b"new")

    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"header.a": b"new"}
