"""A long log: read page by page, and the person stays where she is."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.domain.activity import Activity
from lotsenbuch.ui.models.activity_line import ActivityLine, MonthLine
from tests.builders.activities_page import Desk, staged_page
from tests.builders.log import an_activity, an_engagement
from tests.ui.hands import click

LONG = 1000


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

    yield from staged_page(qtbot, tmp_path, fill)


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
    long.qtbot.waitUntil(lambda: len(long.places()) == LONG // 100)
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
