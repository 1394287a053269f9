"""The list of activities: pages of rows, sums and menus, brought from the vault's thread."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.services.records import Cursor
from lotsenbuch.ui.presenters.activities_choices import Choices, ListFilter, read_choices
from lotsenbuch.ui.presenters.activities_rows import PAGE, ListPart, read_part
from lotsenbuch.ui.presenters.book import Book


class ActivitiesPresenter(QObject):
    """Reads what the list shows. What was asked for an older filter or an older log is dropped on arrival."""

    part_arrived = Signal(object)
    choices_arrived = Signal(object)

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._filter = ListFilter()
        self._turn = 0
        self._beginning = False
        self._cursor: Cursor | None = None
        self._known: set[date] = set()

    @property
    def filter(self) -> ListFilter:
        """Return what is asked for."""
        return self._filter

    def show(self, wanted: ListFilter) -> None:
        """Read the list from its first page."""
        self._filter = wanted
        self._read(None, PAGE)

    def reload(self, lines: int) -> None:
        """Read again from the first line to at least ``lines``, so that the person stays where she is."""
        self._read(None, max(PAGE, -(-lines // PAGE) * PAGE))

    def more(self) -> None:
        """Read the next page."""
        if self._cursor is not None and not self._beginning:
            self._read(self._cursor, PAGE)

    def load_choices(self) -> None:
        """Read what the menus and the fields offer."""
        self._book.read(read_choices, context=self, on_done=self._on_choices)

    def _on_choices(self, choices: Choices) -> None:
        self.choices_arrived.emit(choices)

    def _read(self, after: Cursor | None, limit: int) -> None:
        self._turn += 1
        self._beginning = after is None
        turn, query, today = self._turn, self._filter.query(), self._book.clock.today()
        known = frozenset(self._known) if after is not None else frozenset()

        def arrived(part: ListPart | None) -> None:
            if part is not None and turn == self._turn:
                self._take(part)

        def job(desk: PilotDesk) -> ListPart | None:
            # What was overtaken before it began, while somebody types, is not worth reading.
            return read_part(desk, query, after, limit, known, today) if turn == self._turn else None

        self._book.read(job, context=self, on_done=arrived)

    def _take(self, part: ListPart) -> None:
        self._beginning = False
        if part.fresh:
            self._known.clear()
            self._known.update(part.months)
        self._cursor = part.cursor
        self.part_arrived.emit(part)
