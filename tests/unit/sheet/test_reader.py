"""Reading payloads: one reader a version, and no sheet that contradicts itself."""

import json
from datetime import date
from typing import Any

import msgspec
import pytest

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import canonical, opening, reader, strict
from lotsenbuch.sheet.model import Answer, Period, Sheet
from lotsenbuch.sheet.settlement import ClassMinutes, Day, SettlementPart
from lotsenbuch.sheet.statistics import Block, Book, StatisticsPart, Table
from tests.builders.sheets import DIGEST, PILOT_KEY, a_book, a_settlement, a_sheet, a_statistics


def respelled(**changes: Any) -> bytes:
    plain = msgspec.to_builtins(a_sheet()) | changes
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_a_written_sheet_is_read_back() -> None:
    sheet = a_sheet(answers=(Answer("F-1", "stays"),), replaces=DIGEST, sheet_version=2)
    assert reader.read(canonical.encode(sheet)) == sheet
    assert reader.settlement(sheet) == a_settlement()
    assert reader.statistics(sheet) == a_statistics()
    assert reader.statistics(a_sheet(statistics=None)) is None


def test_the_parts_stay_within_the_nesting_limit_of_every_reader() -> None:
    text = reader.statistics_text(a_statistics())
    depth = max(
        text[:at].count("[") + text[:at].count("{") - text[:at].count("]") - text[:at].count("}")
        for at in range(len(text))
    )
    assert depth == strict.MAX_DEPTH


def test_the_settlement_knows_nothing_of_the_statistics() -> None:
    sheet = a_sheet()
    assert a_sheet(statistics=None).settlement == sheet.settlement
    assert a_sheet(settlement=a_settlement(distance_km=99)).statistics == sheet.statistics


def test_a_newer_version_is_named_as_such() -> None:
    with pytest.raises(RefusedError, match="sheet_newer"):
        reader.read(respelled(version=2, something_new=1))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"version": 0}, "sheet_schema"),
        ({"version": True}, "sheet_schema"),
        ({"version": "1"}, "sheet_schema"),
        ({"type": "lotsenbuch/invite"}, "sheet_not_one"),
        ({"note": "free text"}, "sheet_schema"),
        ({"nil": 0}, "sheet_schema"),
        ({"role": "boss"}, "sheet_schema"),
        ({"pilot": {"code": "L017", "name": "A" * 121}}, "sheet_schema"),
        ({"pilot": {"code": "L017/..", "name": "A"}}, "sheet_schema"),
        ({"recipients": [f"{number:032x}" for number in range(9)]}, "sheet_schema"),
        ({"answers": [{"question": "F-1", "code": "ich komme morgen"}]}, "sheet_schema"),
        ({"sheet_version": 0}, "sheet_schema"),
    ],
)
def test_another_shape_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        reader.read(respelled(**changes))


def test_a_missing_field_is_refused_even_if_the_code_has_a_default() -> None:
    plain = msgspec.to_builtins(a_sheet(answers=()))
    del plain["answers"]
    with pytest.raises(RefusedError, match="sheet_not_canonical"):
        reader.read(json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())


CONTRADICTIONS: list[Sheet] = [
    a_sheet(sheet_id="L018-2026-03"),
    a_sheet(sheet_id="L017-2026-04"),
    a_sheet(period=Period(date(2026, 3, 1), date(2026, 3, 30))),
    a_sheet(period=Period(date(2026, 3, 2), date(2026, 3, 31))),
    a_sheet(period=Period(date(2026, 3, 1), date(2026, 4, 30))),
    a_sheet(replaces=DIGEST),
    a_sheet(recipients=("0" * 32, "0" * 32)),
    a_sheet(answers=(Answer("F-1", "stays"), Answer("F-1", "call"))),
    a_sheet(nil=True),
]


def settlements() -> list[SettlementPart]:
    days = a_settlement().days
    return [
        a_settlement(days=days[::-1]),
        a_settlement(days=(days[0], days[0])),
        a_settlement(days=(Day(date(2026, 4, 1), 60),)),
        a_settlement(days=(Day(date(2026, 3, 1), 0),)),
        a_settlement(minutes_by_class=ClassMinutes(client_work=200)),
        a_settlement(amount_cents=12_001),
        a_settlement(lines=a_settlement().lines * 2, amount_cents=24_000),
    ]


def statistics() -> list[StatisticsPart]:
    (table,) = a_book().tables
    few = (Block("G_WORK", ("JOBC",), 9), Block("rest", ("AUSL",), 4))
    doubled = (Block("G_WORK", ("JOBC",), 7), Block("rest", ("JOBC",), 6))
    replace = msgspec.structs.replace

    def closing(**changes: Any) -> StatisticsPart:
        return a_statistics(books=(a_book(**changes),))

    return [
        a_statistics(k=2),
        a_statistics(until=None),
        a_statistics(until=date(2026, 4, 1)),
        a_statistics(hash=None),
        a_statistics(state="not_due"),
        a_statistics(books=(a_book(), a_book())),
        closing(counted=14),
        closing(stacks=2),
        closing(sizes=(), stacks=0, counted=0),
        closing(start=date(2026, 4, 1)),
        closing(until=date(2026, 3, 30)),
        closing(persons=30),
        closing(state="carried_over"),
        closing(tables=()),
        closing(tables=(replace(table, table="origin"),)),
        closing(tables=(replace(table, blocks=()),)),
        closing(tables=(replace(table, blocks=few),)),
        closing(tables=(table, replace(table, stack=2)), sizes=(13, 13), stacks=2, counted=26),
        closing(tables=(replace(table, blocks=doubled),)),
        closing(tables=(replace(table, blocks=table.blocks[:1]),)),
        a_statistics(books=(replace(a_book(), book="households"),)),
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        *CONTRADICTIONS,
        *(a_sheet(settlement=part) for part in settlements()),
        *(a_sheet(statistics=part) for part in statistics()),
    ],
)
def test_a_sheet_that_contradicts_itself_is_neither_read_nor_signed(sheet: Sheet) -> None:
    with pytest.raises(RefusedError, match="sheet_inconsistent"):
        reader.read(canonical.encode(sheet))
    with pytest.raises(RefusedError, match="sheet_inconsistent"):
        opening.sign_sheet(sheet, PILOT_KEY)


def test_a_table_without_its_book_is_refused() -> None:
    filed = msgspec.json.decode(reader.statistics_text(a_statistics()))
    filed["books"] = filed["books"][1:]
    text = json.dumps(filed, sort_keys=True, separators=(",", ":"))
    with pytest.raises(RefusedError, match="sheet_inconsistent"):
        reader.read(canonical.encode(a_sheet(statistics=text)))


def test_a_nil_month_at_the_end_of_a_quarter_still_carries_a_closing() -> None:
    nothing = SettlementPart((), ClassMinutes(), (), 0, 0, 0)
    sheet = a_sheet(nil=True, settlement=nothing)
    assert reader.read(canonical.encode(sheet)) == sheet


def test_a_closed_book_of_households_is_read() -> None:
    blocks = (Block("all", ("A0_17", "A18_26"), 11),)
    tables = tuple(Table(1, 1, name, 11, blocks) for name in ("origin", "age", "gender"))
    book = Book("households", "closed", date(2026, 1, 1), date(2026, 3, 31), 11, 31, 1, (11,), tables)
    part = a_statistics(books=(a_book(), book))
    assert reader.statistics(a_sheet(statistics=part)) == part
    for wrong in (msgspec.structs.replace(book, persons=None), msgspec.structs.replace(book, persons=10)):
        with pytest.raises(RefusedError, match="sheet_inconsistent"):
            reader.statistics(a_sheet(statistics=a_statistics(books=(wrong,))))


def test_a_later_version_that_names_no_predecessor_is_readable_so_that_it_can_be_held() -> None:
    sheet = a_sheet(sheet_version=2)
    assert reader.read(canonical.encode(sheet)) == sheet


@pytest.mark.parametrize("part", ["settlement", "statistics"])
def test_free_text_finds_no_place_in_either_part(part: str) -> None:
    plain = json.loads(getattr(a_sheet(), part)) | {"note": "invented"}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    with pytest.raises(RefusedError, match="sheet_schema"):
        reader.read(canonical.encode(a_sheet(**{part: text})))
