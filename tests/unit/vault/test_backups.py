"""Backups: verified before they count, complete on their own, thinned with care, restored beside what exists."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from lotsenbuch.clock import BERLIN, FixedClock
from lotsenbuch.errors import ExpectedError, RefusedError
from lotsenbuch.vault import backup_file, backups
from lotsenbuch.vault.backups import BackupEntry, superfluous
from lotsenbuch.vault.drives import LocalDrives
from lotsenbuch.vault.restore import restore_with
from lotsenbuch.vault.secret import Passphrase, RecoveryWords, Secret
from lotsenbuch.vault.unlock import Unlocked
from lotsenbuch.vault.vault import Created, open_unlocked
from tests.builders.vaults import CLOCK, PASSPHRASE, a_vault, cheap_derive, commit, connection

WORD = "Musterwort"


def a_full_vault(directory: Path) -> Created:
    created = a_vault(directory, recovery=True)
    commit(created.vault, "CREATE TABLE note (text TEXT)")
    for number in range(20):
        commit(created.vault, "INSERT INTO note VALUES (?)", f"{WORD} {number}" * 50)
    return created


def restored(file: Path, place: Path, secret: Secret = Passphrase(PASSPHRASE)) -> Unlocked:
    return restore_with(file, secret, place, secrets.token_bytes, LocalDrives(), cheap_derive)


def refused(file: Path, place: Path) -> ExpectedError:
    with pytest.raises(ExpectedError) as caught:
        restored(file, place)
    assert not place.exists()
    return caught.value


def test_a_backup_is_one_file_and_nothing_else_is_left(tmp_path: Path) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    before = {path.name for path in (tmp_path / "vault").iterdir()}

    entry = vault.backup(tmp_path / "stick", CLOCK)

    assert [entry.path] == list((tmp_path / "stick").iterdir())
    assert entry.path.suffix == ".lotsenbuch-sicherung"
    assert (entry.sequence, entry.size) == (1, entry.path.stat().st_size)
    assert WORD.encode() not in entry.path.read_bytes()
    assert {path.name for path in (tmp_path / "vault").iterdir()} == before
    vault.close()


@pytest.mark.parametrize("by_words", [False, True])
def test_a_backup_alone_gives_the_log_back(tmp_path: Path, by_words: bool) -> None:
    created = a_full_vault(tmp_path / "vault")
    entry = created.vault.backup(tmp_path / "stick", CLOCK)
    commits = created.vault.commits
    created.vault.close()
    assert created.recovery_words is not None
    secret = RecoveryWords(created.recovery_words) if by_words else Passphrase(PASSPHRASE)

    vault = open_unlocked(restored(entry.path, tmp_path / "new", secret), random=secrets.token_bytes)

    rows = connection(vault).execute("SELECT text FROM note ORDER BY rowid").fetchall()
    assert rows == [(f"{WORD} {number}" * 50,) for number in range(20)]
    assert vault.check().ok
    assert (vault.commits, vault.missing_commits) == (commits - 1, 0)
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        *("header.a", "header.b", "log.db", "log.db-wal", "counter", "reserve")
    }
    vault.close()


def test_a_restored_vault_has_its_own_backups_after_the_one_it_came_from(tmp_path: Path) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    vault.backup(tmp_path / "stick", CLOCK)
    second = vault.backup(tmp_path / "stick", CLOCK)
    vault.close()

    again = open_unlocked(restored(second.path, tmp_path / "new"), random=secrets.token_bytes)

    assert not again.changed
    assert again.backup(tmp_path / "other", CLOCK).sequence == 3
    again.close()


def test_a_backup_never_takes_the_name_or_number_of_another(tmp_path: Path) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    first = vault.backup(tmp_path / "stick", CLOCK)
    vault.close()
    names = set()
    for place in ("one", "two"):
        again = open_unlocked(restored(first.path, tmp_path / place), random=secrets.token_bytes)
        clock = FixedClock(datetime(2026, 4, 1 if place == "one" else 2, tzinfo=BERLIN))
        entry = again.backup(tmp_path / "stick", clock)
        names.add((entry.path.name, entry.sequence))
        again.close()

    assert sorted(sequence for _name, sequence in names) == [2, 3]
    assert len(list((tmp_path / "stick").iterdir())) == 3


def test_a_backup_is_due_only_after_a_change(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault
    due = [vault.changed]
    commit(vault, "CREATE TABLE note (text TEXT)")
    due.append(vault.changed)

    vault.backup(tmp_path / "stick", CLOCK)

    due.append(vault.changed)
    commit(vault, "INSERT INTO note VALUES ('x')")
    due.append(vault.changed)
    assert due == [False, True, False, True]
    assert vault.check().ok
    vault.close()


def test_two_backups_of_the_same_log_share_no_page(tmp_path: Path) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    one, two = vault.backup(tmp_path / "a", CLOCK), vault.backup(tmp_path / "b", CLOCK)
    heads = [backup_file.read_head(entry.path) for entry in (one, two)]
    first, second = (head.path.read_bytes()[head.start :][: head.length] for head in heads)
    live = (tmp_path / "vault" / "log.db").read_bytes()

    pages = [{content[at : at + 4096] for at in range(0, len(content), 4096)} for content in (first, second, live)]

    assert not pages[0] & pages[1]
    assert not pages[0] & pages[2]
    vault.close()


def test_every_damage_is_found_before_a_passphrase_is_asked_for(tmp_path: Path) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    content = vault.backup(tmp_path / "stick", CLOCK).path.read_bytes()
    vault.close()
    file = tmp_path / "damaged"
    step = max(1, len(content) // 400)
    positions = [*range(0, 1600, 7), *range(1600, len(content), step), *range(len(content) - 64, len(content))]

    for position in positions:
        changed = bytearray(content)
        changed[position] ^= 1 << position % 8
        file.write_bytes(changed)
        with pytest.raises(RefusedError):
            backup_file.verify_checksum(backup_file.read_head(file))
    for length in (0, 1, 20, 100, 1500, len(content) // 2, len(content) - 1):
        file.write_bytes(content[:length])
        assert refused(file, tmp_path / "new").code in {"backup_damaged", "backup_not_one"}
    file.write_bytes(content + b"\0")
    assert refused(file, tmp_path / "new").code == "backup_damaged"


def test_a_forged_backup_with_a_fitting_checksum_is_refused(tmp_path: Path) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    file = vault.backup(tmp_path / "stick", CLOCK).path
    vault.close()
    head = backup_file.read_head(file)
    content = bytearray(file.read_bytes())
    content[head.start + 9000] ^= 1
    content[-32:] = hashlib.sha256(content[:-32]).digest()
    file.write_bytes(content)

    error = refused(file, tmp_path / "new")

    assert (error.code, error.exit_code) == ("backup_damaged", 4)


def test_a_forged_manifest_with_a_fitting_checksum_is_refused(tmp_path: Path) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    file = vault.backup(tmp_path / "stick", CLOCK).path
    vault.close()
    content = file.read_bytes()[:-32].replace(b'"sequence":1,', b'"sequence":9,')
    file.write_bytes(content + hashlib.sha256(content).digest())
    backup_file.verify_checksum(backup_file.read_head(file))

    assert refused(file, tmp_path / "new").code == "backup_damaged"


def test_damage_is_named_even_where_the_passphrase_is_wrong_too(tmp_path: Path) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    file = vault.backup(tmp_path / "stick", CLOCK).path
    vault.close()
    content = bytearray(file.read_bytes())
    content[-5000] ^= 1
    file.write_bytes(content)

    with pytest.raises(RefusedError) as caught:
        restored(file, tmp_path / "new", Passphrase("etwas ganz anderes"))

    assert caught.value.code == "backup_damaged"


def test_a_wrong_passphrase_is_no_damage(tmp_path: Path) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    file = vault.backup(tmp_path / "stick", CLOCK).path
    vault.close()

    with pytest.raises(ExpectedError) as caught:
        restored(file, tmp_path / "new", Passphrase("etwas ganz anderes"))

    assert (caught.value.code, caught.value.exit_code) == ("vault_wrong_passphrase", 3)


def test_what_is_no_backup_has_its_sentence(tmp_path: Path) -> None:
    for name, content, code in (
        ("image.png", b"\x89PNG", "backup_not_one"),
        ("empty", b"", "backup_not_one"),
        ("newer", b"lotsenbuch-backup 2\nwhatever", "backup_newer"),
    ):
        (tmp_path / name).write_bytes(content)
        assert refused(tmp_path / name, tmp_path / "new").code == code
    assert refused(tmp_path / "nowhere", tmp_path / "new").code == "backup_not_found"
    (tmp_path / "folder").mkdir()
    assert refused(tmp_path / "folder", tmp_path / "new").code == "backup_not_readable"


def test_a_restore_never_writes_over_anything(tmp_path: Path) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    file = vault.backup(tmp_path / "stick", CLOCK).path
    commit(vault, "INSERT INTO note VALUES ('newer')")
    vault.close()

    with pytest.raises(ExpectedError) as caught:
        restored(file, tmp_path / "vault")

    assert caught.value.code == "vault_exists"


@pytest.mark.parametrize("step", ["write", "read_head", "verify"])
def test_a_backup_that_fails_leaves_nothing_and_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    first = vault.backup(tmp_path / "stick", CLOCK)
    commit(vault, "INSERT INTO note VALUES ('newer')")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "full") if step == "write" else RefusedError("backup_damaged")

    with monkeypatch.context() as patched:
        patched.setattr(backup_file, step, fail)
        with pytest.raises(ExpectedError) as caught:
            vault.backup(tmp_path / "stick", CLOCK)

    assert caught.value.code == ("backup_place_full" if step == "write" else "backup_not_verified")
    assert list((tmp_path / "stick").iterdir()) == [first.path]
    assert not [path for path in (tmp_path / "vault").iterdir() if path.name.startswith(".")]
    assert vault.changed
    assert vault.backup(tmp_path / "stick", CLOCK).sequence == 2
    vault.close()


def test_a_stick_that_lies_about_what_it_wrote_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    honest = backup_file.write

    def lying(target: Path, *arguments: object) -> None:
        honest(target, *arguments)  # type: ignore[arg-type] # The arguments are passed on as they came.
        with target.open("r+b") as stream:
            stream.seek(8000)
            stream.write(bytes(512))

    monkeypatch.setattr(backup_file, "write", lying)
    with pytest.raises(ExpectedError) as caught:
        vault.backup(tmp_path / "stick", CLOCK)

    assert caught.value.code == "backup_not_verified"
    assert not (tmp_path / "stick").exists()
    vault.close()


def test_a_copy_misread_while_the_file_was_put_together_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    honest = backup_file.write

    def misreading(
        target: Path, header_file: bytes, manifest: backup_file.Manifest, database: Path, master: bytearray
    ) -> None:
        misread = tmp_path / "misread.db"
        misread.write_bytes(database.read_bytes()[:-1] + b"?")
        honest(target, header_file, manifest, misread, master)

    monkeypatch.setattr(backup_file, "write", misreading)
    with pytest.raises(ExpectedError) as caught:
        vault.backup(tmp_path / "stick", CLOCK)

    assert caught.value.code == "backup_not_verified"
    vault.close()


def test_the_list_holds_this_vaults_backups_the_newest_first(tmp_path: Path) -> None:
    vault, other = a_full_vault(tmp_path / "vault").vault, a_vault(tmp_path / "other").vault
    days = [FixedClock(datetime(2026, 3, day, 9, 0, tzinfo=BERLIN)) for day in (5, 4, 6)]
    for clock in days:
        vault.backup(tmp_path / "stick", clock)
    other.backup(tmp_path / "stick", CLOCK)
    (tmp_path / "stick" / "broken.lotsenbuch-sicherung").write_bytes(b"lotsenbuch-backup 1\n")

    found = vault.backups_in(tmp_path / "stick")

    assert [(entry.sequence, entry.created.day) for entry in found] == [(3, 6), (2, 4), (1, 5)]
    assert vault.backups_in(tmp_path / "nowhere") == []
    vault.close()
    other.close()


def entry(sequence: int, day: date) -> BackupEntry:
    moment = datetime(day.year, day.month, day.day, 18, 0, tzinfo=BERLIN)
    return BackupEntry(Path(f"{sequence}"), sequence, moment, sequence, 1)


def kept(made: list[BackupEntry], today: date) -> list[int]:
    gone = {one.sequence for one in superfluous(made, today)}
    return [one.sequence for one in made if one.sequence not in gone]


FIRST = date(2026, 1, 5)


def test_of_many_on_one_day_the_last_stays() -> None:
    assert kept([entry(number, FIRST) for number in range(1, 6)], FIRST) == [5]


def test_after_a_year_seven_days_four_weeks_and_three_months_are_kept() -> None:
    made = [entry(number + 1, FIRST + timedelta(days=number)) for number in range(360)]
    last = made[-1].created.date()

    days = [made[number - 1].created.date() for number in kept(made, last)]

    assert days[-7:] == [last - timedelta(days=back) for back in range(6, -1, -1)]
    assert len({day.isocalendar()[:2] for day in days}) >= 4
    assert {(day.year, day.month) for day in days} == {(2026, 12), (2026, 11), (2026, 10)}
    assert len(days) <= 14


def test_rare_backups_are_kept_while_nothing_replaces_them() -> None:
    made = [entry(1, FIRST), entry(2, FIRST + timedelta(days=200))]

    assert kept(made, FIRST + timedelta(days=400)) == [1, 2]


def test_beyond_90_days_one_goes_once_there_are_seven_newer_days() -> None:
    late = FIRST + timedelta(days=120)
    made = [entry(1, FIRST), *(entry(number + 2, late + timedelta(days=number)) for number in range(7))]

    assert kept(made, late + timedelta(days=6)) == [2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("shift", [-365, 365, 3650])
def test_a_clock_that_is_wrong_for_one_backup_prunes_no_day(shift: int) -> None:
    made = [entry(number, FIRST + timedelta(days=number)) for number in range(1, 7)]
    wrong = FIRST + timedelta(days=shift)

    assert kept([*made, entry(7, wrong)], wrong) == [1, 2, 3, 4, 5, 6, 7]


def test_thinning_removes_only_files_of_this_vault(tmp_path: Path) -> None:
    vault, other = a_full_vault(tmp_path / "vault").vault, a_vault(tmp_path / "other").vault
    foreign = other.backup(tmp_path / "stick", CLOCK)
    made = [vault.backup(tmp_path / "stick", CLOCK) for _number in range(3)]

    assert set((tmp_path / "stick").iterdir()) == {foreign.path, made[-1].path}
    assert backups.thin(tmp_path / "stick", bytes(16), CLOCK.today()) == []
    vault.close()
    other.close()
