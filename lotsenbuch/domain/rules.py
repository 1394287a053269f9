"""What cannot be true is refused; what is only unusual becomes a hint, and saving still works."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from lotsenbuch import catalogue
from lotsenbuch.domain import span
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.errors import ExpectedError
from lotsenbuch.programme import ProgrammeBook, Rule

DAY_MINUTES = 24 * 60
LONG_DAY = 10 * 60
FARTHEST_M = 2_000_000
LONGEST_NOTE = 20_000
MOST_CLIENTS = 50
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Hint:
    """Something unusual, as a code of the messages with its parameters."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SoFar:
    """What an engagement's year holds besides an activity.

    ``minutes`` are billable; ``assignments`` are the most billable ones of one of the activity's clients.
    """

    minutes: int = 0
    assignments: int = 0


def check_minutes(minutes: int) -> None:
    """Refuse zero, negative and more than 24 hours: ``activity_minutes_*``."""
    if minutes == 0:
        raise ExpectedError("activity_minutes_zero")
    if minutes < 0:
        raise ExpectedError("activity_minutes_negative")
    if minutes > DAY_MINUTES:
        raise ExpectedError("activity_minutes_long", minutes=minutes)


def check(activity: Activity) -> None:
    """Refuse an activity that cannot be true.

    Raises ``ExpectedError``: ``activity_minutes_*``, ``activity_times`` (only one of start and end, or times
    that do not give the minutes), ``activity_travel``, ``activity_waiting``, ``activity_distance``,
    ``activity_kind_unknown``, ``activity_note_long``, ``activity_clients_many``, ``activity_year``.
    """
    check_minutes(activity.minutes)
    _check_times(activity)
    if not 0 <= activity.travel_minutes <= DAY_MINUTES:
        raise ExpectedError("activity_travel")
    if not 0 <= activity.waiting_minutes <= activity.minutes:
        raise ExpectedError("activity_waiting")
    if not 0 <= activity.distance_m <= FARTHEST_M:
        raise ExpectedError("activity_distance")
    if not activity.kind:
        raise ExpectedError("activity_kind_unknown")
    if len(activity.note) > LONGEST_NOTE:
        raise ExpectedError("activity_note_long", limit=LONGEST_NOTE)
    if len(set(activity.client_ids)) != len(activity.client_ids) or len(activity.client_ids) > MOST_CLIENTS:
        raise ExpectedError("activity_clients_many", limit=MOST_CLIENTS)
    if not 2000 <= activity.day.year <= 2100:
        raise ExpectedError("activity_year", year=activity.day.year)


def _check_times(activity: Activity) -> None:
    if (activity.start is None) != (activity.end is None):
        raise ExpectedError("activity_times")
    if activity.start is None or activity.end is None:
        return
    if activity.start == activity.end and activity.minutes == DAY_MINUTES:
        return
    if span.minutes_between(activity.day, activity.start, activity.end) != activity.minutes:
        raise ExpectedError("activity_times")


def hints(
    activity: Activity,
    others: Sequence[Activity],
    engagement: Engagement,
    book: ProgrammeBook,
    today: date,
    so_far: SoFar | None = None,
) -> tuple[Hint, ...]:
    """Return what is unusual about ``activity`` beside the ``others`` of its year.

    Where ``so_far`` brings the sums of the year, the others need only be those of the days around it.
    """
    rule = book.rule(engagement.line, activity.day)
    found = [
        *_day_hints(activity, others, today),
        *_overlap_hints(activity, others),
        *(_programme_hints(activity, so_far or _sums(activity, others, rule), engagement, rule) if rule else ()),
    ]
    if rule is None:
        found.append(Hint("programme_no_rule", {"day": activity.day.isoformat()}))
    return tuple(found)


def _day_hints(activity: Activity, others: Iterable[Activity], today: date) -> Iterable[Hint]:
    if activity.day > today:
        yield Hint("hint_future", {"day": activity.day.isoformat()})
    if activity.day.weekday() == SUNDAY:
        yield Hint("hint_sunday")
    whole = activity.minutes + sum(other.minutes for other in others if other.day == activity.day)
    if whole > LONG_DAY:
        yield Hint("hint_long_day", {"hours": f"{whole // 60}:{whole % 60:02}"})


def _overlap_hints(activity: Activity, others: Iterable[Activity]) -> Iterable[Hint]:
    if activity.start is None:
        return
    begins, ends = _moments(activity)
    for other in others:
        if other.start is None or other.end is None or abs(other.day - activity.day) > timedelta(days=1):
            continue
        first, last = _moments(other)
        if begins < last and first < ends:
            yield Hint("hint_overlap", {"start": f"{other.start:%H:%M}", "end": f"{other.end:%H:%M}"})


def _moments(activity: Activity) -> tuple[datetime, datetime]:
    start = datetime.combine(activity.day, activity.start or datetime.min.time())
    return start, start + timedelta(minutes=activity.minutes)


def _programme_hints(activity: Activity, so_far: SoFar, engagement: Engagement, rule: Rule) -> Iterable[Hint]:
    if activity.authority_code in rule.excluded_authorities:
        name = catalogue.authorities().name(activity.authority_code)
        yield Hint("hint_excluded_authority", {"authority": name})
    cap = rule.cap_minutes.get(engagement.role)
    counts = activity.billable and activity.kind in rule.billable_kinds
    if cap is not None and counts and so_far.minutes + activity.minutes > cap:
        yield Hint("hint_cap", {"hours": cap // 60})
    most = rule.max_assignments_per_client
    concerned = activity.billable and bool(activity.client_ids)
    if most is not None and concerned and so_far.assignments + 1 > most:
        yield Hint("hint_many_assignments", {"limit": most})


def _sums(activity: Activity, others: Iterable[Activity], rule: Rule) -> SoFar:
    own = [other for other in others if other.engagement_id == activity.engagement_id and other.billable]
    counts = [sum(client_id in other.client_ids for other in own) for client_id in activity.client_ids]
    minutes = sum(other.minutes for other in own if other.kind in rule.billable_kinds)
    return SoFar(minutes, max(counts, default=0))
