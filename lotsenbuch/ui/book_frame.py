"""The open book: rail, message bar, the stack of pages, toast."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lotsenbuch.ui.theme import WidthClass
from lotsenbuch.ui.widgets.message_bar import MessageBar
from lotsenbuch.ui.widgets.note import NoteTone
from lotsenbuch.ui.widgets.page import Page, ToastWish
from lotsenbuch.ui.widgets.side_rail import SideRail
from lotsenbuch.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from lotsenbuch.ui.main_window import PageSpec


class BookFrame(QWidget):
    """Builds each page when it is first shown, and destroys them all when the book is locked."""

    page_shown = Signal(str)

    def __init__(self, bar: MessageBar) -> None:
        super().__init__()
        self._bar = bar
        self._specs: dict[str, PageSpec] = {}
        self._built: dict[str, Page] = {}
        self._current = ""
        self._class = WidthClass.FULL
        self.rail = SideRail()
        self.rail.pages.page_chosen.connect(self.show_page)
        area = QWidget()
        area.setProperty("ground", "canvas")
        area.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = QStackedWidget()
        self._column = QVBoxLayout(area)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._pages, 1)
        self.toast = Toast(area)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(area, 1)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all pages in the order of the rail."""
        return tuple(self._specs)

    @property
    def current_page(self) -> Page | None:
        """Return the page that is shown, if a book is open."""
        return self._built.get(self._current)

    def open(self, name: str, owner: str, pages: Sequence["PageSpec"]) -> None:
        """Fill the rail and show the first page."""
        self._column.insertWidget(0, self._bar)
        self.rail.show_owner(name, owner)
        for spec in pages:
            self._specs[spec.name] = spec
            self.rail.pages.add_page(spec.name, spec.icon, spec.title)
        if pages:
            self.rail.pages.choose(pages[0].name)

    def close_book(self) -> None:
        """Destroy every page and every word of the book that could still be read."""
        self.toast.dismiss()
        self._bar.dismiss()
        self.rail.pages.clear()
        self.rail.show_owner("", "")
        self.rail.show_saved("")
        for page in self._built.values():
            self._pages.removeWidget(page)
            page.deleteLater()
        self._specs.clear()
        self._built.clear()
        self._current = ""

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

    def say(self, wish: ToastWish) -> None:
        """Show a toast over the page."""
        self.toast.show_message(wish.text, wish.undo, icon=wish.icon)

    def complain(self, text: str) -> None:
        """Show what did not work above the page."""
        self._bar.show_message(text, NoteTone.BAD)

    def follow_width(self, class_: WidthClass) -> None:
        """Lay out rail and pages for a window of this class."""
        self._class = class_
        self.rail.follow_width(class_)
        for page in self._built.values():
            page.follow_width(class_)

    def _build_page(self, name: str) -> Page:
        page = self._specs[name].build()
        page.toast_wanted.connect(self.say)
        page.message_wanted.connect(self.complain)
        page.page_wanted.connect(self.show_page)
        page.saved.connect(self.rail.show_saved)
        page.count_changed.connect(partial(self.rail.pages.set_count, name))
        page.follow_width(self._class)
        self._pages.addWidget(page)
        return page
