"""A synthetic pilot in a log: everything arrives, or nothing."""

from dataclasses import replace

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.example import filling, pilots
from lotsenbuch.services.records import ActivityQuery
from tests.builders.desks import TODAY, an_own_log
from tests.builders.log import a_random


def test_all_of_a_pilot_arrives() -> None:
    log, pilot = an_own_log(), pilots.demo_pilots(1, 2, 3)[1]
    own = log.engagements.all()[0]
    ids = filling.fill(log, pilot, lambda _day: own, TODAY, a_random())
    stored = [log.activities.get(each) for each in ids]
    assert [each.minutes for each in stored] == [each.minutes for each in pilot.activities]
    assert [len(each.client_ids) for each in stored] == [len(each.households) for each in pilot.activities]
    assert {each.name for each in log.clients.all()} == {each.name for each in pilot.households}
    assert all(each.authority_id for each, plain in zip(stored, pilot.activities, strict=True) if plain.place)
    planned = [row.appointment for row in log.appointments.between(None, None)]
    assert len(planned) == len(pilot.appointments)
    done = {each.activity for each in pilot.appointments if each.activity is not None}
    assert {each.activity_id for each in planned if each.activity_id} == {ids[each] for each in done}


def test_one_impossible_activity_and_nothing_arrives() -> None:
    log, pilot = an_own_log(), pilots.demo_pilots(1, 2, 3)[1]
    own = log.engagements.all()[0]
    broken = replace(pilot, activities=(*pilot.activities[:-1], replace(pilot.activities[-1], minutes=0, start=None)))
    with pytest.raises(ExpectedError):
        filling.fill(log, broken, lambda _day: own, TODAY, a_random())
    assert (log.clients.all(), log.activities.sums(ActivityQuery()).count) == ([], 0)
