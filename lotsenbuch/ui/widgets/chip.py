"""Chips: what quick-add understood, people in a field, filters over a list."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Height, Icon, Space, Token, Type, icons, theme
from lotsenbuch.ui.theme.focus_ring import RADIUS_PROPERTY
from lotsenbuch.ui.theme.painting import rounded, text


class ChipKind(StrEnum):
    """What a chip is for."""

    UNDERSTOOD = "understood"
    ASKED = "asked"
    FILTER = "filter"
    PERSON = "person"


# Ground, border, text.
_LOOKS: dict[ChipKind, tuple[Token, Token | None, Token]] = {
    ChipKind.UNDERSTOOD: (Token.ACCENT_TINT, None, Token.ACCENT_TEXT),
    ChipKind.PERSON: (Token.ACCENT_TINT, None, Token.ACCENT_TEXT),
    ChipKind.ASKED: (Token.WARN_TINT, Token.WARN_MARK, Token.WARN),
    ChipKind.FILTER: (Token.SURFACE, Token.EDGE, Token.TEXT),
}
_CHOSEN = (Token.ACCENT_TINT, Token.ACCENT, Token.ACCENT_TEXT)
_PADDING = 10
_GAP = 6
_CROSS_AREA = Height.TARGET


class Chip(QAbstractButton):
    """A small rounded button; ``removed`` is emitted by its cross and by the Delete key.

    A filter chip is checkable: chosen it is tinted and has a cross, so colour is not alone.
    """

    removed = Signal()

    def __init__(
        self,
        text: str,
        icon: str = "",
        kind: ChipKind = ChipKind.UNDERSTOOD,
        *,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._kind = kind
        self._removable = removable or kind is ChipKind.PERSON
        self.setText(text)
        self.setCheckable(kind is ChipKind.FILTER)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setProperty(RADIUS_PROPERTY, theme().scaled(Height.CHIP) // 2)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if kind is ChipKind.UNDERSTOOD:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        if self._removable:
            self.setAccessibleDescription(_("Entfernen mit der Taste Entf"))

    @property
    def kind(self) -> ChipKind:
        """Return what the chip is for."""
        return self._kind

    def has_cross(self) -> bool:
        """Tell whether the chip can be removed now."""
        return self._removable and (not self.isCheckable() or self.isChecked())

    def sizeHint(self) -> QSize:
        """Return the width of icon, text and cross."""
        width = theme().text_width(self.text(), Type.STRONG) + 2 * _PADDING + 2
        if self._icon:
            width += theme().scaled(Icon.TEXT) + _GAP
        if self.has_cross():
            width += _CROSS_AREA - _PADDING + Space.XS
        return QSize(width, theme().scaled(Height.CHIP))

    def minimumSizeHint(self) -> QSize:
        """Allow a long text to be elided."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().scaled(Height.CHIP) * 3), hint.height())

    def cross_rect(self) -> QRect:
        """Return the area of the cross, at least 24 px wide."""
        width = _CROSS_AREA + Space.XS
        area = QRect(self.width() - width, 0, width, self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Delete or Backspace, press with Return as well as Space."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.has_cross():
            self.removed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove when the cross was hit, press everywhere else."""
        if self.has_cross() and self.cross_rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changes."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon, text and cross."""
        painter = QPainter(self)
        look = theme()
        ground, edge, ink = _CHOSEN if self.isChecked() else _LOOKS[self._kind]
        if self.underMouse() and self._kind is ChipKind.FILTER:
            ground = Token.ACCENT_TINT2 if self.isChecked() else Token.HOVER
        rounded(
            painter,
            QRectF(self.rect()),
            self.height() / 2,
            fill=look.color(ground),
            edge=look.color(edge) if edge else None,
            dashed=self._kind is ChipKind.ASKED,
        )
        self._paint_content(painter, ink)

    def _paint_content(self, painter: QPainter, token: Token) -> None:
        area = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        if self.has_cross():
            area.setRight(self.width() - _CROSS_AREA)
            cross = QRect(0, 0, Icon.SMALL, Icon.SMALL)
            cross.moveCenter(self.cross_rect().center())
            icons.paint(painter, "x", cross, token)
        if self._icon:
            edge = theme().scaled(Icon.TEXT)
            place = QRect(area.left(), (self.height() - edge) // 2, edge, edge)
            icons.paint(painter, self._icon, self._mirrored(place), token)
            area.setLeft(area.left() + edge + _GAP)
        look = theme()
        place = self._mirrored(area)
        text(painter, place, self.text(), look.font(Type.STRONG), look.color(token), self.layoutDirection())

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)
