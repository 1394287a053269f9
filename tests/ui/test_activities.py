"""The page Einsätze on a real log, through its own widgets: keys and mouse, nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
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
from lotsenbuch.ui.models.activity_line import ActivityLine, MonthLine
from lotsenbuch.ui.models.activity_table import Column
from lotsenbuch.ui.pages.activities import ActivitiesPage
from lotsenbuch.ui.presenters.book import Book
from lotsenbuch.ui.tasks import TaskRunner
from lotsenbuch.ui.theme import WidthClass
from lotsenbuch.ui.widgets.page import ToastWish
from tests.builders.log import a_client, a_random, an_activity, an_authority, an_engagement, an_id
from tests.builders.vaults import a_vault
from tests.ui.hands import click, press

T = TypeVar("T")
# Completion opens a list, and the offscreen plugin says of every list that it cannot raise it.
POPUP = pytest.mark.qt_log_ignore("This plugin does not support raise", "This plugin does not support grabbing")
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = 1000
TODAY = datetime(2026, 3, 12, 14, 5, tzinfo=BERLIN)


class Desk:
    """The page, its log, and a way to ask the log on its own thread."""

    def __init__(self, qtbot: QtBot, tasks: TaskRunner, desk: PilotDesk) -> None:
        self._qtbot = qtbot
        self._tasks = tasks
        self.desk = desk
        self.page = ActivitiesPage(Book(tasks, desk, tasks))
        self.toasts: list[ToastWish] = []
        self.page.toast_wanted.connect(self.toasts.append)

    def ask(self, job: Callable[[PilotDesk], T]) -> T:
        answers: list[T] = []
        self._tasks.run(lambda: job(self.desk), context=self._tasks, on_done=answers.append)
        self._qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def settle(self) -> None:
        """Wait until nothing is read or written any more."""
        self._qtbot.waitUntil(lambda: not self._tasks.busy)
        QApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
        self._qtbot.waitUntil(lambda: not self._tasks.busy)

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


def _fill(desk: PilotDesk) -> None:
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


def _open(folder: Path) -> PilotDesk:
    vault = a_vault(folder / "book").vault
    connect = vault.connection_factory()
    store.upgrade(connect(), vault.before_commit, vault.after_commit)
    log = store.open_log(
        connect, vault.before_commit, vault.after_commit, random=a_random("cards"), vocabulary=lambda _word: ()
    )
    return PilotDesk(log, vault, PdfRenderer(), Machine(FixedClock(TODAY), a_random("ids")))


def _staged(qtbot: QtBot, folder: Path, fill: Callable[[PilotDesk], None]) -> Iterator[Desk]:
    tasks = TaskRunner()

    def prepare() -> PilotDesk:
        made = _open(folder)
        fill(made)
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


@pytest.fixture
def staged(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    yield from _staged(qtbot, tmp_path, _fill)


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    def fill(desk: PilotDesk) -> None:
        with desk.log.transaction():
            desk.log.engagements.add(an_engagement())

    yield from _staged(qtbot, tmp_path, fill)


def test_the_list_shows_months_with_their_sums_and_the_latest_first(staged: Desk) -> None:
    rows = [staged.page.model.line(row) for row in range(staged.page.model.rowCount())]
    months = [(line.name, line.count, line.hours) for line in rows if isinstance(line, MonthLine)]
    assert months == [("März", "2 Einsätze", "3,0 h"), ("Februar", "1 Einsatz", "1,0 h")]
    assert staged.places() == ["Jobcenter Musterstadt", "Grundschule Nord", "Teamtreffen"]
    assert staged.page.sums.words() == "3 Einsätze, 4,0 h, 0,67 h Fahrt, 12 km"


def test_words_of_the_cells_are_there_for_copying_and_reading_out(staged: Desk) -> None:
    model = staged.page.model
    row = model.place_of(an_id("office"))
    assert row is not None
    words = [model.index(row, column).data() for column in Column]
    assert words == ["Mi 11.03.", "9:00–10:30", "1,5", "Jobcenter Musterstadt", "Alba Beispiel", "offen"]


def test_searching_finds_a_word_of_a_note_and_drops_the_rest(staged: Desk) -> None:
    assert staged.page.begin_search()
    assert staged.page.search.hasFocus()
    QTest.keyClicks(staged.page.search, "zeugn")
    staged._qtbot.waitUntil(lambda: staged.places() == ["Grundschule Nord"])
    assert staged.page.sums.words().startswith("1 Einsatz")
    press(staged.page.search, Qt.Key.Key_Escape)
    staged._qtbot.waitUntil(lambda: len(staged.places()) == 3)


def test_a_filter_is_chosen_from_its_menu_and_taken_away_by_its_cross(staged: Desk) -> None:
    chip = staged.page.filters.chips["person"]
    menu = staged.page.filters.menu("person")
    next(action for action in menu.actions() if action.text() == "Alba Beispiel").trigger()
    staged.settle()
    assert staged.places() == ["Jobcenter Musterstadt"]
    assert chip.text() == "Alba Beispiel"
    assert chip.has_cross()
    click(chip, chip.cross_rect().center())
    staged.settle()
    assert len(staged.places()) == 3


def test_a_selection_without_a_match_says_so_and_can_be_lifted(staged: Desk) -> None:
    staged.page.search.setText("nirgends")
    staged._qtbot.waitUntil(lambda: staged.page.stack.currentWidget() is staged.page.no_match)
    button = staged.page.no_match.button
    assert button is not None
    click(button)
    staged._qtbot.waitUntil(lambda: len(staged.places()) == 3)
    assert staged.page.search.text() == ""


def test_editing_the_end_changes_the_duration_and_undo_brings_both_back(staged: Desk) -> None:
    before = staged.stored(an_id("office"))
    staged.choose("office")
    fields = staged.page.panel.fields
    staged.write(fields.end, "11:30")
    assert fields.length.text() == "2,5 h"
    press(fields.end, Qt.Key.Key_S, CONTROL)
    staged.settle()
    assert staged.stored(an_id("office")).minutes == 150
    assert [toast.text for toast in staged.toasts] == ["Einsatz gespeichert"]
    assert staged.page.take_back()
    staged.settle()
    assert staged.stored(an_id("office")) == before
    assert fields.length.text() == "1,5 h"
    assert not staged.page.take_back()


def test_zero_minutes_are_refused_at_the_field_and_the_draft_is_kept(staged: Desk) -> None:
    staged.choose("office")
    fields = staged.page.panel.fields
    staged.write(fields.end, "9:00")
    click(staged.page.panel.save)
    staged.settle()
    assert fields.time_hint.isVisible()
    assert "0 Minuten" in fields.time_hint.text()
    assert fields.length.property("invalid")
    assert staged.stored(an_id("office")).minutes == 90
    staged.choose("school")
    staged.choose("office")
    assert fields.end.text() == "9:00"
    assert staged.page.panel.discard.isVisibleTo(staged.page.panel)


def test_a_warning_does_not_keep_from_saving(staged: Desk) -> None:
    staged.choose("office")
    fields = staged.page.panel.fields
    staged.write(fields.day, "15.3.2026")
    staged._qtbot.waitUntil(fields._hint("day").isVisible)
    assert "Sonntag" in fields._hint("day").text()
    press(fields.day, Qt.Key.Key_S, CONTROL)
    staged.settle()
    assert staged.stored(an_id("office")).day == date(2026, 3, 15)


def test_deleting_with_the_key_moves_to_the_bin_and_the_toast_brings_it_back(staged: Desk) -> None:
    staged.page.table.setFocus(Qt.FocusReason.TabFocusReason)
    press(staged.page.table, Qt.Key.Key_Down)
    staged.settle()
    press(staged.page.table, Qt.Key.Key_Delete)
    staged.settle()
    assert staged.places() == ["Jobcenter Musterstadt", "Teamtreffen"]
    assert staged.toasts[-1].text == "Einsatz gelöscht"
    staged.toasts[-1].undo()
    staged.settle()
    assert staged.places() == ["Jobcenter Musterstadt", "Grundschule Nord", "Teamtreffen"]


def test_the_bin_shows_what_was_deleted_and_gives_it_back(staged: Desk) -> None:
    staged.choose("school")
    click(staged.page.panel.delete)
    staged.settle()
    click(staged.page.filters.bin)
    staged.settle()
    assert staged.places() == ["Grundschule Nord"]
    staged.choose("school")
    assert staged.page.panel.fields.note.isReadOnly()
    click(staged.page.panel.restore)
    staged.settle()
    assert staged.page.stack.currentWidget() is staged.page.empty_bin
    assert staged.stored(an_id("school")).deleted_at is None


@POPUP
def test_a_new_entry_is_made_by_keys_alone(staged: Desk) -> None:
    assert staged.page.begin_entry()
    staged.settle()
    fields = staged.page.panel.fields
    for wanted, words in (
        (fields.start, "8:30"),
        (fields.end, "10"),
        (fields.length, ""),
        (fields.place, "Jobcenter Musterstadt"),
        (fields.people.line, "Alba Beispiel"),
    ):
        assert QApplication.focusWidget() is wanted
        if words:
            QTest.keyClicks(wanted, words)
        if wanted is fields.people.line:
            press(wanted, Qt.Key.Key_Return)
        else:
            press(wanted, Qt.Key.Key_Tab)
    press(fields.people.line, Qt.Key.Key_S, CONTROL)
    staged.settle()
    new = staged.all()[0]
    assert (new.day, new.start, new.end, new.minutes) == (date(2026, 3, 12), time(8, 30), time(10), 90)
    assert (new.authority_id, new.authority_code) == (an_id("Jobcenter Musterstadt"), "JOBC")
    assert new.client_ids == (an_id("Alba Beispiel"),)
    assert staged.page.take_back()
    staged.settle()
    assert len(staged.all()) == 3


def test_the_next_entry_begins_where_the_last_one_of_the_day_ended(staged: Desk) -> None:
    staged.choose("office")
    staged.write(staged.page.panel.fields.day, "heute")
    staged.page.save_entry()
    staged.settle()
    staged.page.begin_entry()
    staged.settle()
    assert staged.page.panel.fields.start.text() == "10:30"


@POPUP
def test_an_unknown_person_is_asked_about_and_entered_in_place(staged: Desk) -> None:
    staged.choose("school")
    people = staged.page.panel.fields.people
    staged.write(people.line, "Cem")
    press(people.line, Qt.Key.Key_Return)
    staged.page.save_entry()
    staged.settle()
    assert staged.stored(an_id("school")).client_ids == ()
    click(people._chips[-1])
    staged.settle()
    assert [choice.name for choice in people.chosen()] == ["Cem"]
    staged.page.save_entry()
    staged.settle()
    names = staged.ask(lambda desk: desk.log.activities.row(an_id("school")).client_names)
    assert names == ("Cem",)


def test_doubling_copies_to_today_and_can_be_taken_back(staged: Desk) -> None:
    staged.choose("school")
    press(staged.page.panel.fields.start, Qt.Key.Key_D, CONTROL)
    staged.settle()
    copy = staged.all()[0]
    assert (copy.day, copy.authority_word, copy.note) == (date(2026, 3, 12), "Grundschule Nord", "")
    assert staged.page.panel.shown_id == copy.id
    assert staged.page.take_back()
    staged.settle()
    assert len(staged.all()) == 3


def test_what_the_panel_does_not_show_survives_an_edit(staged: Desk) -> None:
    before = staged.stored(an_id("school"))
    staged.choose("school")
    staged.page.panel.fields.note.insertPlainText("Geprüft: ")
    staged.page.save_entry()
    staged.settle()
    after = staged.stored(an_id("school"))
    assert after.note == "Geprüft: Zeugnis besprochen"
    assert (after.authority_code, after.authority_word) == (before.authority_code, before.authority_word)
    assert (after.travel_minutes, after.distance_m) == (40, 12_000)


def test_in_a_narrow_window_the_panel_takes_the_place_of_the_list(staged: Desk) -> None:
    staged.page.resize(640, 600)
    staged.page.follow_width(WidthClass.NARROW)
    staged.choose("office")
    assert not staged.page.list_side.isVisible()
    click(staged.page.panel.back)
    assert staged.page.list_side.isVisible()
    assert not staged.page.panel.isVisible()


def test_an_empty_log_offers_the_first_entry(empty: Desk) -> None:
    assert empty.page.stack.currentWidget() is empty.page.nothing
    button = empty.page.nothing.button
    assert button is not None
    click(button)
    empty.settle()
    assert empty.page.panel.isVisible()
    assert empty.page.panel.fields.start.hasFocus()


def _numbered(number: int) -> Activity:
    """Two activities a day, backwards from the first of March; every hundredth has a needle in its note."""
    half = number % 2 * 4
    note = "Nadel" if number % 100 == 0 else ""
    day = date(2026, 3, 1) - timedelta(days=number // 2)
    return an_activity(f"n{number}", day=day, start=time(8 + half), end=time(9 + half), minutes=60, note=note)


@pytest.fixture
def long(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    def fill(desk: PilotDesk) -> None:
        with desk.log.transaction():
            desk.log.engagements.add(an_engagement())
            desk.log.activities.add_many(map(_numbered, range(LONG)))

    yield from _staged(qtbot, tmp_path, fill)


def test_a_long_log_paints_its_first_page_and_reads_on_while_scrolling(long: Desk) -> None:
    model, bar = long.page.model, long.page.table.verticalScrollBar()
    assert len(long.places()) == 200
    assert long.page.sums.words().startswith("1.000 Einsätze, 1.000,0 h")
    for wanted in (400, 600, 800, 1000):
        bar.setValue(bar.maximum())
        long.settle()
        assert len(long.places()) == wanted
    bar.setValue(bar.maximum())
    long.settle()
    months = [line for line in map(model.line, range(model.rowCount())) if isinstance(line, MonthLine)]
    assert len({line.month for line in months}) == len(months)
    february = next(line for line in months if line.month == date(2026, 2, 1))
    assert (february.count, february.hours) == ("56 Einsätze", "56,0 h")
    assert sum(int(line.count.split()[0]) for line in months) == LONG


def test_hits_far_apart_are_all_found_with_the_sums_of_their_months(long: Desk) -> None:
    long.page.search.setText("nadel")
    long._qtbot.waitUntil(lambda: len(long.places()) == LONG // 100)
    assert long.page.sums.words().startswith("10 Einsätze, 10,0 h")


def test_saving_keeps_the_place_in_a_long_list(long: Desk) -> None:
    bar = long.page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    long.settle()
    bar.setValue(7000)
    row = long.page.table.rowAt(100)
    line = long.page.model.line(row)
    assert isinstance(line, ActivityLine)
    click(long.page.table.viewport(), QPoint(300, 100))
    long.settle()
    place = bar.value()
    long.page.panel.fields.note.insertPlainText("Neu.")
    assert long.page.save_entry()
    long.settle()
    assert bar.value() == place
    assert long.page.table.current_id() == line.id
