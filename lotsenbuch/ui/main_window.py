"""The one window. It is painted empty, and furnished in the turn after that.

What is imported here at the top is paid for before the first paint: see ``start.py``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

if TYPE_CHECKING:
    from lotsenbuch.ui.actions import Actions
    from lotsenbuch.ui.book_frame import BookFrame
    from lotsenbuch.ui.furniture import Furniture
    from lotsenbuch.ui.widgets.message_bar import MessageBar
    from lotsenbuch.ui.widgets.page import Page, ToastWish
    from lotsenbuch.ui.widgets.side_rail import SideRail
    from lotsenbuch.ui.widgets.toast import Toast

# A screen of 1366 x 768 at 200 % leaves 683 x 384, less what title and task bar take.
MINIMUM_WINDOW = (640, 320)
OPENING_WINDOW = (1240, 720)
_KEYED_PAGES = 9
_OF_THE_BOOK = ("new_activity", "lock", "undo", "find", "back", "to_toast", "shortcuts")


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page of the rail; ``build`` is called when the page is shown for the first time."""

    name: str
    icon: str
    title: str
    build: "Callable[[], Page]"


class MainWindow(QMainWindow):
    """One window with two states: the gate (first run, unlock) and the open book.

    ``lock_wanted`` is emitted by the menu, the key and the rail; the application locks and then calls
    ``show_gate``. ``width_class_changed`` is the only place where a width is judged.
    """

    lock_wanted = Signal()
    closing = Signal()
    width_class_changed = Signal(object)
    page_shown = Signal(str)
    # On the class, because Qt tells of changes while the window is still being made.
    _furniture: "Furniture | None" = None

    def __init__(self) -> None:
        super().__init__()
        # The title is neutral on purpose: task bars and screen sharing show it to everyone.
        self.setWindowTitle("Lotsenbuch")
        self.setMinimumSize(*MINIMUM_WINDOW)
        self.resize(*OPENING_WINDOW)

    @property
    def rail(self) -> "SideRail":
        """The rail of the open book."""
        return self._book.rail

    @property
    def toast(self) -> "Toast":
        """The short message over the page."""
        return self._book.toast

    @property
    def message_bar(self) -> "MessageBar":
        """The bar above page or gate."""
        return self._furnished.bar

    @property
    def actions_table(self) -> "Actions":
        """Everything that has a menu entry or a key."""
        return self._furnished.actions

    @property
    def current_page(self) -> "Page | None":
        """The page that is shown, if a book is open."""
        return self._book.current_page

    @property
    def _furnished(self) -> "Furniture":
        if self._furniture is None:
            from lotsenbuch.ui.furniture import Furniture

            self._furniture = Furniture(self)
            self._connect(self._furniture)
            self.menuBar().hide()
        return self._furniture

    @property
    def _book(self) -> "BookFrame":
        return self._furnished.book

    def _connect(self, furniture: "Furniture") -> None:
        furniture.book.rail.lock_wanted.connect(self.lock_wanted)
        furniture.book.page_shown.connect(self.page_shown)
        table = furniture.actions
        table.connect_action("new_activity", self._on_create)
        table.connect_action("lock", self.lock_wanted.emit)
        table.connect_action("quit", self.close)
        table.connect_action("undo", self._on_undo)
        table.connect_action("find", self._on_find)
        table.connect_action("back", self._on_back)
        table.connect_action("to_toast", furniture.book.toast.take_focus)
        table.connect_action("shortcuts", self._on_shortcuts)
        table.connect_action("about", self._on_about)

    def show_gate(self, gate: QWidget) -> None:
        """Show first run or unlock; every page of the book is destroyed, so nothing readable remains."""
        self._forget_pages()
        self.menuBar().hide()
        self._set_actions_enabled(False)
        self._furnished.show_gate(gate)
        gate.setFocus()

    def open_book(self, name: str, owner: str, pages: Sequence[PageSpec]) -> None:
        """Show the rail with ``pages``, the first of them at once."""
        from lotsenbuch.ui.actions import GO, ActionSpec

        self._furnished.drop_gate()
        self._forget_pages()
        for number, spec in enumerate(pages, start=1):
            key = f"Ctrl+{number}" if number <= _KEYED_PAGES else ""
            entry = ActionSpec(f"page_{spec.name}", GO, spec.title, key, spec.icon)
            self.actions_table.add(entry, partial(self.show_page, spec.name), spec.title)
        self._set_actions_enabled(True)
        self.actions_table.fill(self.menuBar())
        self.menuBar().show()
        self._furnished.show_book()
        self._book.open(name, owner, pages)

    def show_page(self, name: str, what: object = None) -> None:
        """Show the page ``name``, built on first use; ``what`` tells it what to show."""
        self._book.show_page(name, what)

    def set_count(self, name: str, count: int, spoken: str) -> None:
        """Show in the rail how much waits on a page."""
        self.rail.pages.set_count(name, count, spoken)

    def say(self, wish: "ToastWish") -> None:
        """Show a toast over the page."""
        self._book.say(wish)

    def complain(self, text: str) -> None:
        """Show what did not work above the page."""
        self._book.complain(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Judge the width, once for all pages."""
        super().resizeEvent(event)
        if self._furniture is not None:
            class_ = self._furniture.judge_width(event.size().width())
            if class_ is not None:
                self.width_class_changed.emit(class_)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the application lock before the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the rail again when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._furniture is not None:
            self.rail.pages.scheduleDelayedItemsLayout()

    def _forget_pages(self) -> None:
        for name in self._book.names:
            self.actions_table.remove(f"page_{name}")
        self._book.close_book()

    def _set_actions_enabled(self, enabled: bool) -> None:
        for name in _OF_THE_BOOK:
            self.actions_table.get(name).setEnabled(enabled)

    def _on_create(self) -> None:
        """Begin a new entry here, or on the first page that can."""
        page = self.current_page
        if page is not None and page.begin_entry():
            return
        first = next(iter(self._book.names), None)
        if first is not None and page is not None:
            self.show_page(first)
            shown = self.current_page
            if shown is not None and shown is not page:
                shown.begin_entry()

    def _on_find(self) -> None:
        page = self.current_page
        if page is not None:
            page.begin_search()

    def _on_back(self) -> None:
        page = self.current_page
        if page is not None:
            page.go_back()

    def _on_undo(self) -> None:
        page = self.current_page
        if page is None or page.take_back():
            return
        self.toast.undo()

    def _on_shortcuts(self) -> None:
        from lotsenbuch.ui.dialogs.shortcut_list import ShortcutList

        ShortcutList(self.actions_table.shortcuts(), self).show()

    def _on_about(self) -> None:
        from lotsenbuch.ui.dialogs.about import About

        About(self).show()
