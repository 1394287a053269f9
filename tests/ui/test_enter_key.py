"""Enter presses the focused button, once, and only a button."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lotsenbuch.ui.widgets.enter_key import EnterPresses


def test_enter_presses_the_focused_button_once(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    EnterPresses(app)
    room = QWidget()
    qtbot.addWidget(room)
    column = QVBoxLayout(room)
    button, other, line = QPushButton("Weiter"), QPushButton("Zurück"), QLineEdit()
    for widget in (button, other, line):
        column.addWidget(widget)
    clicked: list[str] = []
    button.clicked.connect(lambda: clicked.append("weiter"))
    other.clicked.connect(lambda: clicked.append("zurück"))
    line.returnPressed.connect(lambda: clicked.append("zeile"))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(button, key)
    QTest.keyClick(line, Qt.Key.Key_Return)
    button.setEnabled(False)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert clicked == ["weiter", "weiter", "zeile"]
