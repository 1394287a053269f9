"""The mark of the program (an open book with a lamp-coloured bookmark), and discs with an icon."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lotsenbuch.ui.theme import Icon, Token, icons, theme
from lotsenbuch.ui.theme.painting import rounded

_GRID = 32.0
_ROUND = 7.0
DISC = 36
_SIZES = (16, 24, 32, 48, 64, 128, 256)


def paint_mark(painter: QPainter, area: QRectF, *, plain: bool = False) -> None:
    """Paint the mark into the square ``area``; ``plain`` leaves its ground away."""
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / _GRID, area.height() / _GRID)
    if not plain:
        rounded(painter, QRectF(0, 0, _GRID, _GRID), _ROUND, fill=look.color(Token.DECO1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawPath(_page(6.5, 15.3))
    painter.drawPath(_page(25.5, 16.7))
    painter.setBrush(look.color(Token.DECO3))
    ribbon = [(19.3, 6.2), (23.8, 6.2), (23.8, 14.6), (21.55, 12.7), (19.3, 14.6)]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in ribbon]))
    painter.restore()


def _page(outer: float, inner: float) -> QPainterPath:
    path = QPainterPath(QPointF(inner, 11.2))
    path.quadTo(QPointF((inner + outer) / 2, 8.2), QPointF(outer, 9.2))
    path.lineTo(outer, 22.4)
    path.quadTo(QPointF((inner + outer) / 2, 21.6), QPointF(inner, 24.6))
    path.closeSubpath()
    return path


def window_icon() -> QIcon:
    """Return the icon of windows and task bar."""
    icon = QIcon()
    for edge in _SIZES:
        pixmap = QPixmap(edge, edge)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_mark(painter, QRectF(0, 0, edge, edge))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class Mark(QWidget):
    """The mark as a part of a page; screen readers read the name beside it."""

    def __init__(self, edge: int = Icon.MARK, *, plain: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = plain
        self.setFixedSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        paint_mark(QPainter(self), QRectF(self.rect()), plain=self._plain)


class IconLabel(QWidget):
    """An icon beside a text, for the eye alone."""

    def __init__(
        self, name: str, token: Token = Token.TEXT2, edge: int = Icon.BUTTON, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._token = token
        self._edge = edge
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text beside it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        edge = theme().scaled(self._edge)
        self.setFixedSize(edge, edge)

    def show_icon(self, name: str, token: Token | None = None) -> None:
        """Show another drawing, in another colour if one is given."""
        self._name = name
        self._token = token or self._token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        icons.paint(QPainter(self), self._name, self.rect(), self._token)


class Disc(QWidget):
    """A round tinted ground with an icon, for what an entry is about."""

    def __init__(self, name: str, edge: int = DISC, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(QSize(edge, edge))

    def show_icon(self, name: str) -> None:
        """Show another drawing."""
        self._name = name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and icon."""
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), self.width() / 2, fill=theme().color(Token.ACCENT_TINT))
        place = QRect(0, 0, Icon.RAIL, Icon.RAIL)
        place.moveCenter(self.rect().center())
        icons.paint(painter, self._name, place, Token.ACCENT_TEXT)
