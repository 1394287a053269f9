"""Three facts over the fields of an activity: on site, waited, on the way."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lotsenbuch.ui.theme import Radius, Space, Token, Type, theme
from lotsenbuch.ui.theme.painting import rounded, text

_HEIGHT = 64


class Facts(QWidget):
    """A quiet card with up to three figures and what they mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show (figure, meaning) pairs."""
        self._facts = facts
        self.setAccessibleName(", ".join(f"{figure} {meaning}" for figure, meaning in facts))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the card."""
        return QSize(0, theme().scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the facts side by side, in reading direction."""
        painter = QPainter(self)
        look, direction = theme(), self.layoutDirection()
        ground, line = look.color(Token.SURFACE2), look.color(Token.LINE)
        rounded(painter, self.rect().toRectF(), Radius.FIELD, fill=ground, edge=line)
        number = max(1, len(self._facts))
        share = self.width() // number
        facts = self._facts if direction.name == "LeftToRight" else tuple(reversed(self._facts))
        for place, (figure, meaning) in enumerate(facts):
            left = place * share
            if place:
                painter.fillRect(QRect(left, Space.S, 1, self.height() - 2 * Space.S), line)
            top = QRect(left, look.scaled(8), share, look.scaled(28))
            below = QRect(left, top.bottom(), share, look.scaled(20))
            ink, second = look.color(Token.TEXT), look.color(Token.TEXT2)
            text(painter, top, figure, look.font(Type.TITLE), ink, direction, place="centre")
            text(painter, below, meaning, look.font(Type.TEXT), second, direction, place="centre")
