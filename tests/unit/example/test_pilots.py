"""Synthetic pilots: repeatable, true to the calendar and the catalogue, and closing as the demo promises."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from lotsenbuch.anonymise.due import due
from lotsenbuch.anonymise.model import BookState, Card, Policy
from lotsenbuch.example.diary import MOST_VISITS
from lotsenbuch.example.model import ExampleActivity, ExamplePilot
from lotsenbuch.example.pilots import (
    BUSY_LIMIT,
    QUIET_LIMIT,
    demo_pilots,
    half_year,
    months_until_december,
    pilot,
    random_pilot,
    traeger,
)
from lotsenbuch.example.stock import stock
from lotsenbuch.example.working_days import easter, working_days
from tests.builders.cards import Desk, identity, listed

CARD_KINDS = {"accompaniment", "interpreting", "advice", "forms", "remote"}
TREES = {
    "authority": listed((*stock().offices, "SONST", "NONE")),
    "topic": listed((*stock().topics, "NONE")),
    "origin": listed((*stock().origins, "NONE")),
    "age": listed((*stock().people["age_bands"], "NONE")),
    "gender": listed((*stock().people["genders"], "NONE")),
}


def cards_of(example: ExamplePilot) -> list[Card]:
    return [
        Card(identity(number, key), identity(key), activity.day, activity.authority, activity.topics[0])
        for number, activity in enumerate(example.activities)
        for key in activity.households
        if activity.kind in CARD_KINDS
    ]


def closed_books(example: ExamplePilot, months: list[date]) -> list[tuple[date, list[str]]]:
    """Close every quarter of the months as the program does."""
    desk = Desk(Policy(k=5))
    desk.log(cards_of(example))
    closings = []
    for month in months:
        closing = due(month.year, month.month, None)
        if closing is None:
            continue
        outcome = desk.close(closing.until, trees=TREES)
        assert outcome.release is not None
        closed = [book.book.value for book in outcome.release.books if book.state is BookState.CLOSED]
        closings.append((closing.until, closed))
    return closings


def test_the_demo_promises_hold_for_a_hundred_seeds_and_one_to_twelve_months() -> None:
    for seed in range(100):
        number = seed % 12 + 1
        months = months_until_december(number)
        busy, *quiet = demo_pilots(seed, 3, number)
        *before, last = closed_books(busy, months)
        assert last == (date(2025, 12, 31), ["accompaniments", "households"]), seed
        assert all(not closed for _, closed in before), seed
        for other in quiet:
            assert all(not closed for _, closed in closed_books(other, months)), seed


def test_the_promises_hold_by_construction() -> None:
    """The first month of a household has a visit that counts, and the limits lie on the right side of the
    rule.
    """
    for seed in range(60):
        busy, quiet, _ = demo_pilots(seed, 3, seed % 12 + 1)
        for example, limit in ((busy, BUSY_LIMIT), (quiet, QUIET_LIMIT)):
            households = {card.household for card in cards_of(example)}
            assert households == {identity(each.key) for each in example.households}
            assert example.caseload <= len(households) <= limit
    assert BUSY_LIMIT < 8 * 5
    assert QUIET_LIMIT < 2 * 5


def test_every_third_pilot_is_busy() -> None:
    assert [each.caseload for each in demo_pilots(1, 7, 1)] == [15, 3, 3, 15, 3, 3, 15]


def test_the_same_seed_gives_the_same_pilot_and_another_another() -> None:
    months = months_until_december(3)
    assert pilot(7, 0, 15, months, 39) == pilot(7, 0, 15, months, 39)
    assert pilot(7, 0, 15, months, 39) != pilot(8, 0, 15, months, 39)
    assert pilot(7, 0, 15, months, 39) != pilot(7, 1, 15, months, 39)


def span(activity: ExampleActivity) -> tuple[datetime, datetime] | None:
    if activity.start is None:
        return None
    start = datetime.combine(activity.day, activity.start)
    return start, start + timedelta(minutes=activity.minutes)


@pytest.mark.parametrize("seed", range(20))
def test_a_year_is_believable(seed: int) -> None:
    example = pilot(seed, 0, 15, months_until_december(12))
    spans = sorted(each for each in map(span, example.activities) if each)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert list(example.activities) == sorted(example.activities, key=lambda each: each.day)
    visits = Counter(each.day.month for each in example.activities if each.kind in CARD_KINDS)
    assert max(visits.values()) <= MOST_VISITS
    for each in example.activities:
        assert each.day in working_days(each.day.replace(day=1))
        assert 20 <= each.minutes <= 120
        assert 0 <= each.waiting_minutes < each.minutes
        assert (each.authority in stock().offices) == bool(each.place)
    kinds = {each.kind for each in example.activities}
    assert {"team", "coordination", "training", "travel", "no_show", "preparation", *CARD_KINDS} <= kinds
    assert any(each.waiting_minutes for each in example.activities)
    assert any(each.distance_m for each in example.activities)


def test_appointments_lead_to_activities_or_lie_ahead() -> None:
    example = half_year()
    states = {each.state for each in example.appointments}
    assert states == {"held", "not_appeared", "planned", "cancelled"}
    for each in example.appointments:
        if each.activity is None:
            assert each.day > example.last_day
            assert each.state in {"planned", "cancelled"}
        else:
            came = example.activities[each.activity]
            assert (came.day, came.start, came.households) == (each.day, each.start, each.households)
            assert (came.kind == "no_show") == (each.state == "not_appeared")


def test_households_are_opened_before_they_are_met_and_closed_after() -> None:
    example = pilot(3, 0, 12, months_until_december(12))
    assert any(each.closed for each in example.households)
    for each in example.households:
        days = [activity.day for activity in example.activities if each.key in activity.households]
        assert each.opened == min(days)
        assert each.closed is None or max(days) <= each.closed
        assert (each.consent_on is not None) == (each.consent == "given")


def test_names_are_different_and_invented() -> None:
    known = (*stock().families, *stock().women, *stock().men)
    for seed in range(10):
        names = [each.name for each in pilot(seed, seed, 15, months_until_december(12)).households]
        assert len(set(names)) == len(names)
        assert all(any(word in name for word in known) for name in names)
    assert traeger().name == "Brücke Musterstadt e. V."


def test_names_and_notes_stay_out_of_the_printed_form_of_the_records() -> None:
    example = half_year()
    shown = repr(example.households) + repr(example.activities) + repr(example.appointments) + repr(example)
    assert not [each.name for each in example.households if each.name in shown]
    assert not [each.note for each in example.activities if each.note and each.note in shown]


def test_the_catalogues_are_as_large_as_documented() -> None:
    things = stock()
    languages = {each for spoken in things.languages.values() for each in spoken}
    assert (len(things.offices), len(things.topics), len(languages), len(things.origins)) == (15, 15, 15, 25)
    assert {office for topic in things.topics.values() for office in topic.offices} == set(things.offices)


def test_visits_stay_and_caseload_are_as_documented() -> None:
    """Over many pilots: 1.2 to 2.2 visits a household and month, stays of about 4.5 months, all places taken."""
    months = months_until_december(24)
    visits, household_months, loads = 0, 0, set()
    for index in range(30):
        example = random_pilot(5, index, months)
        loads.add(example.caseload)
        visits += len(cards_of(example))
        household_months += example.caseload * len(months)
    assert 1.2 <= visits / household_months <= 2.2
    assert loads <= set(range(3, 16))
    assert len(loads) >= 8
    example = pilot(5, 0, 15, months)
    stays = Counter(each.key for each in example.households)
    assert 15 * 24 / 6.5 <= len(stays) <= 15 * 24 / 3.5


def test_the_calendar_knows_the_holidays_of_hessen() -> None:
    assert [easter(year) for year in (2024, 2025, 2026, 2038)] == [
        date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25)
    ]  # fmt: skip
    closed = {date(2025, 4, 18), date(2025, 4, 21), date(2025, 5, 1), date(2025, 5, 29), date(2025, 6, 9)}
    closed |= {date(2025, 6, 19), date(2025, 10, 3), date(2025, 12, 25), date(2025, 12, 26)}
    assert all(day not in working_days(day.replace(day=1)) for day in closed)
    assert all(day.weekday() < 5 for day in working_days(date(2025, 11, 1)))
    assert len(working_days(date(2025, 11, 1))) == 20


def test_twelve_months_end_with_december() -> None:
    months = months_until_december(14)
    assert months[0] == date(2024, 11, 1)
    assert months[-1] == date(2025, 12, 1)
    assert len(set(months)) == 14
