"""A new vault is there completely or not at all, wherever it is put."""

import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault import cipher, counter, directory, files, header_files
from lotsenbuch.vault.header import VaultKind
from lotsenbuch.vault.vault import create
from tests.builders.vaults import CLOCK, PASSPHRASE, a_vault, reopened


def failure(place: Path, passphrase: str = PASSPHRASE, memory_mib: int | None = 64) -> str:
    with pytest.raises(ExpectedError) as caught:
        create(
            place,
            passphrase,
            kind=VaultKind.PILOT,
            recovery=True,
            memory_mib=memory_mib,
            random=secrets.token_bytes,
            clock=CLOCK,
        )
    return caught.value.code


def test_everything_in_the_directory_is_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        a_vault(tmp_path / "vault").vault.close()
    finally:
        os.umask(before)

    names = {path.name for path in (tmp_path / "vault").iterdir()}
    assert names == {"header.a", "header.b", "log.db", "counter", "reserve"}
    assert stat.S_IMODE((tmp_path / "vault").stat().st_mode) == 0o700
    for path in (tmp_path / "vault").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_an_empty_directory_is_taken(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir(mode=0o755)

    a_vault(tmp_path / "vault").vault.close()

    assert stat.S_IMODE((tmp_path / "vault").stat().st_mode) == 0o700


def test_missing_folders_above_are_made(tmp_path: Path) -> None:
    a_vault(tmp_path / "a" / "b" / "vault").vault.close()

    reopened(tmp_path / "a" / "b" / "vault").close()


@pytest.mark.parametrize(
    "name", ["Tresor für Örtliche Übergänge", "n" * 200, "📒🗝️" * 8, " leading and trailing ", "a?b#c%20d;e'f\"g"]
)
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    a_vault(tmp_path / name).vault.close()

    reopened(tmp_path / name).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_relative_path_and_a_link_lead_to_the_place_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.chdir(tmp_path)

    vault = a_vault(Path("link/vault")).vault

    assert vault.directory == tmp_path / "real" / "vault"
    vault.close()


def test_a_name_that_is_too_long_has_a_sentence(tmp_path: Path) -> None:
    assert failure(tmp_path / ("n" * 300)) == "vault_path_too_long"
    assert failure(tmp_path / ("📒" * 100)) == "vault_path_too_long"


def test_a_file_in_place_of_the_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    assert failure(tmp_path / "file") == "vault_path_is_file"
    assert failure(tmp_path / "file" / "vault") == "vault_path_is_file"
    with pytest.raises(ExpectedError) as caught:
        reopened(tmp_path / "file")
    assert caught.value.code == "vault_path_is_file"
    assert (tmp_path / "file").read_text() == "mine"


def test_a_directory_with_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")

    assert failure(tmp_path) == "vault_directory_not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_an_existing_vault_is_never_replaced(tmp_path: Path) -> None:
    a_vault(tmp_path / "vault").vault.close()

    assert failure(tmp_path / "vault") == "vault_exists"
    reopened(tmp_path / "vault").close()


def test_no_vault_is_said_to_be_no_vault(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(ExpectedError) as caught:
            reopened(place)
        assert caught.value.code == "vault_not_found"


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("", "passphrase_too_short"),
        ("1234567", "passphrase_too_short"),
        ("u\u0308" * 7, "passphrase_too_short"),
        ("x" * 1025, "passphrase_too_long"),
        ("lampe\nwiese", "passphrase_control"),
        ("lampe\0wiese", "passphrase_control"),
    ],
)
def test_a_passphrase_that_cannot_be_one_is_refused(tmp_path: Path, passphrase: str, code: str) -> None:
    assert failure(tmp_path / "vault", passphrase) == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mib", [0, 63, 1025, -64])
def test_memory_below_the_floor_or_above_the_cap_is_refused(tmp_path: Path, mib: int) -> None:
    assert failure(tmp_path / "vault", memory_mib=mib) == "vault_memory_out_of_range"
    assert list(tmp_path.iterdir()) == []


STEPS: list[tuple[object, str]] = [
    (files, "push"),
    (files, "push_directory"),
    (counter, "create"),
    (header_files, "store"),
    (directory, "finish"),
]


@pytest.mark.parametrize(("owner", "name"), STEPS)
@pytest.mark.parametrize("error", [OSError(28, "full"), KeyboardInterrupt()])
def test_an_interrupted_creation_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, error: BaseException
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, fail)
        with pytest.raises((ExpectedError, KeyboardInterrupt)) as caught:
            a_vault(tmp_path / "vault")

    if isinstance(error, OSError):
        assert isinstance(caught.value, ExpectedError)
        assert caught.value.code == "vault_disk_full"
    assert list(tmp_path.iterdir()) == []
    a_vault(tmp_path / "vault").vault.close()


def test_a_database_that_came_out_in_plain_text_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_key(path: Path, key: bytearray, *, create: bool) -> object:
        return dbapi2.connect(str(path), isolation_level=None)

    monkeypatch.setattr(cipher, "connect", without_key)
    with pytest.raises(ExpectedError) as caught:
        a_vault(tmp_path / "vault")

    assert caught.value.code == "vault_database_plaintext"
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_creation_leaves_is_no_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[Path] = []

    def killed(unfinished: Path, place: Path) -> None:
        copy = place.parent / (directory.UNFINISHED_PREFIX + "0011223344556677")
        unfinished.rename(copy)
        left.append(copy)
        raise KeyboardInterrupt

    monkeypatch.setattr(directory, "finish", killed)
    with pytest.raises(KeyboardInterrupt):
        a_vault(tmp_path / "vault")

    assert (left[0] / "header.a").is_file()
    assert not directory.is_vault(left[0])
    assert directory.vaults_in(tmp_path) == []


def test_vaults_are_found_in_a_folder_damaged_ones_too(tmp_path: Path) -> None:
    a_vault(tmp_path / "b").vault.close()
    a_vault(tmp_path / "a").vault.close()
    (tmp_path / "a" / "header.a").unlink()
    (tmp_path / "a" / "header.b").unlink()
    (tmp_path / "other").mkdir()
    (tmp_path / "file").touch()

    assert directory.vaults_in(tmp_path) == [tmp_path / "a", tmp_path / "b"]
    assert directory.vaults_in(tmp_path / "nowhere") == []


def test_the_order_of_random_values_does_not_matter_but_their_source_does(tmp_path: Path) -> None:
    asked: list[int] = []

    def random(count: int) -> bytes:
        asked.append(count)
        return secrets.token_bytes(count)

    source: Callable[[int], bytes] = random
    created = create(
        tmp_path / "vault",
        PASSPHRASE,
        kind=VaultKind.PILOT,
        recovery=False,
        memory_mib=64,
        random=source,
        clock=CLOCK,
    )
    created.vault.close()

    assert sorted(asked) == [8, 12, 16, 16, 32]
