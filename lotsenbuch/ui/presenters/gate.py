"""Unlocking: the slow key derivation beside the window, growing waits after failures, the way by recovery words."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from lotsenbuch import messages, words
from lotsenbuch.bootstrap import Machine, PilotDesk
from lotsenbuch.errors import ExpectedError, WrongSecretError
from lotsenbuch.i18n import _
from lotsenbuch.ui.tasks import TaskRunner

# Seconds to wait after the first, second, ... wrong secret. Argon2 is the lock; this only slows a visitor down.
WAITS_S = (0, 0, 1, 2, 4, 8, 16, 30)
_SECOND_MS = 1000


def place_words(place: Path) -> str:
    """Return where a vault lies, as a person reads it: Dieser Computer › Dokumente › Lotsenbuch."""
    folder = place.parent
    try:
        parts = folder.relative_to(Path.home()).parts
    except ValueError:
        parts = folder.parts[1:]
    return " › ".join((_("Dieser Computer"), *parts))


class UnlockPresenter(QObject):
    """Opens one vault by its passphrase or by its recovery words.

    ``opened`` carries the ``PilotDesk``; ``refused`` the sentence about a wrong secret, which belongs under its
    field; ``failed`` the sentence about anything else; ``wait_changed`` the seconds until the next try.
    ``words_accepted`` means that the words fit: a new passphrase must follow.
    """

    opened = Signal(object)
    refused = Signal(str)
    failed = Signal(str)
    busy_changed = Signal(bool)
    wait_changed = Signal(int)
    words_accepted = Signal()

    def __init__(
        self, tasks: TaskRunner, place: Path, machine: Machine, memory_mib: int | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._machine = machine
        self._memory_mib = memory_mib
        self.place = place
        self._failures = 0
        self._left = 0
        self._rescued: PilotDesk | None = None
        self._words = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self._on_second)

    @property
    def name(self) -> str:
        """The vault's name: that of its folder."""
        return self.place.name

    @property
    def wait(self) -> int:
        """Seconds until the next try."""
        return self._left

    def suggest(self) -> str:
        """Return six random words as a passphrase to offer."""
        return " ".join(words.suggest(self._machine.random))

    def open_with(self, passphrase: str) -> None:
        """Try a passphrase."""
        place, machine = self.place, self._machine

        def job() -> PilotDesk:
            from lotsenbuch.bootstrap import open_log
            from lotsenbuch.vault.secret import Passphrase

            return open_log(place, Passphrase(passphrase), machine)

        self._try(job, self._on_opened)

    def open_with_words(self, text: str) -> None:
        """Try the recovery words, in one text; where they fit, the vault stays open for ``set_passphrase``."""
        place, machine = self.place, self._machine
        self._words = text

        def job() -> PilotDesk:
            from lotsenbuch.bootstrap import open_log
            from lotsenbuch.vault.secret import RecoveryWords

            return open_log(place, RecoveryWords.parse(text), machine)

        self._try(job, self._on_rescued)

    def set_passphrase(self, passphrase: str) -> None:
        """Set the new passphrase after the recovery words were accepted, then open the book."""
        desk, typed, memory_mib = self._rescued, self._words, self._memory_mib
        if desk is None:
            return

        def job() -> PilotDesk:
            from lotsenbuch.bootstrap import back_up_before_change
            from lotsenbuch.vault.secret import RecoveryWords

            back_up_before_change(desk.vault, desk.machine.clock)
            desk.vault.change_passphrase(RecoveryWords.parse(typed), passphrase, memory_mib=memory_mib)
            return desk

        self._try(job, self._on_opened)

    def abandon(self) -> None:
        """Forget the words and close what they opened."""
        self._words = ""
        if self._rescued is not None:
            self._tasks.run(self._rescued.close, context=self)
            self._rescued = None

    def _try(self, job: Callable[[], PilotDesk], then: Callable[[PilotDesk], None]) -> None:
        if self._left:
            return
        self.busy_changed.emit(True)
        self._tasks.run(job, context=self, on_done=then, on_error=self._on_error)

    def _on_opened(self, desk: PilotDesk) -> None:
        self._failures = 0
        self._rescued = None
        self._words = ""
        self.busy_changed.emit(False)
        self.opened.emit(desk)

    def _on_rescued(self, desk: PilotDesk) -> None:
        self._failures = 0
        self._rescued = desk
        self.busy_changed.emit(False)
        self.words_accepted.emit()

    def _on_error(self, error: ExpectedError) -> None:
        self.busy_changed.emit(False)
        sentence = messages.sentence(error)
        if not isinstance(error, WrongSecretError):
            wrong_text = error.code.startswith("passphrase_")
            (self.refused if wrong_text else self.failed).emit(sentence)
            return
        self._failures += 1
        self._left = WAITS_S[min(self._failures, len(WAITS_S)) - 1]
        self.refused.emit(sentence)
        if self._left:
            self._timer.start()
            self.wait_changed.emit(self._left)

    def _on_second(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._left = 0
            self._timer.stop()
        self.wait_changed.emit(self._left)
