"""The page "Nachweise" on a real log of an invented pilot, enrolled at a Träger with a test key."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lotsenbuch.bootstrap import Machine, PilotDesk
from lotsenbuch.clock import BERLIN, FixedClock
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.example.filling import fill
from lotsenbuch.example.model import ExamplePilot
from lotsenbuch.example.pilots import demo_pilots
from lotsenbuch.persistence import log as store
from lotsenbuch.report.pilot.renderer import PdfRenderer
from lotsenbuch.services import activities, engagements, joining
from lotsenbuch.sheet.correspondence import sign_invite
from lotsenbuch.sheet.documents import Term
from lotsenbuch.ui.pages.sheets import SheetsPage
from lotsenbuch.ui.pages.sheets_choosing import Choosers
from lotsenbuch.ui.presenters.book import Book
from lotsenbuch.ui.tasks import TaskRunner
from tests.builders import sheets, vaults

T = TypeVar("T")
TODAY = date(2026, 1, 5)
OCTOBER, NOVEMBER, DECEMBER = date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1)


def machine(today: date) -> Machine:
    """A computer whose clock stands still, with random numbers that repeat."""
    return Machine(FixedClock(datetime(today.year, today.month, today.day, 10, 12, tzinfo=BERLIN)), _Numbers())


class _Numbers:
    """Bytes that differ from call to call and are the same in each run."""

    def __init__(self) -> None:
        self._calls = 0

    def __call__(self, count: int) -> bytes:
        self._calls += 1
        return sheets.seeded(f"call {self._calls}")(count)


def a_desk(folder: Path, today: date = TODAY) -> PilotDesk:
    """Open a fresh vault with an empty log."""
    vault = vaults.a_vault(folder).vault
    connect = vault.connection_factory()
    own = machine(today)
    store.upgrade(connect(), vault.before_commit, vault.after_commit)
    log = store.open_log(connect, vault.before_commit, vault.after_commit, random=own.random)
    return PilotDesk(log, vault, PdfRenderer(), own)


def join(desk: PilotDesk, starts: date, ends: date | None = None, line: str = "wir") -> Engagement:
    """Take an invite of the invented Träger, valid long enough."""
    invite = sheets.an_invite(
        line=line, term=Term(starts, ends), expires=date(2030, 1, 1), programme=None, pilot=sheets.PILOT
    )
    data = sign_invite(invite, sheets.TRAEGER_KEY)
    return joining.join(desk.log, data, desk.machine.clock.today(), desk.machine.random).engagement


def filled(desk: PilotDesk, pilot: ExamplePilot) -> list[str]:
    """Write an invented pilot's log."""
    return fill(
        desk.log,
        pilot,
        lambda day: engagements.for_day(desk.log, day),
        desk.machine.clock.today(),
        desk.machine.random,
    )


def a_quarter(folder: Path, *, busy: bool = True, traeger: bool = True, today: date = TODAY) -> PilotDesk:
    """October to December of the demo's busy (or quiet) pilot."""
    desk = a_desk(folder, today)
    if traeger:
        join(desk, OCTOBER)
    else:
        engagements.set_own_line(desk.log, desk.machine.random, "wir", "Selin Linde")
    filled(desk, demo_pilots(1, 2, 3)[0 if busy else 1])
    return desk


def an_activity(desk: PilotDesk, day: date, **changes: Any) -> Activity:
    """Write one activity of two hours."""
    engagement = engagements.for_day(desk.log, day)
    made = replace(Activity("", engagement.id, "coordination", day, 120), **changes)
    return activities.record(desk.log, made, engagements.book(desk.log), TODAY, desk.machine.random).activity


def longer(activity: Activity) -> Activity:
    """Return an activity that took an hour more, with no clock times, so that they cannot disagree."""
    return replace(activity, minutes=activity.minutes + 60, start=None, end=None)


@dataclass
class Hands:
    """Stands in for the system's file dialogs: answers what it was told."""

    folder: Path | None = None
    receipt: Path | None = None
    asked: list[str] = field(default_factory=list)

    def choosers(self) -> Choosers:
        """Return the functions that the page calls."""

        def of_folder(_parent: QWidget, _start: Path) -> Path | None:
            self.asked.append("folder")
            return self.folder

        def of_receipt(_parent: QWidget, _start: Path) -> Path | None:
            self.asked.append("receipt")
            return self.receipt

        return Choosers(of_folder, of_receipt)


@dataclass
class Stage:
    """The page, shown, with everything around it."""

    page: SheetsPage
    book: Book
    tasks: TaskRunner
    hands: Hands
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until the vault's thread has nothing left to do and the window has heard of it."""
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)
        # A layout shows what was added to it in the next turn.
        QCoreApplication.processEvents()

    def ask(self, job: Callable[[PilotDesk], T]) -> T:
        """Do something with the log on the thread that owns it."""
        answers: list[T] = []
        self.book.read(job, context=self.page, on_done=answers.append)
        self.settle()
        return answers[0]

    def change(self, job: Callable[[PilotDesk], object]) -> None:
        """Change the log as another page would."""
        self.book.write(job, context=self.page)
        self.settle()


def opened(qtbot: QtBot, tasks: TaskRunner, make: Callable[[], PilotDesk]) -> Book:
    """Open a desk on the thread that will own its vault."""
    desks: list[PilotDesk] = []
    tasks.run(make, context=tasks, on_done=desks.append)
    qtbot.waitUntil(lambda: bool(desks), timeout=20_000)
    return Book(tasks, desks[0])


@contextmanager
def staged(qtbot: QtBot, make: Callable[[], PilotDesk], hands: Hands | None = None) -> Iterator[Stage]:
    """Show the page on the desk that ``make`` opens, until the block is left."""
    hands = hands or Hands()
    tasks = TaskRunner()
    book = opened(qtbot, tasks, make)
    page = SheetsPage(book, hands.choosers())
    qtbot.addWidget(page)
    page.resize(1158, 708)
    stage = Stage(page, book, tasks, hands, qtbot)
    try:
        page.show()
        page.arrived()
        stage.settle()
        yield stage
    finally:
        stage.settle()
        closed: list[None] = []
        book.close(lambda: closed.append(None))
        qtbot.waitUntil(lambda: bool(closed))
        assert tasks.close()
