"""The quick-add line: one sentence goes in, chips show what was understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Icon, Space, Token
from lotsenbuch.ui.widgets.announcing import announce
from lotsenbuch.ui.widgets.chip import Chip, ChipKind
from lotsenbuch.ui.widgets.flow_layout import FlowRow
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.mark import IconLabel


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was understood, or a word that is asked about; ``key`` names it for the page."""

    text: str = field(repr=False)
    icon: str
    asked: bool = False
    key: str = field(default="", repr=False)


class QuickAddFrame(QFrame):
    """A borderless editor with its chips; the frame's border follows the editor's focus.

    ``edited`` carries each new text, ``submitted`` the text at Return, ``asked`` the key of a clicked
    question. The chips come last in the tab order only where they are questions.
    """

    edited = Signal(str)
    submitted = Signal(str)
    asked = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "editor")
        self.setProperty("active", False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.editor = QLineEdit()
        self.editor.setProperty("bare", True)
        self.editor.setProperty("scale", "line")
        self.editor.setPlaceholderText(placeholder)
        self.editor.setAccessibleName(_("Einsatz in einem Satz erfassen"))
        self.editor.installEventFilter(self)
        self._hint = Label(_("Eingabe speichert"), tone=Tone.SECOND)
        self._hint.hide()
        self._chips = FlowRow()
        self._flow = self._chips.flow
        self._chips.hide()
        self._parts: tuple[Part, ...] = ()
        self._build()
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.returnPressed.connect(self._on_return)

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(Space.L, 0, Space.L, 0)
        line.setSpacing(Space.M)
        line.addWidget(IconLabel("plus", Token.ACCENT, Icon.RAIL))
        line.addWidget(self.editor, 1)
        line.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._chips)
        self._flow.setContentsMargins(Space.L + Icon.RAIL + Space.M, 0, Space.L, Space.L)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show chips in the order given; an unchanged row is left alone, so nothing flickers."""
        if tuple(parts) == self._parts:
            return
        self._parts = tuple(parts)
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for part in self._parts:
            chip = Chip(part.text, part.icon, ChipKind.ASKED if part.asked else ChipKind.UNDERSTOOD)
            if part.asked:
                chip.clicked.connect(lambda _checked=False, key=part.key: self.asked.emit(key))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(self._parts))
        spoken = self.spoken()
        self.editor.setAccessibleDescription(spoken)
        announce(self.editor, spoken)

    def spoken(self) -> str:
        """Return what is read out: all chips as one sentence."""
        understood = ", ".join(part.text for part in self._parts if not part.asked)
        questions = ", ".join(part.text for part in self._parts if part.asked)
        sentences = []
        if understood:
            sentences.append(_("Erkannt: {parts}").format(parts=understood))
        if questions:
            sentences.append(_("Bitte klären: {parts}").format(parts=questions))
        return ". ".join(sentences)

    def clear(self) -> None:
        """Empty line and chips for the next entry."""
        self.editor.clear()
        self.show_parts(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the editor's focus, and let Escape empty the line."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._set_active(event.type() == QEvent.Type.FocusIn)
        elif isinstance(event, QKeyEvent) and self._clears(event):
            self.clear()
            return True
        return super().eventFilter(watched, event)

    def _clears(self, event: QKeyEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        return pressed and bool(self.editor.text())

    def _set_active(self, active: bool) -> None:
        self.setProperty("active", active)
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def _on_text_changed(self, text: str) -> None:
        self._hint.setVisible(bool(text.strip()))
        self.edited.emit(text)

    def _on_return(self) -> None:
        if self.editor.text().strip():
            self.submitted.emit(self.editor.text())
