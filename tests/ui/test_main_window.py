"""The frame: pages on demand, one place for width, keys that work, and nothing left after locking."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lotsenbuch.settings import Settings
from lotsenbuch.ui import application
from lotsenbuch.ui import theme as look
from lotsenbuch.ui.actions import TABLE
from lotsenbuch.ui.application import Session
from lotsenbuch.ui.dialogs.shortcut_list import ShortcutList
from lotsenbuch.ui.main_window import MainWindow, PageSpec
from lotsenbuch.ui.theme import WidthClass
from lotsenbuch.ui.widgets.page import Page, ToastWish
from tests.ui.hands import click, press

CONTROL = Qt.KeyboardModifier.ControlModifier


class _FakePage(Page):
    """Writes down what the window asks of it."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.heard: list[object] = []
        self.widths: list[WidthClass] = []
        self.column.addStretch(1)

    def arrived(self, what: object = None) -> None:
        self.heard.append(("arrived", what))

    def follow_width(self, class_: WidthClass) -> None:
        self.widths.append(class_)

    def begin_search(self) -> bool:
        self.heard.append("search")
        return True

    def begin_entry(self) -> bool:
        self.heard.append("entry")
        return True


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def built(window: MainWindow) -> list[str]:
    names: list[str] = []

    def spec(name: str, icon: str, title: str) -> PageSpec:
        def build() -> Page:
            names.append(name)
            return _FakePage(title)

        return PageSpec(name, icon, title, build)

    pages = [spec("today", "sun", "Heute"), spec("activities", "notebook-pen", "Einsätze")]
    window.open_book("Mein Lotsenbuch", "Selin Linde", pages)
    return names


def _page(window: MainWindow) -> _FakePage:
    page = window.current_page
    assert isinstance(page, _FakePage)
    return page


def test_a_page_is_built_when_it_is_first_shown(window: MainWindow, built: list[str]) -> None:
    assert built == ["today"]
    window.show_page("activities", "L017")
    window.show_page("today")
    window.show_page("activities")
    assert built == ["today", "activities"]
    assert _page(window).heard == [("arrived", "L017"), ("arrived", None)]


def test_rail_keys_and_menu_show_the_same_page(window: MainWindow, built: list[str], qtbot: QtBot) -> None:
    rail = window.rail.pages
    rail.setFocus()
    press(rail, Qt.Key.Key_Down)
    assert _page(window).accessibleName() == "Einsätze"
    press(window, Qt.Key.Key_1, CONTROL)
    assert _page(window).accessibleName() == "Heute"
    item = rail.currentItem()
    assert item is not None
    assert item.text() == "Heute"


def test_the_title_is_neutral_whatever_is_open(window: MainWindow, built: list[str]) -> None:
    assert window.windowTitle() == "Lotsenbuch"


def test_locking_is_asked_for_by_key_menu_and_rail(window: MainWindow, built: list[str], qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.lock_wanted, timeout=500):
        press(window, Qt.Key.Key_L, CONTROL)
    lock = next(button for button in window.rail.findChildren(QPushButton) if button.text() == "Sperren")
    with qtbot.waitSignal(window.lock_wanted, timeout=500):
        click(lock)


def test_nothing_of_the_book_is_left_at_the_gate(window: MainWindow, built: list[str], qtbot: QtBot) -> None:
    page = _page(window)
    window.say(ToastWish("Einsatz mit Amina gelöscht", lambda: None))
    window.complain("Der Eintrag für Amina ging nicht.")
    gate = QLabel("Gesperrt")
    window.show_gate(gate)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(page)
    assert gate.isVisible()
    assert not window.menuBar().isVisible()
    assert not window.toast.isVisible()
    assert window.current_page is None
    words = " ".join(label.text() for label in window.findChildren(QLabel))
    assert "Amina" not in words
    assert "Selin" not in words


def test_keys_of_the_book_do_nothing_at_the_gate(window: MainWindow, built: list[str], qtbot: QtBot) -> None:
    window.show_gate(QLabel("Gesperrt"))
    with qtbot.assertNotEmitted(window.lock_wanted):
        press(window, Qt.Key.Key_L, CONTROL)
    press(window, Qt.Key.Key_2, CONTROL)
    assert window.current_page is None


def test_the_book_opens_again_after_the_gate(window: MainWindow, built: list[str]) -> None:
    window.show_gate(QLabel("Gesperrt"))
    window.open_book("Mein Lotsenbuch", "", [PageSpec("today", "sun", "Heute", lambda: _FakePage("Heute"))])
    assert _page(window).accessibleName() == "Heute"
    assert window.menuBar().isVisible()


def test_the_width_is_judged_once_and_told_to_rail_and_pages(
    window: MainWindow, built: list[str], qtbot: QtBot
) -> None:
    heard: list[object] = []
    window.width_class_changed.connect(heard.append)
    for width in (1300, 1280, 1000, 980, 700):
        window.resize(width, 700)
    assert heard == [WidthClass.MEDIUM, WidthClass.TINY]
    assert window.rail.width() == 56
    assert _page(window).widths[-1] is WidthClass.TINY


def test_find_and_new_go_to_the_page(window: MainWindow, built: list[str], qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_F, CONTROL)
    press(window, Qt.Key.Key_N, CONTROL)
    assert _page(window).heard[-2:] == ["search", "entry"]


def test_undo_reaches_the_toast_where_the_page_has_nothing(window: MainWindow, built: list[str], qtbot: QtBot) -> None:
    undone: list[bool] = []
    _page(window).toast_wanted.emit(ToastWish("Einsatz gelöscht", lambda: undone.append(True)))
    press(window, Qt.Key.Key_Z, CONTROL)
    assert undone == [True]


def test_a_page_sends_one_to_another_and_counts_in_the_rail(window: MainWindow, built: list[str]) -> None:
    page = _page(window)
    page.count_changed.emit(2, "2 warten auf ein Wort")
    item = window.rail.pages.item(0)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Heute, 2 warten auf ein Wort"
    page.page_wanted.emit("activities", "gestern")
    assert _page(window).heard == [("arrived", "gestern")]


def test_f1_lists_every_key_that_works_and_only_those(window: MainWindow, built: list[str], qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_F1)
    listing = window.findChild(ShortcutList)
    assert listing is not None
    words = [label.text() for label in listing.findChildren(QLabel)]
    assert "Sperren" in words
    assert "Einsätze" in words
    assert "Termin eintragen" not in words, "nobody answers for it yet"
    assert not listing.isModal()
    listing.close()


def test_no_key_and_no_letter_of_a_menu_is_given_twice() -> None:
    keys = [QKeySequence(spec.key).toString() for spec in TABLE if spec.key]
    assert len(keys) == len(set(keys))
    for menu in {spec.menu for spec in TABLE}:
        letters = [spec.text[spec.text.index("&") + 1].lower() for spec in TABLE if spec.menu == menu]
        assert len(letters) == len(set(letters)), menu


@pytest.fixture
def stored() -> list[Settings]:
    return []


@pytest.fixture
def session(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, stored: list[Settings]
) -> Iterator[Session]:
    monkeypatch.setattr("lotsenbuch.settings.save", stored.append)
    made = Session(qapp, Settings())
    qtbot.addWidget(made.window)
    yield made
    assert made.tasks.close()


def test_the_look_is_changed_from_the_menu_and_stored(
    session: Session, theme: look.Theme, stored: list[Settings], qtbot: QtBot
) -> None:
    session.window.actions_table.get("look_dark").trigger()
    assert theme.dark
    assert session.window.actions_table.get("look_dark").isChecked()
    assert not session.window.actions_table.get("look_system").isChecked()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert stored == [Settings(theme="dark")]


def test_the_text_grows_step_by_step_and_stops_at_the_end(session: Session, theme: look.Theme) -> None:
    for _press in range(6):
        session.window.actions_table.get("larger").trigger()
    assert session.settings.font_percent == 150
    assert theme.scaled(100) == 150
    session.window.actions_table.get("normal_size").trigger()
    assert session.settings.font_percent == 100


def test_a_bug_is_shown_with_a_code_and_without_its_content(
    session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    application.hear_bugs(session.window)
    try:
        raise ValueError("Amina, Jobcenter")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError@test_main_window:" in session.window.message_bar.text()
    assert "Amina" not in session.window.message_bar.text()


def test_the_composition_runs_after_the_first_paint_and_the_code_comes_back(qtbot: QtBot, qapp: QApplication) -> None:
    order: list[str] = []
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_gate(QWidget())
    window.show()
    application.after_first_paint(window, lambda: order.append(f"visible: {window.isVisible()}"))
    assert order == []
    qtbot.waitUntil(lambda: bool(order))
    assert order == ["visible: True"]
