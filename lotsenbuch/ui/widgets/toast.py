"""A short message over the page that can take the last thing back."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Height, Icon, Space, Token, Type, theme
from lotsenbuch.ui.theme.metrics import MOTION_MS, MOTION_SLIDE, TOAST_MS
from lotsenbuch.ui.widgets.announcing import announce
from lotsenbuch.ui.widgets.label import Label
from lotsenbuch.ui.widgets.mark import IconLabel


class _UndoButton(QAbstractButton):
    """A link on the dark ground of the toast, with a focus line of its own: the ring would not be seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(_("Rückgängig"))
        self.setAccessibleName(_("Rückgängig"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fit()

    def fit(self) -> None:
        width = theme().text_width(self.text(), Type.STRONG) + 2 * Space.S
        self.setFixedSize(width, theme().scaled(Height.BUTTON_SMALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme().font(Type.STRONG))
        painter.setPen(theme().color(Token.TOAST_LINK))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus() or self.underMouse():
            line = self.rect().adjusted(Space.S, self.height() - Space.S + 1, -Space.S, -Space.XS - 1)
            painter.fillRect(line, theme().color(Token.TOAST_LINK))


class Toast(QFrame):
    """Lives at the bottom centre of its host for ten seconds, longer while it is read.

    The clock stops while the pointer is over it or its button has the focus. ``take_focus`` (F6) reaches
    the button; afterwards the focus goes back to where it was.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._undo: Callable[[], None] | None = None
        self._before: QWidget | None = None
        self._foot = 0
        self.setProperty("part", "toast")
        self._icon = IconLabel("check", Token.ON_TOAST, Icon.BUTTON)
        self._text = Label()
        self._button = _UndoButton(self)
        self._button.clicked.connect(self._on_undo_clicked)
        self._button.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, 0, Space.M, 0)
        row.setSpacing(Space.M)
        for widget in (self._icon, self._text, self._button):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self.dismiss)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(MOTION_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        host.installEventFilter(self)
        self.hide()

    def show_message(
        self, text: str, undo: Callable[[], None] | None = None, *, icon: str = "check", foot: int = 0
    ) -> None:
        """Show ``text``; with ``undo`` the button appears. ``foot`` is the height of a bar to stay above."""
        self._undo = undo
        self._foot = foot
        self._text.setText(text)
        self._icon.show_icon(icon)
        self._button.fit()
        self._button.setVisible(undo is not None)
        self.setFixedHeight(theme().scaled(Height.TOAST))
        self.adjustSize()
        self.show()
        self.raise_()
        self._place(sliding=theme().motion)
        self._timer.start()
        spoken = text if undo is None else _("{text}. Rückgängig mit F6.").format(text=text)
        announce(self, spoken)

    def text(self) -> str:
        """Return the message."""
        return self._text.text()

    def waiting(self) -> bool:
        """Tell whether the clock runs."""
        return self._timer.isActive()

    def undo(self) -> bool:
        """Take back what the message is about (Ctrl+Z); tell whether there was something."""
        if not self.isVisible() or self._undo is None:
            return False
        self._on_undo_clicked()
        return True

    def take_focus(self) -> bool:
        """Move the focus to the button; tell whether there was one."""
        if not self.isVisible() or self._undo is None:
            return False
        self._before = QApplication.focusWidget()
        self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def dismiss(self) -> None:
        """Take the message away; what was done stays done."""
        self._timer.stop()
        had_focus = self._button.hasFocus()
        self._undo = None
        # The words could name a client, and after a lock nothing of them may be left.
        self._text.clear()
        self.hide()
        if had_focus and self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stop the clock while the pointer is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Start the clock again."""
        self._resume()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the page changes size; stop the clock while the button has the focus."""
        kind = event.type()
        if watched is self._button and kind == QEvent.Type.FocusIn:
            self._timer.stop()
        elif watched is self._button and kind == QEvent.Type.FocusOut:
            self._resume()
        elif watched is self._host and kind == QEvent.Type.Resize and self.isVisible():
            self._place(sliding=False)
        return super().eventFilter(watched, event)

    def _resume(self) -> None:
        if self.isVisible() and not self._button.hasFocus() and not self.underMouse():
            self._timer.start()

    def _place(self, *, sliding: bool) -> None:
        host = self._host
        self.resize(min(self.sizeHint().width(), host.width() - 2 * Space.L), self.height())
        end = QPoint((host.width() - self.width()) // 2, host.height() - self.height() - Space.XL - self._foot)
        self._slide.stop()
        if not sliding:
            self.move(end)
            return
        self._slide.setStartValue(end + QPoint(0, MOTION_SLIDE))
        self._slide.setEndValue(end)
        self._slide.start()

    def _on_undo_clicked(self) -> None:
        undo = self._undo
        self.dismiss()
        if undo is not None:
            undo()
