"""The open book as the presenters use it: every job runs on the thread that owns the vault."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.clock import Clock
from lotsenbuch.ui.tasks import OnError, Task, TaskRunner

T = TypeVar("T")


class Book(QObject):
    """One opened log. ``changed`` tells every presenter that something was written.

    A job gets the desk as its argument and must not keep it. Results come back on the window's thread.
    """

    changed = Signal()

    def __init__(self, tasks: TaskRunner, desk: PilotDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._desk = desk

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
        return self._tasks.run(lambda: job(self._desk), context=context, on_done=on_done, on_error=on_error)

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

        return self._tasks.run(lambda: job(self._desk), context=context, on_done=done, on_error=on_error)

    def close(self, on_closed: Callable[[], None]) -> None:
        """Forget all results on their way, close the vault, then call ``on_closed``."""
        self._tasks.drop_results()
        self._tasks.run(self._desk.close, context=self, on_done=lambda _none: on_closed())
