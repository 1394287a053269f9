"""Work beside the window: one thread owns the vault, jobs run in the order in which they were given."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from lotsenbuch.errors import ExpectedError

T = TypeVar("T")
OnError = Callable[[ExpectedError], None]
OnProgress = Callable[[int, int], None]


class CancelledError(Exception):
    """Raised inside a long job by ``Progress.report`` after the person has cancelled."""


class Progress:
    """Handed to a long job: it reports what it has done, in real things, and learns of a cancellation."""

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self._cancelled = Event()
        self._pending = Event()
        self._state = (0, 0)

    def report(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` things are done; raises ``CancelledError`` after a cancellation."""
        if self._cancelled.is_set():
            raise CancelledError
        self._state = (done, total)
        # Many reports between two turns of the window become one.
        if not self._pending.is_set():
            self._pending.set()
            self._told()

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._cancelled.set()

    def take(self) -> tuple[int, int]:
        """Return the newest report and wait for the next one."""
        self._pending.clear()
        return self._state


@dataclass(eq=False, slots=True)
class Task:
    """One job and who wants to hear of it; ``cancel`` stops a long one at its next report."""

    work: Callable[[], Any] = field(repr=False)
    context: QObject = field(repr=False)
    epoch: int
    on_done: Callable[[Any], None] | None = field(repr=False)
    on_error: OnError | None = field(repr=False)
    on_progress: OnProgress | None = field(default=None, repr=False)
    progress: Progress | None = field(default=None, repr=False)
    value: Any = field(default=None, repr=False)
    error: BaseException | None = field(default=None, repr=False)

    def cancel(self) -> None:
        """Ask a long job to stop; a short one ends by itself."""
        if self.progress is not None:
            self.progress.cancel()


class TaskRunner(QObject):
    """Runs jobs on the vault's thread and brings their results back to the window's.

    A result is dropped when its ``context`` has been destroyed, or when the vault was locked meanwhile.
    ``failed`` carries an expected error that nobody asked for. An unexpected error always reaches
    ``sys.excepthook``.
    """

    failed = Signal(object)
    busy_changed = Signal(bool)
    _finished = Signal(object)
    _progressed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[Task | None] = SimpleQueue()
        self._epoch = 0
        self._open: set[Task] = set()
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._on_progressed, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=self._work, name="vault", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Tell whether a job runs or waits."""
        return bool(self._open)

    def run(
        self,
        job: Callable[[], T],
        *,
        context: QObject,
        on_done: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Task:
        """Do ``job`` beside the window; ``on_done`` or ``on_error`` follow on the window's thread."""
        return self._give(Task(job, context, self._epoch, on_done, on_error))

    def run_long(
        self,
        job: Callable[[Progress], T],
        *,
        context: QObject,
        on_done: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
        on_progress: OnProgress | None = None,
    ) -> Task:
        """Do a job that reports progress and can be cancelled; a cancelled one calls nobody back."""
        progress = Progress(lambda: self._progressed.emit(task))
        task = Task(lambda: job(progress), context, self._epoch, on_done, on_error, on_progress, progress)
        return self._give(task)

    def drop_results(self) -> None:
        """Forget what was begun so far, as locking does; the jobs themselves (a draft, say) are still done."""
        self._epoch += 1
        for task in self._open:
            task.cancel()

    def close(self, timeout_s: float = 5.0) -> bool:
        """End the thread after the jobs that wait; tell whether it ended in time."""
        self.drop_results()
        self._jobs.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _give(self, task: Task) -> Task:
        if not self._open:
            self.busy_changed.emit(True)
        self._open.add(task)
        self._jobs.put(task)
        return task

    def _work(self) -> None:
        while (task := self._jobs.get()) is not None:
            try:
                task.value = task.work()
            except BaseException as error:  # noqa: BLE001 - every error goes to the window's thread
                task.error = error
            if not isValid(self):
                return
            self._finished.emit(task)
            # The loop must not keep the last result alive: after a lock nothing readable may remain.
            del task

    def _on_progressed(self, task: Task) -> None:
        if task.progress is None:
            return
        done, total = task.progress.take()
        if task.on_progress is not None and self._wanted(task):
            task.on_progress(done, total)

    def _on_finished(self, task: Task) -> None:
        self._open.discard(task)
        if not self._open:
            self.busy_changed.emit(False)
        error = task.error
        if error is None:
            if task.on_done is not None and self._wanted(task):
                task.on_done(task.value)
        elif isinstance(error, ExpectedError):
            if self._wanted(task):
                (task.on_error or self.failed.emit)(error)
        elif not isinstance(error, CancelledError):
            sys.excepthook(type(error), error, error.__traceback__)

    def _wanted(self, task: Task) -> bool:
        return task.epoch == self._epoch and isValid(task.context)
