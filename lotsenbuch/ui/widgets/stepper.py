"""Three steps of one thing: where one is, what is done, what comes."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStyle, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Height, Icon, Space, Token, Type, icons, theme
from lotsenbuch.ui.theme.painting import rounded, text

_CIRCLE = 32
_GAP = 10
_THICK = 2


class _Step(QAbstractButton):
    """A circle with its number or tick, and two lines of text."""

    def __init__(self, number: int, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self._current = 0
        self._compact = False
        self.setText(title)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def _done(self) -> bool:
        return self._number < self._current

    def state_word(self) -> str:
        if self._done:
            return _("fertig")
        return _("jetzt") if self._number == self._current else _("danach")

    def show_current(self, current: int, total: int) -> None:
        self._current = current
        open_ = self._done and current <= total
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if open_ else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if open_ else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(
            _("Schritt {number} von {total}: {title}").format(number=self._number, total=total, title=self.text())
        )
        self.setAccessibleDescription(self.state_word())
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.setToolTip(self.text() if compact else "")
        self.updateGeometry()
        self.update()

    @property
    def _bare(self) -> bool:
        return self._compact and self._number != self._current

    def sizeHint(self) -> QSize:
        if self._bare:
            return QSize(_CIRCLE, theme().scaled(Height.ROW))
        words = max(theme().text_width(word, Type.LEAD_STRONG) for word in (self.text(), self.state_word()))
        return QSize(_CIRCLE + _GAP + words, theme().scaled(Height.ROW))

    def minimumSizeHint(self) -> QSize:
        if self._bare:
            return self.sizeHint()
        return QSize(_CIRCLE + _GAP + theme().scaled(Height.ROW), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme()
        now = self._number == self._current
        circle = QRect(0, (self.height() - _CIRCLE) // 2, _CIRCLE, _CIRCLE)
        circle = QStyle.visualRect(self.layoutDirection(), self.rect(), circle)
        fill = Token.ACCENT if now else Token.HOVER if self._done and self.underMouse() else Token.SURFACE
        edge = Token.ACCENT if now or self._done else Token.EDGE
        rounded(
            painter,
            QRectF(circle),
            _CIRCLE / 2,
            fill=look.color(fill),
            edge=look.color(edge),
            width=_THICK,
        )
        if self._done:
            tick = QRect(0, 0, Icon.BUTTON, Icon.BUTTON)
            tick.moveCenter(circle.center())
            icons.paint(painter, "check", tick, Token.ACCENT)
        else:
            painter.setFont(look.font(Type.LEAD_STRONG))
            painter.setPen(look.color(Token.ON_ACCENT if now else Token.TEXT2))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        if not self._bare:
            self._paint_words(painter, now)

    def _paint_words(self, painter: QPainter, now: bool) -> None:
        half = self.height() // 2
        area = QRect(_CIRCLE + _GAP, 0, self.width() - _CIRCLE - _GAP, self.height())
        direction = self.layoutDirection()
        type_ = Type.LEAD_STRONG if now else Type.STRONG if self._done else Type.TEXT
        token = Token.ACCENT_TEXT if now else Token.TEXT if self._done else Token.TEXT2
        lines = ((self.text(), type_, token), (self.state_word(), Type.TEXT, Token.TEXT2))
        for index, (words, line_type, line_token) in enumerate(lines):
            place = QRect(area.left(), index * half, area.width(), half)
            place = QStyle.visualRect(direction, self.rect(), place)
            text(painter, place, words, theme().font(line_type), theme().color(line_token), direction)


class _Track(QWidget):
    """The line between two steps, in accent up to where one is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.passed = False
        self.setFixedHeight(_THICK)
        self.setMinimumWidth(Space.L)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color(Token.ACCENT if self.passed else Token.LINE))


class Stepper(QWidget):
    """Steps in reading direction; ``step_chosen`` carries the number, from 1, of a finished step."""

    step_chosen = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[_Step] = []
        self._tracks: list[_Track] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._current = 1
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        for number, title in enumerate(titles, start=1):
            if self._steps:
                track = _Track(self)
                self._tracks.append(track)
                row.addWidget(track, 1)
            step = _Step(number, title, self)
            step.clicked.connect(lambda _checked=False, chosen=number: self._on_step_clicked(chosen))
            self._steps.append(step)
            row.addWidget(step)
        self.show_step(1)

    @property
    def current(self) -> int:
        """Return the number of the step one is at, from 1."""
        return self._current

    def show_step(self, current: int) -> None:
        """Show where one is; one past the last step means that all is done and no step can be chosen any more."""
        self._current = current
        for step in self._steps:
            step.show_current(current, len(self._steps))
        for number, track in enumerate(self._tracks, start=1):
            track.passed = number < current
            track.update()
        done = _("Alle Schritte sind fertig")
        self.setAccessibleName(self._steps[current - 1].accessibleName() if current <= len(self._steps) else done)

    def set_compact(self, compact: bool) -> None:
        """Show only the words of the step one is at, as in a narrow window; the others keep theirs as tooltip."""
        for step in self._steps:
            step.set_compact(compact)

    def _on_step_clicked(self, number: int) -> None:
        if number < self._current <= len(self._steps):
            self.step_chosen.emit(number)
