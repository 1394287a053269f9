"""Appointments: planned once, and only one thing can become of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from lotsenbuch.domain.appointment import Appointment
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import appointments
from lotsenbuch.services.records import ActivityQuery
from tests.builders.desks import BOOK, TODAY, an_own_log, clients
from tests.builders.log import a_random, an_appointment
from tests.builders.memory_log import MemoryLog


@pytest.fixture
def log() -> MemoryLog:
    return an_own_log()


def planned(log: MemoryLog, **changes: Any) -> Appointment:
    own = log.engagements.all()[0].id
    return appointments.add(log, replace(an_appointment(engagement_id=own), **changes), a_random("plan"))


def number(log: MemoryLog) -> int:
    return log.activities.sums(ActivityQuery()).count


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(ExpectedError) as failure:
        call()
    return failure.value.code


def test_held_twice_is_one_activity(log: MemoryLog) -> None:
    people = tuple(clients(log, 2))
    appointment = planned(log, client_ids=people, note="Brief", minutes=75)
    first = appointments.held(log, appointment.id, BOOK, TODAY, a_random("1"))
    second = appointments.held(log, appointment.id, BOOK, TODAY, a_random("2"))
    assert first.saved is not None
    assert second.saved is not None
    assert first.saved.activity == second.saved.activity
    made = first.saved.activity
    assert (made.kind, made.start, made.end, made.minutes) == ("accompaniment", time(9), time(10, 15), 75)
    assert (made.client_ids, made.note, made.authority_code) == (people, "Brief", "JOBC")
    assert (number(log), log.appointments.get(appointment.id).activity_id) == (1, made.id)


def test_a_visit_in_vain_is_a_no_show_of_its_own_length(log: MemoryLog) -> None:
    outcome = appointments.not_appeared(log, planned(log).id, BOOK, TODAY, a_random(), minutes=20)
    assert outcome.saved is not None
    assert (outcome.saved.activity.kind, outcome.saved.activity.minutes) == ("no_show", 20)


def test_what_was_cancelled_cannot_be_held(log: MemoryLog) -> None:
    appointment = planned(log)
    assert appointments.cancelled(log, appointment.id) == appointment
    assert appointments.cancelled(log, appointment.id).state == "cancelled"
    assert refused(lambda: appointments.held(log, appointment.id, BOOK, TODAY, a_random())) == "appointment_closed"
    assert number(log) == 0
    appointments.put_back(log, appointment)
    assert appointments.held(log, appointment.id, BOOK, TODAY, a_random()).saved is not None
    assert refused(lambda: appointments.cancelled(log, appointment.id)) == "appointment_closed"


def test_moving_plans_anew_exactly_once(log: MemoryLog) -> None:
    appointment = planned(log)
    later = replace(appointment, day=date(2026, 3, 18))
    moved = appointments.moved(log, appointment.id, later, a_random("later"))
    assert (moved.day, moved.state) == (date(2026, 3, 18), "planned")
    assert refused(lambda: appointments.moved(log, appointment.id, later, a_random("x"))) == "appointment_closed"
    assert len(log.appointments.between(None, None)) == 2


def test_an_impossible_new_plan_leaves_the_old_one(log: MemoryLog) -> None:
    appointment = planned(log)
    broken = replace(appointment, minutes=0)
    assert refused(lambda: appointments.moved(log, appointment.id, broken, a_random())) == "activity_minutes_zero"
    assert refused(lambda: planned(log, client_ids=("no",))) == "client_unknown"
    assert refused(lambda: planned(log, authority_id="no")) == "authority_unknown"
    assert [row.appointment for row in log.appointments.between(None, None)] == [appointment]


def test_an_activity_that_cannot_be_logged_leaves_the_appointment_open(log: MemoryLog) -> None:
    appointment = planned(log)
    def too_long() -> object:
        return appointments.held(log, appointment.id, BOOK, TODAY, a_random(), minutes=1500)

    assert refused(too_long) == "activity_minutes_long"
    assert (log.appointments.get(appointment.id), number(log)) == (appointment, 0)
