"""The counts in the rail, which stand there before their pages were ever opened, and the owner's name."""

from PySide6.QtCore import QObject, Signal

from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.i18n import ngettext
from lotsenbuch.ui.presenters.book import Book
from lotsenbuch.ui.presenters.today_view import due_months


class RailCounts(QObject):
    """``counted`` carries a page, its number and the same in words; ``owner_read`` the pilot's own name."""

    counted = Signal(str, int, str)
    owner_read = Signal(str)

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        book.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Count anew."""
        self._book.read(_read, context=self, on_done=self._on_read)

    def _on_read(self, found: tuple[int, str]) -> None:
        count, owner = found
        spoken = ngettext("{count} Monat abzugeben", "{count} Monate abzugeben", count).format(count=count)
        self.counted.emit("sheets", count, spoken)
        self.owner_read.emit(owner)


def _read(desk: PilotDesk) -> tuple[int, str]:
    today = desk.machine.clock.today()
    names = (each.pilot_name for each in desk.log.engagements.all() if each.covers(today) and each.pilot_name)
    return len(due_months(desk.log, today)), next(names, "")
