"""Icons: Lucide drawings, tinted with a token and drawn again when the theme changes."""

import re
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lotsenbuch import resources
from lotsenbuch.ui.theme.metrics import Icon
from lotsenbuch.ui.theme.theme import theme
from lotsenbuch.ui.theme.tokens import Token

# Drawings that point somewhere are turned over when the writing runs from right to left.
MIRRORED = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "chevron-left",
        "chevron-right",
        "file-output",
        "list-filter",
        "log-out",
        "send",
        "undo-2",
    }
)
_STROKE = re.compile(r'stroke-width="[^"]*"')
_FINE, _THIN, _BOLD = "1.25", "1.75", "2"
_pixmaps: dict[tuple[str, str, int, int, bool, float], QPixmap] = {}
_LIMIT = 512


@cache
def _drawing(name: str) -> str:
    return resources.text(f"icons/{name}.svg")


@cache
def _renderer(name: str, color: str, stroke: str) -> QSvgRenderer:
    drawing = _STROKE.sub(f'stroke-width="{stroke}"', _drawing(name)).replace("currentColor", color)
    return QSvgRenderer(QByteArray(drawing.encode()))


def _right_to_left() -> bool:
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _pixmap(name: str, color: QColor, size: QSize, ratio: float) -> QPixmap:
    """Return the tinted drawing; ``size`` is in logical pixels, ``ratio`` the device pixels for each."""
    mirrored = name in MIRRORED and _right_to_left()
    key = (name, color.name(), size.width(), size.height(), mirrored, ratio)
    found = _pixmaps.get(key)
    if found is not None:
        return found
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    edge = min(size.width(), size.height())
    stroke = _BOLD if edge <= Icon.TEXT else _THIN if edge < Icon.MARK else _FINE
    painter = QPainter(pixmap)
    _renderer(name, color.name(), stroke).render(painter, QRectF(QPointF(), size.toSizeF()))
    painter.end()
    if mirrored:
        pixmap = QPixmap.fromImage(pixmap.toImage().flipped(Qt.Orientation.Horizontal))
        pixmap.setDevicePixelRatio(ratio)
    if len(_pixmaps) >= _LIMIT:
        _pixmaps.clear()
    _pixmaps[key] = pixmap
    return pixmap


def paint(painter: QPainter, name: str, rect: QRect, token: Token) -> None:
    """Paint the drawing into ``rect``, square and centred."""
    edge = min(rect.width(), rect.height())
    size = QSize(edge, edge)
    corner = rect.topLeft() + QPoint((rect.width() - edge) // 2, (rect.height() - edge) // 2)
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(corner, _pixmap(name, theme().color(token), size, ratio))


class TokenIconEngine(QIconEngine):
    """Draws one icon in the colour that its token has at this moment."""

    def __init__(self, name: str, token: Token) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def _color(self, mode: QIcon.Mode) -> QColor:
        return theme().color(Token.TEXT3 if mode is QIcon.Mode.Disabled else self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Paint into ``rect``."""
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect.topLeft(), _pixmap(self._name, self._color(mode), rect.size(), ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """Return a pixmap of ``size``."""
        return _pixmap(self._name, self._color(mode), size, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        """Return a pixmap for a dense screen; ``size`` is in device pixels."""
        return _pixmap(self._name, self._color(mode), size / scale, scale)

    def clone(self) -> "TokenIconEngine":
        """Return a second engine for the same drawing."""
        return TokenIconEngine(self._name, self._token)

    def key(self) -> str:
        """Name the engine for debugging output."""
        return f"lucide/{self._name}"


def icon(name: str, token: Token = Token.TEXT) -> QIcon:
    """Return the drawing ``name`` in the colour of ``token``; it is read when it is first painted.

    Unknown names raise ``FileNotFoundError`` here, where the mistake is, and not inside a paint event.
    """
    if not resources.path(f"icons/{name}.svg").is_file():
        raise FileNotFoundError(name)
    return QIcon(TokenIconEngine(name, token))
