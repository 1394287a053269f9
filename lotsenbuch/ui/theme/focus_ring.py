"""The ring around what the keyboard is on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFocusFrame, QWidget

from lotsenbuch.ui.theme.metrics import FOCUS_GROWTH, FOCUS_WIDTH, Radius
from lotsenbuch.ui.theme.tokens import Token

if TYPE_CHECKING:
    from lotsenbuch.ui.theme.theme import Theme

RADIUS_PROPERTY = "focus_radius"
RING_PROPERTY = "focus_ring"


class FocusRing(QFocusFrame):
    """One ring for the whole program; it shows after Tab, Shift+Tab and shortcuts, not after a click.

    Fields, tables and lists show their focus themselves. Buttons get the ring, and every widget whose
    property ``focus_ring`` is true; ``focus_radius`` tells how round the control is.
    """

    def __init__(self, theme: "Theme") -> None:
        super().__init__()
        self._theme = theme

    def follow(self, new: QWidget | None) -> None:
        """Move to the widget that got the focus, or vanish."""
        self.setWidget(new if new is not None and self._wanted(new) else None)  # type: ignore[arg-type]

    def _wanted(self, widget: QWidget) -> bool:
        # Qt sets the attribute anew with each change of focus: true after Tab and shortcuts alone.
        by_keyboard = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        return by_keyboard and (isinstance(widget, QAbstractButton) or bool(widget.property(RING_PROPERTY)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring; the gap inside shows the ground it stands on."""
        widget = self.widget()
        own = widget.property(RADIUS_PROPERTY)
        radius = (int(own) if own is not None else int(Radius.FIELD)) + FOCUS_GROWTH
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(Token.FOCUS), FOCUS_WIDTH))
        inset = FOCUS_WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
