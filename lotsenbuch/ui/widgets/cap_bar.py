"""The bar for caps and allowances: what is used, what is expected, and where the marks stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from lotsenbuch.ui.theme import Height, Token, theme
from lotsenbuch.ui.theme.painting import hatch, rounded, rounded_path


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the bar in its unit (minutes, cents); hatched means expected, not yet there."""

    value: int
    token: Token
    hatched: bool = False


_TICK = 2
_GAP = 1


class CapBar(QProgressBar):
    """A progress bar with several stretches; its figures in words are its accessible description."""

    def __init__(self, name: str, *, height: Height = Height.BAR, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments: tuple[Segment, ...] = ()
        self._ticks: tuple[int, ...] = ()
        self._bar_height = height
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)

    def show_values(
        self, segments: Sequence[Segment], total: int, description: str, *, ticks: Sequence[int] = ()
    ) -> None:
        """Show ``segments`` of ``total``; ``description`` says the same in words."""
        self._segments = tuple(segments)
        self._ticks = tuple(ticks)
        self.setRange(0, max(1, total))
        solid = sum(segment.value for segment in segments if not segment.hatched)
        self.setValue(min(solid, self.maximum()))
        self.setAccessibleDescription(description)
        self.setToolTip(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a short bar; the layout makes it as wide as its column."""
        return QSize(self._bar_height * 8, self._bar_height)

    def spans(self) -> list[tuple[QRectF, Segment]]:
        """Return where each stretch is painted, cut at the end of the bar, mirrored with the writing."""
        track = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        places = []
        start = 0
        for segment in self._segments:
            end = min(start + segment.value, self.maximum())
            if end > start:
                places.append((self._span(track, start, end), segment))
            start = end
        return places

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track, stretches, marks and the outline above them."""
        painter = QPainter(self)
        look = theme()
        whole = QRectF(self.rect())
        radius = whole.height() / 2 if self._bar_height <= Height.BAR else whole.height() / 3
        rounded(painter, whole, radius, fill=look.color(Token.SURFACE))
        painter.save()
        painter.setClipPath(rounded_path(whole.adjusted(0.5, 0.5, -0.5, -0.5), radius))
        for place, segment in self.spans():
            if segment.hatched:
                area = QPainterPath()
                area.addRect(place)
                hatch(painter, area, look.color(segment.token))
            else:
                painter.fillRect(place, look.color(segment.token))
        self._paint_ticks(painter)
        painter.restore()
        rounded(painter, whole, radius, edge=look.color(Token.EDGE))

    def _paint_ticks(self, painter: QPainter) -> None:
        track = QRectF(self.rect())
        for tick in self._ticks:
            x = self._x(track, tick)
            halo = QRectF(x - _TICK / 2 - _GAP, track.top(), _TICK + 2 * _GAP, track.height())
            painter.fillRect(halo, theme().color(Token.SURFACE))
            painter.fillRect(halo.adjusted(_GAP, 0, -_GAP, 0), theme().color(Token.TEXT))

    def _x(self, track: QRectF, value: int) -> float:
        offset = track.width() * value / self.maximum()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return track.right() - offset
        return track.left() + offset

    def _span(self, track: QRectF, start: int, end: int) -> QRectF:
        one, other = sorted((self._x(track, start), self._x(track, end)))
        gap = _GAP if start else 0
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if mirrored:
            return QRectF(one, track.top(), max(1.0, other - one - gap), track.height())
        return QRectF(one + gap, track.top(), max(1.0, other - one - gap), track.height())
