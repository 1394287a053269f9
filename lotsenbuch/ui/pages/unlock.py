"""Unlock: one field, and the way back in for who has forgotten the passphrase."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.pages.gate_frame import GateFrame
from lotsenbuch.ui.pages.rescue import RescueSection
from lotsenbuch.ui.presenters.gate import UnlockPresenter, place_words
from lotsenbuch.ui.theme import Height, Space, Type
from lotsenbuch.ui.widgets.announcing import announce
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.label import ElidedLabel, Tone
from lotsenbuch.ui.widgets.note import Note, NoteTone
from lotsenbuch.ui.widgets.passphrase_field import PassphraseField

_BUTTON_WIDTH = 180


class UnlockSection(QWidget):
    """Passphrase, "Öffnen" and "Passphrase vergessen?"."""

    forgotten = Signal()

    def __init__(self, presenter: UnlockPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._busy = False
        self.field = PassphraseField(_("&Passphrase"), kept_lines=2)
        self.open_button = Button(
            _("Öffnen"), "lock-open", Kind.PRIMARY, height=Height.BUTTON_LARGE, key_hint=_("Eingabe")
        )
        self.forgotten_button = Button(_("Passphrase vergessen?"), "life-buoy", Kind.LINK)
        self.open_button.setMinimumWidth(_BUTTON_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(self.open_button)
        row.addStretch(1)
        row.addWidget(self.forgotten_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.field)
        column.addLayout(row)
        self.field.submitted.connect(self._on_submitted)
        self.open_button.clicked.connect(self._on_submitted)
        self.forgotten_button.clicked.connect(self.forgotten)
        presenter.busy_changed.connect(self._on_busy_changed)
        presenter.wait_changed.connect(self._on_wait_changed)

    def _on_submitted(self) -> None:
        text = self.field.text()
        if not text or self._busy or self._presenter.wait:
            return
        self._presenter.open_with(text)

    def _on_busy_changed(self, busy: bool) -> None:
        self._busy = busy
        self.field.editor.setReadOnly(busy)
        self.forgotten_button.setEnabled(not busy)
        self._show_button()

    def _on_wait_changed(self, _seconds: int) -> None:
        self._show_button()

    def _show_button(self) -> None:
        wait = self._presenter.wait
        if wait:
            text = _("Noch {seconds} s").format(seconds=wait)
        else:
            text = _("Wird geöffnet …") if self._busy else _("Öffnen")
        self.open_button.setText(text)
        self.open_button.setEnabled(not self._busy and not wait)
        self.open_button.updateGeometry()


class UnlockPage(GateFrame):
    """The locked book: why it was locked, its name and place, and how to open it.

    ``other_chosen`` carries the folder of another book, where there are several.
    """

    other_chosen = Signal(object)

    def __init__(
        self, presenter: UnlockPresenter, reason: str = "", others: Sequence[Path] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Lotsenbuch öffnen"), parent)
        self._presenter = presenter
        presenter.setParent(self)
        self.note = Note(reason, NoteTone.MUTE)
        self.note.row.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self.note.setVisible(bool(reason))
        self.form = UnlockSection(presenter)
        self.rescue = RescueSection(presenter)
        self.rescue.hide()
        self._build(presenter)
        if others:
            self._add_others(others)
        self.form.forgotten.connect(self._on_forgotten)
        self.rescue.left.connect(self._on_rescue_left)
        presenter.refused.connect(self._on_refused)
        presenter.failed.connect(self._on_failed)
        self.setFocusProxy(self.form.field.editor)

    def _build(self, presenter: UnlockPresenter) -> None:
        head = QVBoxLayout()
        head.setSpacing(Space.XS)
        head.addWidget(ElidedLabel(presenter.name, Type.TITLE))
        head.addWidget(ElidedLabel(place_words(presenter.place), tone=Tone.SECOND))
        self.body.setSpacing(Space.XL)
        self.body.addWidget(self.note)
        self.body.addLayout(head)
        self.body.addWidget(self.form)
        self.body.addWidget(self.rescue)

    def _add_others(self, others: Sequence[Path]) -> None:
        button = Button(_("Anderes Buch öffnen"), "folder-open", Kind.QUIET)
        menu = QMenu(button)
        for place in others:
            action = QAction(place.name.replace("&", "&&"), menu)
            action.triggered.connect(lambda _checked=False, chosen=place: self.other_chosen.emit(chosen))
            menu.addAction(action)
        button.clicked.connect(
            lambda: menu.popup(button.mapToGlobal(button.rect().topLeft() - menu.rect().bottomLeft()))
        )
        self.foot.addWidget(button)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the focus to the field."""
        super().focusInEvent(event)
        self.form.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def abandon(self) -> None:
        """Forget half a rescue, when the window is closed."""
        self._presenter.abandon()

    def _on_forgotten(self) -> None:
        self.note.hide()
        self.form.hide()
        self.form.field.clear()
        self.rescue.begin()

    def _on_rescue_left(self) -> None:
        self.note.hide()
        self.rescue.hide()
        self.form.show()
        self.form.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, sentence: str) -> None:
        if self.form.isVisible():
            self.form.field.refuse(sentence)
        else:
            self.rescue.refuse(sentence)

    def _on_failed(self, sentence: str) -> None:
        self.note.show_note(sentence, NoteTone.BAD)
        self.note.show()
        self.reveal(self.note)
        announce(self, sentence, urgent=True)
