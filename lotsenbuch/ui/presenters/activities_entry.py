"""One activity in the panel: opened, checked while it is typed, saved, copied, deleted, and all of it undone."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from lotsenbuch import catalogue
from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.domain import activity as states
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.client import Client
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _
from lotsenbuch.services import activities, clients, engagements
from lotsenbuch.services.records import ActivityRow
from lotsenbuch.ui.presenters import activities_words as words
from lotsenbuch.ui.presenters.activities_choices import Choice, Choices
from lotsenbuch.ui.presenters.activities_form import (
    DAY,
    FIELDS,
    ActivityForm,
    FieldRefusedError,
    activity_of,
    empty_form,
    form_of,
)
from lotsenbuch.ui.presenters.activities_rows import hint_sentence, place_words, said
from lotsenbuch.ui.presenters.book import Book

_SEALED = "month_sealed"
_ICONS = {
    "G_WORK": "briefcase",
    "G_HEALTH": "stethoscope",
    "G_EDUCATION": "school",
    "G_FAMILY": "users",
    "G_EVERYDAY": "house",
}
Undo = Callable[[PilotDesk], None]


@dataclass(frozen=True, slots=True)
class FieldHint:
    """A warning and the field it stands under."""

    at: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the log says to the fields as they are now: warnings, and whether the month was sealed."""

    hints: tuple[FieldHint, ...] = ()
    sealed: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An activity to show. ``row`` is as it is stored, nothing for a new one."""

    row: ActivityRow | None
    form: ActivityForm
    title: str = field(repr=False)
    line: str
    icon: str
    checked: Checked = Checked()

    @property
    def id(self) -> str:
        """Return the activity's id, empty for a new one."""
        return self.row.activity.id if self.row else ""

    @property
    def deleted(self) -> bool:
        """Tell whether it lies in the bin."""
        return self.row is not None and self.row.activity.state == states.DELETED


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was saved, and at which field."""

    at: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Something that was done and can be taken back; afterwards ``shows`` is to be shown and ``gone`` no more."""

    undo: Undo = field(repr=False)
    shows: str
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What has just happened.

    ``shows`` is the activity to show now, empty for none; ``gone`` is one that must not be shown any more;
    ``drafted`` is the draft that is saved now, empty for the one of a new entry, nothing for no draft.
    """

    text: str
    icon: str
    shows: str
    step: Step | None = None
    drafted: str | None = None
    gone: str = ""


class ActivityEntryPresenter(QObject):
    """The use cases behind the panel.

    ``opened`` brings an ``Opened``, ``checked`` the warnings, ``refused`` a ``Refusal``, ``done`` a ``Done``,
    ``person_added`` the ``Choice`` of a case that was opened.
    """

    opened = Signal(object)
    checked = Signal(object)
    refused = Signal(object)
    done = Signal(object)
    person_added = Signal(object)

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._choices = Choices()
        self._turn = 0
        self._steps: list[Step] = []

    def know(self, choices: Choices) -> None:
        """Take over the names that fields may use."""
        self._choices = choices

    def open(self, activity_id: str) -> None:
        """Read one activity for the panel; only the last one asked for arrives."""
        self._bring(lambda desk: self._opened(desk, activity_id))

    def begin(self) -> None:
        """Prepare an empty entry that begins where the last one of today ended."""
        today = self._book.clock.today()

        def job(desk: PilotDesk) -> Opened:
            last = desk.log.activities.last_end(today)
            form = empty_form(today, last.end if last else None)
            return Opened(None, form, _("Neuer Einsatz"), words.long_day(today), "notebook-pen")

        self._bring(job)

    def forget(self) -> None:
        """Let nothing arrive that was asked for before: the panel is closed."""
        self._turn += 1

    def check(self, form: ActivityForm, base: ActivityRow | None) -> None:
        """Look at what is typed; what cannot be read yet gives no warning."""
        try:
            activity = self._read(form, base)
        except FieldRefusedError:
            return
        self._turn += 1
        turn, today = self._turn, self._book.clock.today()

        def job(desk: PilotDesk) -> Checked:
            return _checked(desk, _employed(desk, activity), today)

        def arrived(checked: Checked) -> None:
            if turn == self._turn:
                self.checked.emit(checked)

        self._book.read(job, context=self, on_done=arrived, on_error=lambda _error: None)

    def save(self, form: ActivityForm, base: ActivityRow | None) -> None:
        """Save the fields; the answer is ``done`` or ``refused``, and then the draft is still there."""
        try:
            activity = self._read(form, base)
        except FieldRefusedError as refused:
            self.refused.emit(Refusal(refused.field, said(refused.error.code, refused.error.params)))
            return
        today = self._book.clock.today()

        def job(desk: PilotDesk) -> Done:
            book = engagements.book(desk.log)
            if base is None:
                saved = activities.record(desk.log, _employed(desk, activity), book, today, desk.machine.random)
                step = _undo_new(saved.activity.id)
            else:
                before = desk.log.activities.get(activity.id)
                saved = activities.edit(desk.log, activity, book, today)
                step = _undo_change(before)
            return Done(_("Einsatz gespeichert"), "check", saved.activity.id, step, base.activity.id if base else "")

        self._write(job)

    def duplicate(self, activity_id: str) -> None:
        """Save a copy on today."""
        today = self._book.clock.today()

        def job(desk: PilotDesk) -> Done:
            copy = activities.duplicate(desk.log, activity_id, today, desk.machine.random)
            text = _("Einsatz auf heute verdoppelt")
            return Done(text, "copy", copy.id, _undo_new(copy.id, activity_id))

        self._write(job)

    def delete(self, activity_id: str) -> None:
        """Move an activity into the bin."""

        def job(desk: PilotDesk) -> Done:
            before = activities.delete(desk.log, activity_id, desk.machine.clock.now())
            return Done(_("Einsatz gelöscht"), "trash-2", "", _undo_change(before), activity_id, activity_id)

        self._write(job)

    def restore(self, activity_id: str) -> None:
        """Take an activity out of the bin."""

        def job(desk: PilotDesk) -> Done:
            before = desk.log.activities.get(activity_id)
            activities.restore(desk.log, activity_id)
            return Done(_("Einsatz wiederhergestellt"), "archive-restore", "", _undo_change(before), None, activity_id)

        self._write(job)

    def take_back(self, step: Step | None = None) -> bool:
        """Undo ``step``, or the last one; tell whether there is something to undo."""
        if step is None:
            step = self._steps[-1] if self._steps else None
        if step is None or step not in self._steps:
            return False
        self._steps.remove(step)

        def job(desk: PilotDesk) -> Done:
            step.undo(desk)
            return Done(_("Rückgängig gemacht"), "undo-2", step.shows, gone=step.gone)

        self._write(job)
        return True

    def add_person(self, name: str) -> None:
        """Open a case for a name that is not known yet."""
        today = self._book.clock.today()

        def job(desk: PilotDesk) -> Choice:
            added = clients.add(desk.log, Client(id="", name=name), today, desk.machine.random)
            return Choice(added.id, added.name)

        self._book.write(job, context=self, on_done=self._on_person, on_error=self._on_error)

    def _on_person(self, person: Choice) -> None:
        self.person_added.emit(person)

    def _bring(self, job: Callable[[PilotDesk], Opened]) -> None:
        self._turn += 1
        turn = self._turn

        def arrived(opened: Opened) -> None:
            if turn == self._turn:
                self.opened.emit(opened)

        self._book.read(job, context=self, on_done=arrived)

    def _opened(self, desk: PilotDesk, activity_id: str) -> Opened:
        row = desk.log.activities.row(activity_id)
        activity = row.activity
        entry = catalogue.authorities().get(activity.authority_code)
        return Opened(
            row,
            form_of(row),
            place_words(row),
            words.long_day(activity.day),
            _ICONS.get(entry.group, "landmark") if entry else "notebook-pen",
            Checked() if activity.deleted_at else _checked(desk, activity, self._book.clock.today()),
        )

    def _read(self, form: ActivityForm, base: ActivityRow | None) -> Activity:
        return activity_of(form, base, self._book.clock.today(), self._choices.places)

    def _write(self, job: Callable[[PilotDesk], Done]) -> None:
        self._turn += 1
        self._book.write(job, context=self, on_done=self._on_done, on_error=self._on_error)

    def _on_done(self, done: Done) -> None:
        if done.step is not None:
            self._steps.append(done.step)
        self.done.emit(done)

    def _on_error(self, error: ExpectedError) -> None:
        self.refused.emit(Refusal(FIELDS.get(error.code, DAY), said(error.code, error.params)))


def _employed(desk: PilotDesk, activity: Activity) -> Activity:
    """Give a new activity the engagement that work on its day belongs to."""
    if activity.engagement_id:
        return activity
    return replace(activity, engagement_id=engagements.for_day(desk.log, activity.day).id)


def _checked(desk: PilotDesk, activity: Activity, today: date) -> Checked:
    found = activities.hints_for(desk.log, activity, engagements.book(desk.log), today)
    hints = tuple(FieldHint(FIELDS.get(hint.code, DAY), hint_sentence(hint)) for hint in found if hint.code != _SEALED)
    sealed = next((hint_sentence(hint) for hint in found if hint.code == _SEALED), "")
    return Checked(hints, sealed)


def _undo_new(activity_id: str, shows: str = "") -> Step:
    def undo(desk: PilotDesk) -> None:
        activities.delete(desk.log, activity_id, desk.machine.clock.now())

    return Step(undo, shows, activity_id)


def _undo_change(before: Activity) -> Step:
    def undo(desk: PilotDesk) -> None:
        activities.put_back(desk.log, before)

    return Step(undo, "" if before.deleted_at else before.id, before.id)
