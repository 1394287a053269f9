"""The panel beside a list: it is the editor, there is no second window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Space, Type, Width
from lotsenbuch.ui.widgets.button import IconButton
from lotsenbuch.ui.widgets.label import ElidedLabel, Label, Tone
from lotsenbuch.ui.widgets.mark import Disc
from lotsenbuch.ui.widgets.scroll_column import ScrollColumn

_MARGIN = 20


class SidePanel(QFrame):
    """Head with disc, title and cross; a scrolling ``body``; a ``foot`` for the buttons.

    ``closed`` is emitted by the cross and by Escape; the page decides what becomes of the draft.
    """

    closed = Signal()

    def __init__(self, icon: str, title: str = "", line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "panel")
        self._disc = Disc(icon)
        self._title = ElidedLabel(title, Type.LEAD_STRONG)
        self._line = Label(line, tone=Tone.SECOND)
        self.close_button = IconButton(_("Bereich schließen"), "x")
        self.close_button.clicked.connect(self.closed)
        scroll = ScrollColumn(_MARGIN)
        self.body = scroll.body
        self._foot = QFrame()
        self._foot.setProperty("part", "foot")
        self.foot = QHBoxLayout(self._foot)
        self.foot.setContentsMargins(_MARGIN, 13, _MARGIN, 14)
        self.foot.setSpacing(Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(scroll, 1)
        column.addWidget(self._foot)
        self.setMinimumWidth(Width.PANEL_NARROW)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, Space.L, Space.M, Space.L)
        row.setSpacing(Space.M)
        row.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def show_head(self, icon: str, title: str, line: str) -> None:
        """Say what the panel is about."""
        self._disc.show_icon(icon)
        self._title.setText(title)
        self._line.setText(line)
        self.setAccessibleName(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
