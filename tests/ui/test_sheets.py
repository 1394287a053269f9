"""Nachweise: from the open month through three steps to a file that the Träger can open."""

from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.services import activities, engagements, identity, sheets
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.sheet.correspondence import sign_receipt
from lotsenbuch.sheet.documents import Question
from lotsenbuch.sheet.opening import VerifiedSheet, open_sheet
from lotsenbuch.ui.pages.sheets_closing import DONE, GAPS, HANDING, PREVIEW
from lotsenbuch.ui.presenters.sheets import MonthKey
from lotsenbuch.ui.theme import WidthClass
from lotsenbuch.ui.widgets.bar_row import BarRow
from lotsenbuch.ui.widgets.scroll_column import ScrollColumn
from tests.builders import sheets as builders
from tests.ui import sheets_stage as stage
from tests.ui.hands import click, press
from tests.ui.sheets_stage import DECEMBER, NOVEMBER, OCTOBER, Hands, Stage, staged

CODE = "MUSTER"


def texts(widget: QWidget) -> str:
    """Everything that is written on ``widget`` and shown."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def button(widget: QWidget, words: str) -> QPushButton:
    found = [each for each in widget.findChildren(QPushButton) if each.text() == words and each.isVisibleTo(widget)]
    assert len(found) == 1, (words, [each.text() for each in widget.findChildren(QPushButton)])
    return found[0]


def open_closing(at: Stage, month: date, code: str = CODE) -> None:
    at.page.table.choose(MonthKey(code, month))
    at.settle()
    click(button(at.page.panel, "Monat abschließen"))
    at.settle()
    assert at.page.closing is not None


def press_primary(at: Stage) -> None:
    assert at.page.closing is not None
    click(at.page.closing.primary)
    at.settle()


def seal(at: Stage, month: date, code: str = CODE) -> None:
    open_closing(at, month, code)
    for _step in (GAPS, PREVIEW, HANDING):
        press_primary(at)
    assert at.page.closing is not None
    assert at.page.closing.step == DONE


def newest(at: Stage, month: date, code: str = CODE) -> IssuedSheet:
    return at.ask(lambda desk: desk.log.sheets.versions(code, month)[-1])


def opened_by_traeger(at: Stage, file: Path) -> VerifiedSheet:
    key = at.ask(lambda desk: identity.signing_key(desk.log).public)
    return open_sheet(file.read_bytes(), {key.id: key}, builders.TRAEGER_OPENING)


def test_a_month_goes_the_whole_way_to_a_file_that_the_traeger_opens(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v"), Hands(folder=tmp_path)) as at:
        assert at.page.table.current() == MonthKey(CODE, OCTOBER)
        seal(at, DECEMBER)
        press_primary(at)
        closing = at.page.closing
        assert closing is not None
        file = tmp_path / "L017-2025-12-v1.lotsenbuch-nachweis"
        assert file.name in closing.handing.note()
        sheet = opened_by_traeger(at, file)
        assert sheet.statistics is not None
        assert sheet.statistics.state == "closing"
        press_primary(at)
        assert at.page.closing is None
        assert newest(at, DECEMBER).state == "handed_over"


def test_the_preview_on_screen_is_the_file_byte_for_byte(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v"), Hands(folder=tmp_path)) as at:
        open_closing(at, DECEMBER)
        press_primary(at)
        assert at.page.closing is not None
        click(at.page.closing.second)
        at.settle()
        shown = at.page.viewer.data
        assert len(at.page.viewer.pages) == len(pdfium.PdfDocument(shown))
        click(at.page.back_button)
        assert at.page.viewer.data == b""
        press_primary(at)
        press_primary(at)
        press_primary(at)
        assert newest(at, DECEMBER).pdf == shown
        assert opened_by_traeger(at, tmp_path / "L017-2025-12-v1.lotsenbuch-nachweis").pdf == shown


def test_the_bars_show_the_numbers_of_the_payload(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v")) as at:
        seal(at, DECEMBER)
        assert at.page.closing is not None
        shown = {bar.accessibleName() for bar in at.page.closing.preview.findChildren(BarRow)}
        part = at.ask(lambda desk: sheets.draft(desk.log, DECEMBER, stage.TODAY, traeger_code=CODE))
        seen = at.page.closing.proposal.seen.statistics
        assert seen is not None
        assert part.unchanged
        assert shown == {f"{row.name}: {row.count}" for group in seen.groups for row in group.rows}
        assert sum(row.count for row in seen.groups[0].rows) == int(seen.groups[0].total.split()[0])


@pytest.mark.parametrize(
    "answer",
    [
        "Namen der begleiteten Menschen",
        "Notizen: Nur Sie können sie lesen.",
        "Wer nur einmal da war, zählt mit, steht aber nie allein",
        "Korrekturen zählen in der nächsten Meldung.",
        "Erst wenn Sie versiegelt haben und die Datei selbst weitergeben.",
        "Wo eine bestimmte Person war, lässt sich aus dem Nachweis nicht sicher ablesen.",
    ],
)
def test_six_questions_are_answered_on_the_page_itself(qtbot: QtBot, tmp_path: Path, answer: str) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v")) as at:
        open_closing(at, DECEMBER)
        press_primary(at)
        assert at.page.closing is not None
        assert answer in texts(at.page.closing.preview)


def test_outside_a_quarters_end_the_page_says_when_it_counts(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v")) as at:
        open_closing(at, OCTOBER)
        press_primary(at)
        assert at.page.closing is not None
        said = texts(at.page.closing.preview).replace("\xa0", " ")
        assert "Diesen Monat gibt es keine Statistik. Ihre Angaben bleiben hier und zählen am 31. Dezember mit." in said


def test_too_few_households_stay_on_this_device(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v", busy=False)) as at:
        open_closing(at, DECEMBER)
        press_primary(at)
        assert at.page.closing is not None
        said = texts(at.page.closing.preview)
        assert "Noch nicht genug verschiedene Haushalte." in said
        assert at.page.closing.preview.findChildren(BarRow) == []


def a_month_without_work(folder: Path) -> PilotDesk:
    desk = stage.a_desk(folder)
    stage.join(desk, OCTOBER)
    stage.an_activity(desk, date(2025, 10, 7))
    return desk


def test_a_month_without_work_is_a_nil_return_in_one_click(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: a_month_without_work(tmp_path / "v")) as at:
        at.page.table.choose(MonthKey(CODE, NOVEMBER))
        at.settle()
        with qtbot.waitSignal(at.page.toast_wanted):
            click(button(at.page.panel, "Nichts gearbeitet: Nullmeldung"))
        at.settle()
        assert newest(at, NOVEMBER).nil
        assert "versiegelt am" in texts(at.page.panel)


def test_at_a_quarters_end_a_nil_return_is_looked_at_first(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: a_month_without_work(tmp_path / "v")) as at:
        at.page.table.choose(MonthKey(CODE, DECEMBER))
        at.settle()
        click(button(at.page.panel, "Nichts gearbeitet: Nullmeldung"))
        at.settle()
        assert at.page.closing is not None
        assert at.ask(lambda desk: desk.log.sheets.versions(CODE, DECEMBER)) == []
        for _step in (GAPS, PREVIEW, HANDING):
            press_primary(at)
        assert newest(at, DECEMBER).nil


def test_a_correction_becomes_a_second_version_with_the_same_statistics(qtbot: QtBot, tmp_path: Path) -> None:
    def one_hour_more(desk: PilotDesk) -> None:
        first = desk.log.activities.between(DECEMBER, date(2025, 12, 31))[0]
        longer = stage.longer(first)
        activities.edit(desk.log, longer, engagements.book(desk.log), stage.TODAY)

    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v"), Hands(folder=tmp_path)) as at:
        seal(at, DECEMBER)
        press_primary(at)
        press_primary(at)
        before = newest(at, DECEMBER)
        at.change(one_hour_more)
        at.page.table.choose(MonthKey(CODE, DECEMBER))
        at.settle()
        click(button(at.page.panel, "Neue Version abgeben"))
        at.settle()
        for _step in (GAPS, PREVIEW, HANDING):
            press_primary(at)
        press_primary(at)
        second = opened_by_traeger(at, tmp_path / "L017-2025-12-v2.lotsenbuch-nachweis")
        assert second.sheet.replaces == before.payload_hash
        assert (
            second.sheet.statistics
            == opened_by_traeger(at, tmp_path / "L017-2025-12-v1.lotsenbuch-nachweis").sheet.statistics
        )


def test_what_changes_after_the_preview_is_not_sealed_unseen(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v")) as at:
        open_closing(at, OCTOBER)
        closing = at.page.closing
        assert closing is not None
        outdated = closing.proposal
        at.change(lambda desk: stage.an_activity(desk, date(2025, 10, 31)))
        assert closing.proposal.draft.payload != outdated.draft.payload
        with qtbot.waitSignal(at.page.message_wanted) as complaint:
            at.page.presenter.seal(outdated)
        assert complaint.args is not None
        assert "noch einmal" in complaint.args[0]
        assert at.ask(lambda desk: desk.log.sheets.versions(CODE, OCTOBER)) == []


def test_without_a_traeger_the_file_is_a_plain_pdf_without_statistics(qtbot: QtBot, tmp_path: Path) -> None:
    hands = Hands(folder=tmp_path)
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v", traeger=False), hands) as at:
        open_closing(at, OCTOBER, "")
        press_primary(at)
        assert at.page.closing is not None
        assert "Ohne einen Träger gibt es keine Statistik." in texts(at.page.closing.preview)
        press_primary(at)
        press_primary(at)
        press_primary(at)
        file = tmp_path / "EIGEN-2025-10-v1.pdf"
        assert file.read_bytes() == newest(at, OCTOBER, "").pdf


def test_a_question_of_the_traeger_is_shown_and_answered_with_a_new_version(qtbot: QtBot, tmp_path: Path) -> None:
    hands = Hands(folder=tmp_path, receipt=tmp_path / "quittung")
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v"), hands) as at:
        seal(at, OCTOBER)
        press_primary(at)
        press_primary(at)
        question = Question(id="F-1", code="kilometres", text="Sind 900 km richtig?")
        receipt = builders.a_receipt(
            sheet_id="L017-2025-10",
            payload=newest(at, OCTOBER).payload_hash,
            state="question",
            question=question,
            paid_on=None,
            amount_cents=None,
            ledger=None,
            latest=(),
        )
        (tmp_path / "quittung").write_bytes(sign_receipt(receipt, builders.TRAEGER_KEY))
        click(at.page.receipt_button)
        at.settle()
        assert newest(at, OCTOBER).state == "question"
        assert "Sind 900 km richtig?" in texts(at.page.panel)
        click(button(at.page.panel, "Es stimmt so"))
        at.settle()
        for _step in (GAPS, PREVIEW, HANDING):
            press_primary(at)
        press_primary(at)
        answered = opened_by_traeger(at, tmp_path / "L017-2025-10-v2.lotsenbuch-nachweis")
        assert [(each.question, each.code) for each in answered.sheet.answers] == [("F-1", "stays")]


def test_a_file_that_is_no_receipt_is_said_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"hello")
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v"), Hands(receipt=tmp_path / "x")) as at:
        with qtbot.waitSignal(at.page.message_wanted) as complaint:
            click(at.page.receipt_button)
        assert complaint.args is not None
        assert len(complaint.args[0]) > 20


def test_a_gap_leads_to_its_activity(qtbot: QtBot, tmp_path: Path) -> None:
    def with_a_gap(folder: Path) -> PilotDesk:
        desk = stage.a_desk(folder)
        stage.join(desk, OCTOBER)
        stage.an_activity(desk, date(2025, 10, 7), kind="accompaniment", authority_code="JOBC")
        return desk

    with staged(qtbot, lambda: with_a_gap(tmp_path / "v")) as at:
        open_closing(at, OCTOBER)
        closing = at.page.closing
        assert closing is not None
        said = texts(closing.gaps)
        assert "Es fehlt das Thema." in said
        assert "bei welcher Stelle" not in said
        with qtbot.waitSignal(at.page.page_wanted) as wanted:
            click(closing.gaps.lines[0].button)
        assert wanted.args == ["activities", closing.proposal.gaps[0].activity_id]


def test_the_rail_counts_the_months_that_are_over_and_open(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v")) as at:
        counts: list[tuple[int, str]] = []
        at.page.count_changed.connect(lambda number, said: counts.append((number, said)))
        seal(at, OCTOBER)
        assert counts[-1] == (2, "2 Monate abzugeben")


def test_steps_can_be_gone_back_and_a_sealed_month_cannot(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v")) as at:
        open_closing(at, OCTOBER)
        press_primary(at)
        closing = at.page.closing
        assert closing is not None
        assert at.page.go_back()
        assert closing.step == GAPS
        press_primary(at)
        press_primary(at)
        steps = closing.stepper.findChildren(QAbstractButton)
        click(steps[PREVIEW - 1])
        assert closing.step == PREVIEW
        press_primary(at)
        press_primary(at)
        assert closing.step == DONE
        click(steps[GAPS - 1])
        assert closing.step == DONE
        assert {step.focusPolicy() for step in steps} == {Qt.FocusPolicy.NoFocus}
        assert not closing.back.isVisibleTo(closing)


def test_the_preview_scrolls_with_the_keys_of_the_button(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v")) as at:
        open_closing(at, DECEMBER)
        press_primary(at)
        closing = at.page.closing
        assert closing is not None
        areas = closing.findChildren(ScrollColumn)
        area = next(each for each in areas if each.accessibleName() == "Das sieht Ihr Träger")
        at.qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
        press(closing.primary, Qt.Key.Key_PageDown)
        assert area.verticalScrollBar().value() > 0


def test_the_months_open_with_return_and_stand_alone_in_a_narrow_window(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v")) as at:
        at.page.follow_width(WidthClass.TINY)
        at.page.resize(620, 400)
        press(at.page.table, Qt.Key.Key_Return)
        at.settle()
        assert at.page.panel.isVisible()
        assert not at.page.table.isVisible()
        assert at.page.go_back()
        assert at.page.table.isVisible()


def test_another_page_can_send_a_month_to_hand_in(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_quarter(tmp_path / "v")) as at:
        at.page.arrived(NOVEMBER)
        at.settle()
        assert at.page.closing is not None
        assert at.page.closing.proposal.key == MonthKey(CODE, NOVEMBER)


def test_an_empty_log_says_where_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    with staged(qtbot, lambda: stage.a_desk(tmp_path / "v")) as at:
        assert at.page.empty.isVisible()
        assert at.page.empty.button is not None
        with qtbot.waitSignal(at.page.page_wanted) as wanted:
            click(at.page.empty.button)
        assert wanted.args == ["activities", None]
