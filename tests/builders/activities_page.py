"""The page Einsätze on a real log in a vault of its own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from lotsenbuch.bootstrap import Machine, PilotDesk
from lotsenbuch.clock import BERLIN, FixedClock
from lotsenbuch.domain.activity import Activity
from lotsenbuch.persistence import log as store
from lotsenbuch.report.pilot.renderer import PdfRenderer
from lotsenbuch.services import activities
from lotsenbuch.services.records import ActivityQuery
from lotsenbuch.ui.models.activity_line import ActivityLine
from lotsenbuch.ui.models.activity_table import Column
from lotsenbuch.ui.pages.activities import ActivitiesPage
from lotsenbuch.ui.presenters.book import Book
from lotsenbuch.ui.tasks import TaskRunner
from lotsenbuch.ui.widgets.page import ToastWish
from tests.builders.log import a_client, a_random, an_activity, an_authority, an_engagement, an_id
from tests.builders.vaults import a_vault
from tests.ui.hands import click

T = TypeVar("T")
TODAY = datetime(2026, 3, 12, 14, 5, tzinfo=BERLIN)


class Desk:
    """The page, its log, and a way to ask the log on its own thread."""

    def __init__(self, qtbot: QtBot, tasks: TaskRunner, desk: PilotDesk) -> None:
        self.qtbot = qtbot
        self._tasks = tasks
        self.desk = desk
        self.page = ActivitiesPage(Book(tasks, desk, tasks))
        self.toasts: list[ToastWish] = []
        self.page.toast_wanted.connect(self.toasts.append)

    def ask(self, job: Callable[[PilotDesk], T]) -> T:
        answers: list[T] = []
        self._tasks.run(lambda: job(self.desk), context=self._tasks, on_done=answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def settle(self) -> None:
        """Wait until nothing is read or written any more."""
        self.qtbot.waitUntil(lambda: not self._tasks.busy)
        QApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
        self.qtbot.waitUntil(lambda: not self._tasks.busy)

    def stored(self, activity_id: str) -> Activity:
        return self.ask(lambda desk: desk.log.activities.get(activity_id))

    def all(self) -> list[Activity]:
        return self.ask(lambda desk: [row.activity for row in activities.rows(desk.log, ActivityQuery())])

    def places(self) -> list[str]:
        rows = (self.page.model.line(row) for row in range(self.page.model.rowCount()))
        return [line.place for line in rows if isinstance(line, ActivityLine)]

    def choose(self, word: str) -> None:
        """Click on the row of an activity."""
        row = self.page.model.place_of(an_id(word))
        assert row is not None
        area = self.page.table.visualRect(self.page.model.index(row, Column.PLACE))
        click(self.page.table.viewport(), area.center())
        self.settle()

    def write(self, line: QLineEdit, words: str) -> None:
        """Replace what stands in a field by typing."""
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, words)


def fill(desk: PilotDesk) -> None:
    log = desk.log
    with log.transaction():
        log.engagements.add(an_engagement())
        for name in ("Alba Beispiel", "Björn Muster"):
            log.clients.add(a_client(name))
        log.authorities.add(an_authority())
        log.activities.add_many(_some_activities())


def _some_activities() -> list[Activity]:
    school = an_activity("school", day=date(2026, 3, 4), authority_code="SCHUL", authority_word="Grundschule Nord")
    team = an_activity("team", day=date(2026, 2, 20), kind="team", authority_code="", minutes=60)
    return [
        an_activity("office", authority_id=an_id("Jobcenter Musterstadt"), client_ids=(an_id("Alba Beispiel"),)),
        replace(school, note="Zeugnis besprochen", travel_minutes=40, distance_m=12_000),
        replace(team, start=None, end=None),
    ]


def open_desk(folder: Path) -> PilotDesk:
    vault = a_vault(folder / "book").vault
    connect = vault.connection_factory()
    store.upgrade(connect(), vault.before_commit, vault.after_commit)
    log = store.open_log(
        connect, vault.before_commit, vault.after_commit, random=a_random("cards"), vocabulary=lambda _word: ()
    )
    return PilotDesk(log, vault, PdfRenderer(), Machine(FixedClock(TODAY), a_random("ids")))


def staged_page(qtbot: QtBot, folder: Path, filled: Callable[[PilotDesk], None]) -> Iterator[Desk]:
    tasks = TaskRunner()

    def prepare() -> PilotDesk:
        made = open_desk(folder)
        filled(made)
        return made

    opened: list[PilotDesk] = []
    tasks.run(prepare, context=tasks, on_done=opened.append)
    qtbot.waitUntil(lambda: bool(opened))
    staged = Desk(qtbot, tasks, opened[0])
    qtbot.addWidget(staged.page)
    staged.page.resize(1158, 700)
    with qtbot.waitActive(staged.page):
        staged.page.show()
        staged.page.activateWindow()
    staged.page.arrived()
    staged.settle()
    yield staged
    tasks.run(opened[0].close, context=tasks)
    assert tasks.close()
