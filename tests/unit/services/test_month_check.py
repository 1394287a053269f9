"""Hints before sealing: what the kind of work needs, and what looks unusual, each told once."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.client import Client
from lotsenbuch.domain.engagement import Engagement, TraegerRef
from lotsenbuch.services import month_check
from lotsenbuch.services.month_check import Gap
from lotsenbuch.services.ports import Log
from tests.builders.memory_log import MemoryLog
from tests.builders.sheets import seeded

MONTH, TODAY = date(2026, 3, 1), date(2026, 3, 20)
TRAEGER = TraegerRef("MUSTER", "Musterträger e. V.", "0" * 32, b"", ())


def a_log(*activities: Activity, traeger: TraegerRef | None = TRAEGER) -> Log:
    log: Log = MemoryLog(seeded("month check"))
    with log.transaction():
        log.engagements.add(Engagement("e", "wir", traeger=traeger))
        for name in ("Amina", "Olena"):
            log.clients.add(Client(id=name, name=name))
        log.activities.add_many(activities)
    return log


def an_activity(id_: str, day: int, **changes: Any) -> Activity:
    whole = Activity(
        id_,
        "e",
        "accompaniment",
        date(2026, 3, day),
        60,
        authority_code="JOBC",
        topics=("SGB2",),
        client_ids=("Amina",),
    )
    return replace(whole, **changes)


def found(log: Log, code: str = "MUSTER") -> list[tuple[Gap, str]]:
    return [(hint.gap, hint.activity.id) for hint in month_check.hints(log, MONTH, code, TODAY)]


def test_a_complete_activity_has_no_hint() -> None:
    assert found(a_log(an_activity("a", 2))) == []


def test_what_the_statistics_need_is_asked_for() -> None:
    log = a_log(an_activity("a", 2, authority_code="", topics=(), client_ids=()))
    assert found(log) == [(Gap.AUTHORITY, "a"), (Gap.TOPIC, "a"), (Gap.PERSON, "a")]


def test_a_kind_without_cards_needs_none_of_it() -> None:
    assert found(a_log(an_activity("a", 2, kind="coordination", authority_code="", topics=(), client_ids=()))) == []


def test_without_a_traeger_nothing_is_asked_for_the_statistics() -> None:
    log = a_log(an_activity("a", 2, authority_code="", topics=(), client_ids=()), traeger=None)
    assert found(log, "") == []


def test_an_overlap_is_told_once_at_the_later_one() -> None:
    early = an_activity("z", 2, start=time(9), end=time(10))
    late = an_activity("a", 2, start=time(9, 30), end=time(10, 30))
    assert found(a_log(early, late)) == [(Gap.OVERLAP, "a")]


def test_a_long_day_is_told_once() -> None:
    parts = [an_activity(name, 2, minutes=240) for name in "abcd"]
    assert found(a_log(*parts)) == [(Gap.LONG_DAY, "d")]


def test_a_day_to_come_is_told() -> None:
    assert found(a_log(an_activity("a", 25))) == [(Gap.FUTURE, "a")]


def test_other_months_are_left_alone() -> None:
    february = replace(an_activity("a", 2, topics=()), day=date(2026, 2, 28))
    assert found(a_log(february)) == []


def test_two_cases_of_one_name_are_asked_about_when_one_was_met() -> None:
    log = a_log(an_activity("a", 2))
    with log.transaction():
        log.clients.add(Client(id="other", name="amina"))
        log.clients.add(Client(id="third", name="olena"))
    assert month_check.namesakes(log, MONTH, "MUSTER") == ("Amina",)
