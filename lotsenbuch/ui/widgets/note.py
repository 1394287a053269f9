"""Sentences that stand on a tinted ground: hints at fields, locked notes, explanations."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from lotsenbuch.ui.theme import Icon, Space, Token
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.mark import IconLabel


class NoteTone(StrEnum):
    """What a note is about."""

    INFO = "info"
    MUTE = "mute"
    WARN = "warn"
    BAD = "bad"
    OK = "ok"
    ASK = "ask"


_LOOKS: dict[NoteTone, tuple[str, Token, Tone]] = {
    NoteTone.INFO: ("info", Token.ACCENT_TEXT, Tone.ACCENT),
    NoteTone.MUTE: ("lock", Token.TEXT2, Tone.PLAIN),
    NoteTone.WARN: ("triangle-alert", Token.WARN, Tone.WARN),
    NoteTone.BAD: ("octagon-alert", Token.BAD, Tone.BAD),
    NoteTone.OK: ("check", Token.OK, Tone.OK),
    NoteTone.ASK: ("message-circle-question-mark", Token.ASK, Tone.ASK),
}


class Note(QFrame):
    """An icon and a wrapping sentence; pages may add a button at its end."""

    def __init__(
        self, text: str = "", tone: NoteTone = NoteTone.INFO, *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "note")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.row.setSpacing(Space.M)
        self._icon = IconLabel("info", edge=Icon.BUTTON)
        self._text = Label(wrap=True)
        self.row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self._text, 1)
        self.show_note(text, tone, icon=icon)

    def show_note(self, text: str, tone: NoteTone, *, icon: str = "") -> None:
        """Show another sentence in another tone."""
        name, token, text_tone = _LOOKS[tone]
        self._icon.show_icon(icon or name, token)
        self._text.setText(text)
        self._text.set_tone(text_tone)
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            self.style().unpolish(self)
            self.style().polish(self)

    def clear(self) -> None:
        """Forget the sentence."""
        self._text.clear()

    def centre_icon(self) -> None:
        """Keep the icon in the middle, where a button makes the note higher than its sentence."""
        self.row.setAlignment(self._icon, Qt.AlignmentFlag.AlignVCenter)

    def text(self) -> str:
        """Return the sentence."""
        return self._text.text()


class Hint(Note):
    """A warning under its field: it never blocks, and the field's description says the same."""

    def __init__(self, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(tone=NoteTone.WARN, parent=parent)
        self._field = field
        self._own_description = field.accessibleDescription()
        self.hide()

    def warn(self, text: str) -> None:
        """Show ``text``; an empty text takes the hint away."""
        self._show(text, NoteTone.WARN)

    def refuse(self, text: str) -> None:
        """Show why this value cannot be saved; the field gets a red edge as well."""
        self._show(text, NoteTone.BAD)

    def _show(self, text: str, tone: NoteTone) -> None:
        self.show_note(text, tone)
        self.setVisible(bool(text))
        self._field.setAccessibleDescription(text or self._own_description)
        invalid = bool(text) and tone is NoteTone.BAD
        if bool(self._field.property("invalid")) != invalid:
            self._field.setProperty("invalid", invalid)
            self._field.style().unpolish(self._field)
            self._field.style().polish(self._field)
