"""Hours and money of a year: sums by month, caps by engagement, allowances by paragraph, a forecast.

Hours and caps count by the day of work, allowances by the day of payment. Everything is computed from the
activities as they are now; an activity in the bin does not count. Minutes, euro cents, days.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from lotsenbuch import catalogue
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.domain.payment import Payment
from lotsenbuch.domain.rules import Hint
from lotsenbuch.programme import ProgrammeBook, Rule, Work, amount_cents, billable_minutes

CLASSES = ("client_work", "coordination", "team", "training", "travel")
NEAR_PERCENT = 80
_DATED = "dated"


@dataclass(frozen=True, slots=True)
class MonthSum:
    """One month. ``paid_cents`` was paid for its work, whenever; ``received_cents`` was paid in it, for any work."""

    month: date
    minutes_by_class: Mapping[str, int]
    billable_minutes: int
    earned_cents: int
    paid_cents: int
    received_cents: int


@dataclass(frozen=True, slots=True)
class EngagementSum:
    """One engagement in the year; without a cap ``cap_minutes`` and ``remaining_minutes`` are ``None``."""

    engagement: Engagement = field(repr=False)
    cap_minutes: int | None
    billable_minutes: int
    remaining_minutes: int | None
    earned_cents: int
    forecast_minutes: int


@dataclass(frozen=True, slots=True)
class AllowanceUse:
    """What was received in the year under one paragraph; ``other_cents`` of it elsewhere, as the pilot said."""

    paragraph: str
    limit_cents: int | None
    used_cents: int
    other_cents: int = 0


@dataclass(frozen=True, slots=True)
class YearSums:
    """Twelve months, the engagements of the year, the allowances, and what the pilot should know."""

    year: int
    months: tuple[MonthSum, ...]
    engagements: tuple[EngagementSum, ...]
    allowance: tuple[AllowanceUse, ...]
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Earned:
    """Billable minutes and what they come to."""

    minutes: int = 0
    cents: int = 0

    def __add__(self, other: "Earned") -> "Earned":
        return Earned(self.minutes + other.minutes, self.cents + other.cents)


def minutes_by_class(activities: Iterable[Activity]) -> dict[str, int]:
    """Return the minutes of each class, travel minutes of all activities under ``travel``.

    A kind that this version does not know counts as client work.
    """
    sums = dict.fromkeys(CLASSES, 0)
    for activity in activities:
        kind = catalogue.kinds().get(activity.kind)
        sums[kind.kind_class if kind else "client_work"] += activity.minutes
        sums["travel"] += activity.travel_minutes
    return sums


def earned(activities: Iterable[Activity], line: str, book: ProgrammeBook) -> Earned:
    """Return billable minutes and the amount of one line's activities, each under the rule of its day.

    Work on a day without a rule is logged but comes to nothing here. Caps are not applied.
    """
    by_rule: dict[Rule, list[Work]] = defaultdict(list)
    for activity in activities:
        rule = book.rule(line, activity.day)
        if rule is not None:
            by_rule[rule] += _works(activity)
    return sum(
        (Earned(billable_minutes(rule, work), amount_cents(rule, work)) for rule, work in by_rule.items()), Earned()
    )


def _works(activity: Activity) -> list[Work]:
    work = [Work(activity.day, activity.id, activity.kind, activity.minutes, activity.billable)]
    if activity.travel_minutes:
        work.append(Work(activity.day, activity.id, "travel", activity.travel_minutes, activity.billable))
    return work


def year_sums(
    year: int,
    activities: Iterable[Activity],
    engagements: Sequence[Engagement],
    payments: Sequence[Payment],
    book: ProgrammeBook,
    today: date,
    other_cents: Mapping[str, int] | None = None,
) -> YearSums:
    """Return the sums of ``year`` as they are on ``today``.

    ``other_cents`` are sums received elsewhere in the year, by paragraph, as the pilot told us.
    """
    work = [each for each in activities if each.day.year == year and each.deleted_at is None]
    months = tuple(_month(date(year, number, 1), work, engagements, payments, book) for number in range(1, 13))
    sums = tuple(_engagement(year, each, work, book, today) for each in _of_year(year, engagements, work))
    allowance = _allowances(year, engagements, payments, book, other_cents or {})
    hints = (*_cap_hints(sums), *_allowance_hints(allowance), *_income_hints(months, book))
    return YearSums(year, months, sums, allowance, hints)


def _month(
    first: date,
    work: Sequence[Activity],
    engagements: Sequence[Engagement],
    payments: Iterable[Payment],
    book: ProgrammeBook,
) -> MonthSum:
    own = [each for each in work if each.day.month == first.month]
    total = sum((earned(_of(each, own), each.line, book) for each in engagements), Earned())
    paid = [payment for payment in payments if payment.month == first]
    received = [each for each in payments if (each.paid_on.year, each.paid_on.month) == (first.year, first.month)]
    return MonthSum(
        month=first,
        minutes_by_class=minutes_by_class(own),
        billable_minutes=total.minutes,
        earned_cents=total.cents,
        paid_cents=sum(payment.amount_cents for payment in paid),
        received_cents=sum(payment.amount_cents for payment in received),
    )


def _of(engagement: Engagement, work: Iterable[Activity]) -> list[Activity]:
    return [each for each in work if each.engagement_id == engagement.id]


def _of_year(year: int, engagements: Iterable[Engagement], work: Sequence[Activity]) -> list[Engagement]:
    used = {each.engagement_id for each in work}
    return [each for each in engagements if each.id in used or _served(year, each) is not None]


def _served(year: int, engagement: Engagement) -> tuple[date, date] | None:
    """Return the first and last day of the engagement within the year."""
    first = max(date(year, 1, 1), engagement.starts or date.min)
    last = min(date(year, 12, 31), engagement.ends or date.max)
    return (first, last) if first <= last else None


def _engagement(
    year: int, engagement: Engagement, work: Iterable[Activity], book: ProgrammeBook, today: date
) -> EngagementSum:
    own = _of(engagement, work)
    total = earned(own, engagement.line, book)
    cap = cap_minutes(year, engagement, book)
    done = earned([each for each in own if each.day <= today], engagement.line, book).minutes
    return EngagementSum(
        engagement=engagement,
        cap_minutes=cap,
        billable_minutes=total.minutes,
        remaining_minutes=None if cap is None else max(0, cap - total.minutes),
        earned_cents=total.cents,
        forecast_minutes=max(total.minutes, forecast(done, _served(year, engagement), today)),
    )


def cap_minutes(year: int, engagement: Engagement, book: ProgrammeBook) -> int | None:
    """Return the cap of the year for the engagement's role, by the rule of its last day in the year.

    Where the programme says ``dated``, someone who serves part of the year has the cap's share by days,
    half a minute up; with ``full`` the whole cap.
    """
    served = _served(year, engagement)
    if served is None:
        return None
    rule = book.rule(engagement.line, served[1])
    cap = rule.cap_minutes.get(engagement.role) if rule else None
    if rule is None or cap is None or rule.part_year != _DATED:
        return cap
    days, whole = _days(*served), _days(date(year, 1, 1), date(year, 12, 31))
    return (2 * cap * days + whole) // (2 * whole)


def forecast(minutes: int, served: tuple[date, date] | None, today: date) -> int:
    """Return the minutes expected at the end of the period, from those up to ``today``.

    Linear by started weeks: minutes x weeks of the period / weeks begun so far, half a minute up. Before
    the period and after its end it is just the minutes.
    """
    if served is None or not served[0] <= today <= served[1]:
        return minutes
    weeks, begun = _weeks(served[0], served[1]), _weeks(served[0], today)
    return (2 * minutes * weeks + begun) // (2 * begun)


def _days(first: date, last: date) -> int:
    return (last - first + timedelta(days=1)).days


def _weeks(first: date, last: date) -> int:
    return -(-_days(first, last) // 7)


def _allowances(
    year: int,
    engagements: Iterable[Engagement],
    payments: Iterable[Payment],
    book: ProgrammeBook,
    other_cents: Mapping[str, int],
) -> tuple[AllowanceUse, ...]:
    lines = {each.id: each.line for each in engagements}
    used = dict.fromkeys(other_cents, 0)
    for line in lines.values():
        rule = book.rule(line, date(year, 12, 31)) or book.rule(line, date(year, 1, 1))
        if rule is not None and rule.allowance is not None:
            used.setdefault(rule.allowance, 0)
    for payment in payments:
        paragraph = _paragraph(payment, lines, book)
        if payment.paid_on.year == year and paragraph is not None:
            used[paragraph] = used.get(paragraph, 0) + payment.amount_cents
    last = date(year, 12, 31)
    return tuple(
        AllowanceUse(
            paragraph,
            book.allowance(paragraph, last),
            used[paragraph] + other_cents.get(paragraph, 0),
            other_cents.get(paragraph, 0),
        )
        for paragraph in sorted(used)
    )


def _paragraph(payment: Payment, lines: Mapping[str, str], book: ProgrammeBook) -> str | None:
    """Return the paragraph a payment falls under: the one of the month of work."""
    line = lines.get(payment.engagement_id)
    rule = book.rule(line, payment.month) if line is not None else None
    return rule.allowance if rule else None


def _cap_hints(sums: Iterable[EngagementSum]) -> Iterable[Hint]:
    for each in sums:
        if not each.cap_minutes:
            continue
        params: dict[str, str | int] = {"hours": each.cap_minutes // 60, "line": each.engagement.line}
        if each.billable_minutes > each.cap_minutes:
            yield Hint("hours_cap_over", params)
        elif _is_near(each.billable_minutes, each.cap_minutes):
            yield Hint("hours_cap_near", params)
        elif each.forecast_minutes > each.cap_minutes:
            yield Hint("hours_cap_forecast", params)


def _allowance_hints(allowance: Iterable[AllowanceUse]) -> Iterable[Hint]:
    for each in allowance:
        if each.limit_cents is None:
            continue
        params: dict[str, str | int] = {"euros": each.limit_cents // 100, "paragraph": each.paragraph}
        if each.used_cents > each.limit_cents:
            yield Hint("hours_allowance_over", params)
        elif _is_near(each.used_cents, each.limit_cents):
            yield Hint("hours_allowance_near", params)


def _is_near(used: int, limit: int) -> bool:
    return used * 100 >= limit * NEAR_PERCENT


def _income_hints(months: Sequence[MonthSum], book: ProgrammeBook) -> Iterable[Hint]:
    """Compare what was received with what Bürgergeld (a year) and AsylbLG (a month) leave uncounted."""
    for month in months:
        limit = book.amount("asylblg", month.month)
        if limit is not None and month.received_cents > limit.value:
            yield Hint("hours_asylblg", {"month": f"{month.month:%m/%Y}", "euros": limit.value // 100})
    limit = book.amount("buergergeld", months[-1].month)
    if limit is not None and sum(month.received_cents for month in months) > limit.value:
        yield Hint("hours_buergergeld", {"year": months[0].month.year, "euros": limit.value // 100})
