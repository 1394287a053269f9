"""The quick-add line in a log: what it finds there, what it makes, and that it saves nothing by itself."""

from datetime import date, time

import pytest

from lotsenbuch.domain.client import Client
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import clients, engagements, quickadd
from lotsenbuch.services.records import ActivityQuery
from tests.builders.desks import a_joined_log, record
from tests.builders.log import a_random, an_authority
from tests.builders.memory_log import MemoryLog

TODAY = date(2026, 3, 11)


@pytest.fixture
def log() -> MemoryLog:
    log = a_joined_log()
    clients.add(log, Client(id="", name="Amina Beispiel"), TODAY, a_random("amina"))
    with log.transaction():
        log.authorities.add(an_authority("Jobcenter Musterstadt"))
    return log


def test_a_line_becomes_an_activity_of_this_log(log: MemoryLog) -> None:
    line = "gestern 9-11:30 Jobcenter mit Amina +40 weg 12 km: Brief erklärt"
    made = quickadd.draft(log, line, TODAY, a_random(), create=False)
    assert (made.day, made.start, made.end, made.minutes) == (date(2026, 3, 10), time(9), time(11, 30), 150)
    assert (made.travel_minutes, made.distance_m, made.note) == (40, 12_000, "Brief erklärt")
    assert made.client_ids == (log.clients.all()[0].id,)
    assert (made.authority_code, made.kind) == ("JOBC", "accompaniment")
    assert made.engagement_id == engagements.group(log, "MUSTER")[0].id
    assert log.activities.sums(ActivityQuery()).count == 0


def test_what_means_nothing_is_named_and_nobody_is_made(log: MemoryLog) -> None:
    with pytest.raises(quickadd.NotUnderstoodError) as failure:
        quickadd.draft(log, "9-11 mit Dilara xyzzy", TODAY, a_random(), create=True)
    assert (failure.value.code, failure.value.params["count"]) == ("not_understood", len(failure.value.pieces))
    assert "xyzzy" in {piece.text for piece in failure.value.pieces}
    assert len(log.clients.all()) == 1


def test_new_people_are_made_only_on_wish(log: MemoryLog) -> None:
    with pytest.raises(quickadd.NotUnderstoodError):
        quickadd.draft(log, "9-11 mit Dilara", TODAY, a_random(), create=False)
    made = quickadd.draft(log, "9-11 mit Dilara", TODAY, a_random("new"), create=True)
    assert [log.clients.get(each).name for each in made.client_ids] == ["Dilara"]
    assert quickadd.draft(log, "9-11 mit Dilara", TODAY, a_random(), create=False).client_ids == made.client_ids


def test_a_closed_case_is_not_meant(log: MemoryLog) -> None:
    clients.close(log, log.clients.all()[0].id, TODAY)
    with pytest.raises(quickadd.NotUnderstoodError):
        quickadd.draft(log, "9-11 mit Amina", TODAY, a_random(), create=False)


def test_until_begins_where_that_day_ended_last(log: MemoryLog) -> None:
    record(log, day=date(2026, 3, 10), start=time(8), end=time(10), minutes=120)
    made = quickadd.draft(log, "gestern bis 11", TODAY, a_random(), create=False)
    assert (made.start, made.minutes) == (time(10), 60)


def test_a_line_without_a_length_says_so(log: MemoryLog) -> None:
    with pytest.raises(ExpectedError) as failure:
        quickadd.draft(log, "gestern Jobcenter", TODAY, a_random(), create=False)
    assert failure.value.code == "duration_missing"
