"""One application with the theme for all window tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lotsenbuch.ui import theme as look

if TYPE_CHECKING:
    from tests.ui.rooms import House


@pytest.fixture(autouse=True)
def _light_theme(qapp: QApplication) -> Iterator[look.Theme]:
    """Every test begins in the light theme at normal size, written from left to right."""
    installed = look.install(qapp)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    installed.apply(look.Choice.LIGHT)
    yield installed
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test leaves a backup or a setting in the account of whoever runs it."""
    monkeypatch.setenv("LOTSENBUCH_HOME", str(tmp_path / "home"))


@pytest.fixture
def theme(_light_theme: look.Theme) -> look.Theme:
    return _light_theme


@pytest.fixture(scope="session")
def furnished_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's home with one vault full of the example; copy it before you open it."""
    from tests.ui import rooms

    home = tmp_path_factory.mktemp("furnished")
    rooms.fill_home(home)
    return home


@pytest.fixture
def house(
    furnished_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication
) -> "Iterator[House]":
    """The program at its unlock page, with the example in the book."""
    from tests.ui import rooms

    monkeypatch.setenv("LOTSENBUCH_HOME", str(rooms.copied_home(furnished_home, tmp_path / "home")))
    with rooms.opened_house(qtbot, qapp) as opened:
        yield opened


@pytest.fixture
def open_house(house: "House") -> "House":
    """The program with the book open on its first page."""
    house.unlock()
    return house


@pytest.fixture
def new_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication) -> "Iterator[House]":
    """The program on a computer that has no book yet."""
    from tests.ui import rooms

    monkeypatch.setenv("LOTSENBUCH_HOME", str(tmp_path / "home"))
    with rooms.opened_house(qtbot, qapp) as opened:
        yield opened
