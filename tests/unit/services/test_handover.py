"""Sheets as files: whole or not at all, for whom they are sealed, and what a folder may refuse."""

from dataclasses import replace
from pathlib import Path

import pytest

from lotsenbuch import messages, writing
from lotsenbuch.errors import ExpectedError, RefusedError
from lotsenbuch.services import handover, identity
from lotsenbuch.sheet import seal
from lotsenbuch.sheet.correspondence import key_text
from lotsenbuch.sheet.documents import InvitingTraeger
from tests.builders.desks import MARCH, a_joined_log, an_own_log, issue, joined, record
from tests.builders.memory_log import MemoryLog
from tests.builders.sheets import RESERVE_OPENING, STRANGER_OPENING, TRAEGER_KEY, TRAEGER_OPENING
from tests.ordinary import OrdinaryUser


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


@pytest.fixture
def log() -> MemoryLog:
    log = a_joined_log()
    record(log)
    return log


def test_a_sheet_is_sealed_for_traeger_reserve_and_pilot(log: MemoryLog, tmp_path: Path) -> None:
    sheet = issue(log)
    file = handover.save(log, sheet, tmp_path)
    assert file.name == "L017-2026-03-v1.lotsenbuch-nachweis"
    for key in (TRAEGER_OPENING, RESERVE_OPENING, identity.opening_key(log)):
        assert seal.open_sealed(file.read_bytes(), key, "sheet") == sheet.pdf
    with pytest.raises(RefusedError):
        seal.open_sealed(file.read_bytes(), STRANGER_OPENING, "sheet")
    assert log.sheets.versions("MUSTER", MARCH)[0].state == "handed_over"
    assert names(tmp_path) == [file.name]


def test_plain_on_wish_and_always_without_a_traeger(log: MemoryLog, tmp_path: Path) -> None:
    sheet = issue(log)
    assert handover.save(log, sheet, tmp_path, plain=True).read_bytes() == sheet.pdf
    own = an_own_log()
    record(own)
    file = handover.save(own, issue(own), tmp_path)
    assert (file.name, file.read_bytes()[:10]) == ("EIGEN-2026-03-v1.pdf", b"%PDF-plain")


def test_handing_over_again_replaces_the_file_and_takes_no_state_back(log: MemoryLog, tmp_path: Path) -> None:
    sheet = replace(issue(log), state="confirmed")
    with log.transaction():
        log.sheets.replace(sheet)
    first = handover.save(log, sheet, tmp_path)
    assert handover.save(log, sheet, tmp_path) == first
    assert log.sheets.latest()[0].state == "confirmed"


@pytest.mark.parametrize("name", ["Ämter", "x" * 200, "📁 Nachweise"])
def test_a_folder_of_any_name(log: MemoryLog, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    assert handover.save(log, issue(log), folder).parent == folder


def test_a_folder_that_is_missing_or_a_file_is_named(log: MemoryLog, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for folder in (tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(ExpectedError) as failure:
            handover.save(log, issue(log), folder)
        assert failure.value.code == "folder_missing"
        assert folder.name in messages.sentence(failure.value)
    assert log.sheets.latest()[0].state == "sealed"


def test_a_folder_that_may_not_be_written_to(as_ordinary_user: OrdinaryUser) -> None:
    def attempt() -> str:
        try:
            writing.put(as_ordinary_user.folder / "L017-2026-03-v1.pdf", b"x")
        except ExpectedError as error:
            return error.code
        return "written"

    assert as_ordinary_user.run(attempt) == "written"
    as_ordinary_user.folder.chmod(0o500)
    assert as_ordinary_user.run(attempt) == "file_not_written"
    assert names(as_ordinary_user.folder) == ["L017-2026-03-v1.pdf"]


def test_a_file_that_breaks_off_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sheet.pdf"
    writing.put(target, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("lotsenbuch.writing.os.fsync", full)
    with pytest.raises(ExpectedError) as failure:
        writing.put(target, b"new")
    assert failure.value.code == "file_not_written"
    assert (target.read_bytes(), names(tmp_path)) == (b"old", ["sheet.pdf"])


def test_new_keys_of_the_traeger_want_a_new_version(log: MemoryLog, tmp_path: Path) -> None:
    sheet = issue(log)
    keys = (key_text(STRANGER_OPENING.public),)
    joined(log, traeger=InvitingTraeger("MUSTER", "Musterträger e. V.", key_text(TRAEGER_KEY.public), keys))
    with pytest.raises(ExpectedError) as failure:
        handover.save(log, sheet, tmp_path)
    assert failure.value.code == "sheet_keys_changed"
    assert "03/2026" in messages.sentence(failure.value)
    second = issue(log)
    assert (second.version, second.replaces) == (2, sheet.payload_hash)
    assert seal.open_sealed(handover.save(log, second, tmp_path).read_bytes(), STRANGER_OPENING, "sheet") == second.pdf
