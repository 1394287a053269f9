"""A labelled field: word above, editor below, hint under it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lotsenbuch.ui.theme import Space, Type
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.note import Hint


class Field(QWidget):
    """Gives ``editor`` its visible label (with mnemonic and buddy), its accessible name and its hint."""

    def __init__(self, label: str, editor: QWidget, *, helper: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label = Label(label, Type.STRONG)
        self.label.setBuddy(editor)
        editor.setAccessibleName(label.replace("&", ""))
        if helper:
            editor.setAccessibleDescription(helper)
        self.hint = Hint(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.label)
        column.addWidget(editor)
        if helper:
            column.addWidget(Label(helper, tone=Tone.SECOND, wrap=True))
        column.addWidget(self.hint)

    def warn(self, text: str) -> None:
        """Warn under the field; saving still works."""
        self.hint.warn(text)

    def refuse(self, text: str) -> None:
        """Say under the field why the value cannot be saved."""
        self.hint.refuse(text)
