"""Heute: the quick-add line with its draft, what waits for a word, what comes next, and the month so far."""

from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from lotsenbuch import messages
from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.domain.appointment import Appointment
from lotsenbuch.domain.client import Client
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _
from lotsenbuch.services import activities, appointments, clients, engagements
from lotsenbuch.services.quickadd import NotUnderstoodError
from lotsenbuch.ui.presenters import quick_line, today_view
from lotsenbuch.ui.presenters.book import Book
from lotsenbuch.ui.presenters.phrases import clock
from lotsenbuch.ui.presenters.quick_line import Meaning

DRAFT = "draft-today"
_PAUSE_MS = 80
_DRAFT_MS = 1500
_MINUTE_MS = 60_000
HELD, CANCELLED, NOT_APPEARED = "held", "cancelled", "not_appeared"


@dataclass(frozen=True, slots=True)
class Recorded:
    """An activity that was just saved from ``line``."""

    activity_id: str
    line: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Worded:
    """What an appointment became, and what it was before."""

    word: str
    before: Appointment
    activity_id: str | None


class TodayPresenter(QObject):
    """``line_read`` carries a ``LineView``, ``overview_read`` a ``today_view.Overview``.

    ``recorded`` and ``worded`` tell what was saved and can be taken back; ``refused`` is a sentence about the
    line, ``failed`` one about anything else; ``draft_found`` the line that was typed before the last lock.
    """

    line_read = Signal(object)
    overview_read = Signal(object)
    recorded = Signal(object)
    worded = Signal(object)
    taken_back = Signal(str)
    person_added = Signal()
    refused = Signal(str)
    failed = Signal(str)
    draft_found = Signal(str)
    stored_at = Signal(str)

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._text = ""
        self._stored = ""
        self._choices: dict[str, Meaning] = {}
        self._pause = self._clocked(_PAUSE_MS, self._read_line)
        self._draft = self._clocked(_DRAFT_MS, self.keep_draft)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.refresh)
        self._minute.start()
        book.changed.connect(self.refresh)
        book.closing.connect(self.keep_draft)
        book.closing.connect(self._minute.stop)
        book.closing.connect(self._pause.stop)

    def _clocked(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    @property
    def now(self) -> datetime:
        """The moment on the book's clock."""
        return self._book.clock.now()

    def refresh(self) -> None:
        """Read everything that the page shows anew."""
        self._book.read(today_view.read, context=self, on_done=self.overview_read.emit, on_error=self._on_failed)

    def find_draft(self) -> None:
        """Ask for the line that was typed and not saved; ``draft_found`` carries it, if there is one."""

        def found(value: bytes | None) -> None:
            if value:
                self._stored = value.decode("utf-8")
                self.draft_found.emit(self._stored)

        self._book.read(lambda desk: desk.log.secrets.get(DRAFT), context=self, on_done=found)

    def keep_draft(self) -> None:
        """Store the line as it is now, so that neither lock nor crash loses it."""
        self._draft.stop()
        text = self._text
        if text == self._stored:
            return
        self._stored = text

        def job(desk: PilotDesk) -> None:
            with desk.log.transaction():
                desk.log.secrets.put(DRAFT, text.encode("utf-8"))

        self._book.read(job, context=self, on_done=lambda _none: None, on_error=self._on_failed)

    def type_line(self, text: str) -> None:
        """Take the text of the line as it is now."""
        self._text = text
        if text:
            self._pause.start()
        else:
            self._pause.stop()
            self._choices.clear()
            self.line_read.emit(quick_line.LineView(""))
        self._draft.start()

    def choose(self, typed: str, meaning: Meaning) -> None:
        """Answer a question: ``typed`` means this record in this line."""
        self._choices[typed.casefold()] = meaning
        self._read_line()

    def add_person(self, name: str) -> None:
        """Open a case for a new person, by the name alone."""

        def job(desk: PilotDesk) -> Client:
            return clients.add(desk.log, Client(id="", name=name), desk.machine.clock.today(), desk.machine.random)

        def done(client: Client) -> None:
            self.choose(name, Meaning(client.id, client.name))
            self.person_added.emit()

        self._book.write(job, context=self, on_done=done, on_error=self._on_refused)

    def save(self, text: str) -> None:
        """Save the line as an activity; the draft goes in the same transaction."""
        choices = dict(self._choices)
        self._pause.stop()

        def job(desk: PilotDesk) -> Recorded:
            log, machine = desk.log, desk.machine
            today = machine.clock.today()
            activity = quick_line.draft(log, text, today, choices)
            with log.transaction():
                saved = activities.record(log, activity, engagements.book(log), today, machine.random)
                log.secrets.put(DRAFT, b"")
            return Recorded(saved.activity.id, text)

        self._book.write(job, context=self, on_done=self._on_recorded, on_error=self._on_refused)

    def take_back(self, done: Recorded) -> None:
        """Undo saving: the activity goes to the bin."""

        def job(desk: PilotDesk) -> None:
            activities.delete(desk.log, done.activity_id, desk.machine.clock.now())

        self._book.write(
            job, context=self, on_done=lambda _none: self.taken_back.emit(done.line), on_error=self._on_failed
        )

    def word(self, appointment_id: str, word: str) -> None:
        """Say what became of an appointment: held, cancelled, not_appeared."""

        def job(desk: PilotDesk) -> Worded:
            log, machine = desk.log, desk.machine
            before = log.appointments.get(appointment_id)
            if word == CANCELLED:
                appointments.cancelled(log, appointment_id)
                return Worded(word, before, None)
            close = appointments.held if word == HELD else appointments.not_appeared
            outcome = close(log, appointment_id, engagements.book(log), machine.clock.today(), machine.random)
            return Worded(word, before, outcome.appointment.activity_id)

        self._book.write(job, context=self, on_done=self._on_worded, on_error=self._on_failed)

    def take_word_back(self, done: Worded) -> None:
        """Undo a word: the appointment waits again, its activity goes to the bin."""

        def job(desk: PilotDesk) -> None:
            with desk.log.transaction():
                appointments.put_back(desk.log, done.before)
                if done.activity_id is not None:
                    activities.delete(desk.log, done.activity_id, desk.machine.clock.now())

        self._book.write(job, context=self, on_done=lambda _none: self.taken_back.emit(""), on_error=self._on_failed)

    def _read_line(self) -> None:
        text, choices = self._text, dict(self._choices)

        def show(view: quick_line.LineView) -> None:
            # Whoever types on has another line by now; an old answer would flicker.
            if view.typed == self._text:
                self.line_read.emit(view)

        self._book.read(
            lambda desk: quick_line.read(desk, text, choices), context=self, on_done=show, on_error=self._on_failed
        )

    def _on_recorded(self, done: Recorded) -> None:
        self._stored = ""
        self._choices.clear()
        self.recorded.emit(done)
        self._tell_stored()

    def _on_worded(self, done: Worded) -> None:
        self.worded.emit(done)
        self._tell_stored()

    def _tell_stored(self) -> None:
        self.stored_at.emit(_("Gespeichert {time}").format(time=clock(self.now.time())))

    def _on_refused(self, error: ExpectedError) -> None:
        if isinstance(error, NotUnderstoodError):
            pieces = ", ".join(f"„{piece.text}“" for piece in error.pieces)
            self.refused.emit(
                _("Noch unklar: {pieces}. Beantworten Sie die Frage, oder schreiben Sie es anders.").format(
                    pieces=pieces
                )
            )
        else:
            self.refused.emit(messages.sentence(error))

    def _on_failed(self, error: ExpectedError) -> None:
        self.failed.emit(messages.sentence(error))
