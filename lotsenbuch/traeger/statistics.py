"""The team's statistics: the released tables of all pilots added up, by the day of closing.

There is no way to ask for some of the pilots: with the same figures for all but one, that one could be
subtracted. Three things that look alike have words of their own: what a sheet merged ("Übrige"), what a pilot
carried over because there was not enough, and what was not handed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from lotsenbuch import catalogue
from lotsenbuch.catalogue import TreeNode
from lotsenbuch.sheet.statistics import Block, FiledStatistics, FiledTable
from lotsenbuch.traeger import contents, period
from lotsenbuch.traeger.contents import Closing
from lotsenbuch.traeger.estimate import Merged, Printed, figures
from lotsenbuch.traeger.period import Span
from lotsenbuch.traeger.ports import Collection
from lotsenbuch.traeger.yearreport import GroupCount, TableCount

TABLES = ("authority", "topic", "origin", "language", "age", "gender")
"""In this order; ``language`` is the table of origins of a pilot whose policy counts first languages."""

TREE_VERSION = 1
_EVER = period.span("2000").first


@dataclass(frozen=True, slots=True)
class TeamStatistics:
    """The tables of a period that anybody released, and how the pilots stand.

    ``with_statistics`` released at least one table in the period, ``carried_over`` closed without having
    enough, ``not_handed_in`` are the other pilots in service.
    """

    period: str
    tables: tuple[TableCount, ...]
    with_statistics: int
    carried_over: int
    not_handed_in: int

    @property
    def without(self) -> int:
        """Pilots in service without a table in the period."""
        return self.carried_over + self.not_handed_in


def statistics(collection: Collection, text: str) -> TeamStatistics:
    """Return the statistics of ``2025``, ``2025-Q4`` or ``2025-12``. Raises ``period_unreadable``."""
    span = period.span(text)
    sheets = collection.sheets.counting_between(_EVER, span.last)
    closed = [each for each in contents.closings(sheets) if each.month >= span.first]
    with_tables = {each.pilot_code for each in closed if each.part.tables}
    carried = {each.pilot_code for each in closed} - with_tables
    return TeamStatistics(
        period=span.name,
        tables=_tables(closed),
        with_statistics=len(with_tables),
        carried_over=len(carried),
        not_handed_in=len(_in_service(collection, span) - with_tables - carried),
    )


def _in_service(collection: Collection, span: Span) -> set[str]:
    return {each.code for each in collection.pilots.all() if each.joined and each.serves(span.first, span.last)}


def _tables(closed: Iterable[Closing]) -> tuple[TableCount, ...]:
    found: dict[str, dict[str, list[tuple[FiledTable, int]]]] = {}
    for closing in closed:
        for table in closing.part.tables:
            pilots = found.setdefault(_name(table, closing.part), {})
            pilots.setdefault(closing.pilot_code, []).append((table, closing.part.k))
    return tuple(_table(name, found[name]) for name in TABLES if name in found)


def _name(table: FiledTable, part: FiledStatistics) -> str:
    return "language" if table.table == "origin" and part.origin == "language" else table.table


def _table(name: str, pilots: dict[str, list[tuple[FiledTable, int]]]) -> TableCount:
    groups = catalogue.trees(TREE_VERSION)[name].children
    printed = [_printed(tables, groups) for tables in pilots.values()]
    counted = {group.code: sum(each.certain.get(group.code, 0) for each in printed) for group in groups}
    found = figures([group.code for group in groups], printed)
    return TableCount(
        table=name,
        total=sum(table.total for tables in pilots.values() for table, _k in tables),
        counted=sum(counted.values()),
        groups=tuple(
            GroupCount(code, counted[code], found[code].estimate, found[code].low, found[code].high) for code in counted
        ),
        origin="language" if name == "language" else "country",
    )


def _printed(tables: list[tuple[FiledTable, int]], groups: tuple[TreeNode, ...]) -> Printed:
    certain: dict[str, int] = {}
    merged = []
    for table, k in tables:
        for block in table.blocks:
            covered = _covered(block, groups, k - 1)
            if len(covered) == 1:
                (group,) = covered
                certain[group] = certain.get(group, 0) + block.count
            else:
                merged.append(Merged(block.count, covered))
    return Printed(certain, tuple(merged))


def _covered(block: Block, groups: tuple[TreeNode, ...], threshold: int) -> dict[str, int | None]:
    """Return the groups that a block may be about, each with the most it holds without being the cover.

    A group that was merged as a whole holds at most ``threshold``; single codes of a group that was
    dissolved hold that much each. A code that this program does not know may belong to any group.
    """
    named = set(block.codes)
    known = {group.code: named & set(group.codes) for group in groups}
    unknown = named - {code for codes in known.values() for code in codes}
    if unknown or not named:
        return {group.code: None for group in groups}
    if block.code == catalogue.ALL:
        return {group.code: None for group in groups if known[group.code]}
    sizes = {group.code: 1 if known[group.code] == set(group.codes) else len(known[group.code]) for group in groups}
    return {group.code: threshold * sizes[group.code] for group in groups if known[group.code]}
