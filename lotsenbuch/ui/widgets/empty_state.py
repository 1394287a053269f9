"""What stands where nothing is yet: one icon, one sentence, one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lotsenbuch.ui.theme import Icon, Space, Token, Type, Width
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.label import Label
from lotsenbuch.ui.widgets.mark import IconLabel


class EmptyState(QWidget):
    """Centred, 360 wide; ``acted`` is emitted by its button, which may be missing."""

    acted = Signal()

    def __init__(self, icon: str, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Label(sentence, Type.LEAD, wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(Width.EMPTY)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.L)
        column.addStretch(1)
        column.addWidget(IconLabel(icon, Token.TEXT2, Icon.EMPTY), 0, centre)
        column.addWidget(self._text, 0, centre)
        self.button: Button | None = None
        if action:
            self.button = Button(action, kind=Kind.SOFT)
            self.button.clicked.connect(self.acted)
            column.addWidget(self.button, 0, centre)
        column.addStretch(1)

    def text(self) -> str:
        """Return the sentence."""
        return self._text.text()
