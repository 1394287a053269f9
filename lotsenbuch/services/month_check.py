"""What a pilot may want to look at before she seals a month; nothing here prevents it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from lotsenbuch import catalogue
from lotsenbuch.domain import rules
from lotsenbuch.domain.activity import Activity
from lotsenbuch.services import engagements
from lotsenbuch.services.ports import Log
from lotsenbuch.services.sheets_state import first_of, last_of


class Gap(StrEnum):
    """What is missing or unusual about an activity."""

    AUTHORITY = "authority"
    TOPIC = "topic"
    PERSON = "person"
    OVERLAP = "overlap"
    LONG_DAY = "long_day"
    FUTURE = "future"


_RULES = {"hint_overlap": Gap.OVERLAP, "hint_long_day": Gap.LONG_DAY, "hint_future": Gap.FUTURE}


@dataclass(frozen=True, slots=True)
class MonthHint:
    """One thing to look at, in one activity; a long day is told once, at its last activity."""

    gap: Gap
    activity: Activity = field(repr=False)


def hints(log: Log, month: date, traeger_code: str, today: date) -> tuple[MonthHint, ...]:
    """Return the hints of a month for one Träger, by day.

    Authority, topic and person are asked for only where the kind of work yields cards for the statistics, and
    only where there is a Träger to give statistics to.
    """
    month = first_of(month)
    group = {each.id: each for each in engagements.group(log, traeger_code)}
    # Each activity is compared with what comes before it, so that two that overlap are told once; work for
    # somebody else is compared as well.
    around = log.activities.between(month - timedelta(days=1), last_of(month) + timedelta(days=1))
    own = [each for each in around if each.engagement_id in group and first_of(each.day) == month]
    asked = {kind.code for kind in catalogue.kinds().entries if kind.card} if traeger_code else set()
    book = engagements.book(log)
    found: list[MonthHint] = []
    for activity in own:
        earlier = [other for other in around if _place(other) < _place(activity)]
        told = rules.hints(activity, earlier, group[activity.engagement_id], book, today)
        found += [MonthHint(gap, activity) for gap in _missing(activity, activity.kind in asked)]
        found += [MonthHint(_RULES[hint.code], activity) for hint in told if hint.code in _RULES]
    return tuple(_once_a_day(found))


def namesakes(log: Log, month: date, traeger_code: str) -> tuple[str, ...]:
    """Return names that several cases of the month carry: the same family twice would count as two households."""
    ids = {each.id for each in engagements.group(log, traeger_code)}
    activities = log.activities.between(first_of(month), last_of(month))
    met = {client for each in activities if each.engagement_id in ids for client in each.client_ids}
    by_name: dict[str, list[str]] = {}
    for client in log.clients.all():
        by_name.setdefault(client.name.casefold(), []).append(client.id)
    return tuple(
        sorted(log.clients.get(same[0]).name for same in by_name.values() if len(same) > 1 and met & set(same))
    )


def _place(activity: Activity) -> tuple[date, time, str]:
    return activity.day, activity.start or time.min, activity.id


def _missing(activity: Activity, asked: bool) -> Iterator[Gap]:
    if not asked:
        return
    if not activity.authority_code:
        yield Gap.AUTHORITY
    if not activity.topics:
        yield Gap.TOPIC
    if not activity.client_ids:
        yield Gap.PERSON


def _once_a_day(found: Sequence[MonthHint]) -> Iterator[MonthHint]:
    last = {hint.activity.day: hint for hint in found if hint.gap is Gap.LONG_DAY}
    return (hint for hint in found if hint.gap is not Gap.LONG_DAY or last[hint.activity.day] is hint)
