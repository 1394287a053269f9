"""The gate: unlocking, growing waits, Caps Lock, the way back in, and locking."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lotsenbuch import bootstrap, paths
from lotsenbuch.errors import WrongSecretError
from lotsenbuch.ui.pages.today import TodayPage
from lotsenbuch.ui.pages.unlock import UnlockPage
from lotsenbuch.ui.widgets.passphrase_field import PassphraseField
from lotsenbuch.vault.secret import Passphrase
from tests.ui.hands import click, press
from tests.ui.rooms import MEMORY_MIB, NAME, PASSPHRASE, House, machine
from tests.ui.stage import shown

PATIENCE_MS = 20_000
CONTROL = Qt.KeyboardModifier.ControlModifier


def _gate(house: House) -> UnlockPage:
    page = house.window.findChild(UnlockPage)
    assert page is not None
    return page


def _try(qtbot: QtBot, house: House, text: str) -> UnlockPage:
    gate = _gate(house)
    field = gate.form.field.editor
    field.clear()
    QTest.keyClicks(field, text)
    press(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not house.session.tasks.busy, timeout=PATIENCE_MS)
    return gate


def test_the_gate_says_which_book_it_opens_and_waits_in_the_field(house: House) -> None:
    gate = _gate(house)

    assert gate.form.field.editor.hasFocus()
    assert not gate.note.isVisible()
    assert house.window.menuBar().isHidden()


def test_the_right_passphrase_opens_the_book(qtbot: QtBot, house: House) -> None:
    _try(qtbot, house, PASSPHRASE)

    assert isinstance(house.window.current_page, TodayPage)
    assert house.window.menuBar().isVisible()


def test_a_wrong_passphrase_is_said_under_the_field_and_nothing_moves(qtbot: QtBot, house: House) -> None:
    place = _gate(house).form.open_button.mapTo(house.window, _gate(house).form.open_button.rect().topLeft())

    gate = _try(qtbot, house, "falsche passphrase")

    assert "stimmt nicht" in gate.form.field.line()
    assert gate.form.field.editor.hasFocus()
    assert gate.form.field.editor.selectedText() == gate.form.field.text()
    assert gate.form.open_button.mapTo(house.window, gate.form.open_button.rect().topLeft()) == place
    assert house.window.current_page is None


def test_a_wrong_one_and_then_the_right_one(qtbot: QtBot, house: House) -> None:
    _try(qtbot, house, "falsche passphrase")
    _try(qtbot, house, PASSPHRASE)

    assert isinstance(house.window.current_page, TodayPage)


def test_the_third_wrong_passphrase_makes_one_wait(qtbot: QtBot, house: House) -> None:
    gate = _gate(house)
    for _attempt in range(3):
        _try(qtbot, house, "falsche passphrase")

    assert not gate.form.open_button.isEnabled()
    assert "1 s" in gate.form.open_button.text()
    press(gate.form.field.editor, Qt.Key.Key_Return)
    assert not house.session.tasks.busy
    qtbot.waitUntil(gate.form.open_button.isEnabled, timeout=PATIENCE_MS)
    assert gate.form.open_button.text() == "Öffnen"


def test_the_button_shows_that_it_works_while_the_window_stays_awake(qtbot: QtBot, house: House) -> None:
    gate = _gate(house)
    QTest.keyClicks(gate.form.field.editor, PASSPHRASE)
    click(gate.form.open_button)

    assert house.session.tasks.busy
    assert gate.form.open_button.text() == "Wird geöffnet …"
    assert not gate.form.open_button.isEnabled()
    house.settle()


def test_a_book_that_is_open_elsewhere_is_said_in_a_note(qtbot: QtBot, house: House) -> None:
    desk = bootstrap.open_log(paths.vaults_dir() / NAME, Passphrase(PASSPHRASE), machine())
    try:
        gate = _try(qtbot, house, PASSPHRASE)
    finally:
        desk.close()

    assert gate.note.isVisible()
    assert "schon geöffnet" in gate.note.text()
    assert house.window.current_page is None


def test_letters_are_shown_and_hidden(house: House) -> None:
    field = _gate(house).form.field
    click(field.toggle)
    assert field.editor.echoMode() is QLineEdit.EchoMode.Normal
    assert field.toggle.text() == "Verbergen"

    click(field.toggle)
    assert field.editor.echoMode() is QLineEdit.EchoMode.Password


def test_caps_lock_is_noticed_by_what_arrives(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    shown(qtbot, field, 440)

    QTest.keyClicks(field.editor, "A")
    assert field.line() == "Die Feststelltaste ist an."
    QTest.keyClicks(field.editor, "a")
    assert field.line() == ""
    QTest.keyClicks(field.editor, "A", Qt.KeyboardModifier.ShiftModifier)
    assert field.line() == ""


def test_locking_takes_everything_away_and_says_why(qtbot: QtBot, open_house: House) -> None:
    page = open_house.window.current_page
    assert page is not None

    press(open_house.window, Qt.Key.Key_L, CONTROL)
    open_house.settle()

    gate = _gate(open_house)
    assert gate.note.text() == "Gesperrt um 14:05 über „Sperren“ (Strg+L)."
    # The offscreen platform forgets which window is active here; the window itself remembers its field.
    assert open_house.window.focusWidget() is gate.form.field.editor
    assert open_house.window.current_page is None
    qtbot.waitUntil(lambda: not isValid(page), timeout=PATIENCE_MS)
    bootstrap.open_log(paths.vaults_dir() / NAME, Passphrase(PASSPHRASE), machine()).close()


def test_locking_builds_no_page(open_house: House) -> None:
    before = {type(page) for page in open_house.window.findChildren(TodayPage)}
    built: list[str] = []
    open_house.window.page_shown.connect(built.append)

    open_house.door.lock()
    open_house.settle()

    assert before == {TodayPage}
    assert built == []


def test_what_was_half_typed_is_there_after_unlocking(qtbot: QtBot, open_house: House) -> None:
    page = open_house.window.current_page
    assert isinstance(page, TodayPage)
    QTest.keyClicks(page.line.editor, "gestern 9-11 Jobc")

    press(open_house.window, Qt.Key.Key_L, CONTROL)
    open_house.settle()
    _try(qtbot, open_house, PASSPHRASE)

    again = open_house.window.current_page
    assert isinstance(again, TodayPage)
    qtbot.waitUntil(lambda: again.line.text() == "gestern 9-11 Jobc", timeout=PATIENCE_MS)


@pytest.fixture
def recovery_words(house: House) -> str:
    """New recovery words for the book, as they would stand on the sheet."""
    vault = bootstrap.open_vault(paths.vaults_dir() / NAME, Passphrase(PASSPHRASE), machine())
    try:
        return " ".join(vault.new_recovery(memory_mib=MEMORY_MIB))
    finally:
        vault.close()


def test_recovery_words_lead_back_in_with_a_new_passphrase(qtbot: QtBot, house: House, recovery_words: str) -> None:
    gate = _gate(house)
    click(gate.form.forgotten_button)
    gate.rescue.words.insertPlainText(recovery_words)
    click(gate.rescue.check_button)
    entry = gate.rescue.new_passphrase
    qtbot.waitUntil(entry.isVisible, timeout=PATIENCE_MS)
    QTest.keyClicks(entry.field.editor, "ganz neue worte")
    press(entry.field.editor, Qt.Key.Key_Return)
    QTest.keyClicks(entry.again.editor, "ganz neue worte")
    press(entry.again.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: house.window.current_page is not None, timeout=PATIENCE_MS)
    house.door.lock()
    house.settle()

    with pytest.raises(WrongSecretError):
        bootstrap.open_log(paths.vaults_dir() / NAME, Passphrase(PASSPHRASE), machine())
    bootstrap.open_log(paths.vaults_dir() / NAME, Passphrase("ganz neue worte"), machine()).close()


def test_a_wrong_recovery_word_is_named_by_its_place(qtbot: QtBot, house: House, recovery_words: str) -> None:
    gate = _gate(house)
    click(gate.form.forgotten_button)
    gate.rescue.words.insertPlainText("xyzxyz " + recovery_words.split(" ", 1)[1])
    click(gate.rescue.check_button)
    house.settle()

    assert "1. Wort" in gate.rescue.words_field.hint.text()
    assert gate.rescue.words_field.hint.isVisible()


def test_leaving_the_rescue_closes_what_the_words_opened(qtbot: QtBot, house: House, recovery_words: str) -> None:
    gate = _gate(house)
    click(gate.form.forgotten_button)
    gate.rescue.words.insertPlainText(recovery_words)
    click(gate.rescue.check_button)
    qtbot.waitUntil(gate.rescue.new_passphrase.isVisible, timeout=PATIENCE_MS)
    click(gate.rescue.leave_button)
    house.settle()

    assert gate.form.isVisible()
    bootstrap.open_log(paths.vaults_dir() / NAME, Passphrase(PASSPHRASE), machine()).close()
