"""From an empty computer to an open book, with keys and mouse."""

import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from lotsenbuch import bootstrap, paths
from lotsenbuch.services.records import ActivityQuery
from lotsenbuch.sheet.correspondence import sign_invite
from lotsenbuch.ui import theme as look
from lotsenbuch.ui.pages.first_run import FirstRunPage
from lotsenbuch.ui.pages.today import TodayPage
from lotsenbuch.vault.secret import Passphrase, RecoveryWords
from tests.builders.sheets import TRAEGER_KEY, an_invite
from tests.ui.hands import click, press
from tests.ui.rooms import NAME, House, machine, opened_house

PATIENCE_MS = 20_000
OWN = "drei eigene worte"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication) -> Iterator[House]:
    """The program on a computer that has no book yet."""
    monkeypatch.setenv("LOTSENBUCH_HOME", str(tmp_path / "home"))
    look.install(qapp).apply(look.Choice.LIGHT)
    with opened_house(qtbot, qapp) as opened:
        yield opened


def _to_step(qtbot: QtBot, house: House, number: int) -> FirstRunPage:
    """Go through the steps before ``number``: an own passphrase, no sheet, no invite."""
    page = house.first_run()
    press(page.place.next, Qt.Key.Key_Space)
    if number > 2:
        entry = page.passphrase.entry
        QTest.keyClicks(entry.field.editor, OWN)
        press(entry.field.editor, Qt.Key.Key_Return)
        QTest.keyClicks(entry.again.editor, OWN)
        press(entry.again.editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.number == 3, timeout=PATIENCE_MS)
    if number > 3:
        click(page.recovery.skip)
        click(page.recovery.skip)
    if number > 4:
        click(page.invite.later)
    assert page.number == number
    return page


def _shown_words(page: FirstRunPage) -> list[str]:
    return page.recovery.shown_words()


def test_an_empty_computer_gets_a_book_and_opens_it(qtbot: QtBot, house: House) -> None:
    page = house.first_run()
    assert page.number == 1
    assert page.place.next.hasFocus()
    click(page.place.next)
    click(page.passphrase.entry.take_button)
    chosen = page.passphrase.entry.field.text()
    assert len(chosen.split()) == 6
    click(page.passphrase.next)
    qtbot.waitUntil(lambda: page.number == 3, timeout=PATIENCE_MS)
    words = _shown_words(page)
    click(page.recovery.next)
    for place, answer in zip(page.recovery.asked, page.recovery.answers, strict=True):
        answer.insert(words[place - 1])
    click(page.recovery.next)
    click(page.invite.later)
    click(page.begin_step.empty)
    qtbot.waitUntil(lambda: house.window.current_page is not None, timeout=PATIENCE_MS)

    today = house.window.current_page
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(today.empty.isVisible, timeout=PATIENCE_MS)
    house.door.lock()
    house.settle()
    bootstrap.open_log(paths.vaults_dir() / NAME, Passphrase(chosen), machine()).close()
    bootstrap.open_log(paths.vaults_dir() / NAME, RecoveryWords(tuple(words)), machine()).close()


def test_the_empty_book_offers_an_example_line(qtbot: QtBot, house: House) -> None:
    page = _to_step(qtbot, house, 5)
    click(page.begin_step.empty)
    qtbot.waitUntil(lambda: house.window.current_page is not None, timeout=PATIENCE_MS)
    today = house.window.current_page
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(today.empty.isVisible, timeout=PATIENCE_MS)
    assert today.empty_state.button is not None
    click(today.empty_state.button)

    assert today.line.text() == "gestern 9-11 Jobcenter"


def test_a_short_passphrase_is_refused_under_its_field(qtbot: QtBot, house: House) -> None:
    page = _to_step(qtbot, house, 2)
    entry = page.passphrase.entry
    click(entry.field.toggle)
    QTest.keyClicks(entry.field.editor, "kurz")
    press(entry.field.editor, Qt.Key.Key_Return)
    house.settle()

    assert "zu kurz" in entry.field.line()
    assert page.number == 2
    assert not (paths.vaults_dir() / NAME).exists()


def test_two_different_passphrases_make_no_book(qtbot: QtBot, house: House) -> None:
    page = _to_step(qtbot, house, 2)
    entry = page.passphrase.entry
    QTest.keyClicks(entry.field.editor, OWN)
    press(entry.field.editor, Qt.Key.Key_Return)
    QTest.keyClicks(entry.again.editor, OWN + "x")
    click(page.passphrase.next)

    assert "nicht dieselbe" in entry.again.line()
    assert not house.session.tasks.busy
    assert page.number == 2


def test_other_words_are_offered(qtbot: QtBot, house: House) -> None:
    page = _to_step(qtbot, house, 2)
    before = page.passphrase.entry.suggestion.text()
    click(page.passphrase.entry.other_button)

    assert page.passphrase.entry.suggestion.text() != before


def test_a_wrong_recovery_word_is_asked_again(qtbot: QtBot, house: House) -> None:
    page = _to_step(qtbot, house, 3)
    click(page.recovery.next)
    for answer in page.recovery.answers:
        answer.insert("falsch")
    click(page.recovery.next)

    assert page.number == 3
    assert "heißt anders" in page.recovery.fields[0].hint.text()


def test_skipping_the_sheet_says_what_it_means_first(qtbot: QtBot, house: House) -> None:
    page = _to_step(qtbot, house, 3)
    click(page.recovery.skip)
    assert page.number == 3
    assert "kann niemand" in page.recovery.skip_note.text()
    assert page.recovery.skip_note.isVisible()

    click(page.recovery.skip)
    assert page.number == 4
    assert _shown_words(page) == []


def test_the_sheet_is_saved_for_this_account_alone(
    qtbot: QtBot, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _to_step(qtbot, house, 3)
    target = tmp_path / "Notfallblatt für mich.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    click(page.recovery.save_button)
    qtbot.waitUntil(page.recovery.saved_note.isVisible, timeout=PATIENCE_MS)

    assert target.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.name in page.recovery.saved_note.text()


def test_an_invite_is_shown_then_taken_and_answered(
    qtbot: QtBot, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _to_step(qtbot, house, 4)
    target = tmp_path / "antwort.lotsenbuch-antwort"
    invite = tmp_path / "brief.lotsenbuch-einladung"
    invite.write_bytes(sign_invite(an_invite(expires=date(2026, 4, 1), programme=None), TRAEGER_KEY))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(invite), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    click(page.invite.choose_button)
    qtbot.waitUntil(page.invite.take_button.isVisible, timeout=PATIENCE_MS)
    assert not target.exists()
    words = [label.text().split() for label in page.invite.card.findChildren(QLabel)]
    assert list(TRAEGER_KEY.public.words()) in words
    click(page.invite.take_button)
    qtbot.waitUntil(page.invite.next.isVisible, timeout=PATIENCE_MS)
    assert target.stat().st_size > 0
    click(page.invite.next)
    click(page.begin_step.empty)
    qtbot.waitUntil(lambda: house.window.current_page is not None, timeout=PATIENCE_MS)
    house.door.lock()
    house.settle()

    desk = bootstrap.open_log(paths.vaults_dir() / NAME, Passphrase(OWN), machine())
    try:
        assert any(each.traeger is not None for each in desk.log.engagements.all())
    finally:
        desk.close()


def test_a_file_that_is_no_invite_is_refused_with_its_sentence(
    qtbot: QtBot, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _to_step(qtbot, house, 4)
    other = tmp_path / "foto.jpg"
    other.write_bytes(b"nothing of ours")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(other), ""))
    click(page.invite.choose_button)
    qtbot.waitUntil(page.note.isVisible, timeout=PATIENCE_MS)

    assert page.number == 4
    assert "Kennung für die Hilfe" not in page.note.text()
    assert not page.invite.take_button.isVisible()


def test_the_example_fills_the_book_up_to_today(qtbot: QtBot, house: House) -> None:
    page = _to_step(qtbot, house, 5)
    click(page.begin_step.example)
    qtbot.waitUntil(lambda: house.window.current_page is not None, timeout=PATIENCE_MS)
    house.door.lock()
    house.settle()

    desk = bootstrap.open_log(paths.vaults_dir() / NAME, Passphrase(OWN), machine())
    try:
        clock = machine().clock
        rows = desk.log.activities.page(ActivityQuery(), None, 500)
        assert len(rows) > 50
        assert max(row.activity.day for row in rows) < clock.today()
        assert len(desk.log.appointments.waiting(clock.today(), clock.now())) == 1
    finally:
        desk.close()
