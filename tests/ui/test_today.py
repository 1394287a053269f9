"""Heute: a line becomes an activity, questions are asked, words are given, and everything can be taken back."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from lotsenbuch import bootstrap, paths
from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.domain.activity import Activity
from lotsenbuch.services.records import ActivityQuery
from lotsenbuch.ui.pages.today import TodayPage
from lotsenbuch.ui.widgets.chip import Chip, ChipKind
from lotsenbuch.vault.secret import Passphrase
from tests.ui.hands import click, press
from tests.ui.rooms import NAME, PASSPHRASE, House, machine

T = TypeVar("T")
PATIENCE_MS = 20_000
CONTROL = Qt.KeyboardModifier.ControlModifier
# What the offscreen platform says about every menu that pops up.
menus_pop_up = pytest.mark.qt_log_ignore("grabbing the keyboard", "support raise", extend=True)


def _page(house: House) -> TodayPage:
    page = house.window.current_page
    assert isinstance(page, TodayPage)
    return page


def _in_book(house: House, job: Callable[[PilotDesk], T]) -> T:
    """Lock, and look into the vault with a desk of its own."""
    house.door.lock()
    house.settle()
    desk = bootstrap.open_log(paths.vaults_dir() / NAME, Passphrase(PASSPHRASE), machine())
    try:
        return job(desk)
    finally:
        desk.close()


def _all(desk: PilotDesk) -> list[Activity]:
    return [row.activity for row in desk.log.activities.page(ActivityQuery(), None, 500)]


def _chips(page: TodayPage, kind: ChipKind = ChipKind.UNDERSTOOD) -> list[str]:
    found = [chip for chip in page.line.frame.findChildren(Chip) if chip.isVisible() and chip.kind is kind]
    return [chip.text().replace("\u00a0", " ") for chip in sorted(found, key=lambda chip: (chip.y(), chip.x()))]


def _type(qtbot: QtBot, page: TodayPage, text: str, chip: str) -> None:
    """Type a line and wait until it was read."""
    page.line.editor.insert(text)
    every = (ChipKind.UNDERSTOOD, ChipKind.ASKED)
    qtbot.waitUntil(lambda: any(chip in each for kind in every for each in _chips(page, kind)), timeout=PATIENCE_MS)


def test_chips_stand_in_typed_order_while_typing(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    _type(qtbot, page, "gestern 9-11:30 Jobcenter +40 weg 12 km", "12 km")

    assert _chips(page) == ["Mi 11. März", "9:00–11:30 · 2,5 h", "Jobcenter", "Fahrt 40 min", "12 km"]
    assert not _chips(page, ChipKind.ASKED)


def test_a_line_without_a_day_says_today(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    _type(qtbot, page, "9-10 Jobcenter", "Jobcenter")

    assert _chips(page)[0] == "Heute"


def test_return_saves_and_control_z_takes_it_back(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    toast = open_house.window.toast
    _type(qtbot, page, "gestern 4:10-5:10 Jobcenter", "Jobcenter")
    press(page.line.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(toast.isVisible, timeout=PATIENCE_MS)
    assert toast.text() == "Einsatz gespeichert"
    assert page.line.text() == ""

    press(page.line.editor, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: page.line.text() == "gestern 4:10-5:10 Jobcenter", timeout=PATIENCE_MS)

    assert not [each for each in _in_book(open_house, _all) if each.minutes == 60 and f"{each.start}" == "04:10:00"]


def test_a_saved_line_is_in_the_vault_and_its_draft_is_not(qtbot: QtBot, open_house: House) -> None:
    _type(qtbot, _page(open_house), "gestern 4:10-5:10 Jobcenter: Brief erklärt", "Notiz")
    open_house.door.lock()
    open_house.settle()
    open_house.unlock()
    page = _page(open_house)
    qtbot.waitUntil(lambda: page.line.text() != "", timeout=PATIENCE_MS)
    press(page.line.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(open_house.window.toast.isVisible, timeout=PATIENCE_MS)

    saved, draft = _in_book(open_house, lambda desk: (_all(desk), desk.log.secrets.get("draft-today")))

    mine = [each for each in saved if f"{each.start}" == "04:10:00"]
    assert [(each.minutes, each.authority_code, each.note) for each in mine] == [(60, "JOBC", "Brief erklärt")]
    assert not draft


def test_an_unknown_word_is_asked_about_and_nothing_is_saved(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    _type(qtbot, page, "gestern 9-11 Jobcenter Grumpf", "Grumpf")
    press(page.line.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(page.line.note.isVisible, timeout=PATIENCE_MS)

    assert _chips(page, ChipKind.ASKED) == ["„Grumpf“: Thema oder Notiz?"]
    assert "„Grumpf“" in page.line.note.text()
    assert page.line.text() == "gestern 9-11 Jobcenter Grumpf"
    assert not open_house.window.toast.isVisible()


def test_tab_leads_from_the_line_to_its_question(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    _type(qtbot, page, "gestern 9-11 Jobcenter Grumpf", "Grumpf")
    press(page.line.editor, Qt.Key.Key_Tab)

    focused = open_house.window.focusWidget()
    assert isinstance(focused, Chip)
    assert focused.kind is ChipKind.ASKED


@menus_pop_up
def test_a_question_can_be_answered_by_moving_the_word_into_the_note(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    _type(qtbot, page, "gestern 9-11 Jobcenter Grumpf", "Grumpf")
    _ask(page, "In die Notiz schreiben")

    assert page.line.text() == "gestern 9-11 Jobcenter: Grumpf"
    qtbot.waitUntil(lambda: "Notiz: Grumpf" in _chips(page), timeout=PATIENCE_MS)


@menus_pop_up
def test_a_new_person_is_entered_from_her_question(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    _type(qtbot, page, "gestern 4:10-5:10 Jobcenter mit Zorblax", "Zorblax")
    assert _chips(page, ChipKind.ASKED) == ["„Zorblax“: neue Person?"]

    _ask(page, "„Zorblax“ neu eintragen")
    qtbot.waitUntil(lambda: "Zorblax" in _chips(page), timeout=PATIENCE_MS)
    press(page.line.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.line.text() == "", timeout=PATIENCE_MS)

    names = _in_book(open_house, lambda desk: [
        desk.log.clients.get(each.client_ids[0]).name for each in _all(desk) if f"{each.start}" == "04:10:00"
    ])  # fmt: skip
    assert names == ["Zorblax"]


@menus_pop_up
def test_a_name_that_two_persons_share_offers_both(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    for name in ("Zorblax Eins", "Zorblax Zwei"):
        _type(qtbot, page, f"gestern 4:10-5:10 Jobcenter mit {name}", "neue Person")
        _ask(page, "neu eintragen")
        qtbot.waitUntil(lambda: not _chips(page, ChipKind.ASKED), timeout=PATIENCE_MS)
        press(page.line.editor, Qt.Key.Key_Escape)
    _type(qtbot, page, "gestern 4:10-5:10 Jobcenter mit Zorblax", "Wer oder was ist gemeint?")

    _ask(page, "Zorblax Zwei")

    qtbot.waitUntil(lambda: not _chips(page, ChipKind.ASKED), timeout=PATIENCE_MS)
    assert _chips(page)[-1] == "Zorblax Zwei"


def test_a_hint_warns_and_saving_goes_all_the_same(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    _type(qtbot, page, "8.3. 4:10-5:10 Jobcenter", "Jobcenter")
    qtbot.waitUntil(page.line.note.isVisible, timeout=PATIENCE_MS)
    assert "Sonntag" in page.line.note.text()

    press(page.line.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.line.text() == "", timeout=PATIENCE_MS)
    assert open_house.window.toast.text() == "Einsatz gespeichert"


def test_a_line_without_a_length_says_what_is_missing(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    _type(qtbot, page, "gestern Jobcenter", "Jobcenter")
    press(page.line.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(page.line.note.isVisible, timeout=PATIENCE_MS)

    assert "wie lange" in page.line.note.text()
    assert page.line.text() == "gestern Jobcenter"


@pytest.mark.parametrize(
    ("word", "state", "logged"),
    [
        ("Hat stattgefunden", "held", True),
        ("Ausgefallen", "cancelled", False),
        ("Nicht erschienen", "not_appeared", True),
    ],
)
def test_a_word_for_what_waited(qtbot: QtBot, open_house: House, word: str, state: str, logged: bool) -> None:
    page = _page(open_house)
    assert page.waiting.isVisible()
    click(_button(page, word))
    qtbot.waitUntil(open_house.window.toast.isVisible, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not page.waiting.isVisible(), timeout=PATIENCE_MS)

    rows = _in_book(open_house, lambda desk: [each.appointment for each in desk.log.appointments.between(None, None)])

    last = max((each for each in rows if each.day < machine().clock.today()), key=lambda each: each.day)
    assert last.state == state
    assert (last.activity_id is not None) == logged


def test_a_word_is_taken_back(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    click(_button(page, "Hat stattgefunden"))
    qtbot.waitUntil(lambda: not page.waiting.isVisible(), timeout=PATIENCE_MS)

    press(open_house.window, Qt.Key.Key_Z, CONTROL)

    qtbot.waitUntil(page.waiting.isVisible, timeout=PATIENCE_MS)


def test_the_month_and_the_cap_stand_in_figures_and_words(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)

    assert page.title.text().replace("\u00a0", " ") == "Donnerstag, 12. März"
    assert " h, " in page.month.hours.accessibleName()
    assert "pro Stunde" in page.month.amount.accessibleName()
    assert page.month.sentence.text().startswith("Wenn es so weitergeht: etwa")
    assert "von 276 h" in page.month.bar.accessibleDescription()


def test_a_month_to_hand_in_leads_to_its_page(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    shown: list[str] = []
    open_house.window.page_shown.connect(shown.append)

    click(next(each for each in page.due.findChildren(QPushButton) if each.text() == "Abschließen"))
    open_house.settle()

    assert shown == ["sheets"]


def test_control_n_comes_back_to_the_line(qtbot: QtBot, open_house: House) -> None:
    open_house.window.show_page("sheets")
    open_house.settle()

    press(open_house.window, Qt.Key.Key_N, CONTROL)
    open_house.settle()

    assert _page(open_house).line.editor.hasFocus()


def test_typing_in_haste_keeps_only_the_newest_answer(qtbot: QtBot, open_house: House) -> None:
    page = _page(open_house)
    QTest.keyClicks(page.line.editor, "gestern 9-11 Jobcenter")
    page.line.editor.clear()
    _type(qtbot, page, "heute 1,5 h Sozialamt", "Sozialamt")
    open_house.settle()

    assert _chips(page) == ["Do 12. März", "1,5 h", "Sozialamt"]


def _button(page: TodayPage, text: str) -> QPushButton:
    return next(each for each in page.waiting.findChildren(QPushButton) if each.text().startswith(text))


def _ask(page: TodayPage, answer: str) -> None:
    """Press the first question and choose an answer from its menu."""
    chip = next(each for each in page.line.frame.findChildren(Chip) if each.kind is ChipKind.ASKED and each.isVisible())
    press(chip, Qt.Key.Key_Space)
    action = next(each for each in page.line.menu.actions() if answer in each.text())
    page.line.menu.setActiveAction(action)
    press(page.line.menu, Qt.Key.Key_Return)
