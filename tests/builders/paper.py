"""Sheets and years of invented people, ready to be put on paper."""

from datetime import date, timedelta
from typing import Any

import msgspec

from lotsenbuch.sheet.model import Period, PilotRef, Sheet, TraegerRef
from lotsenbuch.sheet.settlement import ClassMinutes, Day, LineSum, SettlementPart
from lotsenbuch.sheet.statistics import Block, Book, StatisticsPart, Table
from lotsenbuch.traeger.yearreport import (
    GroupCount,
    PilotMonth,
    PilotReturns,
    PilotSettlement,
    Pool,
    TableCount,
    YearReport,
)

LONG_NAME = "Maximiliane-Theodora Freifrau von Sonnenschein-Wiesengrund zu Hohenlichtenberg-Unterammergau"
TRAEGER = TraegerRef("MUSTER", "Zentrum Musterstadt e. V.", "0" * 32)


def a_sheet(**changes: Any) -> Sheet:
    """A sheet for March; its parts are not written into it."""
    sheet = Sheet(
        sheet_id="L017-2026-03",
        sheet_version=1,
        pilot=PilotRef("L017", "Selin Linde"),
        role="normal",
        period=Period(date(2026, 3, 1), date(2026, 3, 31)),
        nil=False,
        settlement="{}",
        traeger=TRAEGER,
    )
    return msgspec.structs.replace(sheet, **changes)


def a_settlement(days: int = 14) -> SettlementPart:
    """A month with work on its first ``days`` days."""
    worked = tuple(Day(date(2026, 3, 1) + timedelta(at), 60 + at * 37 % 180) for at in range(days))
    total = sum(day.minutes for day in worked)
    lines = (
        LineSum("wir", total - 60, total - 60, 12, (total - 60) * 500 // 60),
        LineSum("wir_gesundheit", 60, 60, 2, 500),
    )
    return SettlementPart(
        worked, ClassMinutes(total - 120, 120, 90, 0, 390), lines, 164, 14, sum(line.amount_cents for line in lines)
    )


NOTHING = SettlementPart((), ClassMinutes(), (), 0, 0, 0)

_AUTHORITY = (
    Block("JOBC", ("JOBC",), 8),
    Block("rest", ("SOZ", "WOHN", "AGENT", "FAMK", "RENTE"), 7),
    Block("G_HEALTH", ("ARZT", "KLINIK", "KK", "GESA"), 9),
    Block("rest", ("SCHULE", "KITA", "POST", "NONE"), 12),
)
_TOPIC = (Block("T_HEALTH", ("KRANKENV", "GESUND"), 17), Block("rest", ("MOBIL", "WOHNEN"), 19))


def a_statistics(stacks: int = 2, **changes: Any) -> StatisticsPart:
    """A closing with ``stacks`` stacks of accompaniments and the three tables of households."""
    tables = tuple(
        Table(at, at, "authority" if at % 2 == 0 else "topic", 36, _AUTHORITY if at % 2 == 0 else _TOPIC)
        for at in range(stacks)
    )
    visits = Book(
        "accompaniments",
        "closed",
        date(2026, 1, 2),
        date(2026, 3, 31),
        36 * stacks,
        None,
        stacks,
        (36,) * stacks,
        tables,
    )
    counted = (
        Table(0, 90, "origin", 28, (Block("G_NEAR_EAST", ("SY", "IQ"), 13), Block("rest", ("UA", "NONE"), 15))),
        Table(0, 91, "age", 28, (Block("A27_44", ("A27_44",), 22), Block("rest", ("A0_17", "NONE"), 6))),
        Table(0, 92, "gender", 28, (Block("W", ("W",), 13), Block("N_MDX", ("M", "D", "X", "NONE"), 15))),
    )
    households = Book("households", "closed", date(2026, 1, 2), date(2026, 3, 31), 28, 52, 1, (28,), counted)
    part = StatisticsPart(
        state="closing",
        rule="LB-2",
        tree_version=1,
        k=5,
        m_mid=8,
        m_end=4,
        smax=24,
        topics=True,
        origin="country",
        previous="a" * 64,
        hash="0123456789abcdef" * 4,
        until=date(2026, 3, 31),
        books=(visits, households),
    )
    return msgspec.structs.replace(part, **changes)


def a_year(*names: str) -> YearReport:
    """A year of two or more pilots, one of them with a missing month."""
    people = names or ("Jonas Kiesel", "Amal Birke")
    full = ("received", "nil", "corrected", *("received",) * 9)
    returns = tuple(
        PilotReturns(f"L{at:03d}", name, full if at > 1 else ("missing", *full[1:]))
        for at, name in enumerate(people, 1)
    )
    settled = tuple(
        PilotSettlement(f"L{at:03d}", name, "normal", "wir", 6005, 5990, 30 * (at - 1), 16560, 49917)
        for at, name in enumerate(people, 1)
    )
    months = tuple(
        PilotMonth(f"L{at:03d}", name, month, "wir", 1, 605, 590, 9, 4917, 11, 120, 40)
        for at, name in enumerate(people, 1)
        for month in range(1, 11)
    )
    groups = (GroupCount("G_WORK", 120, 150, 140, 163), GroupCount("G_HEALTH", 40, 66, 52, 80))
    return YearReport(
        traeger_code="MUSTER",
        traeger_name="Zentrum Musterstadt e. V.",
        year=2026,
        day=date(2027, 1, 15),
        returns=returns,
        settlement=settled,
        months=months,
        pool=Pool(16560, 11980),
        statistics=(TableCount("authority", 216, 160, groups),),
        pilots_with_statistics=1,
        pilots_without=1,
    )
