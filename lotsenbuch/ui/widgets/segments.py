"""A choice of two or three views of the same thing."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QStyle, QToolButton, QWidget

from lotsenbuch.ui.theme import Height, Icon, Radius, Space, Token, Type, icons, theme
from lotsenbuch.ui.theme.painting import rounded, rounded_path


class _SegmentButton(QToolButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setProperty("part", "segment")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = theme().text_width(self.text(), Type.STRONG) + 2 * Space.L + Icon.TEXT + Space.S
        return QSize(width, theme().scaled(Height.BUTTON))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = theme().text_width(self.text(), Type.STRONG)
        tick = Icon.TEXT + Space.S if self.isChecked() else 0
        x = (self.width() - words - tick) // 2
        token = Token.ACCENT_TEXT if self.isChecked() else Token.TEXT
        direction = self.layoutDirection()
        if tick:
            place = QRect(x, (self.height() - Icon.TEXT) // 2, Icon.TEXT, Icon.TEXT)
            icons.paint(painter, "check", QStyle.visualRect(direction, self.rect(), place), token)
        painter.setFont(theme().font(Type.STRONG))
        painter.setPen(theme().color(token))
        area = QStyle.visualRect(direction, self.rect(), QRect(x + tick, 0, words, self.height()))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())


class Segments(QWidget):
    """Segments in one frame; the chosen one is tinted and has a tick."""

    chosen = Signal(int)

    def __init__(self, name: str, options: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, option in enumerate(options):
            button = _SegmentButton(option, self)
            self._group.addButton(button, index)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.chosen)

    @property
    def index(self) -> int:
        """Return the number of the chosen segment, from 0."""
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Choose a segment without telling anyone."""
        self._group.button(index).setChecked(True)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, the chosen ground and the lines between."""
        painter = QPainter(self)
        look = theme()
        whole = QRectF(self.rect())
        rounded(painter, whole, Radius.FIELD, fill=look.color(Token.SURFACE))
        painter.save()
        painter.setClipPath(rounded_path(whole, Radius.FIELD))
        chosen = self._group.checkedButton()
        if chosen is not None:
            painter.fillRect(chosen.geometry(), look.color(Token.ACCENT_TINT2))
        painter.restore()
        for button in self._group.buttons()[1:]:
            x = button.geometry().left()
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                x = button.geometry().right()
            painter.fillRect(QRect(x, 0, 1, self.height()), look.color(Token.EDGE))
        rounded(painter, whole, Radius.FIELD, edge=look.color(Token.EDGE))
