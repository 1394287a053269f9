"""Shapes that several painters share: rounded grounds, hatching, the strip of a chosen row."""

import math

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle

from lotsenbuch.ui.theme.metrics import HATCH_STEP, HATCH_WIDTH

_DASHES = [3.0, 2.0]


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Paint a rounded ground inside ``rect``; the edge lies wholly within it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    pen = QPen(edge, width)
    if dashed:
        pen.setDashPattern(_DASHES)
    painter.setPen(pen)
    half = width / 2
    inner = max(0.0, radius - half)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), inner, inner)


def rounded_path(rect: QRectF, radius: float) -> QPainterPath:
    """Return a rounded rectangle as a path, for clipping."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def hatch(painter: QPainter, area: QPainterPath, color: QColor) -> None:
    """Fill ``area`` with lines at 45 degrees in logical pixels.

    Qt's own pattern brush keeps device pixels and gets finer on dense screens, so the lines are drawn.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(color, HATCH_WIDTH))
    box = area.boundingRect()
    step = HATCH_STEP * math.sqrt(2)
    first = math.floor((box.left() - box.height()) / step)
    places = (number * step for number in range(first, math.ceil(box.right() / step) + 1))
    painter.drawLines([QLineF(x, box.bottom(), x + box.height(), box.top()) for x in places])
    painter.restore()


_PLACES = {
    "leading": Qt.AlignmentFlag.AlignLeft,
    "trailing": Qt.AlignmentFlag.AlignRight,
    "centre": Qt.AlignmentFlag.AlignHCenter,
}


def text(
    painter: QPainter,
    area: QRect,
    words: str,
    font: QFont,
    color: QColor,
    direction: Qt.LayoutDirection,
    *,
    place: str = "leading",
    flags: Qt.TextFlag | None = None,
) -> None:
    """Paint one line, elided at its end, at the leading or trailing edge of the writing, or centred.

    Each text runs in its own direction, so that "2,5 h" keeps its order in an Arabic window.
    """
    painter.setFont(font)
    painter.setPen(color)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    side = QStyle.visualAlignment(direction, _PLACES[place]) | Qt.AlignmentFlag.AlignAbsolute
    # One pixel more than the area: rounding must not put dots behind a text that fits.
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width() + 1)
    how = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    painter.drawText(area, how | int(flags) if flags is not None else how, shown)
