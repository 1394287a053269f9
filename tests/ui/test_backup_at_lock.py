"""Locking and closing leave a backup behind, and a backup that fails keeps nobody from locking."""

import pytest
from PySide6.QtWidgets import QLabel

from lotsenbuch import paths
from lotsenbuch.bootstrap import PilotDesk, backup_place
from lotsenbuch.ui.pages.unlock import UnlockPage
from lotsenbuch.vault import unlock
from lotsenbuch.vault.backups import BackupEntry, entries
from tests.ui.rooms import NAME, House


def backups() -> list[BackupEntry]:
    vault_id = unlock.info(paths.vaults_dir() / NAME).vault_id
    return entries(backup_place(vault_id), bytes.fromhex(vault_id))


def test_locking_backs_up_once_and_again_only_after_a_change(open_house: House) -> None:
    counts = []
    for _turn in range(2):
        open_house.door.lock()
        open_house.settle()
        counts.append([entry.sequence for entry in backups()])
        open_house.unlock()
    assert counts == [[1], [1]]


def test_closing_the_window_backs_up(open_house: House) -> None:
    open_house.window.close()
    open_house.settle()
    assert [entry.sequence for entry in backups()] == [1]


def test_a_backup_that_fails_is_said_and_keeps_nobody_from_locking(
    open_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[PilotDesk] = []
    close = PilotDesk.close

    def noted(desk: PilotDesk) -> None:
        closed.append(desk)
        close(desk)

    monkeypatch.setattr(PilotDesk, "close", noted)
    paths.backups_dir().parent.mkdir(exist_ok=True, parents=True)
    paths.backups_dir().write_text("a file where the folder should be", encoding="utf-8")

    open_house.door.lock()
    open_house.settle()

    assert len(closed) == 1
    assert open_house.window.findChild(UnlockPage) is not None
    said = [label.text() for label in open_house.window.findChildren(QLabel) if label.isVisible()]
    assert [text for text in said if "Die Sicherung ist nicht gelungen" in text], said
    open_house.unlock()
