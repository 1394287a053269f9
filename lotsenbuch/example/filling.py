"""Writing a synthetic pilot into a log, through the same checks as typed entries."""

from collections.abc import Callable
from datetime import date

from lotsenbuch.domain import rules, span
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.appointment import Appointment
from lotsenbuch.domain.authority import Authority
from lotsenbuch.domain.client import Client
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.domain.identity import Random, new_id
from lotsenbuch.example.model import ExampleActivity, ExampleAppointment, ExamplePilot
from lotsenbuch.services import clients
from lotsenbuch.services.ports import Log


def fill(
    log: Log, pilot: ExamplePilot, engagement_of: Callable[[date], Engagement], today: date, random: Random
) -> list[str]:
    """Write all of a synthetic pilot into ``log`` in one transaction; returns the ids of the activities."""
    with log.transaction():
        households = _households(log, pilot, today, random)
        places = _places(log, pilot, random)
        made = [_activity(each, engagement_of(each.day).id, households, places, random) for each in pilot.activities]
        for activity in made:
            rules.check(activity)
        log.activities.add_many(made)
        for planned in pilot.appointments:
            done = made[planned.activity].id if planned.activity is not None else None
            log.appointments.add(_appointment(planned, engagement_of(planned.day).id, households, places, done, random))
    return [activity.id for activity in made]


def _households(log: Log, pilot: ExamplePilot, today: date, random: Random) -> dict[str, str]:
    found = {}
    for each in pilot.households:
        client = Client(
            id="",
            name=each.name,
            languages=each.languages,
            origin=each.origin,
            age_band=each.age_band,
            gender=each.gender,
            persons=each.persons,
            consent=each.consent,
            consent_on=each.consent_on,
            opened=each.opened,
            closed=each.closed,
        )
        found[each.key] = clients.add(log, client, today, random).id
    return found


def _places(log: Log, pilot: ExamplePilot, random: Random) -> dict[tuple[str, str], str]:
    places = {(each.authority, each.place) for each in pilot.activities if each.place}
    places |= {(each.authority, each.place) for each in pilot.appointments if each.place}
    found = {}
    for code, name in sorted(places):
        authority = Authority(id=new_id(random), code=code, name=name)
        log.authorities.add(authority)
        found[code, name] = authority.id
    return found


def _activity(
    each: ExampleActivity,
    engagement_id: str,
    households: dict[str, str],
    places: dict[tuple[str, str], str],
    random: Random,
) -> Activity:
    return Activity(
        id=new_id(random),
        engagement_id=engagement_id,
        kind=each.kind,
        day=each.day,
        minutes=each.minutes,
        start=each.start,
        end=span.end_of(each.day, each.start, each.minutes) if each.start else None,
        travel_minutes=each.travel_minutes,
        waiting_minutes=each.waiting_minutes,
        distance_m=each.distance_m,
        authority_code=each.authority,
        authority_id=places.get((each.authority, each.place)),
        topics=each.topics,
        client_ids=tuple(households[key] for key in each.households),
        note=each.note,
    )


def _appointment(
    each: ExampleAppointment,
    engagement_id: str,
    households: dict[str, str],
    places: dict[tuple[str, str], str],
    activity_id: str | None,
    random: Random,
) -> Appointment:
    return Appointment(
        id=new_id(random),
        engagement_id=engagement_id,
        day=each.day,
        start=each.start,
        minutes=each.minutes,
        authority_code=each.authority,
        authority_id=places.get((each.authority, each.place)),
        client_ids=tuple(households[key] for key in each.households),
        note=each.note,
        state=each.state,
        activity_id=activity_id,
    )
