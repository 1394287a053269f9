"""The first run: a new vault, its recovery sheet, the Träger's invite, and what the book begins with."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from lotsenbuch import messages, words, writing
from lotsenbuch.bootstrap import Machine, NewDesk, PilotDesk
from lotsenbuch.errors import ExpectedError
from lotsenbuch.ui.presenters.example_data import fill_example
from lotsenbuch.ui.tasks import TaskRunner

ANSWER_SUFFIX = ".lotsenbuch-antwort"
_PRIVATE = 0o600
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class InviteShown:
    """An invite as the person sees it before she takes it; ``line`` is the programme's name."""

    traeger: str = field(repr=False)
    pilot: str = field(repr=False)
    code: str
    line: str
    k: int
    words: tuple[str, ...]
    file: Path = field(repr=False)


@dataclass(frozen=True, slots=True)
class JoinedShown:
    """What to tell the Träger: the own eight words; and the file that goes to it."""

    traeger: str = field(repr=False)
    own_words: tuple[str, ...]
    file: Path = field(repr=False)


class FirstRunPresenter(QObject):
    """Creates one vault and fills it; ``finished`` carries the open ``PilotDesk``.

    ``refused`` is a sentence about what was typed, ``failed`` one about anything else.
    """

    created = Signal(object)
    sheet_saved = Signal(str)
    invite_read = Signal(object)
    joined = Signal(object)
    finished = Signal(object)
    refused = Signal(str)
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(
        self, tasks: TaskRunner, place: Path, machine: Machine, memory_mib: int | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._machine = machine
        self._memory_mib = memory_mib
        self.place = place
        self._desk: PilotDesk | None = None
        self._recovery: tuple[str, ...] = ()

    def suggest(self) -> str:
        """Return six random words as a passphrase to offer."""
        return " ".join(words.suggest(self._machine.random))

    def create(self, passphrase: str) -> None:
        """Create the vault with recovery words; ``created`` carries them."""
        from lotsenbuch.bootstrap import create_log

        place, machine, memory_mib = self.place, self._machine, self._memory_mib
        self.busy_changed.emit(True)
        self._tasks.run(
            lambda: create_log(place, passphrase, recovery=True, memory_mib=memory_mib, machine=machine),
            context=self,
            on_done=self._on_created,
            on_error=self._on_error,
        )

    def asked(self) -> tuple[int, ...]:
        """Return the places, from 1, of two different words to ask back."""
        first = self._machine.random(1)[0] % len(self._recovery)
        second = self._machine.random(1)[0] % (len(self._recovery) - 1)
        return tuple(sorted((first + 1, (first + 1 + second) % len(self._recovery) + 1)))

    def is_word(self, place: int, typed: str) -> bool:
        """Tell whether ``typed`` is the recovery word at ``place``, or its first four letters."""
        word, given = self._recovery[place - 1], typed.strip().casefold()
        return given == word or (len(given) >= 4 and word.startswith(given))

    def save_sheet(self, target: Path) -> None:
        """Write the recovery sheet as a PDF that only this account can read."""
        recovery, today = self._recovery, self._machine.clock.today()

        def job() -> str:
            from lotsenbuch.report.pdf import render
            from lotsenbuch.report.pilot.recovery import recovery_document

            write_private(target, render(recovery_document(recovery, today)))
            return target.name

        self._run(job, self.sheet_saved.emit)

    def forget_words(self) -> None:
        """Drop the recovery words: from here on they exist on paper alone."""
        self._recovery = ()

    def read_invite(self, file: Path) -> None:
        """Read the Träger's invite; ``invite_read`` carries what it offers."""
        desk = self._desk
        if desk is None:
            return

        def job() -> InviteShown:
            from lotsenbuch.services import engagements, joining
            from lotsenbuch.sheet.files import read_file

            view = joining.view(desk.log, read_file(file), desk.machine.clock.today())
            invite = view.invite
            programmes = {each.line: each.de for each in engagements.book(desk.log).programmes}
            return InviteShown(
                traeger=invite.traeger.name,
                pilot=invite.pilot.name,
                code=invite.pilot.code,
                line=programmes.get(invite.line, invite.line),
                k=invite.policy.k,
                words=view.words,
                file=file,
            )

        self._run(job, self.invite_read.emit)

    def take_invite(self, invite: InviteShown, target: Path) -> None:
        """Join the Träger and write the answer into ``target``."""
        desk = self._desk
        if desk is None:
            return

        def job() -> JoinedShown:
            from lotsenbuch.services import joining
            from lotsenbuch.sheet.files import read_file

            writing.require_folder(target.parent)
            machine = desk.machine
            joined = joining.join(desk.log, read_file(invite.file), machine.clock.today(), machine.random)
            writing.put(target, joined.answer)
            return JoinedShown(invite.traeger, joined.own_words, target)

        self._run(job, self.joined.emit)

    def finish(self, *, example: bool) -> None:
        """Begin empty or with the example; then the book is ready."""
        desk = self._desk
        if desk is None:
            return

        def job() -> PilotDesk:
            if example:
                fill_example(desk)
            return desk

        self._run(job, self._on_finished)

    def abandon(self) -> None:
        """Close what was created, when the window is closed before the end; the vault stays."""
        self._recovery = ()
        if self._desk is not None:
            self._tasks.run(self._desk.close, context=self)
            self._desk = None

    def _run(self, job: Callable[[], T], then: Callable[[T], None]) -> None:
        def done(result: T) -> None:
            self.busy_changed.emit(False)
            then(result)

        self.busy_changed.emit(True)
        self._tasks.run(job, context=self, on_done=done, on_error=self._on_error)

    def _on_created(self, new: NewDesk) -> None:
        self._desk = new.desk
        self._recovery = new.recovery_words or ()
        self.busy_changed.emit(False)
        self.created.emit(self._recovery)

    def _on_finished(self, desk: PilotDesk) -> None:
        self._desk = None
        self.finished.emit(desk)

    def _on_error(self, error: ExpectedError) -> None:
        self.busy_changed.emit(False)
        about_typing = error.code.startswith("passphrase_")
        (self.refused if about_typing else self.failed).emit(messages.sentence(error))


def write_private(target: Path, data: bytes) -> None:
    """Write ``data`` beside ``target`` with rights for this account alone, then put it in place.

    Raises ``file_not_written``.
    """
    fresh = target.with_name(f".{target.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ExpectedError("file_not_written", file=target.name, reason=os.strerror(error.errno or 0)) from None
