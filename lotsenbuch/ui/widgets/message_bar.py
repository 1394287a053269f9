"""The bar above a page for what did not work, or for what should not be missed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Height, Space
from lotsenbuch.ui.widgets.announcing import announce
from lotsenbuch.ui.widgets.button import Button, IconButton, Kind
from lotsenbuch.ui.widgets.note import Note, NoteTone


class MessageBar(QWidget):
    """One sentence, at most one button, and a cross; it stays until it is closed or replaced."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action: Callable[[], None] | None = None
        self._note = Note()
        self._note.centre_icon()
        self._button = Button("", kind=Kind.PLAIN, height=Height.BUTTON_SMALL)
        self._button.clicked.connect(self._on_action_clicked)
        close = IconButton(_("Meldung schließen"), "x", height=Height.BUTTON_SMALL)
        close.clicked.connect(self._on_close_clicked)
        self._note.row.addWidget(self._button)
        self._note.row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.S, Space.XL, 0)
        column.addWidget(self._note)
        self.hide()

    def show_message(
        self,
        text: str,
        tone: NoteTone = NoteTone.BAD,
        *,
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        """Show ``text``, with a button named ``action`` where something can be done about it."""
        self._action = on_action
        self._note.show_note(text, tone)
        self._button.setText(action)
        self._button.updateGeometry()
        self._button.setVisible(bool(action))
        self.show()
        announce(self, text, urgent=tone is NoteTone.BAD)

    def text(self) -> str:
        """Return the sentence that is shown."""
        return self._note.text()

    def dismiss(self) -> None:
        """Take the bar away."""
        self._action = None
        # The words could name a client, and after a lock nothing of them may be left.
        self._note.clear()
        self.hide()

    def _on_close_clicked(self) -> None:
        self.dismiss()
        self.closed.emit()

    def _on_action_clicked(self) -> None:
        action = self._action
        self.dismiss()
        if action is not None:
            action()
