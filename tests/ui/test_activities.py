"""The page Einsätze on a real log, through its own widgets: keys and mouse, nothing else."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.ui.models.activity_line import MonthLine
from lotsenbuch.ui.models.activity_table import Column
from lotsenbuch.ui.theme import WidthClass
from tests.builders.activities_page import Desk, fill, staged_page
from tests.builders.log import an_engagement, an_id
from tests.ui.hands import click, press

# Completion opens a list, and the offscreen plugin says of every list that it cannot raise it.
POPUP = pytest.mark.qt_log_ignore("This plugin does not support raise", "This plugin does not support grabbing")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def staged(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    yield from staged_page(qtbot, tmp_path, fill)


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    def no_work(desk: PilotDesk) -> None:
        with desk.log.transaction():
            desk.log.engagements.add(an_engagement())

    yield from staged_page(qtbot, tmp_path, no_work)


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
    staged.qtbot.waitUntil(lambda: staged.places() == ["Grundschule Nord"])
    assert staged.page.sums.words().startswith("1 Einsatz")
    press(staged.page.search, Qt.Key.Key_Escape)
    staged.qtbot.waitUntil(lambda: len(staged.places()) == 3)


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
    staged.qtbot.waitUntil(lambda: staged.page.stack.currentWidget() is staged.page.no_match)
    button = staged.page.no_match.button
    assert button is not None
    click(button)
    staged.qtbot.waitUntil(lambda: len(staged.places()) == 3)
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
    staged.qtbot.waitUntil(fields.hint("day").isVisible)
    assert "Sonntag" in fields.hint("day").text()
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
    click(people.chips()[-1])
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


def test_tab_walks_through_the_panel_in_reading_order(staged: Desk) -> None:
    staged.choose("office")
    fields, panel = staged.page.panel.fields, staged.page.panel
    person = fields.people.chips()[0]
    wanted = [
        *(fields.day, fields.kind, fields.start, fields.end, fields.length, fields.place),
        *(person, fields.people.line, fields.topics.line, fields.travel, fields.distance, fields.waiting),
        *(fields.billable, fields.note, panel.save, panel.duplicate, panel.delete),
    ]
    fields.day.setFocus()
    walked = []
    for _step in wanted:
        focused = QApplication.focusWidget()
        assert focused is not None
        walked.append(focused)
        press(focused, Qt.Key.Key_Tab)
    assert walked == wanted
    assert not staged.page.panel.isAncestorOf(QApplication.focusWidget() or staged.page.panel.save)


def test_tab_comes_past_everything_and_back_to_where_it_began(staged: Desk) -> None:
    staged.page.begin_entry()
    staged.settle()
    start = staged.page.panel.fields.start
    seen: list[QWidget] = []
    for _step in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is start and seen:
            break
        seen.append(focused)
        press(focused, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is start
    assert {staged.page.table, staged.page.search, staged.page.create_button, staged.page.panel.save} <= set(seen)
    assert len(seen) == len(set(seen))
