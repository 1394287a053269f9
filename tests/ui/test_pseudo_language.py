"""In the pseudo-language every sentence of the window carries marks; what has none escaped translation.

What is shown without marks must be data: figures, dates, and the names of the example and of the catalogues.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lotsenbuch import i18n, resources
from lotsenbuch.ui.presenters.example_data import example_until
from tests.ui import rooms
from tests.ui.rooms import House

_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{2,}")
# The program's name, units behind figures, and names of keys as they are printed on them.
_PLAIN = {"lotsenbuch", "km", "min", "ctrl", "alt", "del", "left", "strg", "entf"}
_ROWS = 40


@pytest.fixture(autouse=True)
def _pseudo(_light_theme: object) -> Iterator[None]:
    with i18n.using(i18n.PSEUDO):
        yield


@cache
def _data_words() -> frozenset[str]:
    """Return every word of the catalogues, the programmes and the example, and the names of days and months."""
    found = set(_PLAIN)
    for folder in ("catalogue", "programmes", "example"):
        for file in resources.path(folder).rglob("*.toml"):
            found.update(_words(_texts(tomllib.loads(file.read_text(encoding="utf-8")))))
    german = QLocale(QLocale.Language.German)
    for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        found.update(_words(german.monthName(number, form) for number in range(1, 13)))
        found.update(_words(german.dayName(number, form) for number in range(1, 8)))
    found.update(_words([rooms.NAME]))
    found.update(_words(_texts(asdict(example_until(rooms.NOW.date())))))
    found.update(_words([resources.text("words/de-2048.txt")]))
    return frozenset(found)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for word in _WORD.findall(text):
            yield word.lower()


def escaped(text: str) -> list[str]:
    """Return the words of ``text`` that stand outside all marks and are not data."""
    before = ""
    while before != text:
        before, text = text, _MARKED.sub("", text)
    return [word for word in _words([text.replace("&", "")]) if word not in _data_words()]


def shown(root: QWidget) -> Iterator[tuple[str, str]]:
    """Yield where a text of ``root`` stands, and the text; hidden parts too, which a later click will show."""
    for widget in (root, *root.findChildren(QWidget)):
        kind = type(widget).__name__
        texts = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip()]
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            texts.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            texts += [widget.itemText(index) for index in range(widget.count())]
        if isinstance(widget, QMenu):
            texts.append(widget.title())
        if isinstance(widget, QAbstractItemView):
            texts += _cells(widget)
        for text in texts:
            yield kind, text
    for action in root.findChildren(QAction):
        yield "QAction", action.text()


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "") if model.rowCount() else ""
        for row in range(min(model.rowCount(), _ROWS)):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                yield str(model.index(row, column).data(role) or "")


def _escaped_from(name: str, root: QWidget) -> set[str]:
    return {f"{name}: {kind}: {text!r}" for kind, text in shown(root) if escaped(text)}


def _require(found: set[str]) -> None:
    if found:
        pytest.fail("\n".join(sorted(found)), pytrace=False)


def test_no_sentence_of_the_book_escapes(open_house: House) -> None:
    found: set[str] = set()
    for room in open_house.rooms():
        found |= _escaped_from(room.name, room.widget)
    _require(found)


def test_no_sentence_of_an_entry_escapes(open_house: House) -> None:
    page = open_house.show("activities")
    open_house.window.actions_table.get("new_activity").trigger()
    open_house.settle()
    _require(_escaped_from("new activity", page))


def test_no_sentence_of_the_first_run_escapes(new_house: House) -> None:
    page = new_house.first_run()
    found: set[str] = set()
    for number in range(1, 6):
        page.show_step(number)
        found |= _escaped_from(f"first run, step {number}", page)
    # Where the book will lie is data: a folder of this computer.
    _require({each for each in found if " › " not in each})


def test_no_sentence_of_the_unlock_page_escapes(house: House) -> None:
    _require({each for each in _escaped_from("unlock", house.window) if " › " not in each})


def test_what_escapes_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("Bitte speichern", window)
    label.setToolTip("⟦Gut ⟦hier⟧⟧ 12,5 h, Mittwoch")
    field = QLineEdit(window)
    field.setPlaceholderText("Suchen")
    assert _escaped_from("here", window) == {"here: QLabel: 'Bitte speichern'", "here: QLineEdit: 'Suchen'"}
