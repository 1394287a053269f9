"""The year's workbook (XLSX): a fixed header row for programs, a readable one below it, then the rows.

Text is always written as text, so no name and no code can become a formula or a link.
"""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from lotsenbuch.report.organisation.tables import Field, Table, Value, tables
from lotsenbuch.traeger.yearreport import YearReport

FIRST_ROW = 2
"""The first row of figures, counted from 0: below the two header rows."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd.mm.yyyy",
}
_FORMATS = {"hours": "[h]:mm", "euros": "#,##0.00", "minutes": "#,##0", "count": "#,##0", "date": "mm.yyyy"}
_MINUTES_A_DAY = 1440
_WIDEST = 48


def workbook(report: YearReport) -> bytes:
    """Return the workbook; identical reports give identical bytes."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, _OPTIONS)
    made = datetime(report.day.year, report.day.month, report.day.day)  # noqa: DTZ001 - the format knows no zone
    book.set_properties({"author": "Lotsenbuch", "title": f"Lotsenbuch {report.year}", "created": made})
    styles = {kind: book.add_format({"num_format": pattern}) for kind, pattern in _FORMATS.items()}
    styles["key"] = book.add_format({"font_color": "#555D61", "font_size": 8})
    styles["title"] = book.add_format({"bold": True, "bottom": 1, "bg_color": "#FAF8F3"})
    for table in tables(report):
        _write(book.add_worksheet(table.title[:31]), table, styles)
    book.close()
    return target.getvalue()


def _write(sheet: Any, table: Table, styles: dict[str, Any]) -> None:
    for at, column in enumerate(table.fields):
        sheet.write_string(0, at, column.key, styles["key"])
        sheet.write_string(1, at, column.title, styles["title"])
        sheet.set_column(at, at, _width(table, at))
        for row, values in enumerate(table.rows, FIRST_ROW):
            _write_value(sheet, row, at, values[at], column, styles)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.autofilter(1, 0, max(len(table.rows) + 1, FIRST_ROW), len(table.fields) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)


def _write_value(sheet: Any, row: int, at: int, value: Value, column: Field, styles: dict[str, Any]) -> None:
    style = styles.get(column.kind)
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, at, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, at, value, style)
    elif column.kind == "hours":
        sheet.write_number(row, at, value / _MINUTES_A_DAY, style)
    elif column.kind == "euros":
        sheet.write_number(row, at, value / 100, style)
    else:
        sheet.write_number(row, at, value, style)


def _width(table: Table, at: int) -> int:
    cells = [table.fields[at].title, table.fields[at].key]
    cells += [value for row in table.rows if isinstance(value := row[at], str)]
    return min(_WIDEST, max(len(cell) for cell in cells) + 2)
