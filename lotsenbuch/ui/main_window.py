"""The frame around everything: menu bar, rail, pages, message bar, toast."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from lotsenbuch.ui.actions import GO, Actions, ActionSpec
from lotsenbuch.ui.dialogs.shortcut_list import ShortcutList
from lotsenbuch.ui.theme import WidthClass
from lotsenbuch.ui.theme.metrics import MINIMUM_WINDOW, OPENING_WINDOW, width_class
from lotsenbuch.ui.widgets.mark import window_icon
from lotsenbuch.ui.widgets.message_bar import MessageBar
from lotsenbuch.ui.widgets.note import NoteTone
from lotsenbuch.ui.widgets.page import Page, ToastWish
from lotsenbuch.ui.widgets.side_rail import SideRail
from lotsenbuch.ui.widgets.toast import Toast

_KEYED_PAGES = 9


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page of the rail; ``build`` is called when the page is shown for the first time."""

    name: str
    icon: str
    title: str
    build: Callable[[], Page]


class MainWindow(QMainWindow):
    """One window with two states: the gate (first run, unlock) and the open book.

    ``lock_wanted`` is emitted by the menu, the key and the rail; the application locks and then calls
    ``show_gate``. ``width_class_changed`` is the only place where a width is judged.
    """

    lock_wanted = Signal()
    closing = Signal()
    width_class_changed = Signal(object)
    page_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        # The title is neutral on purpose: task bars and screen sharing show it to everyone.
        self.setWindowTitle("Lotsenbuch")
        self.setWindowIcon(window_icon())
        self.setMinimumSize(*MINIMUM_WINDOW)
        self.resize(*OPENING_WINDOW)
        self.actions_table = Actions(self)
        self._specs: dict[str, PageSpec] = {}
        self._built: dict[str, Page] = {}
        self._current = ""
        self._class = width_class(OPENING_WINDOW[0])
        self._states = QStackedWidget()
        self._book = self._build_book()
        self._states.addWidget(self._book)
        self.setCentralWidget(self._states)
        self._connect_actions()
        self.menuBar().hide()

    def _build_book(self) -> QWidget:
        book = QWidget()
        self.rail = SideRail()
        self.rail.pages.page_chosen.connect(self.show_page)
        self.rail.lock_wanted.connect(self.lock_wanted)
        area = QWidget()
        area.setProperty("ground", "canvas")
        area.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.message_bar = MessageBar()
        self._pages = QStackedWidget()
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message_bar)
        column.addWidget(self._pages, 1)
        self.toast = Toast(area)
        row = QHBoxLayout(book)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(area, 1)
        return book

    def _connect_actions(self) -> None:
        table = self.actions_table
        table.connect_action("new_activity", self._on_create)
        table.connect_action("lock", self.lock_wanted.emit)
        table.connect_action("quit", self.close)
        table.connect_action("undo", self._on_undo)
        table.connect_action("find", self._on_find)
        table.connect_action("to_toast", self.toast.take_focus)
        table.connect_action("shortcuts", self._on_shortcuts)

    def show_gate(self, gate: QWidget) -> None:
        """Show first run or unlock; every page of the book is destroyed, so nothing readable remains."""
        self._forget_pages()
        self.toast.dismiss()
        self.message_bar.dismiss()
        self.rail.show_owner("", "")
        self.rail.show_saved("")
        self.menuBar().hide()
        self._set_actions_enabled(False)
        self._drop_gate()
        self._states.addWidget(gate)
        self._states.setCurrentWidget(gate)
        gate.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_book(self, name: str, owner: str, pages: Sequence[PageSpec]) -> None:
        """Show the rail with ``pages``, the first of them at once."""
        self._drop_gate()
        self._forget_pages()
        self.rail.show_owner(name, owner)
        for number, spec in enumerate(pages, start=1):
            self._specs[spec.name] = spec
            key = f"Ctrl+{number}" if number <= _KEYED_PAGES else ""
            entry = ActionSpec(f"page_{spec.name}", GO, spec.title, key, spec.icon)
            self.actions_table.add(entry, partial(self.show_page, spec.name), spec.title)
            self.rail.pages.add_page(spec.name, spec.icon, spec.title)
        self._set_actions_enabled(True)
        self.actions_table.fill(self.menuBar())
        self.menuBar().show()
        self._states.setCurrentWidget(self._book)
        if pages:
            self.rail.pages.choose(pages[0].name)

    def show_page(self, name: str, what: object = None) -> None:
        """Show the page ``name``, built on first use; ``what`` tells it what to show."""
        page = self._built.get(name)
        if page is None:
            page = self._built[name] = self._build_page(name)
        self._current = name
        self._pages.setCurrentWidget(page)
        self.rail.pages.choose_silently(name)
        page.arrived(what)
        self.page_shown.emit(name)

    @property
    def current_page(self) -> Page | None:
        """Return the page that is shown, if a book is open."""
        return self._built.get(self._current)

    def set_count(self, name: str, count: int, spoken: str) -> None:
        """Show in the rail how much waits on a page."""
        self.rail.pages.set_count(name, count, spoken)

    def say(self, wish: ToastWish) -> None:
        """Show a toast over the page."""
        self.toast.show_message(wish.text, wish.undo, icon=wish.icon)

    def complain(self, text: str) -> None:
        """Show what did not work above the page."""
        self.message_bar.show_message(text, NoteTone.BAD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Judge the width, once for all pages."""
        super().resizeEvent(event)
        class_ = width_class(event.size().width())
        if class_ is not self._class:
            self._class = class_
            self._follow_width(class_)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the application lock before the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the rail again when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.rail.pages.scheduleDelayedItemsLayout()

    def _follow_width(self, class_: WidthClass) -> None:
        self.rail.follow_width(class_)
        for page in self._built.values():
            page.follow_width(class_)
        self.width_class_changed.emit(class_)

    def _build_page(self, name: str) -> Page:
        page = self._specs[name].build()
        page.toast_wanted.connect(self.say)
        page.message_wanted.connect(self.complain)
        page.page_wanted.connect(self.show_page)
        page.saved.connect(self.rail.show_saved)
        page.count_changed.connect(partial(self.set_count, name))
        page.follow_width(self._class)
        self._pages.addWidget(page)
        return page

    def _forget_pages(self) -> None:
        self.rail.pages.clear()
        for spec in self._specs.values():
            self.actions_table.remove(f"page_{spec.name}")
        for page in self._built.values():
            self._pages.removeWidget(page)
            page.deleteLater()
        self._specs.clear()
        self._built.clear()
        self._current = ""

    def _drop_gate(self) -> None:
        for index in reversed(range(self._states.count())):
            widget = self._states.widget(index)
            if widget is not None and widget is not self._book:
                self._states.removeWidget(widget)
                widget.deleteLater()

    def _set_actions_enabled(self, enabled: bool) -> None:
        for name in ("new_activity", "lock", "undo", "find", "to_toast", "shortcuts"):
            self.actions_table.get(name).setEnabled(enabled)

    def _on_create(self) -> None:
        """Begin a new entry here, or on the first page that can."""
        page = self.current_page
        if page is not None and page.begin_entry():
            return
        first = next(iter(self._specs), None)
        if first is not None and first != self._current:
            self.show_page(first)
            self._built[first].begin_entry()

    def _on_find(self) -> None:
        page = self.current_page
        if page is not None:
            page.begin_search()

    def _on_undo(self) -> None:
        page = self.current_page
        if page is None or page.take_back():
            return
        self.toast.undo()

    def _on_shortcuts(self) -> None:
        ShortcutList(self.actions_table.shortcuts(), self).show()
