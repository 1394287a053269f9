"""Appointments: planning them, and what became of them."""

from dataclasses import dataclass, replace
from datetime import date

from lotsenbuch.domain import rules, span
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.appointment import CANCELLED, HELD, MOVED, NOT_APPEARED, PLANNED, Appointment
from lotsenbuch.domain.identity import Random, new_id
from lotsenbuch.errors import ExpectedError
from lotsenbuch.programme import ProgrammeBook
from lotsenbuch.services import activities
from lotsenbuch.services.ports import Log

ACCOMPANIMENT, NO_SHOW = "accompaniment", "no_show"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an appointment, and the activity that came of it, if any."""

    appointment: Appointment
    saved: activities.Saved | None


def add(log: Log, appointment: Appointment, random: Random) -> Appointment:
    """Plan an appointment. Raises the refusals of ``domain.rules`` for an impossible length, ``*_unknown``."""
    fresh = replace(appointment, id=new_id(random), state=PLANNED, activity_id=None)
    rules.check_minutes(fresh.minutes)
    log.engagements.get(fresh.engagement_id)
    for client_id in fresh.client_ids:
        log.clients.get(client_id)
    if fresh.authority_id is not None:
        log.authorities.get(fresh.authority_id)
    with log.transaction():
        log.appointments.add(fresh)
    return fresh


def held(
    log: Log,
    appointment_id: str,
    book: ProgrammeBook,
    today: date,
    random: Random,
    minutes: int | None = None,
) -> Outcome:
    """Mark an appointment as held and log the activity; ``minutes`` replaces the planned length.

    A second call returns the same activity. Raises ``appointment_closed`` when it was cancelled or moved.
    """
    return _activity_of(log, appointment_id, HELD, ACCOMPANIMENT, book, today, random, minutes)


def not_appeared(
    log: Log,
    appointment_id: str,
    book: ProgrammeBook,
    today: date,
    random: Random,
    minutes: int | None = None,
) -> Outcome:
    """The client did not appear: the visit is logged as a no-show of ``minutes``, or of the planned length."""
    return _activity_of(log, appointment_id, NOT_APPEARED, NO_SHOW, book, today, random, minutes)


def cancelled(log: Log, appointment_id: str) -> Appointment:
    """Mark a planned appointment as cancelled; nothing is logged. Returns it as it was before."""
    return _close(log, appointment_id, CANCELLED)


def moved(log: Log, appointment_id: str, to: Appointment, random: Random) -> Appointment:
    """Mark a planned appointment as moved and plan the new one, which is returned; raises ``appointment_closed``."""
    if log.appointments.get(appointment_id).state == MOVED:
        raise ExpectedError("appointment_closed")
    with log.transaction():
        _close(log, appointment_id, MOVED)
        return add(log, to, random)


def put_back(log: Log, appointment: Appointment) -> None:
    """Undo: store the appointment exactly as it was."""
    with log.transaction():
        log.appointments.replace(appointment)


def _close(log: Log, appointment_id: str, state: str) -> Appointment:
    before = log.appointments.get(appointment_id)
    if before.state not in (PLANNED, state):
        raise ExpectedError("appointment_closed")
    with log.transaction():
        log.appointments.replace(replace(before, state=state))
    return before


def _activity_of(
    log: Log,
    appointment_id: str,
    state: str,
    kind: str,
    book: ProgrammeBook,
    today: date,
    random: Random,
    minutes: int | None,
) -> Outcome:
    planned = log.appointments.get(appointment_id)
    if planned.state == state and planned.activity_id is not None:
        return Outcome(planned, activities.Saved(log.activities.get(planned.activity_id), ()))
    if planned.state != PLANNED:
        raise ExpectedError("appointment_closed")
    with log.transaction():
        saved = activities.record(log, _draft(planned, kind, minutes), book, today, random)
        done = replace(planned, state=state, activity_id=saved.activity.id)
        log.appointments.replace(done)
    return Outcome(done, saved)


def _draft(planned: Appointment, kind: str, minutes: int | None) -> Activity:
    length = planned.minutes if minutes is None else minutes
    end = span.end_of(planned.day, planned.start, length) if planned.start else None
    return Activity(
        id="",
        engagement_id=planned.engagement_id,
        kind=kind,
        day=planned.day,
        minutes=length,
        start=planned.start,
        end=end,
        authority_code=planned.authority_code,
        authority_id=planned.authority_id,
        authority_word=planned.authority_word,
        client_ids=planned.client_ids,
        note=planned.note,
    )
