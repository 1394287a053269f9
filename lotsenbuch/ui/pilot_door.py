"""The pilot's door: first run or unlock, the open book with its pages, and locking again."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject

from lotsenbuch import log, paths
from lotsenbuch.bootstrap import Machine, PilotDesk
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _
from lotsenbuch.ui.application import Session
from lotsenbuch.ui.main_window import PageSpec
from lotsenbuch.ui.pages.first_run import FirstRunPage
from lotsenbuch.ui.pages.unlock import UnlockPage
from lotsenbuch.ui.presenters.book import Book
from lotsenbuch.ui.presenters.first_run import FirstRunPresenter
from lotsenbuch.ui.presenters.gate import UnlockPresenter
from lotsenbuch.ui.presenters.phrases import clock
from lotsenbuch.ui.presenters.rail_counts import RailCounts
from lotsenbuch.ui.widgets.page import Page


class PilotDoor(QObject):
    """Leads from the gate into the book and back.

    ``memory_mib`` is the memory of new passphrases' derivation, ``None`` for what this computer can bear.
    """

    def __init__(self, session: Session, machine: Machine | None = None, memory_mib: int | None = None) -> None:
        super().__init__(session)
        self._session = session
        self._window = session.window
        self._machine = machine or Machine()
        self._memory_mib = memory_mib
        self._book: Book | None = None
        self._gate: UnlockPage | FirstRunPage | None = None
        self._place = paths.vaults_dir() / _("Mein Lotsenbuch")
        self._window.lock_wanted.connect(self.lock)
        self._window.closing.connect(self._on_closing)

    def open(self) -> None:
        """Show the first run where there is no vault yet, else unlock."""
        vaults = _pilots_vaults()
        if vaults:
            self._place = next((each for each in vaults if str(each) == self._session.settings.last_vault), vaults[0])
            self._show_unlock()
        else:
            self._show_first_run()

    def lock(self) -> None:
        """Take everything readable away at once, then close the vault on its thread."""
        book, self._book = self._book, None
        if book is None:
            return
        now: datetime = self._machine.clock.now()
        reason = _("Gesperrt um {time} über „Sperren“ (Strg+L).").format(time=clock(now.time()))
        # Half-typed lines are stored first: the pages that hold them go with the next step.
        book.close(book.deleteLater)
        self._show_unlock(reason)

    def _show_first_run(self) -> None:
        presenter = FirstRunPresenter(self._session.tasks, self._place, self._machine, self._memory_mib)
        presenter.finished.connect(self._on_opened)
        self._show_gate(FirstRunPage(presenter))

    def _show_unlock(self, reason: str = "") -> None:
        presenter = UnlockPresenter(self._session.tasks, self._place, self._machine, self._memory_mib)
        presenter.opened.connect(self._on_opened)
        others = [each for each in _pilots_vaults() if each != self._place]
        page = UnlockPage(presenter, reason, others)
        page.other_chosen.connect(self._on_other_chosen)
        self._show_gate(page)

    def _show_gate(self, page: UnlockPage | FirstRunPage) -> None:
        self._gate = page
        self._window.show_gate(page)

    def _on_other_chosen(self, place: Path) -> None:
        self._place = place
        self._show_unlock()

    def _on_opened(self, desk: PilotDesk) -> None:
        self._gate = None
        book = self._book = Book(self._session.tasks, desk, self)
        self._window.open_book(self._place.name, "", self._pages(book))
        counts = RailCounts(book, book)
        counts.counted.connect(self._window.set_count)
        counts.owner_read.connect(lambda owner: self._window.rail.show_owner(self._place.name, owner))
        counts.refresh()

    def _pages(self, book: Book) -> list[PageSpec]:
        def today() -> Page:
            from lotsenbuch.ui.pages.today import TodayPage

            return TodayPage(book)

        def activities() -> Page:
            from lotsenbuch.ui.pages.activities import ActivitiesPage

            return ActivitiesPage(book)

        def sheets() -> Page:
            from lotsenbuch.ui.pages.sheets import SheetsPage

            return SheetsPage(book)

        return [
            PageSpec("today", "sun", _("Heute"), today),
            PageSpec("activities", "notebook-pen", _("Einsätze"), activities),
            PageSpec("sheets", "file-check", _("Nachweise"), sheets),
        ]

    def _on_closing(self) -> None:
        """The window goes: store what is half typed and close the vault; the thread ends after that."""
        book, self._book = self._book, None
        if book is not None:
            book.close(lambda: None)
        elif self._gate is not None:
            self._gate.abandon()


def _pilots_vaults() -> list[Path]:
    """Return the pilot's vaults of this account; one that cannot be described is shown, to say what is wrong."""
    from lotsenbuch.vault import unlock
    from lotsenbuch.vault.directory import vaults_in
    from lotsenbuch.vault.header import VaultKind

    found = []
    for place in vaults_in(paths.vaults_dir()):
        try:
            if unlock.info(place).kind is not VaultKind.PILOT:
                continue
        except ExpectedError as failure:
            log.event("vault_not_described", code_length=len(failure.code))
        found.append(place)
    return found


def compose(session: Session) -> PilotDoor:
    """Wire the pilot's pages and services to the session, and open the gate."""
    door = PilotDoor(session)
    door.open()
    return door
