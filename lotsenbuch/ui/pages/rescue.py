"""The way back in: the twelve words of the recovery sheet, then a new passphrase."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.pages.new_passphrase import NewPassphrase
from lotsenbuch.ui.presenters.gate import UnlockPresenter
from lotsenbuch.ui.theme import Height, Space, Type, theme
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.field import Field
from lotsenbuch.ui.widgets.label import Label, Tone

_LINES = 4


class RescueSection(QWidget):
    """Two steps in one place; ``left`` is emitted by "Zurück"."""

    left = Signal()

    def __init__(self, presenter: UnlockPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.words.setFixedHeight(theme().scaled(Type.TEXT.value.line) * _LINES + Space.L)
        self.words_field = Field(_("Zwölf &Wörter"), self.words)
        self.check_button = Button(_("Wörter prüfen"), "key-round", Kind.PRIMARY, height=Height.BUTTON_LARGE)
        self.back_button = Button(_("Zurück"), "arrow-left", Kind.LINK)
        self.new_passphrase = NewPassphrase(presenter.suggest())
        self.set_button = Button(_("Passphrase setzen und öffnen"), "check", Kind.PRIMARY, height=Height.BUTTON_LARGE)
        self.leave_button = Button(_("Zurück"), "arrow-left", Kind.LINK)
        self._first = QWidget()
        self._second = QWidget()
        self._build()
        self.words.textChanged.connect(lambda: self.words_field.refuse(""))
        self.check_button.clicked.connect(self._on_check_clicked)
        for button in (self.back_button, self.leave_button):
            button.clicked.connect(self._on_back_clicked)
        self.set_button.clicked.connect(self._on_set)
        self.new_passphrase.submitted.connect(self._on_set)
        self.new_passphrase.other_wanted.connect(lambda: self.new_passphrase.suggest(presenter.suggest()))
        presenter.words_accepted.connect(self._on_words_accepted)
        presenter.busy_changed.connect(self._on_busy_changed)
        presenter.wait_changed.connect(self._on_wait_changed)

    def _build(self) -> None:
        first = QVBoxLayout(self._first)
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(Space.L)
        first.addWidget(Label(_("Geben Sie die Wörter von Ihrem Notfallblatt der Reihe nach ein."), wrap=True))
        first.addWidget(self.words_field)
        row = QHBoxLayout()
        row.addWidget(self.check_button)
        row.addStretch(1)
        row.addWidget(self.back_button)
        first.addLayout(row)
        second = QVBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(Space.L)
        second.addWidget(
            Label(_("Die Wörter stimmen. Setzen Sie jetzt eine neue Passphrase."), tone=Tone.OK, wrap=True)
        )
        second.addWidget(self.new_passphrase)
        row = QHBoxLayout()
        row.addWidget(self.set_button)
        row.addStretch(1)
        row.addWidget(self.leave_button)
        second.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._first)
        column.addWidget(self._second)

    def begin(self) -> None:
        """Ask for the words."""
        self._second.hide()
        self._first.show()
        self.show()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say what was wrong, under the field it belongs to."""
        if self._second.isVisible():
            self.new_passphrase.refuse(sentence)
        else:
            self.words_field.refuse(sentence)
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_check_clicked(self) -> None:
        if self.words.toPlainText().strip():
            self._presenter.open_with_words(self.words.toPlainText())

    def _on_words_accepted(self) -> None:
        self.words.clear()
        self._first.hide()
        self._second.show()
        self.new_passphrase.begin()

    def _on_set(self) -> None:
        text = self.new_passphrase.agreed()
        if text:
            self._presenter.set_passphrase(text)

    def _on_back_clicked(self) -> None:
        self.words.clear()
        self.words_field.refuse("")
        self.new_passphrase.forget_typed()
        self._presenter.abandon()
        self.left.emit()

    def _on_busy_changed(self, busy: bool) -> None:
        for widget in (self.check_button, self.set_button, self.back_button, self.leave_button, self.new_passphrase):
            widget.setEnabled(not busy)
        self.words.setReadOnly(busy)
        self.check_button.setText(_("Wird geprüft …") if busy else _("Wörter prüfen"))
        self.check_button.updateGeometry()

    def _on_wait_changed(self, seconds: int) -> None:
        text = _("Noch {seconds} s").format(seconds=seconds) if seconds else _("Wörter prüfen")
        self.check_button.setText(text)
        self.check_button.setEnabled(not seconds)
        self.check_button.updateGeometry()
