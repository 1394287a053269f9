"""The year's report, workbook and text files, read back with other programs' readers."""

import csv
import dataclasses
import json
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from lotsenbuch import i18n
from lotsenbuch.report.document import Bullets, ChartBlock, Heading, Notice, Paragraph, texts
from lotsenbuch.report.organisation.summary import summary
from lotsenbuch.report.organisation.tables import settlement, tables
from lotsenbuch.report.organisation.textfiles import csv_file, guarded, json_file
from lotsenbuch.report.organisation.workbook import FIRST_ROW, workbook
from lotsenbuch.report.pdf import render
from lotsenbuch.traeger.yearreport import Pool
from tests.builders.documents import elements, unmarked
from tests.builders.paper import a_year

HOSTILE = '=HYPERLINK("http://example.org";"x")'


def _rows(data: bytes, sheet: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python()]


def _csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_workbook_has_its_five_sheets_in_order() -> None:
    names = CalamineWorkbook.from_filelike(BytesIO(workbook(a_year()))).sheet_names
    assert names == ["Abrechnung", "Monate", "Statistik", "Rücklauf", "Hinweise"]


def test_a_settlement_row_is_read_back_as_it_was() -> None:
    keys, titles, first, *_more = _rows(workbook(a_year()), "Abrechnung")
    row = dict(zip(keys, first, strict=True))
    assert titles[0] == "Kennung"
    assert row["pilot_name"] == "Jonas Kiesel"
    assert row["minutes"] == 6005
    assert row["amount_euros"] == pytest.approx(499.17)
    assert row["line"] == "WIR-Lots*innen"
    assert str(row["billable_hours"]).startswith("4 days, 3:50")


def test_the_workbook_has_a_row_for_each_month_and_group() -> None:
    data = workbook(a_year())
    assert len(_rows(data, "Monate")) == FIRST_ROW + 20
    assert [row[2:7] for row in _rows(data, "Statistik")[FIRST_ROW:]] == [
        ["Arbeit und Soziales", 120, 150, 140, 163],
        ["Gesundheit", 40, 66, 52, 80],
    ]
    assert _rows(data, "Rücklauf")[FIRST_ROW][2:5] == ["fehlt", "Nullmeldung", "korrigiert"]


@pytest.mark.parametrize(
    "name", [HOSTILE, "+49 1", "@SUM(A1)", "-1", "http://example.org/", "mailto:a@b", "0123", "1e5"]
)
def test_text_in_the_workbook_stays_text(name: str) -> None:
    data = workbook(a_year(name))
    assert _rows(data, "Abrechnung")[FIRST_ROW][1] == name
    assert b"hyperlink" not in data.lower()


def test_the_same_year_gives_the_same_workbook() -> None:
    assert workbook(a_year()) == workbook(a_year())


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", " =1", "\u3000=1", HOSTILE]
)
def test_what_begins_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Müller-Lüdenscheidt", "a=b", "", "L001", "'schon"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_the_csv_is_what_german_spreadsheets_expect() -> None:
    data = csv_file(settlement(a_year(HOSTILE, "Zoë; Ölçü")))
    assert data.startswith(b"\xef\xbb\xbfpilot_code;pilot_name;")
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    _keys, _titles, first, second = _csv(data)
    assert first[1] == f"'{HOSTILE}"
    assert second[1] == "Zoë; Ölçü"
    assert (first[4], first[7], first[10]) == ("6005", "99,83", "499,17")


def test_every_table_has_a_text_file_with_all_its_rows() -> None:
    for table in tables(a_year()):
        assert len(_csv(csv_file(table))) == len(table.rows) + 2


def test_the_json_is_canonical_and_holds_every_figure() -> None:
    data = json_file(a_year("Zoë"))
    content = json.loads(data)
    assert json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == data
    assert (content["type"], content["version"], content["day"]) == ("lotsenbuch/year-report", 1, "2027-01-15")
    assert content["settlement"][0]["name"] == "Zoë"
    assert content["statistics"][0]["groups"][0] == {
        "code": "G_WORK",
        "counted": 120,
        "estimate": 150,
        "high": 163,
        "low": 140,
    }


def test_the_summary_shows_sums_intervals_and_what_is_missing() -> None:
    said = [text.replace("\u00a0", " ") for text in texts(summary(a_year()).blocks)]
    assert "998,34 €" in said
    assert "23 von 24" in said
    assert "150 (140 bis 163)" in said
    assert "Es fehlt: Jonas Kiesel (L001), Januar." in said
    assert "Bewilligt sind 276:00 Stunden, gebraucht 199:40; frei sind 76:20 Stunden." in said


def test_the_summary_draws_counted_and_estimated_apart() -> None:
    charts = [block for block in summary(a_year()).blocks if isinstance(block, ChartBlock)]
    first = charts[1].chart.bars[0]
    assert [(part.value, part.hatched) for part in first.parts] == [(120, False), (30, True)]
    assert (first.low, first.high) == (140, 163)


def test_an_overdrawn_pool_and_a_missing_one_say_so() -> None:
    over = dataclasses.replace(a_year(), pool=Pool(600, 660))
    assert "Bewilligt sind 10:00 Stunden, gebraucht 11:00: 1:00 Stunden zu viel." in texts(summary(over).blocks)
    none = dataclasses.replace(a_year(), pool=Pool(None, 660))
    assert "Für dieses Jahr ist noch keine bewilligte Stundenzahl eingetragen." in texts(summary(none).blocks)


def test_the_summary_of_many_pilots_is_tagged_completely() -> None:
    data = render(summary(a_year(*(f"Person {number}" for number in range(60)))))
    names = [name for name, _alt, _box in elements(data)]
    assert unmarked(data) == []
    assert names.count("Table") == 4
    assert all(alt and box for name, alt, box in elements(data) if name == "Figure")


def test_an_empty_year_has_a_report_all_the_same() -> None:
    empty = dataclasses.replace(a_year(), returns=(), settlement=(), months=(), statistics=())
    assert "In diesem Jahr liegt noch keine Statistik vor." in texts(summary(empty).blocks)
    assert render(summary(empty))
    assert workbook(empty)


def test_no_sentence_of_the_year_report_escapes_translation() -> None:
    with i18n.using(i18n.PSEUDO):
        document = summary(a_year())
    sentences = [
        text
        for block in document.blocks
        if isinstance(block, Heading | Paragraph | Notice | Bullets)
        for text in block.said()
        if text not in ("•", "")
    ]
    assert len(sentences) > 5
    assert [text for text in sentences if "⟦" not in text] == []
