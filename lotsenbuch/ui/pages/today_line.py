"""The quick-add card on Heute: chips while typing, questions that can be answered, a note under it."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.presenters.quick_line import ASKED_ICON, LineView, Meaning, Question
from lotsenbuch.ui.theme import Space, icons
from lotsenbuch.ui.widgets.announcing import announce
from lotsenbuch.ui.widgets.chip import Chip, ChipKind
from lotsenbuch.ui.widgets.note import Note, NoteTone
from lotsenbuch.ui.widgets.quick_add import Part, QuickAddFrame

EXAMPLE = "gestern 9-11 Jobcenter"


class QuickLine(QWidget):
    """The frame, its note, and the menu behind a question.

    ``chosen`` carries the typed word and its ``Meaning``; ``person_wanted`` the name of a new person.
    """

    edited = Signal(str)
    submitted = Signal(str)
    chosen = Signal(str, object)
    person_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame = QuickAddFrame(_("gestern 9-11 Jobcenter mit …"))
        self.editor = self.frame.editor
        self.note = Note(tone=NoteTone.WARN)
        self.note.hide()
        self.menu = QMenu(self)
        self._view = LineView("")
        self._refused = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.frame)
        column.addWidget(self.note)
        self.editor.installEventFilter(self)
        self.frame.edited.connect(self._on_edited)
        self.frame.submitted.connect(self.submitted)
        self.frame.asked.connect(self._on_asked)

    def text(self) -> str:
        """Return what stands in the line."""
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Put a text into the line and the cursor behind it."""
        self.editor.setText(text)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Empty everything, the editor's own undo too: Ctrl+Z then takes back what was saved."""
        self.frame.clear()
        self.editor.setText("")
        self._tell("", NoteTone.WARN)

    def show_view(self, view: LineView) -> None:
        """Show what was understood; questions last, hints under the card."""
        self._view = view
        parts = [Part(chip.text, chip.icon) for chip in view.chips]
        for number, question in enumerate(view.questions):
            parts.append(Part(question.text, ASKED_ICON, asked=True, key=str(number)))
        self.frame.show_parts(parts)
        self._order_questions()
        if not self._refused:
            self._tell("\n".join(view.hints), NoteTone.WARN)

    def _order_questions(self) -> None:
        """Put the questions right behind the editor: made last, they would come last."""
        before: QWidget = self.editor
        for chip in self.frame.findChildren(Chip):
            if chip.kind is ChipKind.ASKED and not chip.isHidden():
                QWidget.setTabOrder(before, chip)
                before = chip

    def refuse(self, sentence: str) -> None:
        """Say why the line cannot be saved; it stays as it is."""
        self._refused = True
        self._tell(sentence, NoteTone.BAD)
        announce(self.editor, sentence, urgent=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where the line itself has nothing to undo."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.editor.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _tell(self, text: str, tone: NoteTone) -> None:
        self.note.show_note(text, tone)
        self.note.setVisible(bool(text))

    def _on_edited(self, text: str) -> None:
        if self._refused:
            self._refused = False
            self._tell("", NoteTone.WARN)
        self.edited.emit(text)

    def _on_asked(self, key: str) -> None:
        question = self._view.questions[int(key)]
        self.menu.clear()
        for meaning in question.meanings:
            self._offer(meaning.name, "user" if not meaning.code else "landmark", question, meaning)
        self._offer_new(question)
        self._add(_("In die Notiz schreiben"), "message-square", lambda: self._to_note(question))
        self._add(_("Anders schreiben"), "pencil", lambda: self._select(question))
        self.menu.popup(self.frame.mapToGlobal(QPoint(Space.XXL, self.frame.height())))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _offer(self, text: str, icon: str, question: Question, meaning: Meaning) -> None:
        self._add(text, icon, lambda: self.chosen.emit(question.typed, meaning))

    def _offer_new(self, question: Question) -> None:
        similar = bool(question.meanings) and not any(meaning.code for meaning in question.meanings)
        if question.reason == "person" or similar:
            text = _("„{name}“ neu eintragen").format(name=question.typed)
            self._add(text, "plus", lambda: self.person_wanted.emit(question.typed))

    def _add(self, text: str, icon: str, handler: object) -> None:
        action = QAction(icons.icon(icon), text.replace("&", "&&"), self.menu)
        action.triggered.connect(lambda _checked=False: handler())  # type: ignore[operator]
        self.menu.addAction(action)

    def _select(self, question: Question) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.setSelection(question.begin, question.end - question.begin)

    def _to_note(self, question: Question) -> None:
        """Move the word behind the colon, where everything is the note."""
        text = self.text()
        head = f"{text[: question.begin].rstrip()} {text[question.end :].lstrip()}".strip()
        has_note = any(chip.icon == "message-square" for chip in self._view.chips)
        self.set_text(f"{head} {question.typed}" if has_note else f"{head}: {question.typed}")
