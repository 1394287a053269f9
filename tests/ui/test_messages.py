"""What is said to the person: toasts, the message bar, panels and empty pages."""

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from lotsenbuch.ui.widgets.button import Button
from lotsenbuch.ui.widgets.empty_state import EmptyState
from lotsenbuch.ui.widgets.message_bar import MessageBar
from lotsenbuch.ui.widgets.note import NoteTone
from lotsenbuch.ui.widgets.side_panel import SidePanel
from lotsenbuch.ui.widgets.toast import Toast
from tests.ui.hands import click, press
from tests.ui.stage import name_of, shown


def _host(qtbot: QtBot) -> tuple[QWidget, QLineEdit, Toast]:
    host = QWidget()
    host.resize(800, 600)
    editor = QLineEdit(host)
    toast = Toast(host)
    shown(qtbot, host)
    editor.setFocus()
    return host, editor, toast


def test_the_toast_takes_the_last_thing_back_once(qtbot: QtBot) -> None:
    _host_widget, editor, toast = _host(qtbot)
    undone: list[bool] = []
    toast.show_message("Einsatz gelöscht", lambda: undone.append(True))
    assert toast.take_focus()
    assert not toast.waiting(), "the clock stops while the button has the focus"
    button = toast.findChild(QAbstractButton)
    assert button is not None
    press(button, Qt.Key.Key_Space)
    assert undone == [True]
    assert not toast.isVisible()
    assert editor.hasFocus(), "the focus goes back to where it was"
    assert not toast.undo()


def test_the_toast_counts_ten_seconds_and_stops_under_the_pointer(qtbot: QtBot) -> None:
    host, _editor, toast = _host(qtbot)
    toast.show_message("Woche kopiert: 4 Termine", lambda: None)
    assert [clock.interval() for clock in toast.findChildren(QTimer)] == [10_000]
    assert toast.waiting()
    QApplication.sendEvent(toast, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    assert not toast.waiting()
    assert host.rect().contains(toast.geometry())


def test_a_toast_without_undo_has_no_button_and_takes_no_focus(qtbot: QtBot) -> None:
    _host_widget, _editor, toast = _host(qtbot)
    toast.show_message("Kopiert")
    assert not toast.take_focus()
    assert not toast.undo()


def test_the_message_bar_acts_and_closes(qtbot: QtBot) -> None:
    bar = MessageBar()
    shown(qtbot, bar, 800)
    acted: list[bool] = []
    bar.show_message("Der USB-Stick ist voll.", NoteTone.BAD, action="Ort wählen", on_action=lambda: acted.append(True))
    button = next(child for child in bar.findChildren(Button) if child.text() == "Ort wählen")
    click(button)
    assert acted == [True]
    assert not bar.isVisible()


def test_escape_closes_the_panel(qtbot: QtBot) -> None:
    panel = SidePanel("landmark")
    shown(qtbot, panel)
    panel.show_head("landmark", "Bürgerbüro", "Freitag, 6. März 2026")
    assert name_of(panel) == "Bürgerbüro"
    with qtbot.waitSignal(panel.closed, timeout=500):
        press(panel, Qt.Key.Key_Escape)


def test_an_empty_page_offers_one_button_or_none(qtbot: QtBot) -> None:
    state = EmptyState("calendar-days", "Diese Woche ist frei.", "Termin eintragen")
    quiet = EmptyState("trash-2", "Der Papierkorb ist leer.")
    for widget in (state, quiet):
        qtbot.addWidget(widget)
    assert state.button is not None
    assert quiet.button is None
    with qtbot.waitSignal(state.acted, timeout=500):
        state.button.click()
