"""The recovery sheet: twelve words, shown once, two of them asked back."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.pages.first_run_steps import Step, next_button
from lotsenbuch.ui.presenters.first_run import FirstRunPresenter
from lotsenbuch.ui.theme import Space, Type
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.card import Card
from lotsenbuch.ui.widgets.field import Field
from lotsenbuch.ui.widgets.label import Label
from lotsenbuch.ui.widgets.note import Note, NoteTone

_WORDS = 12
_COLUMNS = 3


class RecoveryStep(Step):
    """First the words, then two questions; skipping takes a second press, with what it means beside it."""

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__(_("Ihr Notfallblatt"))
        self._presenter = presenter
        self.asked: tuple[int, ...] = ()
        self._words = [Label(type_=Type.LEAD_STRONG) for _number in range(_WORDS)]
        self.save_button = Button(_("Als PDF speichern"), "file-text", Kind.SOFT)
        self.saved_note = Note(tone=NoteTone.OK)
        self.next = next_button()
        self.skip = Button(_("Ohne Notfallblatt weiter"), kind=Kind.LINK)
        self.skip_note = Note(
            _("Vergessen Sie die Passphrase und haben Sie die Wörter nicht, kann niemand Ihr Lotsenbuch öffnen."),
            NoteTone.WARN,
        )
        self.answers: list[QLineEdit] = []
        self.fields: list[Field] = []
        self._shown = QWidget()
        self._check = QWidget()
        self._check_column = QVBoxLayout(self._check)
        self._build()
        self.save_button.clicked.connect(self._on_save_clicked)
        self.next.clicked.connect(self._on_next)
        self.skip.clicked.connect(self._on_skip_clicked)
        presenter.sheet_saved.connect(self._on_saved)

    def _build(self) -> None:
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        text = _("Diese zwölf Wörter öffnen Ihr Lotsenbuch, wenn Sie die Passphrase vergessen. Sie stehen nur hier.")
        column.addWidget(Label(text, wrap=True))
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        rows = _WORDS // _COLUMNS
        for number, label in enumerate(self._words):
            grid.addWidget(label, number % rows, number // rows)
        card.body.addLayout(grid)
        column.addWidget(card)
        column.addWidget(self.save_button)
        column.addWidget(self.saved_note)
        self._check_column.setContentsMargins(0, 0, 0, 0)
        self._check_column.setSpacing(Space.M)
        self.saved_note.hide()
        self.skip_note.hide()
        self._check.hide()
        for widget in (self._shown, self._check, self.skip_note):
            self.column.addWidget(widget)
        self.add_buttons(self.next, self.skip)

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show the words of the new vault."""
        for number, (label, word) in enumerate(zip(self._words, words, strict=True), 1):
            label.setText(f"{number}. {word}")
        self.asked = self._presenter.asked()
        self._check_column.addWidget(
            Label(_("Nehmen Sie Ihr Blatt zur Hand. So wissen Sie, dass es stimmt."), wrap=True)
        )
        for place in self.asked:
            answer = QLineEdit()
            answer.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
            answer.returnPressed.connect(self._on_next)
            field = Field(_("Wie heißt das {number}. Wort?").format(number=place), answer)
            answer.textEdited.connect(lambda _text, of=field: of.refuse(""))
            self.answers.append(answer)
            self.fields.append(field)
            self._check_column.addWidget(field)

    def shown_words(self) -> list[str]:
        """Return the words that can be read now, in their order."""
        return [label.text().split(" ", 1)[1] for label in self._words if label.text()]

    def begin(self) -> None:
        """Begin at what keeps the words."""
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save_clicked(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggestion = str(Path(folder) / _("Notfallblatt.pdf"))
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Notfallblatt speichern"), suggestion, _("PDF (*.pdf)"))
        if chosen:
            target = Path(chosen)
            self._presenter.save_sheet(target if target.suffix else target.with_suffix(".pdf"))

    def _on_saved(self, name: str) -> None:
        text = _("„{file}“ ist gespeichert. Drucken Sie das Blatt, und löschen Sie dann die Datei.").format(file=name)
        self.saved_note.show_note(text, NoteTone.OK)
        self.saved_note.show()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_next(self) -> None:
        if self._check.isHidden():
            self._shown.hide()
            self._check.show()
            self.answers[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for place, answer, field in zip(self.asked, self.answers, self.fields, strict=True):
            if not self._presenter.is_word(place, answer.text()):
                field.refuse(
                    _("Das {number}. Wort heißt anders. Vergleichen Sie mit Ihrem Blatt.").format(number=place)
                )
                answer.selectAll()
                answer.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._leave()

    def _on_skip_clicked(self) -> None:
        if self.skip_note.isHidden():
            self.skip_note.show()
            self.skip.setText(_("Trotzdem weiter"))
            self.skip.updateGeometry()
        else:
            self._leave()

    def _leave(self) -> None:
        """Forget the words: from here on they are on paper alone."""
        self._presenter.forget_words()
        for label in self._words:
            label.clear()
        for answer in self.answers:
            answer.clear()
        self.done.emit()
