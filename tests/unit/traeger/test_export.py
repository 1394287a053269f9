"""The year's report from the collection, and its files."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from lotsenbuch import resources, writing
from lotsenbuch.errors import ExpectedError
from lotsenbuch.report.organisation.textfiles import json_file
from lotsenbuch.report.organisation.yearfiles import OfficeFiles
from lotsenbuch.report.organisation.yearschema import FILE, schema
from lotsenbuch.sheet.schema import FOLDER, text
from lotsenbuch.sheet.settlement import ClassMinutes
from lotsenbuch.traeger import profile
from lotsenbuch.traeger.export import export, year_report
from lotsenbuch.traeger.ports import ReportFile
from lotsenbuch.traeger.yearreport import YearReport
from tests.builders.memory_collection import MemoryCollection
from tests.builders.sheets import a_statistics
from tests.builders.traeger import MARCH, a_collection, a_line, a_settlement_of, a_stored_sheet, filled

TODAY = date(2026, 12, 1)


@pytest.fixture
def store() -> MemoryCollection:
    store = a_collection()
    both = a_settlement_of(
        a_line(600),
        a_line(60, "wir_gesundheit"),
        distance_km=34,
        accompaniments=7,
        minutes_by_class=ClassMinutes(client_work=640, travel=20),
    )
    filled(store, a_stored_sheet(settlement=both, statistics=a_statistics()), a_stored_sheet(month=date(2026, 4, 1)))
    profile.approve(store, 2026, "wir", 9000)
    return store


def test_what_belongs_to_the_whole_sheet_stands_with_its_first_line(store: MemoryCollection) -> None:
    report = year_report(store, 2026, TODAY)
    found = [
        (row.month, row.line, row.billable_minutes, row.accompaniments, row.distance_km, row.travel_minutes)
        for row in report.months
    ]
    assert found == [
        (3, "wir", 600, 7, 34, 20),
        (3, "wir_gesundheit", 60, 0, 0, 0),
        (4, "wir", 600, 0, 0, 0),
    ]


def test_the_report_holds_what_the_desk_shows(store: MemoryCollection) -> None:
    report = year_report(store, 2026, TODAY)
    assert report.returns[0].states[:5] == ("missing", "missing", "received", "received", "missing")
    assert report.returns[0].states[11] == ""
    assert (report.pool.approved_minutes, report.pool.used_minutes) == (9000, 1260)
    assert [(row.line, row.amount_cents) for row in report.settlement] == [("wir", 10_000), ("wir_gesundheit", 500)]
    assert [table.table for table in report.statistics] == ["authority"]
    assert (report.pilots_with_statistics, report.pilots_without) == (1, 0)
    assert (report.traeger_code, report.year, report.day) == ("MUSTER", 2026, TODAY)


def test_the_files_are_written_whole_under_neutral_names(store: MemoryCollection, tmp_path: Path) -> None:
    folder = tmp_path / "Übergabe 🙂"
    files = export(store, 2026, TODAY, OfficeFiles(), folder)
    assert [file.name for file in files] == [
        "Jahresbericht-2026.pdf",
        "Jahresbericht-2026.xlsx",
        "Abrechnung-2026.csv",
        "Monate-2026.csv",
        "Statistik-2026.csv",
        "Ruecklauf-2026.csv",
        "Hinweise-2026.csv",
        "Jahresbericht-2026.json",
    ]
    assert sorted(folder.iterdir()) == sorted(files)
    assert files[0].read_bytes().startswith(b"%PDF-")


def test_a_file_that_cannot_be_written_leaves_the_old_one(store: MemoryCollection, tmp_path: Path) -> None:
    class OneFile:
        def files(self, _report: YearReport) -> list[ReportFile]:
            return [ReportFile("bericht.txt", b"neu")]

    (tmp_path / ".bericht.txt.new").mkdir()
    (tmp_path / "bericht.txt").write_bytes(b"alt")
    with pytest.raises(ExpectedError) as error:
        export(store, 2026, TODAY, OneFile(), tmp_path)
    assert error.value.code == "file_not_written"
    assert (tmp_path / "bericht.txt").read_bytes() == b"alt"


def test_a_file_is_no_folder(store: MemoryCollection, tmp_path: Path) -> None:
    (tmp_path / "datei").write_bytes(b"")
    with pytest.raises(ExpectedError) as error:
        export(store, 2026, TODAY, OfficeFiles(), tmp_path / "datei")
    assert error.value.code == "file_not_written"
    with pytest.raises(ExpectedError):
        writing.put(tmp_path / "fehlt" / "x", b"x")


def test_the_json_follows_the_shipped_schema(store: MemoryCollection) -> None:
    assert resources.text(f"{FOLDER}/{FILE}") == text(schema())
    jsonschema.Draft202012Validator.check_schema(schema())
    content = json.loads(json_file(year_report(store, 2026, MARCH)))
    jsonschema.validate(content, schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content | {"note": "x"}, schema())
    del content["pool"]["used_minutes"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, schema())
