"""Choosing a passphrase: six words offered, own ones welcome, shown or typed twice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Height, Space, Type
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.card import Card
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.passphrase_field import PassphraseField


class NewPassphrase(QWidget):
    """``submitted`` is emitted by Return in the last field, ``other_wanted`` by "Andere Wörter"."""

    submitted = Signal()
    other_wanted = Signal()

    def __init__(self, suggestion: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.suggestion = Label(suggestion, Type.LEAD_STRONG, wrap=True)
        self.take_button = Button(_("Übernehmen"), "check", Kind.SOFT, height=Height.BUTTON_SMALL)
        self.other_button = Button(_("Andere Wörter"), "refresh-cw", Kind.QUIET, height=Height.BUTTON_SMALL)
        self.field = PassphraseField(_("&Passphrase"), kept_lines=2)
        self.again = PassphraseField(_("Noch &einmal"), kept_lines=2)
        self.again.toggle.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._build_card())
        column.addSpacing(Space.S)
        column.addWidget(self.field)
        column.addWidget(self.again)
        column.setSpacing(Space.S)
        self.take_button.clicked.connect(self._on_take_clicked)
        self.other_button.clicked.connect(self.other_wanted)
        self.field.submitted.connect(self._on_return)
        self.again.submitted.connect(self.submitted)
        self.field.shown_changed.connect(self._on_shown_changed)

    def _build_card(self) -> Card:
        card = Card(padding=Space.M)
        card.body.setSpacing(Space.S)
        card.body.addWidget(
            Label(_("Unser Vorschlag, leicht zu tippen und schwer zu erraten:"), tone=Tone.SECOND, wrap=True)
        )
        card.body.addWidget(self.suggestion)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.take_button)
        row.addWidget(self.other_button)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def suggest(self, words: str) -> None:
        """Offer other words."""
        self.suggestion.setText(words)

    def begin(self) -> None:
        """Put the focus where typing begins."""
        self.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def agreed(self) -> str:
        """Return the passphrase where it was shown or typed twice alike; otherwise say what is missing."""
        text = self.field.text()
        if not text:
            self.field.refuse(
                _("Es fehlt die Passphrase. Übernehmen Sie den Vorschlag, oder schreiben Sie eine eigene.")
            )
            return ""
        if not self.again.isHidden() and self.again.text() != text:
            missing = _("Bitte schreiben Sie die Passphrase noch einmal, oder lassen Sie sie sich zeigen.")
            other = _("Das ist nicht dieselbe Passphrase. Bitte schreiben Sie sie noch einmal.")
            self.again.refuse(other if self.again.text() else missing)
            return ""
        return text

    def refuse(self, sentence: str) -> None:
        """Say why a passphrase cannot be set."""
        self.field.refuse(sentence)

    def forget_typed(self) -> None:
        """Forget what was typed, and hide the letters again."""
        self.field.clear()
        self.field.show_letters(False)
        self.again.clear()

    def clear(self) -> None:
        """Forget everything that was typed or offered."""
        self.forget_typed()
        self.suggestion.clear()

    def _on_take_clicked(self) -> None:
        self.field.set_text(self.suggestion.text())
        self.field.show_letters(True)
        self.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_return(self) -> None:
        if self.again.isHidden():
            self.submitted.emit()
        else:
            self.again.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_shown_changed(self, shown: bool) -> None:
        self.again.setVisible(not shown)
        self.again.clear()
        self.again.refuse("")
