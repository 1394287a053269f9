"""Buttons with a verb and, where it helps, an icon before it."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QWidget

from lotsenbuch.ui.theme import Height, Icon, Radius, Space, Token, Type, icons, theme
from lotsenbuch.ui.theme.focus_ring import RADIUS_PROPERTY
from lotsenbuch.ui.theme.painting import rounded
from lotsenbuch.ui.theme.painting import text as drawn_text


class Kind(StrEnum):
    """How loud a button is; a page has one primary button at most."""

    PRIMARY = "primary"
    SOFT = "soft"
    PLAIN = "plain"
    LINK = "link"
    QUIET = "quiet"


# Ground at rest, under the pointer and pressed; border; text; icon.
_LOOKS: dict[Kind, tuple[Token | None, Token | None, Token | None, Token | None, Token, Token]] = {
    Kind.PRIMARY: (
        Token.ACCENT,
        Token.ACCENT_HOVER,
        Token.ACCENT_PRESS,
        None,
        Token.ON_ACCENT,
        Token.ON_ACCENT,
    ),
    Kind.SOFT: (
        Token.ACCENT_TINT,
        Token.ACCENT_TINT2,
        Token.ACCENT_TINT2,
        Token.ACCENT,
        Token.ACCENT_TEXT,
        Token.ACCENT_TEXT,
    ),
    Kind.PLAIN: (Token.SURFACE, Token.HOVER, Token.ACCENT_TINT2, Token.EDGE, Token.TEXT, Token.TEXT2),
    Kind.LINK: (None, Token.HOVER, Token.ACCENT_TINT, None, Token.ACCENT_TEXT, Token.ACCENT_TEXT),
    Kind.QUIET: (None, Token.HOVER, Token.ACCENT_TINT2, None, Token.TEXT2, Token.TEXT2),
}
_PADDING = {Kind.LINK: Space.S, Kind.QUIET: Space.S}


class Button(QPushButton):
    """A push button that keeps 8 px between icon and word and can name its key behind the word."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        kind: Kind = Kind.PLAIN,
        *,
        height: Height = Height.BUTTON,
        key_hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._kind = kind
        self._height = height
        self._key_hint = key_hint
        self.setProperty("kind", kind.value)
        self.setProperty(RADIUS_PROPERTY, int(Radius.FIELD))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def kind(self) -> Kind:
        """Return how loud the button is."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Make the button louder or quieter."""
        self._kind = kind
        self.setProperty("kind", kind.value)
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str) -> None:
        """Change the drawing before the word."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of icon, word and key hint with their gaps."""
        height = theme().scaled(self._height)
        if not self.text():
            return QSize(height, height)
        return QSize(self._content_width() + 2 * self._padding(), height)

    def minimumSizeHint(self) -> QSize:
        """Never cut the verb."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changes."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
        super().changeEvent(event)

    def _padding(self) -> int:
        return _PADDING.get(self._kind, Space.M if self._height < Height.BUTTON or self._icon else Space.L)

    def _words(self) -> str:
        return self.text().replace("&", "")

    def _icon_edge(self) -> int:
        return theme().scaled(Icon.BUTTON)

    def _content_width(self) -> int:
        width = theme().text_width(self._words(), Type.STRONG)
        if self._icon:
            width += self._icon_edge() + Space.S
        if self._key_hint:
            width += theme().text_width(self._key_hint, Type.TEXT) + Space.S
        return width

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon, word and key hint in reading direction."""
        painter = QPainter(self)
        rest, over, pressed, edge, text, icon = _LOOKS[self._kind]
        ground = pressed if self.isDown() else over if self.underMouse() else rest
        if not self.isEnabled():
            ground = Token.MUTE_TINT if self._kind is Kind.PRIMARY else rest and Token.SURFACE2
            edge, text, icon = edge and Token.LINE, Token.TEXT3, Token.TEXT3
        look = theme()
        rounded(
            painter,
            QRectF(self.rect()),
            Radius.FIELD,
            fill=look.color(ground) if ground else None,
            edge=look.color(edge) if edge else None,
        )
        self._paint_content(painter, text, icon)

    def _paint_content(self, painter: QPainter, text: Token, icon: Token) -> None:
        edge = self._icon_edge()
        x = (self.width() - (self._content_width() if self.text() else edge)) // 2
        if self._icon:
            place = QRect(x, (self.height() - edge) // 2, edge, edge)
            icons.paint(painter, self._icon, self._mirrored(place), icon)
            x += edge + Space.S
        if self.text():
            x = self._paint_word(painter, x, self.text(), Type.STRONG, text)
        if self._key_hint:
            self._paint_word(painter, x + Space.S, self._key_hint, Type.TEXT, text)

    def _paint_word(self, painter: QPainter, x: int, word: str, type_: Type, token: Token) -> int:
        look = theme()
        width = look.text_width(word.replace("&", ""), type_)
        area = self._mirrored(QRect(x, 0, width, self.height()))
        flag = Qt.TextFlag.TextHideMnemonic
        drawn_text(painter, area, word, look.font(type_), look.color(token), self.layoutDirection(), flags=flag)
        return x + width

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)


class IconButton(Button):
    """An icon alone, for close, back and forth; the name is its tooltip and what is read out."""

    def __init__(
        self,
        name: str,
        icon: str,
        kind: Kind = Kind.QUIET,
        *,
        height: Height = Height.BUTTON,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", icon, kind, height=height, parent=parent)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Change what the button is called."""
        self.setToolTip(name)
        self.setAccessibleName(name)
