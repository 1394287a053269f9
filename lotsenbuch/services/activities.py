"""Recording, changing, deleting and restoring activities."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from lotsenbuch import catalogue
from lotsenbuch.domain import rules
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.domain.identity import Random, new_id
from lotsenbuch.domain.rules import Hint, SoFar
from lotsenbuch.errors import ExpectedError
from lotsenbuch.programme import ProgrammeBook, Rule
from lotsenbuch.services import engagements, sheets_state
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import ActivityQuery, ActivityRow

BIN_DAYS = 30


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved activity and what the pilot should know about it; hints never prevent saving."""

    activity: Activity
    hints: tuple[Hint, ...]


def record(log: Log, activity: Activity, book: ProgrammeBook, today: date, random: Random) -> Saved:
    """Save a new activity; its ``id`` may be empty and is then drawn.

    Raises ``ExpectedError`` with the codes of ``domain.rules`` when the activity cannot be true, ``*_unknown``
    when it names a record that is not there, ``code_unknown`` for a code that no list has, and
    ``activity_outside_engagement``. Nothing is saved then.
    """
    fresh = replace(activity, id=activity.id or new_id(random), sealed_in=None, deleted_at=None)
    _check(log, fresh)
    hints = hints_for(log, fresh, book, today)
    with log.transaction():
        log.activities.add(fresh)
    return Saved(fresh, hints)


def edit(log: Log, activity: Activity, book: ProgrammeBook, today: date) -> Saved:
    """Save changes; raises as ``record``, and ``activity_deleted`` for one in the bin.

    A sealed activity becomes open again and waits for a new version of its sheet, unless the sheet says nothing
    about what changed. Codes of a newer version that were there before may stay.
    """
    before = log.activities.get(activity.id)
    if before.deleted_at is not None:
        raise ExpectedError("activity_deleted")
    _check(log, activity, before)
    changed = _sealed_or_open(log, replace(activity, deleted_at=None))
    hints = hints_for(log, changed, book, today)
    with log.transaction():
        log.activities.replace(changed)
    return Saved(changed, hints)


def delete(log: Log, activity_id: str, now: datetime) -> Activity:
    """Move an activity into the bin, where it stays for 30 days; returns it as it was before."""
    before = log.activities.get(activity_id)
    with log.transaction():
        log.activities.replace(replace(before, deleted_at=before.deleted_at or now))
    return before


def restore(log: Log, activity_id: str) -> Activity:
    """Take an activity out of the bin; one that is not in the bin stays as it is."""
    before = log.activities.get(activity_id)
    if before.deleted_at is None:
        return before
    after = _sealed_or_open(log, replace(before, deleted_at=None))
    with log.transaction():
        log.activities.replace(after)
    return after


def put_back(log: Log, activity: Activity) -> None:
    """Undo a change or a deletion: store the activity as it was.

    It is sealed again only if the newest version of its sheet holds it so: meanwhile another may have been issued.
    """
    with log.transaction():
        log.activities.replace(_sealed_or_open(log, activity))


def duplicate(log: Log, activity_id: str, day: date, random: Random) -> Activity:
    """Save a copy of an activity on another day; times, people and topics stay, the note does not."""
    copy = replace(
        log.activities.get(activity_id), id=new_id(random), day=day, note="", sealed_in=None, deleted_at=None
    )
    with log.transaction():
        log.activities.add(copy)
    return copy


def empty_old_bin(log: Log, now: datetime) -> int:
    """Remove for good what has been in the bin for 30 days; returns how many activities went."""
    with log.transaction():
        return log.activities.empty_bin(now - timedelta(days=BIN_DAYS))


def hints_for(log: Log, activity: Activity, book: ProgrammeBook, today: date) -> tuple[Hint, ...]:
    """Return what looks unusual about an activity, as codes with parameters."""
    engagement = log.engagements.get(activity.engagement_id)
    rule = engagements.rule(engagement, book, activity.day)
    so_far = _so_far(log, activity, engagement, rule)
    found = rules.hints(activity, _days_around(log, activity), engagement, book, today, so_far)
    if sheets_state.is_sealed(log, engagement, activity.day):
        found = (*found, Hint("month_sealed", {"month": activity.day.strftime("%m/%Y")}))
    return found


def _so_far(log: Log, activity: Activity, engagement: Engagement, rule: Rule | None) -> SoFar:
    """Return the sums of the year, where the rule has a limit that asks for them."""
    if rule is None or not (rule.cap_minutes.get(engagement.role) or rule.max_assignments_per_client):
        return SoFar()
    return log.activities.so_far(activity, rule.billable_kinds)


def _days_around(log: Log, activity: Activity) -> list[Activity]:
    others = log.activities.between(activity.day - timedelta(days=1), activity.day + timedelta(days=1))
    return [other for other in others if other.id != activity.id]


def _sealed_or_open(log: Log, activity: Activity) -> Activity:
    return replace(activity, sealed_in=sheets_state.sealed_in(log, activity))


def _check(log: Log, activity: Activity, before: Activity | None = None) -> None:
    rules.check(activity)
    kept = _codes(before) if before else set()
    for name, code in sorted(_codes(activity) - kept):
        if code and _LISTS[name]().get(code) is None:
            raise ExpectedError("code_unknown", code=code[:40], list=name)
    engagement = log.engagements.get(activity.engagement_id)
    _check_engagement(engagement, activity)
    for client_id in activity.client_ids:
        log.clients.get(client_id)
    if activity.authority_id is not None:
        log.authorities.get(activity.authority_id)


_LISTS: dict[str, Callable[[], catalogue.Catalogue[Any]]] = {
    "kinds": catalogue.kinds,
    "authorities": catalogue.authorities,
    "topics": catalogue.topics,
    "referrals": catalogue.referrals,
}


def _codes(activity: Activity) -> set[tuple[str, str]]:
    """Return (list, code) of every coded value."""
    return {
        ("kinds", activity.kind),
        ("authorities", activity.authority_code),
        ("referrals", activity.referral),
        *(("topics", code) for code in activity.topics),
    }


def _check_engagement(engagement: Engagement, activity: Activity) -> None:
    if not engagement.covers(activity.day):
        raise ExpectedError(
            "activity_outside_engagement",
            day=activity.day.isoformat(),
            first=engagement.starts.isoformat() if engagement.starts else "",
            last=engagement.ends.isoformat() if engagement.ends else "",
        )


def is_billable(activity: Activity, engagement: Engagement, book: ProgrammeBook) -> bool:
    """Tell whether the activity counts for money: the programme says yes and the pilot did not say no."""
    rule = engagements.rule(engagement, book, activity.day)
    return activity.billable and rule is not None and activity.kind in rule.billable_kinds


def kind_name(activity: Activity, language: str) -> str:
    """Return the name of the activity's kind."""
    return catalogue.kinds().name(activity.kind, language)


def rows(log: Log, query: ActivityQuery) -> list[ActivityRow]:
    """Return all rows of a query, the latest first; for listings that are printed whole."""
    found: list[ActivityRow] = []
    cursor = None
    while page := log.activities.page(query, cursor, 500):
        found += page
        cursor = page[-1].cursor
    return found
