"""Every room of the pilot's door, furnished with the example: what the checks over all pages walk through.

A page that is added to the door is covered without a line here, because its name is read from the window.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from lotsenbuch.bootstrap import Machine, create_log
from lotsenbuch.clock import BERLIN, FixedClock
from lotsenbuch.settings import Settings
from lotsenbuch.ui.application import Session
from lotsenbuch.ui.main_window import MainWindow
from lotsenbuch.ui.pages.first_run import FirstRunPage
from lotsenbuch.ui.pages.unlock import UnlockPage
from lotsenbuch.ui.pilot_door import PilotDoor
from lotsenbuch.ui.presenters.example_data import fill_example

NOW = datetime(2026, 3, 12, 14, 5, tzinfo=BERLIN)
PASSPHRASE = "lampe wiese kolben ufer"
NAME = "Mein Lotsenbuch"
MEMORY_MIB = 64
_PATIENCE_MS = 20_000


def machine() -> Machine:
    """A computer on which it is always the same afternoon."""
    return Machine(FixedClock(NOW))


def fill_home(home: Path) -> None:
    """Put one vault with the example into an empty home of the program."""
    place = home / "data" / "vaults" / NAME
    made = create_log(place, PASSPHRASE, recovery=True, memory_mib=MEMORY_MIB, machine=machine())
    fill_example(made.desk)
    made.desk.close()


@dataclass(frozen=True, slots=True)
class Room:
    """Something the person can stand before: the widget, and what it is called in a failure."""

    name: str
    widget: QWidget


class House:
    """The running program in a test."""

    def __init__(self, qtbot: QtBot, door: PilotDoor, session: Session) -> None:
        self._qtbot = qtbot
        self.door = door
        self.session = session

    @property
    def window(self) -> MainWindow:
        return self.session.window

    @property
    def pages(self) -> tuple[str, ...]:
        """Return the names of all pages in the rail."""
        rail = self.window.rail.pages
        return tuple(str(rail.item(row).data(0x0100)) for row in range(rail.count()))

    def settle(self) -> None:
        """Wait until the vault's thread has answered everything, and the answers are shown."""
        for _round in range(3):
            self._qtbot.waitUntil(lambda: not self.session.tasks.busy, timeout=_PATIENCE_MS)
            QApplication.processEvents()

    def unlock(self) -> None:
        """Open the book with its passphrase."""
        page = self.window.findChild(UnlockPage)
        assert page is not None
        page.form.field.editor.setText(PASSPHRASE)
        page.form.open_button.click()
        self._qtbot.waitUntil(lambda: self.window.current_page is not None, timeout=_PATIENCE_MS)
        self.settle()

    def show(self, page: str) -> QWidget:
        """Show a page of the rail and wait until it has its data."""
        self.window.show_page(page)
        self.settle()
        shown = self.window.current_page
        assert shown is not None
        return shown

    def first_run(self) -> FirstRunPage:
        """Return the first run, which is shown where there is no vault."""
        page = self.window.findChild(FirstRunPage)
        assert page is not None
        return page

    def rooms(self) -> Iterator[Room]:
        """Walk through every page of the open book, its dialogs and its menus."""
        for name in self.pages:
            self.show(name)
            yield Room(name, self.window)
        for action, name in (("shortcuts", "list of keys"), ("about", "about")):
            self.window.actions_table.get(action).trigger()
            dialog = next(each for each in self.window.findChildren(QDialog) if each.isVisible())
            yield Room(name, dialog)
            dialog.close()
        for menu in self.window.menuBar().findChildren(QMenu):
            yield Room(f"menu {menu.title()}", menu)


@contextmanager
def opened_house(qtbot: QtBot, qapp: QApplication) -> Iterator[House]:
    """Start the program in the home that is set, show its gate, and lock and close it afterwards."""
    session = Session(qapp, Settings())
    door = PilotDoor(session, machine(), MEMORY_MIB)
    with qtbot.waitActive(session.window):
        session.window.show()
        session.window.activateWindow()
    door.open()
    house = House(qtbot, door, session)
    house.settle()
    try:
        yield house
    finally:
        door.lock()
        house.settle()
        session.window.close()
        assert session.tasks.close()
        session.window.deleteLater()
        session.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def copied_home(template: Path, target: Path) -> Path:
    """Copy the furnished home, so that each test may change its own."""
    shutil.copytree(template, target)
    return target
