"""Recording, editing, deleting, restoring: what is refused, what is undone, what is only hinted at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from lotsenbuch import messages
from lotsenbuch.clock import BERLIN
from lotsenbuch.domain.activity import Activity
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import activities
from lotsenbuch.services.records import ActivityQuery
from tests.builders.desks import BOOK, TODAY, a_joined_log, an_own_log, clients, issue, record
from tests.builders.log import a_random, an_activity, an_id
from tests.builders.memory_log import MemoryLog

NOW = datetime(2026, 3, 20, 9, tzinfo=BERLIN)


@pytest.fixture
def log() -> MemoryLog:
    return an_own_log()


def own(log: MemoryLog) -> str:
    return log.engagements.all()[0].id


def everything(log: MemoryLog) -> list[Activity]:
    rows = activities.rows(log, ActivityQuery()) + activities.rows(log, ActivityQuery(deleted=True))
    return [row.activity for row in rows]


def told(saved: activities.Saved) -> list[str]:
    return [hint.code for hint in saved.hints]


def test_a_new_activity_is_open_whatever_it_claims(log: MemoryLog) -> None:
    claimed = an_activity("", engagement_id=own(log), sealed_in="L017-2026-03", deleted_at=NOW)
    saved = activities.record(log, replace(claimed, id=""), BOOK, TODAY, a_random()).activity
    assert (saved.state, len(saved.id)) == ("open", 32)
    assert log.activities.get(saved.id) == saved


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"minutes": 0, "start": None, "end": None}, "activity_minutes_zero"),
    ({"minutes": -5, "start": None, "end": None}, "activity_minutes_negative"),
    ({"minutes": 1441, "start": None, "end": None}, "activity_minutes_long"),
    ({"end": time(11)}, "activity_times"),
    ({"waiting_minutes": 91}, "activity_waiting"),
    ({"client_ids": ("no",)}, "client_unknown"),
    ({"authority_id": "no"}, "authority_unknown"),
    ({"engagement_id": "no"}, "engagement_unknown"),
    ({"kind": "dancing"}, "code_unknown"),
    ({"authority_code": "NOWHERE"}, "code_unknown"),
    ({"topics": ("BRIEFE", "NOTHING")}, "code_unknown"),
    ({"referral": "NOBODY"}, "code_unknown"),
]


@pytest.mark.parametrize(("changes", "code"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_saved(log: MemoryLog, changes: dict[str, Any], code: str) -> None:
    kept = record(log)
    broken = replace(kept, **changes)
    calls: list[Callable[[], object]] = [
        lambda: activities.record(log, replace(broken, id=an_id("new")), BOOK, TODAY, a_random()),
        lambda: activities.edit(log, broken, BOOK, TODAY),
    ]
    for call in calls:
        with pytest.raises(ExpectedError) as failure:
            call()
        assert failure.value.code == code
        assert code in messages.codes()
        assert everything(log) == [kept]


def test_work_outside_the_engagement_is_refused() -> None:
    log = a_joined_log()
    muster = log.engagements.all()[1]
    with pytest.raises(ExpectedError) as failure:
        record(log, day=date(2024, 12, 31), engagement_id=muster.id)
    assert failure.value.code == "activity_outside_engagement"


def test_a_code_of_a_newer_version_stays_but_no_new_one_comes(log: MemoryLog) -> None:
    newer = an_activity(engagement_id=own(log), authority_code="NEWER", topics=("NEWER_TOPIC",))
    with log.transaction():
        log.activities.add(newer)
    changed = activities.edit(log, replace(newer, note="geändert"), BOOK, TODAY).activity
    assert changed.authority_code == "NEWER"
    with pytest.raises(ExpectedError):
        activities.edit(log, replace(newer, referral="NEWER"), BOOK, TODAY)


def test_the_bin_keeps_for_thirty_days(log: MemoryLog) -> None:
    activity = record(log)
    assert activities.delete(log, activity.id, NOW) == activity
    activities.delete(log, activity.id, NOW + timedelta(days=9))
    assert log.activities.get(activity.id).deleted_at == NOW
    with pytest.raises(ExpectedError) as failure:
        activities.edit(log, activity, BOOK, TODAY)
    assert failure.value.code == "activity_deleted"
    assert activities.empty_old_bin(log, NOW + timedelta(days=30)) == 0
    assert activities.empty_old_bin(log, NOW + timedelta(days=30, seconds=1)) == 1
    assert everything(log) == []


def test_restoring_and_undoing_give_back_what_was(log: MemoryLog) -> None:
    activity = record(log, note="Brief")
    activities.delete(log, activity.id, NOW)
    assert activities.restore(log, activity.id) == activity == activities.restore(log, activity.id)
    activities.edit(log, replace(activity, note="anders", minutes=60, end=time(10)), BOOK, TODAY)
    activities.put_back(log, activity)
    assert log.activities.get(activity.id) == activity


def test_a_copy_has_no_note_and_is_open() -> None:
    log = a_joined_log()
    activity = record(log, note="Brief", client_ids=tuple(clients(log, 1)))
    issue(log)
    copy = activities.duplicate(log, activity.id, date(2026, 3, 20), a_random("copy"))
    assert (copy.day, copy.note, copy.state, copy.client_ids) == (date(2026, 3, 20), "", "open", activity.client_ids)


def test_hints_look_at_the_days_around_and_at_the_sums_of_the_year(log: MemoryLog) -> None:
    record(log, "a", day=date(2026, 3, 10), minutes=180, start=time(23), end=time(2))
    over = an_activity("b", engagement_id=own(log), start=time(1), end=time(3), minutes=120)
    assert told(activities.record(log, over, BOOK, TODAY, a_random())) == ["hint_overlap"]
    for number in range(12):
        record(log, f"long {number}", day=date(2026, 1, 5 + number), minutes=1320, start=None, end=None)
    # 180 + 120 + 12 * 1320 = 16,140 of 16,560 minutes.
    full = an_activity("c", engagement_id=own(log), day=date(2026, 6, 3), minutes=420, start=None, end=None)
    assert told(activities.record(log, full, BOOK, TODAY, a_random())) == []
    assert told(activities.edit(log, replace(full, minutes=421), BOOK, TODAY)) == ["hint_cap"]


def test_a_sixth_assignment_of_one_client_is_hinted_at(log: MemoryLog) -> None:
    with log.transaction():
        log.engagements.replace(replace(log.engagements.all()[0], line="laiendolmetschen"))
    (household,) = clients(log, 1)
    for number in range(5):
        record(log, f"{number}", day=date(2026, 2, 2 + number), client_ids=(household,), authority_code="SCHULE")
    sixth = an_activity("six", engagement_id=own(log), client_ids=(household,), authority_code="SCHULE")
    assert told(activities.record(log, sixth, BOOK, TODAY, a_random())) == ["hint_many_assignments"]
    assert told(activities.edit(log, replace(sixth, billable=False), BOOK, TODAY)) == []


def test_a_sealed_month_is_hinted_at() -> None:
    log = a_joined_log()
    muster = record(log).engagement_id
    issue(log)
    late = an_activity("late", engagement_id=muster, day=date(2026, 3, 12))
    assert told(activities.record(log, late, BOOK, TODAY, a_random())) == ["month_sealed"]
    other = an_activity("other", engagement_id=log.engagements.all()[0].id, day=date(2026, 3, 13))
    assert told(activities.record(log, other, BOOK, TODAY, a_random())) == []
