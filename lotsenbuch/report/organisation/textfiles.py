"""Text files of the year: CSV as German spreadsheet programs read it, and canonical JSON for programs."""

import csv
import dataclasses
import json
from datetime import date
from io import StringIO
from typing import Any

from lotsenbuch.report.organisation.tables import Field, Table, Value
from lotsenbuch.traeger.yearreport import YearReport

JSON_TYPE = "lotsenbuch/year-report"
JSON_VERSION = 1

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """Return ``text`` so that no spreadsheet program runs it: an apostrophe before what begins a formula.

    White space in front does not help an attacker, and full-width forms count as well (OWASP, CSV injection).
    """
    bare = text.lstrip(" \u00a0\u3000")
    return f"'{text}" if bare.startswith(_DANGEROUS) else text


def csv_file(table: Table) -> bytes:
    """Return ``table`` as CSV: semicolons, decimal commas, CRLF, UTF-8 with a byte order mark.

    The first row holds the fixed keys, the second the readable titles.
    """
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.key for column in table.fields])
    writer.writerow([guarded(column.title) for column in table.fields])
    for row in table.rows:
        writer.writerow([_cell(value, column) for value, column in zip(row, table.fields, strict=True)])
    return target.getvalue().encode("utf-8-sig")


def _cell(value: Value, column: Field) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if column.kind == "hours":
        return _decimal(round(value * 100 / 60))
    return _decimal(value) if column.kind == "euros" else str(value)


def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100},{hundredths % 100:02d}"


def json_file(report: YearReport) -> bytes:
    """Return ``report`` as canonical JSON: sorted keys, no spaces, UTF-8, ISO dates, integers only."""
    content = {"type": JSON_TYPE, "version": JSON_VERSION, **dataclasses.asdict(report)}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_iso)
    return text.encode("utf-8")


def _iso(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")
