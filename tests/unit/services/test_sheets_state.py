"""The states of the months: changed exactly while the newest version holds something else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from lotsenbuch.clock import BERLIN
from lotsenbuch.domain.activity import Activity
from lotsenbuch.services import activities, sheets, sheets_state
from lotsenbuch.sheet.documents import Term
from tests.builders.desks import BOOK, MARCH, TODAY, a_joined_log, clients, issue, joined, record
from tests.builders.memory_log import MemoryLog

NOW = datetime(2026, 4, 20, 9, tzinfo=BERLIN)


@pytest.fixture
def log() -> MemoryLog:
    return a_joined_log()


def states(log: MemoryLog) -> dict[str, str]:
    """Return the states of the Träger's months by their number."""
    return {f"{each.month:%m}": each.state for each in sheets_state.months(log) if each.traeger_code}


def test_months_come_latest_first_with_what_is_logged(log: MemoryLog) -> None:
    record(log, "a")
    record(log, "b", day=date(2026, 5, 4), travel_minutes=20)
    record(log, "c", day=date(2026, 5, 5), engagement_id=log.engagements.all()[0].id)
    found = [(each.traeger_code, each.month, each.activities, each.minutes) for each in sheets_state.months(log)]
    assert found == [("MUSTER", date(2026, 5, 1), 1, 90), ("", date(2026, 5, 1), 1, 90), ("MUSTER", MARCH, 1, 90)]
    assert {each.state for each in sheets_state.months(log)} == {"open"}


def shorter(log: MemoryLog, activity: Activity) -> None:
    activities.edit(log, replace(activity, minutes=60, end=time(10)), BOOK, TODAY)


def moved(log: MemoryLog, activity: Activity) -> None:
    activities.edit(log, replace(activity, day=date(2026, 4, 2)), BOOK, TODAY)


def to_own(log: MemoryLog, activity: Activity) -> None:
    activities.edit(log, replace(activity, engagement_id=log.engagements.all()[0].id), BOOK, TODAY)


def unpaid(log: MemoryLog, activity: Activity) -> None:
    activities.edit(log, replace(activity, billable=False), BOOK, TODAY)


def thrown(log: MemoryLog, activity: Activity) -> None:
    activities.delete(log, activity.id, NOW)


@pytest.mark.parametrize("change", [shorter, moved, to_own, unpaid, thrown])
def test_a_change_shows_until_it_is_undone(log: MemoryLog, change: Callable[[MemoryLog, Activity], None]) -> None:
    record(log, "other")
    record(log)
    issue(log)
    activity = next(each for each in log.activities.between(MARCH, date(2026, 3, 31)))
    assert states(log)["03"] == "sealed"
    change(log, activity)
    assert states(log)["03"] == "changed"
    assert not sheets.draft(log, MARCH, TODAY, traeger_code="MUSTER").unchanged
    activities.put_back(log, activity)
    assert states(log)["03"] == "sealed"
    assert log.activities.get(activity.id) == activity


@pytest.mark.parametrize("change", [shorter, moved, to_own, unpaid, thrown])
def test_a_new_version_settles_it_and_an_old_undo_opens_it_again(
    log: MemoryLog, change: Callable[[MemoryLog, Activity], None]
) -> None:
    record(log, "other")
    record(log)
    issue(log)
    activity = next(each for each in log.activities.between(MARCH, date(2026, 3, 31)))
    change(log, activity)
    assert issue(log).version == 2
    assert states(log)["03"] == "sealed"
    activities.put_back(log, activity)
    assert states(log)["03"] == "changed"
    assert log.activities.get(activity.id).state == "open"
    assert issue(log).version == 3
    assert states(log)["03"] == "sealed"


def test_what_left_the_bin_for_good_is_still_missing(log: MemoryLog) -> None:
    record(log, "other")
    activity = record(log)
    issue(log)
    activities.delete(log, activity.id, NOW)
    activities.empty_old_bin(log, NOW.replace(month=7))
    assert states(log)["03"] == "changed"
    assert issue(log).version == 2
    assert states(log)["03"] == "sealed"


def test_a_note_a_client_or_a_topic_changes_no_sheet(log: MemoryLog) -> None:
    activity = record(log)
    issue(log)
    people = tuple(clients(log, 2))
    changed = replace(activity, note="neu", client_ids=people, topics=("BRIEFE",), start=None, end=None)
    assert activities.edit(log, changed, BOOK, TODAY).activity.state == "sealed"
    assert states(log)["03"] == "sealed"


def test_other_work_that_gives_the_same_sheet_is_taken_as_held(log: MemoryLog) -> None:
    activity = record(log)
    first = issue(log)
    activities.delete(log, activity.id, NOW)
    record(log, "twin")
    assert states(log)["03"] == "changed"
    again = issue(log)
    assert (again.version, again.payload, again.pdf) == (1, first.payload, first.pdf)
    assert states(log)["03"] == "sealed"


def test_a_nil_return_changes_with_the_first_work(log: MemoryLog) -> None:
    issue(log, nil=True)
    (month,) = sheets_state.months(log)
    assert (month.state, month.nil, month.activities) == ("sealed", True, 0)
    record(log)
    assert states(log)["03"] == "changed"


def test_a_renewal_on_new_terms_leaves_sealed_months_sealed(log: MemoryLog) -> None:
    record(log, "a")
    record(log, "b", day=date(2026, 6, 3))
    issue(log)
    issue(log, date(2026, 6, 1))
    joined(log, role="coordinating", term=Term(date(2026, 6, 1), None))
    assert states(log) == {"03": "sealed", "06": "sealed"}
