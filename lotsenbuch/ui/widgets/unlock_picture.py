"""The lighthouse beside the unlock field; drawn, not a bitmap, and silent for screen readers."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Token, Type, Width, theme
from lotsenbuch.ui.widgets.mark import paint_mark

_DESIGN_WIDTH = 520.0
_DESIGN_HEIGHT = 736.0
_BEAM_SHARE = 0.07
_WAVE_LENGTH = 264
# A cubic curve reaches three quarters of its control points.
_SWING = 4 / 3
_WAVES = (598.0, 646.0, 694.0)
_WAVE_SHARES = (0.34, 0.24, 0.15)


class UnlockPicture(QWidget):
    """Sky, lighthouse and water; grows with the window from its lower edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(Width.PICTURE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the drawing's own size."""
        return QSize(int(_DESIGN_WIDTH), int(_DESIGN_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        painter.fillRect(self.rect(), look.color(Token.DECO1))
        # The scene is drawn on a grid of 520 by 736 that stands on the lower edge of the window.
        scale = min(1.0, self.height() / _DESIGN_HEIGHT)
        painter.save()
        painter.translate(self.width() / 2, self.height())
        painter.scale(max(1.0, scale), scale)
        painter.translate(-_DESIGN_WIDTH / 2, -_DESIGN_HEIGHT)
        self._paint_beams(painter)
        self._paint_tower(painter)
        self._paint_water(painter)
        painter.restore()
        self._paint_name(painter)

    def _paint_name(self, painter: QPainter) -> None:
        paint_mark(painter, QRectF(42, 40, 36, 36), plain=True)
        painter.setPen(Qt.GlobalColor.white)
        painter.setFont(QFont(theme().font(Type.TITLE)))
        painter.drawText(QRectF(92, 40, _DESIGN_WIDTH - 120, 40), Qt.AlignmentFlag.AlignVCenter, _("Lotsenbuch"))

    def _paint_beams(self, painter: QPainter) -> None:
        light = QColor(Qt.GlobalColor.white)
        light.setAlphaF(_BEAM_SHARE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(light)
        painter.drawPolygon(_polygon((284, 246), (0, 143), (0, 357), (284, 254)))
        painter.drawPolygon(_polygon((316, 246), (_DESIGN_WIDTH, 183), (_DESIGN_WIDTH, 317), (316, 254)))

    def _paint_tower(self, painter: QPainter) -> None:
        look = theme()
        painter.setPen(QPen(Qt.GlobalColor.white, 2))
        painter.drawLine(QPointF(300, 200), QPointF(300, 216))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        dome = QPainterPath(QPointF(278, 236))
        dome.cubicTo(QPointF(280, 204), QPointF(320, 204), QPointF(322, 236))
        dome.closeSubpath()
        painter.drawPath(dome)
        painter.drawRect(QRectF(274, 264, 52, 12))
        painter.drawPolygon(_polygon((281, 276), (319, 276), (334, 536), (266, 536)))
        painter.setBrush(look.color(Token.DECO3))
        painter.drawRect(QRectF(284, 236, 32, 28))
        painter.setBrush(look.color(Token.DECO1))
        painter.drawPolygon(_polygon((277.5, 320), (322.5, 320), (325, 362), (275, 362)))
        painter.drawPolygon(_polygon((272.5, 404), (327.5, 404), (330, 446), (270, 446)))

    def _paint_water(self, painter: QPainter) -> None:
        look = theme()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(Token.DECO2))
        # Far beyond the edges, so that no gap shows where the window is larger than the drawing.
        sea = _wave(528.0, 16.0)
        sea.lineTo(2 * _WAVE_LENGTH, _DESIGN_HEIGHT)
        sea.lineTo(-_WAVE_LENGTH, _DESIGN_HEIGHT)
        sea.closeSubpath()
        painter.drawPath(sea)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for middle, share in zip(_WAVES, _WAVE_SHARES, strict=True):
            foam = QColor(Qt.GlobalColor.white)
            foam.setAlphaF(share)
            painter.setPen(QPen(foam, 2))
            painter.drawPath(_wave(middle - 18, 14.0))


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _wave(middle: float, height: float) -> QPainterPath:
    """Return a line of waves, 264 long each, that starts before and ends behind the picture."""
    path = QPainterPath(QPointF(-_WAVE_LENGTH, middle))
    for start in range(-_WAVE_LENGTH, int(_DESIGN_WIDTH), _WAVE_LENGTH):
        for offset, swing in ((0, -_SWING * height), (132, _SWING * height)):
            rise, fall, end = start + offset + 50, start + offset + 82, start + offset + 132
            path.cubicTo(rise, middle + swing, fall, middle + swing, end, middle)
    return path
