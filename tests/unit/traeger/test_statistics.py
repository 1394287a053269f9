"""The team's statistics: exact where the sheets are, bounded where they merged, estimated in between."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotsenbuch import catalogue
from lotsenbuch.sheet.statistics import Block, Book, StatisticsPart, Table
from lotsenbuch.traeger.estimate import Merged, Printed, figures
from lotsenbuch.traeger.records import SUPERSEDED, StoredSheet
from lotsenbuch.traeger.statistics import statistics
from lotsenbuch.traeger.yearreport import TableCount
from tests.builders.sheets import DIGEST, a_statistics
from tests.builders.traeger import a_collection, a_pilot, a_stored_sheet, filled

DECEMBER = date(2026, 12, 1)
TREES = catalogue.trees(1)


def codes_of(table: str, group: str) -> tuple[str, ...]:
    return next(each.codes for each in TREES[table].children if each.code == group)


def a_table(*blocks: Block, table: str = "authority", number: int = 0) -> Table:
    return msgspec.convert(
        {
            "stack": 0,
            "number": number,
            "table": table,
            "total": sum(each.count for each in blocks),
            "blocks": [msgspec.to_builtins(each) for each in blocks],
        },
        Table,
    )


def a_closing(*tables: Table, until: date = date(2026, 12, 31), origin: str = "country") -> StatisticsPart:
    households = tables and tables[0].table in ("origin", "age", "gender")
    sizes = tuple(each.total for each in tables)
    book = Book(
        "households" if households else "accompaniments",
        "closed" if tables else "carried_over",
        until if tables else None,
        until if tables else None,
        sum(sizes),
        None,
        len(sizes),
        sizes,
        tables,
    )
    part = a_statistics(books=(book,), until=until, hash=DIGEST)
    return msgspec.structs.replace(part, origin=origin)


def a_closed_month(part: StatisticsPart, pilot: str = "L001", month: date = DECEMBER, **changes: Any) -> StoredSheet:
    return a_stored_sheet(str(changes), pilot=pilot, month=month, statistics=part, **changes)


WORK = Block("G_WORK", codes_of("authority", "G_WORK"), 12)
JOBC = Block("JOBC", ("JOBC",), 7)
WORK_REST = Block("rest", ("SOZ", "WOHN", "AGENT", "FAMK", "RENTE"), 6)
REST = Block("rest", codes_of("authority", "G_RESIDENCE") + codes_of("authority", "G_HEALTH"), 8)
ALL = Block("all", TREES["authority"].codes, 10)


def row(table: TableCount, code: str) -> tuple[int, int, int]:
    found = next(each for each in table.groups if each.code == code)
    return found.counted, found.low, found.high


def test_blocks_within_a_group_are_counted_for_it_and_merged_ones_bound_it() -> None:
    store = a_collection()
    filled(store, a_closed_month(a_closing(a_table(JOBC, WORK_REST, REST))))
    [table] = statistics(store, "2026").tables
    assert (table.table, table.total, table.counted) == ("authority", 21, 13)
    assert row(table, "G_WORK") == (13, 13, 13)
    assert row(table, "G_RESIDENCE") == (0, 0, 8)
    assert row(table, "G_FAMILY") == (0, 0, 0)
    assert sum(each.estimate for each in table.groups) == 21


def test_the_sheets_of_all_pilots_are_added() -> None:
    store = a_collection()
    filled(
        store,
        a_closed_month(a_closing(a_table(WORK))),
        a_closed_month(a_closing(a_table(ALL)), pilot="L002"),
        a_closed_month(a_closing(), pilot="L003"),
        pilots=tuple(a_pilot(code) for code in ("L001", "L002", "L003", "L004")),
    )
    found = statistics(store, "2026")
    assert (found.with_statistics, found.carried_over, found.not_handed_in, found.without) == (2, 1, 1, 2)
    [table] = found.tables
    assert (table.total, table.counted) == (22, 12)
    assert row(table, "G_WORK") == (12, 12, 22)


def test_only_closings_of_the_period_and_only_sheets_that_count() -> None:
    store = a_collection()
    september = a_closing(a_table(WORK, number=7), until=date(2026, 9, 30))
    filled(
        store,
        a_closed_month(september, month=date(2026, 9, 1)),
        a_closed_month(a_closing(a_table(ALL))),
        a_closed_month(a_closing(a_table(WORK, number=9)), state=SUPERSEDED),
    )
    totals = {text: [each.total for each in statistics(store, text).tables] for text in ("2026-Q3", "2026-12", "2026")}
    assert totals == {"2026-Q3": [12], "2026-12": [10], "2026": [22]}
    assert statistics(store, "2025").tables == ()


def test_a_table_that_an_earlier_month_printed_is_not_counted_twice() -> None:
    store = a_collection()
    september = a_closing(a_table(WORK), until=date(2026, 9, 30))
    filled(store, a_closed_month(a_closing(a_table(ALL))), a_closed_month(september, month=date(2026, 9, 1)))
    assert [each.total for each in statistics(store, "2026").tables] == [12]
    assert statistics(store, "2026-12").tables == ()


def test_origins_and_first_languages_are_tables_of_their_own() -> None:
    store = a_collection()
    africa = Block("G_L_AFRICA", codes_of("language", "G_L_AFRICA"), 11)
    syria = Block("SY", ("SY",), 9)
    filled(
        store,
        a_closed_month(a_closing(a_table(africa, table="origin"), origin="language")),
        a_closed_month(a_closing(a_table(syria, table="origin")), pilot="L002"),
    )
    origin, language = statistics(store, "2026").tables
    assert (origin.table, row(origin, "G_NEAR_EAST")) == ("origin", (9, 9, 9))
    assert (language.table, language.origin, row(language, "G_L_AFRICA")) == ("language", "language", (11, 11, 11))


def test_a_code_of_a_newer_catalogue_may_belong_to_any_group() -> None:
    store = a_collection()
    filled(store, a_closed_month(a_closing(a_table(WORK, Block("NEUES", ("NEUES",), 5)))))
    [table] = statistics(store, "2026").tables
    assert (table.total, table.counted, row(table, "G_WORK")) == (17, 12, (12, 12, 17))


def test_an_estimate_follows_the_team_where_a_pilot_merged_everything() -> None:
    team = [Printed({"A": 30, "B": 10}, ()) for _each in range(5)]
    found = figures("AB", [*team, Printed({}, (Merged(40, {"A": None, "B": None}),))])
    assert (found["A"].estimate, found["B"].estimate) == (180, 60)


def test_nobody_in_a_rest_gets_more_than_it_can_hold_before_all_have_it() -> None:
    team = [Printed({"A": 90, "B": 5, "C": 5}, ()) for _each in range(5)]
    found = figures("ABC", [*team, Printed({}, (Merged(12, {"A": 4, "B": 4, "C": 4}),))])
    assert [found[group].estimate for group in "ABC"] == [454, 29, 29]


blocks = st.builds(
    lambda count, groups, most: Merged(count, dict.fromkeys(sorted(groups), most)),
    st.integers(5, 60),
    st.sets(st.sampled_from("ABCD"), min_size=2),
    st.none() | st.integers(4, 8),
)
pilots = st.builds(
    Printed,
    st.dictionaries(st.sampled_from("ABCD"), st.integers(5, 40)),
    st.lists(blocks, max_size=3).map(tuple),
)


@given(st.lists(pilots, max_size=5))
def test_estimates_add_up_and_stay_within_what_is_certain(team: list[Printed]) -> None:
    found = figures("ABCD", team)
    total = sum(sum(each.certain.values()) + sum(block.count for block in each.merged) for each in team)
    assert sum(each.estimate for each in found.values()) == total
    assert all(each.low <= each.estimate <= each.high for each in found.values())


@pytest.mark.parametrize("name", TREES)
def test_every_group_is_covered_by_its_own_codes(name: str) -> None:
    if name == "language":
        return
    store = a_collection()
    group = TREES[name].children[0]
    filled(store, a_closed_month(a_closing(a_table(Block(group.code, group.codes, 9), table=name))))
    [table] = statistics(store, "2026").tables
    assert row(table, group.code) == (9, 9, 9)
