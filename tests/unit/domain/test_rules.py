"""What is refused, and what only brings a hint."""

from datetime import date, time
from typing import Any

import pytest

from lotsenbuch import messages, programme
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.rules import Hint, check, check_minutes, hints
from lotsenbuch.errors import ExpectedError
from tests.builders.domain import WEDNESDAY, an_activity, an_engagement

BOOK = programme.book()
TODAY = date(2026, 3, 12)


def told(activity: Activity, *others: Activity, line: str = "wir") -> list[str]:
    engagement = an_engagement(line=line)
    return [hint.code for hint in hints(activity, others, engagement, BOOK, TODAY)]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"minutes": 0}, "activity_minutes_zero"),
        ({"minutes": -1}, "activity_minutes_negative"),
        ({"minutes": 1441}, "activity_minutes_long"),
        ({"start": time(9)}, "activity_times"),
        ({"end": time(9)}, "activity_times"),
        ({"start": time(9), "end": time(11)}, "activity_times"),
        ({"travel_minutes": -1}, "activity_travel"),
        ({"travel_minutes": 1441}, "activity_travel"),
        ({"waiting_minutes": 61}, "activity_waiting"),
        ({"waiting_minutes": -1}, "activity_waiting"),
        ({"distance_m": -1}, "activity_distance"),
        ({"distance_m": 2_000_001}, "activity_distance"),
        ({"kind": ""}, "activity_kind_unknown"),
        ({"note": "x" * 20_001}, "activity_note_long"),
        ({"client_ids": ("c1", "c1")}, "activity_clients_many"),
        ({"day": date(1999, 12, 31)}, "activity_year"),
    ],
)
def test_what_cannot_be_true_is_refused_with_a_sentence(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(ExpectedError) as failure:
        check(an_activity(**changes))
    assert failure.value.code == code
    assert code in messages.codes()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"minutes": 1440},
        {"minutes": 1440, "start": time(8), "end": time(8)},
        {"minutes": 120, "start": time(23), "end": time(1)},
        {"minutes": 120, "start": time(1), "end": time(4), "day": date(2026, 3, 29)},
        {"kind": "from_tomorrow"},
        {"waiting_minutes": 60},
    ],
)
def test_what_can_be_true_is_accepted(changes: dict[str, Any]) -> None:
    check(an_activity(**changes))


def test_minutes_alone_are_checked_for_appointments() -> None:
    check_minutes(1)
    with pytest.raises(ExpectedError):
        check_minutes(0)


def test_an_ordinary_activity_brings_no_hint() -> None:
    assert told(an_activity()) == []


def test_a_future_day_and_a_sunday_bring_hints() -> None:
    assert told(an_activity(day=date(2026, 3, 13))) == ["hint_future"]
    assert told(an_activity(day=date(2026, 3, 8))) == ["hint_sunday"]
    assert told(an_activity(day=TODAY)) == []


def test_more_than_ten_hours_on_one_day_bring_a_hint() -> None:
    other = an_activity(id="a2", minutes=540)
    assert told(an_activity(), other) == []
    assert told(an_activity(minutes=61), other) == ["hint_long_day"]
    assert told(an_activity(minutes=61), an_activity(id="a2", minutes=540, day=date(2026, 3, 10))) == []


@pytest.mark.parametrize(
    ("day", "start", "end", "overlaps"),
    [
        (WEDNESDAY, time(9, 30), time(10, 30), True),
        (WEDNESDAY, time(10), time(11), False),
        (WEDNESDAY, time(8), time(9), False),
        (WEDNESDAY, time(8), time(12), True),
        (date(2026, 3, 10), time(22), time(9, 30), True),
        (date(2026, 3, 10), time(9), time(10), False),
    ],
)
def test_two_activities_at_one_time_bring_a_hint(day: date, start: time, end: time, overlaps: bool) -> None:
    length = (end.hour - start.hour) % 24 * 60 + end.minute - start.minute
    other = an_activity(id="a2", day=day, start=start, end=end, minutes=length)
    found = told(an_activity(start=time(9), end=time(10)), other)
    assert ("hint_overlap" in found) == overlaps


def test_an_activity_without_times_overlaps_nothing() -> None:
    assert told(an_activity(), an_activity(id="a2", start=time(9), end=time(10))) == []


def test_an_excluded_authority_brings_a_hint_in_its_programme_only() -> None:
    visit = an_activity(kind="interpreting", authority_code="JOBC")
    assert told(visit, line="laiendolmetschen") == ["hint_excluded_authority"]
    assert told(visit) == []


def test_the_cap_of_the_year_brings_a_hint_once_it_is_passed() -> None:
    days = [an_activity(id=str(number), day=date(2026, 1, 1), minutes=1440) for number in range(11)]
    rest = an_activity(id="rest", day=date(2026, 1, 2), minutes=276 * 60 - 11 * 1440 - 60)
    assert told(an_activity(), *days, rest) == []
    assert told(an_activity(minutes=61), *days, rest) == ["hint_cap"]
    assert told(an_activity(minutes=61, billable=False), *days, rest) == []
    assert told(an_activity(minutes=61, kind="team"), *days, rest) == []


def test_the_sixth_lay_interpreting_assignment_of_a_client_brings_a_hint() -> None:
    before = [
        an_activity(id=str(number), kind="interpreting", day=date(2026, 2, number + 1), client_ids=("c1",))
        for number in range(5)
    ]
    sixth = an_activity(kind="interpreting", client_ids=("c1", "c2"))
    assert told(sixth, *before[:4], line="laiendolmetschen") == []
    assert told(sixth, *before, line="laiendolmetschen") == ["hint_many_assignments"]
    assert told(an_activity(client_ids=("c2",)), *before, line="laiendolmetschen") == []
    assert told(an_activity(client_ids=("c1",), billable=False), *before, line="laiendolmetschen") == []


def test_a_day_without_programme_data_says_so() -> None:
    assert told(an_activity(day=date(2010, 1, 5))) == ["programme_no_rule"]


def test_every_hint_has_a_sentence_that_its_parameters_fill() -> None:
    days = [an_activity(id=str(number), day=date(2026, 1, 4), minutes=1440) for number in range(12)]
    all_of_them: list[Hint] = []
    cases: list[tuple[str, dict[str, Any]]] = [
        ("wir", {"day": date(2026, 3, 15), "start": time(9), "end": time(10)}),
        ("wir", {"day": date(2026, 1, 4)}),
        ("laiendolmetschen", {"authority_code": "POL"}),
        ("wir", {"day": date(2010, 1, 5)}),
    ]
    for line, changes in cases:
        other = an_activity(id="other", day=date(2026, 3, 15), start=time(9), end=time(10))
        engagement = an_engagement(line=line)
        all_of_them += hints(an_activity(**changes), [*days, other], engagement, BOOK, TODAY)
    assert len({hint.code for hint in all_of_them}) >= 6
    for hint in all_of_them:
        assert "{" not in messages.sentence_for(hint.code, **hint.params)
        assert hint.code in messages.codes()
