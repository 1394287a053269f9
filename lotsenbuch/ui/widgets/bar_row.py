"""A row of a small table that says its number twice: as a bar and as a figure."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from lotsenbuch.ui.theme import Height, Radius, Space, Token, Type, theme
from lotsenbuch.ui.theme.painting import hatch, rounded, text

_BAR = 10
_LABEL_SHARE = 0.48
_NUMBER_SAMPLE = "8.888"


class BarRow(QWidget):
    """Name, bar, figure. A merged class ("Übrige") is hatched, in the colour of edges, with an outline."""

    def __init__(
        self,
        name: str,
        value: int,
        most: int,
        *,
        merged: bool = False,
        label_share: float = _LABEL_SHARE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._share = label_share
        self._name = name
        self._value = value
        self._most = max(1, most, value)
        self._merged = merged
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name}: {value}")
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """Return the size of one dense line."""
        return QSize(Height.ROW * 6, theme().scaled(Type.TEXT.value.line))

    def minimumSizeHint(self) -> QSize:
        """Return the size at which name and figure still stand beside each other."""
        return QSize(Height.ROW * 4, theme().scaled(Type.TEXT.value.line))

    def bar_rect(self) -> QRectF:
        """Return the place of the bar, mirrored with the writing."""
        number = theme().text_width(_NUMBER_SAMPLE, Type.STRONG)
        start = round(self.width() * self._share)
        room = self.width() - start - number - Space.S
        width = max(Radius.BAR * 2, round(room * self._value / self._most)) if self._value else 0
        place = QRect(start, (self.height() - _BAR) // 2, width, _BAR)
        return QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        painter = QPainter(self)
        look = theme()
        bar = self.bar_rect()
        if self._value and self._merged:
            area = QPainterPath()
            area.addRoundedRect(bar, Radius.BAR, Radius.BAR)
            hatch(painter, area, look.color(Token.EDGE))
            rounded(painter, bar, Radius.BAR, edge=look.color(Token.EDGE))
        elif self._value:
            rounded(painter, bar, Radius.BAR, fill=look.color(Token.K1))
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        direction = self.layoutDirection()
        label = QRect(0, 0, round(self.width() * self._share) - Space.S, self.height())
        ink = look.color(Token.TEXT)
        place = QStyle.visualRect(direction, self.rect(), label)
        text(painter, place, self._name, look.font(Type.TEXT), ink, direction)
        figure = f"{self._value:,}".replace(",", ".")
        text(painter, self.rect(), figure, look.font(Type.STRONG), ink, direction, place="trailing")
