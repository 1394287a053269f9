"""States of months, sheets and activities: an icon and a word, a ground only where something deviates."""

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from lotsenbuch.ui.theme import Height, Icon, Space, Token, Type, icons, theme
from lotsenbuch.ui.theme.painting import rounded, text


class State(StrEnum):
    """A state by its stable name; its word is given by the page, in the person's language."""

    OPEN = "open"
    NIL = "nil"
    UNSEALED = "unsealed"
    DONE = "done"
    CHECKED = "checked"
    CONFIRMED = "confirmed"
    HANDED_IN = "handed_in"
    SEALED = "sealed"
    CORRECTED = "corrected"
    SOON = "soon"
    MISSING = "missing"
    REFUSED = "refused"
    TOO_MUCH = "too_much"
    QUESTION = "question"
    WAITING = "waiting"
    HINT = "hint"
    CONSENT = "consent"
    DEADLINE = "deadline"


class Look(NamedTuple):
    """Icon, its colour when it stands alone, the colour of the word, and the ground of the chip."""

    icon: str
    mark: Token
    text: Token
    ground: Token
    edge: Token | None = None


_GAP = 6
_MUTE = (Token.TEXT2, Token.MUTE, Token.MUTE_TINT)
_OK = (Token.OK, Token.OK, Token.OK_TINT)
_ACCENT = (Token.ACCENT_TEXT, Token.ACCENT_TEXT, Token.ACCENT_TINT)
_BAD = (Token.BAD, Token.BAD, Token.BAD_TINT)
_WARN = (Token.WARN_MARK, Token.WARN, Token.WARN_TINT)
_ASK = (Token.ASK, Token.ASK, Token.ASK_TINT)

LOOKS: dict[State, Look] = {
    State.OPEN: Look("circle-dot", *_MUTE),
    State.NIL: Look("circle-slash", *_MUTE),
    State.UNSEALED: Look("circle-dot", *_MUTE),
    State.DONE: Look("check", *_OK),
    State.CHECKED: Look("check", *_OK),
    State.CONFIRMED: Look("shield-check", *_OK),
    State.HANDED_IN: Look("send", *_ACCENT),
    State.SEALED: Look("file-lock", *_ACCENT),
    State.CORRECTED: Look("refresh-cw", *_ACCENT),
    State.SOON: Look("bell", *_ACCENT),
    State.MISSING: Look("circle-dashed", *_BAD, Token.BAD_MARK),
    State.REFUSED: Look("octagon-x", *_BAD),
    State.TOO_MUCH: Look("octagon-alert", *_BAD),
    State.QUESTION: Look("message-circle-question-mark", *_ASK),
    State.WAITING: Look("circle-help", *_WARN),
    State.HINT: Look("triangle-alert", *_WARN),
    State.CONSENT: Look("shield-alert", *_WARN),
    State.DEADLINE: Look("calendar-clock", *_WARN),
}


def paint_chip(painter: QPainter, area: QRect, state: State, words: str, direction: Qt.LayoutDirection) -> None:
    """Paint a chip that fills ``area``."""
    look = LOOKS[state]
    edge = theme().color(look.edge) if look.edge else None
    radius = area.height() / 2
    ground = theme().color(look.ground)
    rounded(painter, QRectF(area), radius, fill=ground, edge=edge, dashed=edge is not None)
    inner = area.adjusted(Space.S, 0, -Space.S, 0)
    _paint(painter, inner, (look.icon, look.text, Icon.SMALL), (words, look.text, Type.STRONG), direction)


def paint_word(painter: QPainter, area: QRect, state: State, words: str, direction: Qt.LayoutDirection) -> None:
    """Paint icon and word without a ground, as in the columns of a table."""
    look = LOOKS[state]
    mark = Token.TEXT if look.mark is Token.TEXT2 else look.mark
    _paint(painter, area, (look.icon, mark, Icon.TEXT), (words, Token.TEXT, Type.TEXT), direction)


def chip_width(words: str) -> int:
    """Return the width of a chip with ``words``."""
    return theme().text_width(words, Type.STRONG) + theme().scaled(Icon.SMALL) + _GAP + 2 * Space.S + Space.XS


def _paint(
    painter: QPainter,
    area: QRect,
    icon: tuple[str, Token, Icon],
    word: tuple[str, Token, Type],
    direction: Qt.LayoutDirection,
) -> None:
    """Paint an icon (name, colour, size) and behind it a word (text, colour, step of the type scale)."""
    edge = theme().scaled(icon[2])
    square = QRect(area.left(), area.top() + (area.height() - edge + 1) // 2, edge, edge)
    icons.paint(painter, icon[0], QStyle.visualRect(direction, area, square), icon[1])
    rest = QStyle.visualRect(direction, area, area.adjusted(edge + _GAP, 0, 0, 0))
    text(painter, rest, word[0], theme().font(word[2]), theme().color(word[1]), direction)


class StateChip(QWidget):
    """A state outside a table: 24 high, icon and strong word on its ground."""

    def __init__(self, state: State, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(state, text)

    @property
    def state(self) -> State:
        """Return the shown state."""
        return self._state

    def show_state(self, state: State, text: str) -> None:
        """Show another state."""
        self._state = state
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of icon, word and margins."""
        return QSize(chip_width(self._text), theme().scaled(Height.STATE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        paint_chip(QPainter(self), self.rect(), self._state, self._text, self.layoutDirection())
