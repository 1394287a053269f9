"""What every page has: a head with its title, content that scrolls, and words for the window."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lotsenbuch.ui.theme import Height, Space, Type, WidthClass, theme
from lotsenbuch.ui.widgets.label import ElidedLabel
from lotsenbuch.ui.widgets.scroll_column import ScrollColumn


@dataclass(frozen=True, slots=True)
class ToastWish:
    """What a page wants to say over itself; ``undo`` takes the last thing back."""

    text: str
    undo: Any = None
    icon: str = "check"


class Page(QWidget):
    """The base of all pages.

    The window listens to the signals: ``toast_wanted`` (a ``ToastWish``), ``message_wanted`` (a sentence
    for the message bar), ``page_wanted`` (the name of another page, and what it should show),
    ``count_changed`` (how much waits here, and the same in words) and ``saved`` (a time to show).
    """

    toast_wanted = Signal(object)
    message_wanted = Signal(str)
    page_wanted = Signal(str, object)
    count_changed = Signal(int, str)
    saved = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.title = ElidedLabel(title, Type.TITLE)
        self.leading = QHBoxLayout()
        self.trailing = QHBoxLayout()
        self.trailing.setSpacing(Space.M)
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(Space.XL, 0, Space.XL, 0)
        row.setSpacing(Space.L)
        row.addLayout(self.leading)
        row.addWidget(self.title, 1)
        row.addLayout(self.trailing)
        self._head.setFixedHeight(theme().scaled(Height.PAGE_HEADER))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self._head)

    def scrolling(self) -> QVBoxLayout:
        """Add content that scrolls up and down, and return its column."""
        scroll = ScrollColumn()
        self.column.addWidget(scroll, 1)
        return scroll.body

    def arrived(self, what: object = None) -> None:
        """Be shown; ``what`` is what another page sent along. Pages read their data here."""

    def follow_width(self, class_: WidthClass) -> None:
        """Lay out for a window of this class."""

    def begin_search(self) -> bool:
        """Move the focus to the page's search; tell whether there is one."""
        return False

    def begin_entry(self) -> bool:
        """Begin a new entry; tell whether the page can."""
        return False

    def go_back(self) -> bool:
        """Go one step back within the page; tell whether there was one."""
        return False

    def take_back(self) -> bool:
        """Take the last thing back; tell whether there was one."""
        return False
