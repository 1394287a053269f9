"""What a schema cannot say: that the parts of a sheet agree with one another.

A signed contradiction is refused like a forged file; nobody should have to guess which number counts.
"""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.sheet.settlement import SettlementPart
from lotsenbuch.sheet.statistics import FiledBook, FiledStatistics, FiledTable

# The release rule's floor in any version: fewer households than this are never behind a number.
_SMALLEST_K = 3
_TABLES = {"accompaniments": {"authority", "topic"}, "households": {"origin", "age", "gender"}}


def _require(holds: bool) -> None:
    if not holds:
        raise RefusedError("sheet_inconsistent")


def _distinct(values: Iterable[object]) -> bool:
    found = list(values)
    return len(set(found)) == len(found)


def check_sheet(sheet: Sheet) -> None:
    """Raise RefusedError("sheet_inconsistent") unless id, period and version of ``sheet`` agree.

    The period is a whole calendar month; the id is the pilot's code and that month; a first version
    replaces nothing. A later version without ``replaces`` is readable: the Träger holds it back.
    """
    start, end = sheet.period.start, sheet.period.end
    _require(start.day == 1 and (end + timedelta(days=1)).day == 1)
    _require((start.year, start.month) == (end.year, end.month))
    _require(sheet.sheet_id == f"{sheet.pilot.code}-{start:%Y-%m}")
    _require(sheet.sheet_version > 1 or sheet.replaces is None)
    _require(_distinct(sheet.recipients))
    _require(_distinct(answer.question for answer in sheet.answers))


def check_settlement(part: SettlementPart, sheet: Sheet) -> None:
    """Raise RefusedError("sheet_inconsistent") unless the sums agree and every day lies in the month."""
    days = [day.date for day in part.days]
    _require(all(earlier < later for earlier, later in pairwise(days)))
    _require(all(sheet.period.start <= day <= sheet.period.end for day in days))
    _require(all(day.minutes > 0 for day in part.days))
    classes = part.minutes_by_class
    # A day shows billable client work and coordination; the classes count all of it.
    _require(sum(day.minutes for day in part.days) <= classes.client_work + classes.coordination)
    _require(_distinct(line.line for line in part.lines))
    _require(sum(line.amount_cents for line in part.lines) == part.amount_cents)
    if sheet.nil:
        _require(not part.days and classes.total == 0 and part.accompaniments == 0)
        _require(part.distance_km == 0 and part.amount_cents == 0)


def check_statistics(part: FiledStatistics, sheet: Sheet) -> None:
    """Raise RefusedError("sheet_inconsistent") unless the printed tables are what the release rule can print.

    Every number stands for k or more households, every table is a partition, the closing lies in the month.
    """
    _require(part.k >= _SMALLEST_K)
    _require(_distinct(book.book for book in part.books))
    _require({table.book for table in part.tables} <= {book.book for book in part.books})
    _require(_distinct((table.table, table.number) for table in part.tables))
    if part.state == "closing":
        _require(part.until is not None and sheet.period.start <= part.until <= sheet.period.end)
    else:
        _require(not part.books)
    for book in part.books:
        _check_book(book, [table for table in part.tables if table.book == book.book], part)


def _check_book(book: FiledBook, tables: list[FiledTable], part: FiledStatistics) -> None:
    _require(book.stacks == len(book.sizes) and book.counted == sum(book.sizes))
    _require(book.start is None or book.until is None or book.start <= book.until)
    if book.state == "carried_over":
        _require(not tables and not book.sizes and book.persons is None)
        return
    _require(part.hash is not None and book.until == part.until)
    totals = tuple(table.total for table in tables)
    if book.book == "households":
        _require(len(totals) == len(_TABLES["households"]) and set(totals) == {book.counted})
        _require(book.persons is not None and book.persons >= book.counted)
    else:
        _require(bool(totals) and totals == book.sizes and book.persons is None)
    for table in tables:
        _check_table(table, part.k)


def _check_table(table: FiledTable, k: int) -> None:
    _require(table.table in _TABLES[table.book])
    _require(bool(table.blocks) and sum(block.count for block in table.blocks) == table.total)
    _require(all(block.count >= k for block in table.blocks))
    _require(_distinct(code for block in table.blocks for code in block.codes))
