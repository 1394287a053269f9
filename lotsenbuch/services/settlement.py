"""The hours part of a sheet: days, sums, kilometres and money, computed from work that knows no clients.

``HoursItem`` has no client, no authority and no topic, so nothing in this part can depend on them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from lotsenbuch import catalogue
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.programme import ProgrammeBook, Work, amount_cents, billable_minutes
from lotsenbuch.sheet.settlement import ClassMinutes, Day, LineSum, SettlementPart

DAY_CLASSES = frozenset({"client_work", "coordination"})
CLASSES = ("client_work", "coordination", "team", "training", "travel")


@dataclass(frozen=True, slots=True)
class HoursItem:
    """One piece of work as the settlement sees it.

    ``minutes`` and ``travel_minutes`` are minutes, ``distance_m`` metres. ``counts`` tells whether it is an
    accompaniment in the sense of the sheet; ``billable`` is the pilot's mark, not yet the programme's word.
    """

    assignment: str
    day: date
    kind: str
    kind_class: str
    line: str
    minutes: int
    travel_minutes: int
    distance_m: int
    billable: bool
    counts: bool


def hours_items(activities: Iterable[Activity], engagements: Sequence[Engagement]) -> list[HoursItem]:
    """Strip activities of everything that the hours part must not know."""
    lines = {engagement.id: engagement.line for engagement in engagements}
    return [_item(activity, lines[activity.engagement_id]) for activity in activities]


def _item(activity: Activity, line: str) -> HoursItem:
    kind = catalogue.kinds().get(activity.kind)
    return HoursItem(
        assignment=activity.id,
        day=activity.day,
        kind=activity.kind,
        kind_class=kind.kind_class if kind else "client_work",
        line=line,
        minutes=activity.minutes,
        travel_minutes=activity.travel_minutes,
        distance_m=activity.distance_m,
        billable=activity.billable,
        counts=kind.counts if kind else False,
    )


def stamp(item: HoursItem, traeger_code: str) -> str:
    """Return a digest of everything that a sheet of this Träger says because of the item, 32 hexadecimal digits."""
    told = (item.day.isoformat(), item.kind, item.line, item.minutes, item.travel_minutes, item.distance_m)
    return sha256(json.dumps([traeger_code, *told, item.billable]).encode()).hexdigest()[:32]


def settle(items: Sequence[HoursItem], book: ProgrammeBook) -> SettlementPart:
    """Return the settlement part of one month.

    Days hold the exact minutes of billable client work and coordination, one figure a day; everything else
    stands in sums over the month. Kilometres are rounded half up once, over the whole month.
    """
    lines = tuple(_line_sum(line, items, book) for line in sorted({item.line for item in items}))
    return SettlementPart(
        days=_days(items, book),
        minutes_by_class=_minutes_by_class(items),
        lines=lines,
        distance_km=(sum(item.distance_m for item in items) + 500) // 1000,
        accompaniments=sum(item.counts for item in items),
        amount_cents=sum(line.amount_cents for line in lines),
    )


def _is_billable(item: HoursItem, book: ProgrammeBook) -> bool:
    rule = book.rule(item.line, item.day)
    return item.billable and rule is not None and item.kind in rule.billable_kinds


def _days(items: Sequence[HoursItem], book: ProgrammeBook) -> tuple[Day, ...]:
    minutes: dict[date, int] = defaultdict(int)
    for item in items:
        if item.kind_class in DAY_CLASSES and _is_billable(item, book):
            minutes[item.day] += item.minutes
    return tuple(Day(date=day, minutes=minutes[day]) for day in sorted(minutes))


def _minutes_by_class(items: Sequence[HoursItem]) -> ClassMinutes:
    sums = dict.fromkeys(CLASSES, 0)
    for item in items:
        sums[item.kind_class] += item.minutes
        sums["travel"] += item.travel_minutes
    return ClassMinutes(**sums)


def _line_sum(line: str, items: Sequence[HoursItem], book: ProgrammeBook) -> LineSum:
    own = [item for item in items if item.line == line]
    work = works(own)
    rules = {book.rule(line, item.day) for item in own} - {None}
    minutes = amount = 0
    for rule in rules:
        if rule is None:
            continue
        ruled = [each for each in work if book.rule(line, each.day) == rule]
        minutes += billable_minutes(rule, ruled)
        amount += amount_cents(rule, ruled)
    return LineSum(
        line=line,
        minutes=sum(item.minutes + item.travel_minutes for item in own),
        billable_minutes=minutes,
        assignments=sum(item.counts and _is_billable(item, book) for item in own),
        amount_cents=amount,
    )


def works(items: Iterable[HoursItem]) -> list[Work]:
    """Return the items as the programme's money functions take them, travel as work of its own."""
    found: list[Work] = []
    for item in items:
        found.append(Work(item.day, item.assignment, item.kind, item.minutes, item.billable))
        if item.travel_minutes:
            found.append(Work(item.day, item.assignment, "travel", item.travel_minutes, item.billable))
    return found
