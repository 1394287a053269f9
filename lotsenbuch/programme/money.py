"""Minutes that are paid, and what they come to. Whole numbers only.

Rounding belongs to the programme and touches billable minutes only. The amount of a month is rounded once,
half a cent up; a year is the sum of its months.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from lotsenbuch.programme.rule import ASSIGNMENT, DAY, HOUR, MONTH, Rule

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Work:
    """Minutes of one kind on one day. ``assignment`` names the piece of work they belong to.

    Travel of an assignment is a ``Work`` of its own with the same ``assignment``. ``billable`` is the
    pilot's own mark.
    """

    day: date
    assignment: str
    kind: str
    minutes: int
    billable: bool = True


def billable_minutes(rule: Rule, work: Iterable[Work]) -> int:
    """Return the minutes that the rule pays for, rounded as it says."""
    return sum(_minutes_by_month(rule, _paid(rule, work)).values())


def amount_cents(rule: Rule, work: Iterable[Work]) -> int:
    """Return the sum of the months' amounts in euro cents. Caps are not applied here.

    ``hour``: rounded billable minutes at the rate, half up to the cent, once for each month. ``assignment``:
    the rate for every assignment with billable work. ``month``: the rate for every month with billable work.
    """
    paid = _paid(rule, work)
    if rule.rate_model == HOUR:
        return sum(_half_up(minutes * rule.rate_cents) for minutes in _minutes_by_month(rule, paid).values())
    if rule.rate_model == ASSIGNMENT:
        return rule.rate_cents * len({each.assignment for each in paid})
    if rule.rate_model == MONTH:
        return rule.rate_cents * len({_month(each) for each in paid})
    return 0


def _paid(rule: Rule, work: Iterable[Work]) -> list[Work]:
    return [each for each in work if each.billable and each.kind in rule.billable_kinds]


def _minutes_by_month(rule: Rule, paid: Iterable[Work]) -> dict[Month, int]:
    pieces: dict[tuple[Month, Hashable], int] = defaultdict(int)
    for each in paid:
        pieces[_month(each), _piece(rule, each)] += each.minutes
    months: dict[Month, int] = defaultdict(int)
    for (month, _), minutes in pieces.items():
        months[month] += _up(minutes, rule.rounding_step)
    return months


def _piece(rule: Rule, work: Work) -> Hashable:
    if rule.rounding_scope == ASSIGNMENT:
        return work.assignment
    return work.day if rule.rounding_scope == DAY else None


def _month(work: Work) -> Month:
    return work.day.year, work.day.month


def _up(minutes: int, step: int) -> int:
    return minutes if step == 0 else -(-minutes // step) * step


def _half_up(cents_times_60: int) -> int:
    return (2 * cents_times_60 + 60) // 120
