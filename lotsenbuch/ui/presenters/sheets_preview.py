"""The two parts of a sheet in words and numbers, decoded from the very bytes that would leave."""

from collections.abc import Iterable
from dataclasses import dataclass

from lotsenbuch.catalogue import ALL, REST, TreeNode
from lotsenbuch.i18n import _, ngettext
from lotsenbuch.report import names
from lotsenbuch.report.wording import day_of_month, euros, hours, month_name, whole
from lotsenbuch.sheet import reader
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.sheet.settlement import SettlementPart
from lotsenbuch.sheet.statistics import Block, Book, StatisticsPart, Table

_HEALTH_LINE = "wir_gesundheit"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a list: what it is, and its value; the strong ones are looked for first."""

    name: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class HoursView:
    """The settlement part: days, the month's sums, what is divided further, and a remark where one is due."""

    days: tuple[Fact, ...]
    sums: tuple[Fact, ...]
    parts: tuple[Fact, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """A printed number; ``merged`` ones are hatched."""

    name: str
    count: int
    merged: bool


@dataclass(frozen=True, slots=True)
class StackTable:
    """The table of one stack, as it stands in the file."""

    title: str
    rows: tuple[CountRow, ...]


@dataclass(frozen=True, slots=True)
class TableGroup:
    """All tables of one kind: their sum by group as bars, and the single stacks where there are several."""

    title: str
    total: str
    rows: tuple[CountRow, ...]
    stacks: tuple[StackTable, ...]


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """The statistics part: its tables by kind, or none; ``state`` and ``code`` are those of the part.

    ``carried`` are the books that stay, ``most`` is the longest bar.
    """

    state: str
    code: str
    k: int
    groups: tuple[TableGroup, ...]
    carried: tuple[str, ...]
    most: int


@dataclass(frozen=True, slots=True)
class SheetView:
    """What the Träger sees; ``statistics`` is ``None`` on a sheet without a Träger."""

    hours: HoursView
    statistics: StatisticsView | None


def view(sheet: Sheet) -> SheetView:
    """Return the sheet as the pilot reads it before she seals it."""
    statistics = reader.statistics(sheet)
    return SheetView(_hours(sheet, reader.settlement(sheet)), _statistics(statistics) if statistics else None)


def _hours(sheet: Sheet, part: SettlementPart) -> HoursView:
    month = month_name(sheet.period.start.month)
    days = tuple(Fact(day_of_month(day.date), hours(day.minutes)) for day in part.days)
    sums = (
        Fact(_("Stunden im {month}").format(month=month), hours(sum(day.minutes for day in part.days)), strong=True),
        Fact(_("Betrag"), euros(part.amount_cents), strong=True),
        Fact(_("Anzahl der Begleitungen"), whole(part.accompaniments)),
        Fact(_("Fahrt im ganzen Monat"), hours(part.minutes_by_class.travel)),
        Fact(_("Kilometer im ganzen Monat"), whole(part.distance_km)),
    )
    health = any(line.line == _HEALTH_LINE for line in part.lines)
    remark = _("Ein Einsatz in der Programmlinie Gesundheit zeigt, dass er ein Gesundheitseinsatz war.")
    return HoursView(days, sums, _parts(part), remark if health else "")


def _parts(part: SettlementPart) -> tuple[Fact, ...]:
    by_class = part.minutes_by_class
    classes = (
        (_("mit Klient*innen"), by_class.client_work),
        (_("Koordination"), by_class.coordination),
        (_("Team, Reflexion"), by_class.team),
        (_("Schulung"), by_class.training),
    )
    found = [Fact(name, hours(minutes)) for name, minutes in classes if minutes]
    for line in part.lines:
        name = _("{line}: anrechenbar").format(line=names.programme_line(line.line))
        found.append(Fact(name, hours(line.billable_minutes)))
    return tuple(found)


def _statistics(part: StatisticsPart) -> StatisticsView:
    groups = tuple(_group(book, kind, part) for book in part.books for kind in _kinds(book))
    carried = tuple(book.book for book in part.books if book.state == "carried_over")
    most = max((row.count for group in groups for row in group.rows), default=0)
    return StatisticsView(part.state, part.code or "", part.k, groups, carried, most)


def _kinds(book: Book) -> Iterable[str]:
    return dict.fromkeys(table.table for table in book.tables)


def _group(book: Book, kind: str, part: StatisticsPart) -> TableGroup:
    tables = [table for table in book.tables if table.table == kind]
    tree = names.tree(kind, part.tree_version, part.origin)
    title = names.table_title("language" if kind == "origin" and part.origin == "language" else kind)
    total = names.counted(kind, sum(table.total for table in tables))
    if kind == "origin" and book.persons is not None:
        persons = ngettext("{number} Person", "{number} Personen", book.persons).format(number=whole(book.persons))
        total = f"{total}, {persons}"
    if len(tables) == 1:
        return TableGroup(title, total, _rows(tables[0].blocks, tree), ())
    stacks = tuple(StackTable(_stack_title(table), _rows(table.blocks, tree)) for table in tables)
    return TableGroup(title, total, _summed(tables, tree), stacks)


def _stack_title(table: Table) -> str:
    return _("Stapel {number} ({total})").format(number=table.stack, total=whole(table.total))


def _rows(blocks: Iterable[Block], tree: TreeNode | None) -> tuple[CountRow, ...]:
    return tuple(
        CountRow(names.block(tree, block.code, block.codes), block.count, names.merged(tree, block.code, block.codes))
        for block in blocks
    )


def _summed(tables: Iterable[Table], tree: TreeNode | None) -> tuple[CountRow, ...]:
    """Add the stacks up by group; a table that names no group adds to "Übrige", for it may hold any of them."""
    sums: dict[str, int] = {}
    for table in tables:
        for block in table.blocks:
            group = names.group_of(tree, block.code, block.codes)
            group = REST if group == ALL else group
            sums[group] = sums.get(group, 0) + block.count
    ordered = sorted(sums, key=lambda group: (group == REST, -sums[group]))
    return tuple(CountRow(names.block(tree, group, ()), sums[group], group == REST) for group in ordered)
