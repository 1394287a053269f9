"""What the window holds once it is furnished: its actions, the gate's place, the open book, the message bar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from lotsenbuch.ui.actions import Actions
from lotsenbuch.ui.book_frame import BookFrame
from lotsenbuch.ui.theme import WidthClass
from lotsenbuch.ui.theme.metrics import width_class
from lotsenbuch.ui.widgets.mark import window_icon
from lotsenbuch.ui.widgets.message_bar import MessageBar


class Furniture:
    """Everything in the window that needs the theme; built after the first paint."""

    def __init__(self, window: QMainWindow) -> None:
        window.setWindowIcon(window_icon())
        self.actions = Actions(window)
        self.bar = MessageBar()
        self.book = BookFrame(self.bar)
        self.width = width_class(window.width())
        self.book.follow_width(self.width)
        self._states = QStackedWidget()
        self._states.addWidget(self.book)
        self._centre = QWidget()
        self._centre.setProperty("ground", "canvas")
        self._centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self._centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.bar)
        self._column.addWidget(self._states, 1)
        window.setCentralWidget(self._centre)

    def show_gate(self, gate: QWidget) -> None:
        """Show ``gate`` in place of the book; the message bar moves over it."""
        self.drop_gate()
        self._column.insertWidget(0, self.bar)
        self._states.addWidget(gate)
        self._states.setCurrentWidget(gate)

    def show_book(self) -> None:
        """Show the book."""
        self._states.setCurrentWidget(self.book)

    def drop_gate(self) -> None:
        """Destroy the gate that is shown."""
        for index in reversed(range(self._states.count())):
            widget = self._states.widget(index)
            if widget is not None and widget is not self.book:
                self._states.removeWidget(widget)
                widget.deleteLater()

    def judge_width(self, width: int) -> WidthClass | None:
        """Return the class of the window, if it has become another one."""
        class_ = width_class(width)
        if class_ is self.width:
            return None
        self.width = class_
        self.book.follow_width(class_)
        return class_
