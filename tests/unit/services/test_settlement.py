"""The hours part: examples worked out by hand, and that no client can ever change a byte of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotsenbuch import programme
from lotsenbuch.domain.activity import Activity
from lotsenbuch.services.settlement import hours_items, settle
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.settlement import ClassMinutes, Day, LineSum, SettlementPart
from tests.builders.log import an_activity, an_engagement

ENGAGEMENTS = [
    an_engagement("wir"),
    an_engagement("health", line="wir_gesundheit"),
    an_engagement("lay", line="laiendolmetschen"),
    an_engagement("none", line="from_tomorrow"),
]
ROUNDED = """
line = 'wir'
de = 'Nach Viertelstunden'
en = 'Quarters'

[[rules]]
valid_from = 2026-01-01
rate_model = 'hour'
rate_cents = 500
billable_kinds = ['accompaniment']
rounding_step = 15
rounding_scope = 'SCOPE'
part_year = 'full'
confidence = 'H'
"""


def work(word: str, engagement: int = 0, **changes: Any) -> Activity:
    plain = {"start": None, "end": None} | changes
    return an_activity(word, engagement_id=ENGAGEMENTS[engagement].id, **plain)


def settled(*activities: Activity, override: str | None = None) -> SettlementPart:
    book = programme.book([override] if override else [])
    return settle(hours_items(activities, ENGAGEMENTS), book)


def test_five_euros_an_hour_rounded_once_for_the_month() -> None:
    part = settled(
        work("a", minutes=50),
        work("b", day=date(2026, 3, 12), minutes=47, travel_minutes=30, distance_m=7_400),
        work("c", day=date(2026, 3, 12), minutes=10, kind="coordination", distance_m=100),
    )
    # 107 minutes at 500 cents an hour: 891.67 cents, half up 892; 7.5 km, half up 8.
    assert part == SettlementPart(
        days=(Day(date(2026, 3, 11), 50), Day(date(2026, 3, 12), 57)),
        minutes_by_class=ClassMinutes(client_work=97, coordination=10, travel=30),
        lines=(LineSum("wir", 137, 107, 2, 892),),
        distance_km=8,
        accompaniments=2,
        amount_cents=892,
    )


@pytest.mark.parametrize(("scope", "minutes"), [("assignment", 30 + 15 + 60), ("day", 30 + 60), ("month", 90)])
def test_rounding_belongs_to_the_programme(scope: str, minutes: int) -> None:
    part = settled(
        work("a", minutes=20),
        work("b", minutes=5),
        work("c", day=date(2026, 3, 20), minutes=51),
        override=ROUNDED.replace("SCOPE", scope),
    )
    # 20 and 5 on one day, 51 on another: up to quarters by assignment, by day, and over the 76 of the month.
    assert part.lines[0].billable_minutes == minutes
    assert part.amount_cents == round(minutes * 500 / 60)
    assert [day.minutes for day in part.days] == [25, 51]


def test_lay_interpreting_is_paid_by_the_assignment() -> None:
    part = settled(
        work("a", 2, kind="interpreting", minutes=15),
        work("b", 2, kind="interpreting", minutes=240, travel_minutes=60),
        work("c", 2, kind="interpreting", billable=False),
        work("d", 2, kind="team"),
    )
    assert part.lines == (LineSum("laiendolmetschen", 15 + 300 + 90 + 90, 255, 2, 4000),)
    # The third is an accompaniment, only not a paid one.
    assert (part.accompaniments, part.amount_cents) == (3, 4000)


def test_without_a_rule_hours_count_and_money_does_not() -> None:
    part = settled(work("a", 3, minutes=75))
    assert part.lines == (LineSum("from_tomorrow", 75, 0, 0, 0),)
    assert (part.minutes_by_class.client_work, part.days, part.amount_cents) == (75, (), 0)


def test_lines_are_paid_each_by_its_own_rule() -> None:
    part = settled(work("a", 0, minutes=61), work("b", 1, minutes=61), work("c", 2, kind="interpreting"))
    # 61 minutes: 508.33 cents, each line rounded by itself.
    assert [(line.line, line.amount_cents) for line in part.lines] == [
        ("laiendolmetschen", 2000),
        ("wir", 508),
        ("wir_gesundheit", 508),
    ]
    assert part.amount_cents == 3016


@pytest.mark.parametrize("kind", ["team", "reflection", "training", "preparation"])
def test_a_day_never_holds_travel_team_or_training(kind: str) -> None:
    part = settled(work("a", minutes=30, travel_minutes=45), work("b", kind=kind, minutes=200))
    assert part.days == (Day(date(2026, 3, 11), 30),)
    assert part.minutes_by_class.total == 275


def test_groups_and_no_shows_are_hours_but_no_accompaniments() -> None:
    part = settled(work("a", kind="group"), work("b", kind="no_show"), work("c", kind="advice"))
    assert (part.accompaniments, part.days) == (1, (Day(date(2026, 3, 11), 270),))


words = st.text(max_size=8)
clients = st.lists(st.sampled_from("abcdef"), unique=True, max_size=4).map(tuple)
about = st.fixed_dictionaries(
    {
        "client_ids": clients,
        "topics": st.lists(st.sampled_from(["BRIEFE", "KITA", "NEW"]), unique=True).map(tuple),
        "authority_code": st.sampled_from(["", "JOBC", "ARZT", "GER"]),
        "authority_word": words,
        "referral": words,
        "note": words,
    }
)
kinds = st.sampled_from(["accompaniment", "interpreting", "coordination", "team", "no_show", "group", "newer"])
pieces = st.builds(
    lambda number, **changes: work(f"{number}", **changes),
    st.integers(0, 10**9),
    engagement=st.integers(0, 3),
    kind=kinds,
    minutes=st.integers(1, 600),
    travel_minutes=st.integers(0, 90),
    distance_m=st.integers(0, 40_000),
    billable=st.booleans(),
    day=st.dates(date(2026, 3, 1), date(2026, 3, 31)),
)


@given(st.lists(st.tuples(pieces, about, about), max_size=12, unique_by=lambda each: each[0].id), st.randoms())
def test_hours_independent_of_clients(drawn: list[tuple[Activity, Any, Any]], shuffle: Any) -> None:
    one = [replace(piece, **first) for piece, first, _second in drawn]
    other = [replace(piece, **second) for piece, _first, second in drawn]
    shuffle.shuffle(other)
    assert canonical.encode(settled(*one)) == canonical.encode(settled(*other))
