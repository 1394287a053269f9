"""What the Träger owes: each pilot's year with caps applied, and the team's pool of approved minutes.

The cap is the year's and counts by the day of work. A month that crosses it is paid up to the cap: by the
hour at the rule's rate, half up to the cent. What lies above is shown, never hidden.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from lotsenbuch import programme
from lotsenbuch.programme import ProgrammeBook, Rule
from lotsenbuch.programme.rule import HOUR
from lotsenbuch.sheet.settlement import LineSum
from lotsenbuch.traeger import contents, period
from lotsenbuch.traeger.ports import Collection
from lotsenbuch.traeger.records import Pilot, StoredSheet


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of one pilot in one programme line.

    ``minutes`` are all, travel included; ``billable_minutes`` what the programme counts, as the sheet says, of
    which ``over_cap_minutes`` are not paid; ``amount_cents`` is what is paid.
    """

    pilot_code: str
    month: date
    line: str
    sheet_version: int
    minutes: int
    billable_minutes: int
    over_cap_minutes: int
    assignments: int
    amount_cents: int


@dataclass(frozen=True, slots=True)
class PilotYear:
    """A pilot's year in one programme line; ``cap_minutes`` is ``None`` where there is no cap."""

    code: str
    name: str = field(repr=False)
    role: str
    line: str
    cap_minutes: int | None
    months: tuple[MonthLine, ...]

    @property
    def minutes(self) -> int:
        """All minutes of the line."""
        return sum(each.minutes for each in self.months)

    @property
    def billable_minutes(self) -> int:
        """Minutes that the programme counts, before the cap."""
        return sum(each.billable_minutes for each in self.months)

    @property
    def over_cap_minutes(self) -> int:
        """Minutes above the cap."""
        return sum(each.over_cap_minutes for each in self.months)

    @property
    def paid_minutes(self) -> int:
        """Minutes that the programme counts, up to the cap."""
        return self.billable_minutes - self.over_cap_minutes

    @property
    def amount_cents(self) -> int:
        """The sum of the months' amounts."""
        return sum(each.amount_cents for each in self.months)


@dataclass(frozen=True, slots=True)
class YearSettlement:
    """The year of all pilots: a row for each pilot and line, and the pool.

    ``approved_minutes`` is ``None`` where no grant was entered; ``used_minutes`` are those that are paid.
    """

    year: int
    rows: tuple[PilotYear, ...]
    approved_minutes: int | None

    @property
    def used_minutes(self) -> int:
        """Minutes taken from the pool."""
        return sum(row.paid_minutes for row in self.rows)

    def used_minutes_of(self, line: str) -> int:
        """Minutes taken from the pool of one programme line."""
        return sum(row.paid_minutes for row in self.rows if row.line == line)

    def by_pilot(self) -> list[tuple[PilotYear, ...]]:
        """Return each pilot's rows together."""
        return [tuple(rows) for _code, rows in groupby(self.rows, key=lambda row: row.code)]

    @property
    def total_cents(self) -> int:
        """What the whole team is paid."""
        return sum(row.amount_cents for row in self.rows)


def settle(collection: Collection, year: int) -> YearSettlement:
    """Return the settlement of a year from the sheets that count. Raises ``period_unreadable``."""
    span = period.year(year)
    sheets: dict[str, list[StoredSheet]] = {}
    for sheet in collection.sheets.counting_between(span.first, span.last):
        sheets.setdefault(sheet.pilot_code, []).append(sheet)
    pilots = [each for each in collection.pilots.all() if each.joined or each.code in sheets]
    rows = tuple(row for pilot in pilots for row in settled(pilot, year, sheets.get(pilot.code, [])))
    return YearSettlement(year, rows, collection.profile().approved(year))


def minutes_of(collection: Collection, first: date, last: date) -> int:
    """Return all minutes of all classes in the sheets that count, for the months that begin in between."""
    sheets = collection.sheets.counting_between(first, last)
    return sum(contents.settlement(sheet).minutes_by_class.total for sheet in sheets)


def settled(pilot: Pilot, year: int, sheets: Iterable[StoredSheet]) -> list[PilotYear]:
    """Return a pilot's year, a row for each line; one with nothing in it where she handed nothing in.

    ``sheets`` are her counting sheets of the year in the order of the months.
    """
    book = programme.book([pilot.programme] if pilot.programme else [])
    sums: dict[str, list[tuple[StoredSheet, LineSum]]] = {}
    for sheet in sheets:
        for each in contents.settlement(sheet).lines:
            sums.setdefault(each.line, []).append((sheet, each))
    lines = sorted(sums) or [pilot.line]
    return [_year(pilot, year, line, sums.get(line, []), book) for line in lines]


def _year(
    pilot: Pilot, year: int, line: str, sums: list[tuple[StoredSheet, LineSum]], book: ProgrammeBook
) -> PilotYear:
    used, months = 0, []
    for sheet, each in sums:
        rule = _rule(book, line, sheet.month)
        cap = _cap(rule, pilot, year)
        paid = each.billable_minutes if cap is None else min(each.billable_minutes, max(0, cap - used))
        used += paid
        months.append(_month(sheet, each, paid, rule))
    last = _rule(book, line, sums[-1][0].month if sums else date(year, 12, 1))
    return PilotYear(pilot.code, pilot.name, pilot.role, line, _cap(last, pilot, year), tuple(months))


def _month(sheet: StoredSheet, line: LineSum, paid: int, rule: Rule | None) -> MonthLine:
    return MonthLine(
        pilot_code=sheet.pilot_code,
        month=sheet.month,
        line=line.line,
        sheet_version=sheet.version,
        minutes=line.minutes,
        billable_minutes=line.billable_minutes,
        over_cap_minutes=line.billable_minutes - paid,
        assignments=line.assignments,
        amount_cents=_amount(line, paid, rule),
    )


def _rule(book: ProgrammeBook, line: str, month: date) -> Rule | None:
    """Return the rule of a month; where it changes within the month, the one it ends with."""
    return book.rule(line, period.last_of(month)) or book.rule(line, month)


def _cap(rule: Rule | None, pilot: Pilot, year: int) -> int | None:
    """Return the cap of the pilot's role; with ``dated`` it shrinks with the days of service, half up."""
    cap = rule.cap_minutes.get(pilot.role) if rule else None
    if cap is None or rule is None or rule.part_year != "dated":
        return cap
    first, last = date(year, 1, 1), date(year, 12, 31)
    served = (min(last, pilot.ends or last) - max(first, pilot.starts)).days + 1
    days = (last - first).days + 1
    return _half_up(cap * max(0, served), days)


def _amount(line: LineSum, paid: int, rule: Rule | None) -> int:
    """Return what a month is paid; one that the cap does not touch is paid as the sheet says."""
    if paid == line.billable_minutes:
        return line.amount_cents
    if rule is not None and rule.rate_model == HOUR:
        return _half_up(paid * rule.rate_cents, 60)
    return _half_up(line.amount_cents * paid, line.billable_minutes)


def _half_up(dividend: int, divisor: int) -> int:
    return (2 * dividend + divisor) // (2 * divisor)
