"""The panel beside the list: it is the editor of one activity, and it loses nothing that was typed."""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.pages.activities_fields import ActivityFields
from lotsenbuch.ui.presenters.activities_choices import Choice, Choices
from lotsenbuch.ui.presenters.activities_entry import Checked, Opened, Refusal
from lotsenbuch.ui.presenters.activities_form import ActivityForm
from lotsenbuch.ui.theme import Space, WidthClass, theme
from lotsenbuch.ui.theme.metrics import Width
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.flow_layout import FlowRow
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.note import Note, NoteTone
from lotsenbuch.ui.widgets.side_panel import SidePanel

_CHECK_MS = 250
_NEW = ""
_WIDEST = 16_777_215


class ActivityPanel(SidePanel):
    """What the person wants goes out as signals; the page asks the presenter.

    A draft is kept for every activity that was changed and not saved, also while another one is shown.
    """

    save_wanted = Signal(object, object)
    check_wanted = Signal(object, object)
    duplicate_wanted = Signal(str)
    delete_wanted = Signal(str)
    restore_wanted = Signal(str)
    person_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("notebook-pen", parent=parent)
        self._opened: Opened | None = None
        self._today = date.min
        self._drafts: dict[str, ActivityForm] = {}
        self._refused = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self._on_pause)
        self.back = Button(_("Zurück"), "arrow-left", Kind.LINK)
        self.back.clicked.connect(self.closed)
        self.sealed = Note(tone=NoteTone.MUTE, icon="file-lock")
        self.fields = ActivityFields()
        self.fields.edited.connect(self._on_edited)
        self.fields.person_wanted.connect(self.person_wanted)
        self._build_draft_row()
        self._build_foot()
        for widget in (self.sealed, self.fields, self.draft_row):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        column = self.layout()
        if column is not None:
            column.insertWidget(0, self._back_row())  # type: ignore[attr-defined]  # SidePanel's layout is a column
        self._order_keys()

    def _order_keys(self) -> None:
        last = (self.discard, self.save, self.restore, self.duplicate, self.delete)
        chain: tuple[QWidget, ...] = (self.back, self.close_button, *self.fields.in_reading_order(), *last)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _back_row(self) -> QWidget:
        self._back_line = FlowRow(self.back)
        self._back_line.flow.setContentsMargins(Space.M, Space.S, Space.M, 0)
        self._back_line.hide()
        return self._back_line

    def _build_draft_row(self) -> None:
        self.draft_note = Label(_("Noch nicht gespeichert."), tone=Tone.SECOND)
        self.discard = Button(_("Änderungen verwerfen"), kind=Kind.LINK)
        self.discard.clicked.connect(self._on_discard)
        self.draft_row = FlowRow(self.draft_note, self.discard)
        self.draft_row.hide()

    def _build_foot(self) -> None:
        self.save = Button(_("Speichern"), "check", Kind.PRIMARY)
        self.restore = Button(_("Wiederherstellen"), "archive-restore", Kind.PRIMARY)
        self.duplicate = Button(_("Verdoppeln"))
        self.delete = Button(_("Löschen"))
        self.save.clicked.connect(self.ask_to_save)
        self.restore.clicked.connect(lambda: self.restore_wanted.emit(self.shown_id))
        self.duplicate.clicked.connect(lambda: self.duplicate_wanted.emit(self.shown_id))
        self.delete.clicked.connect(lambda: self.delete_wanted.emit(self.shown_id))
        self.foot.addWidget(self.save)
        self.foot.addWidget(self.restore)
        self.foot.addStretch(1)
        self.foot.addWidget(self.duplicate)
        self.foot.addWidget(self.delete)

    @property
    def shown_id(self) -> str:
        """Return the id of the shown activity, empty for a new one or none."""
        return self._opened.id if self._opened else _NEW

    @property
    def shows_new(self) -> bool:
        """Tell whether a new entry is shown."""
        return self._opened is not None and self._opened.row is None

    @property
    def editable(self) -> bool:
        """Tell whether something is shown that can be saved."""
        return self._opened is not None and not self._opened.deleted

    def follow_width(self, class_: WidthClass) -> None:
        """Stand beside the list, or in its place with a way back."""
        alone = class_ < WidthClass.MEDIUM
        width = theme().scaled(Width.PANEL if class_ is WidthClass.FULL else Width.PANEL_NARROW)
        self.setMinimumWidth(0 if alone else width)
        self.setMaximumWidth(_WIDEST if alone else width)
        self._back_line.setVisible(alone)
        self.close_button.setVisible(not alone)

    def offer(self, choices: Choices) -> None:
        """Take over what the fields complete."""
        self.fields.offer(choices)

    def show_opened(self, opened: Opened, today: date) -> None:
        """Show an activity; a draft of it goes before what is stored."""
        if opened.id != self.shown_id or self._opened is None:
            self.fields.scroll_to_top()
        self._opened, self._today, self._refused = opened, today, False
        self._timer.stop()
        self.fields.show_form(self._drafts.get(opened.id, opened.form), today)
        self.fields.set_locked(opened.deleted)
        self.show_checked(opened.checked)
        self.save.setVisible(not opened.deleted)
        self.restore.setVisible(opened.deleted)
        stored = opened.row is not None and not opened.deleted
        self.duplicate.setVisible(stored)
        self.delete.setVisible(stored)
        self._show_draft()

    def show_checked(self, checked: Checked) -> None:
        """Show warnings at their fields; a refusal stays until something is changed."""
        self.sealed.show_note(checked.sealed, NoteTone.MUTE, icon="file-lock")
        self.sealed.setVisible(bool(checked.sealed))
        if self._refused:
            return
        self.fields.clear_hints()
        told: dict[str, list[str]] = {}
        for hint in checked.hints:
            told.setdefault(hint.at, []).append(hint.text)
        for name, sentences in told.items():
            self.fields.warn(name, "\n".join(sentences))

    def show_refusal(self, refusal: Refusal) -> None:
        """Say at the field why nothing was saved; the draft stays."""
        self._refused = True
        self.fields.clear_hints()
        self.fields.refuse(refusal.at, refusal.text)

    def take_person(self, person: Choice) -> None:
        """Put a person who was just entered into the field."""
        self.fields.people.take(person)

    def forget_draft(self, key: str) -> None:
        """Forget what was typed: it is saved now."""
        self._drafts.pop(key, None)
        if key == self.shown_id:
            self._show_draft()

    def forget(self) -> None:
        """Show nothing any more; drafts stay."""
        self._opened = None
        self._timer.stop()

    def ask_to_save(self) -> None:
        """Save what is shown."""
        if self._opened is None or self._opened.deleted:
            return
        self.fields.settle()
        self._timer.stop()
        self.save_wanted.emit(self.fields.form(), self._opened.row)

    def _show_draft(self) -> None:
        opened = self._opened
        if opened is None:
            return
        drafted = opened.id in self._drafts
        self.draft_row.setVisible(drafted)
        # Said in the head as well: the end of the panel may lie below the window's edge.
        line = _("{day} · Entwurf").format(day=opened.line) if drafted else opened.line
        self.show_head(opened.icon, opened.title, line)

    def _on_edited(self) -> None:
        if self._opened is None or self._opened.deleted:
            return
        form = self.fields.form()
        if form == self._opened.form:
            self._drafts.pop(self.shown_id, None)
        else:
            self._drafts[self.shown_id] = form
        self._show_draft()
        if self._refused:
            self._refused = False
            self.fields.clear_hints()
        self._timer.start()

    def _on_pause(self) -> None:
        if self._opened is not None and not self._refused:
            self.check_wanted.emit(self.fields.without_unknown(), self._opened.row)

    def _on_discard(self) -> None:
        opened = self._opened
        if opened is not None:
            self._drafts.pop(opened.id, None)
            self.show_opened(opened, self._today)
            self.fields.focus_first()
