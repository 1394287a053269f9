"""The open book as the presenters use it: every job runs on the thread that owns the vault."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from lotsenbuch.bootstrap import PilotDesk, back_up_and_close
from lotsenbuch.clock import Clock
from lotsenbuch.errors import ExpectedError
from lotsenbuch.ui.tasks import OnError, Task, TaskRunner

T = TypeVar("T")


class Book(QObject):
    """One opened log. ``changed`` tells every presenter that something was written, ``closing`` that it is time
    to store what is half typed: jobs given then are still done.

    A job gets the desk as its argument and must not keep it. Results come back on the window's thread.
    """

    changed = Signal()
    closing = Signal()

    def __init__(self, tasks: TaskRunner, desk: PilotDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._desk = desk
        self._closed = False

    @property
    def clock(self) -> Clock:
        """The clock of this book."""
        return self._desk.machine.clock

    def read(
        self,
        job: Callable[[PilotDesk], T],
        *,
        context: QObject,
        on_done: Callable[[T], None],
        on_error: OnError | None = None,
    ) -> Task:
        """Ask the log something; ``on_done`` gets the answer."""
        return self._give(job, context, on_done, on_error)

    def write(
        self,
        job: Callable[[PilotDesk], T],
        *,
        context: QObject,
        on_done: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
    ) -> Task:
        """Change the log; ``on_done`` gets the result, then ``changed`` is emitted."""

        def done(result: T) -> None:
            if on_done is not None:
                on_done(result)
            self.changed.emit()

        return self._give(job, context, done, on_error)

    def _give(
        self, job: Callable[[PilotDesk], T], context: QObject, done: Callable[[T], None], error: OnError | None
    ) -> Task:
        # A page lives on for a moment after locking; what it asks then belongs to nobody.
        if self._closed:
            return self._tasks.run(_nothing, context=context)
        return self._tasks.run(lambda: job(self._desk), context=context, on_done=done, on_error=error)

    def close(self, on_closed: Callable[[], None]) -> None:
        """Forget all results on their way, back up what is new, close the vault, then call ``on_closed``.

        A backup that fails keeps nobody from locking; it is said in the message bar.
        """

        def closed(failure: ExpectedError | None) -> None:
            on_closed()
            if failure is not None:
                self._tasks.failed.emit(failure)

        self.closing.emit()
        self._closed = True
        self._tasks.drop_results()
        self._tasks.run(lambda: back_up_and_close(self._desk), context=self, on_done=closed)


def _nothing() -> None:
    return
