"""Texts by their step in the type scale and their tone."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lotsenbuch.ui.theme import Type

_NAMES = {
    Type.TEXT: "text",
    Type.STRONG: "strong",
    Type.LEAD: "lead",
    Type.LEAD_STRONG: "lead_strong",
    Type.TITLE: "title",
    Type.FIGURE: "figure",
}


class Tone(StrEnum):
    """What a text means; the colour follows."""

    PLAIN = "plain"
    SECOND = "second"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    ASK = "ask"


class Label(QLabel):
    """Plain text, never markup, so that a name with ``<`` in it stays what it is."""

    def __init__(
        self,
        text: str = "",
        type_: Type = Type.TEXT,
        tone: Tone = Tone.PLAIN,
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", _NAMES[type_])
        self.setProperty("tone", tone.value)
        self.setText(text)
        self.setWordWrap(wrap)
        vertical = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._follow_direction()

    def changeEvent(self, event: QEvent) -> None:
        """Stay at the leading edge when the direction of the writing changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._follow_direction()

    def _follow_direction(self) -> None:
        # Left to itself, QLabel aligns by the letters of the text: a German name would stand on the
        # wrong side of an Arabic window.
        alignment = self.alignment()
        if alignment & Qt.AlignmentFlag.AlignHCenter:
            return
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        vertical = alignment & Qt.AlignmentFlag.AlignVertical_Mask
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | vertical)

    def set_tone(self, tone: Tone) -> None:
        """Change the tone and show it at once."""
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(Label):
    """One line that ends with "…" where it does not fit; the whole text is then the tooltip."""

    def __init__(
        self, text: str = "", type_: Type = Type.TEXT, tone: Tone = Tone.PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, type_, tone, parent=parent)

    def minimumSizeHint(self) -> QSize:
        """Allow the label to shrink to one letter and the dots."""
        wanted = super().minimumSizeHint()
        return QSize(min(wanted.width(), self.fontMetrics().horizontalAdvance("M…")), wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as tooltip where it is cut."""
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(self.text() if cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        role = self.foregroundRole()
        self.style().drawItemText(painter, area, int(self.alignment()), self.palette(), self.isEnabled(), text, role)
