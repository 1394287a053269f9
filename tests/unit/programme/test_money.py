"""Billable minutes and money: rounding belongs to the programme, cents are whole."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotsenbuch.programme import Rule, Work, amount_cents, billable_minutes

RULE = Rule(
    line="wir",
    valid_from=date(2026, 1, 1),
    valid_to=None,
    rate_model="hour",
    rate_cents=500,
    billable_kinds=frozenset({"accompaniment", "coordination"}),
)
MARCH = date(2026, 3, 2)


def a_work(minutes: int, day: date = MARCH, assignment: str = "a", kind: str = "accompaniment") -> Work:
    return Work(day, assignment, kind, minutes)


works = st.lists(
    st.builds(
        Work,
        st.dates(date(2026, 1, 1), date(2026, 3, 31)),
        st.sampled_from("abcdef"),
        st.sampled_from(["accompaniment", "coordination", "travel", "team"]),
        st.integers(0, 1440),
        st.booleans(),
    ),
    max_size=40,
)
rules = st.builds(
    lambda model, cents, step, scope: replace(
        RULE, rate_model=model, rate_cents=cents, rounding_step=step, rounding_scope=scope
    ),
    st.sampled_from(["hour", "assignment", "month", "none"]),
    st.integers(0, 10_000),
    st.sampled_from([0, 15, 30, 60]),
    st.sampled_from(["assignment", "day", "month"]),
)


@pytest.mark.parametrize(
    ("step", "scope", "expected"),
    [
        (0, "month", 20 + 20 + 41 + 61),
        (15, "assignment", 45 + 45 + 75),
        (30, "assignment", 60 + 60 + 90),
        (60, "assignment", 60 + 60 + 120),
        (15, "day", 90 + 75),
        (30, "day", 90 + 90),
        (60, "month", 180),
    ],
)
def test_rounding_goes_up_over_its_scope(step: int, scope: str, expected: int) -> None:
    rule = replace(RULE, rounding_step=step, rounding_scope=scope)
    work = [
        a_work(20),
        a_work(20, assignment="a", kind="coordination"),
        a_work(41, assignment="b"),
        a_work(61, day=MARCH + timedelta(days=1), assignment="c"),
    ]
    assert billable_minutes(rule, work) == expected


def test_months_are_rounded_each_for_itself() -> None:
    rule = replace(RULE, rounding_step=60, rounding_scope="month")
    assert billable_minutes(rule, [a_work(10), a_work(10, day=date(2026, 4, 1), assignment="b")]) == 120


def test_only_billable_kinds_with_the_pilots_mark_count() -> None:
    work = [a_work(60), a_work(60, kind="travel"), replace(a_work(60), billable=False)]
    assert billable_minutes(RULE, work) == 60
    assert amount_cents(RULE, work) == 500


@pytest.mark.parametrize(
    ("minutes", "cents"), [(0, 0), (1, 8), (3, 25), (6, 50), (7, 58), (59, 492), (60, 500), (276 * 60, 138_000)]
)
def test_an_hourly_amount_is_rounded_half_up(minutes: int, cents: int) -> None:
    assert amount_cents(RULE, [a_work(minutes)]) == cents


def test_half_a_cent_goes_up() -> None:
    assert amount_cents(replace(RULE, rate_cents=30), [a_work(1)]) == 1
    assert amount_cents(replace(RULE, rate_cents=29), [a_work(1)]) == 0


def test_a_month_is_rounded_once_and_not_each_day() -> None:
    days = [a_work(1, day=MARCH + timedelta(days=offset), assignment=str(offset)) for offset in range(6)]
    assert amount_cents(RULE, days) == 50


def test_a_year_is_the_sum_of_its_months() -> None:
    months = [a_work(1, day=date(2026, month, 1), assignment=str(month)) for month in range(1, 13)]
    assert amount_cents(RULE, months) == 12 * 8


def test_a_rate_for_each_assignment_ignores_its_length() -> None:
    rule = replace(RULE, rate_model="assignment", rate_cents=2000)
    work = [a_work(10), a_work(300, assignment="b"), a_work(5, assignment="b", kind="coordination")]
    assert amount_cents(rule, work) == 4000
    assert amount_cents(rule, [a_work(10, kind="travel")]) == 0


def test_a_monthly_rate_is_paid_for_months_with_billable_work() -> None:
    rule = replace(RULE, rate_model="month", rate_cents=7000)
    assert amount_cents(rule, [a_work(10), a_work(10), a_work(10, day=date(2026, 4, 1))]) == 14_000
    assert amount_cents(rule, [a_work(10, kind="travel")]) == 0


def test_no_rate_is_no_money() -> None:
    assert amount_cents(replace(RULE, rate_model="none"), [a_work(600)]) == 0


@given(rules, works)
def test_rounding_never_takes_minutes_away_and_adds_less_than_a_step_a_piece(rule: Rule, work: list[Work]) -> None:
    paid = [each for each in work if each.billable and each.kind in rule.billable_kinds]
    exact = sum(each.minutes for each in paid)
    rounded = billable_minutes(rule, work)
    assert exact <= rounded <= exact + len(paid) * max(rule.rounding_step - 1, 0)


@given(rules, works)
def test_the_order_of_work_does_not_matter(rule: Rule, work: list[Work]) -> None:
    assert amount_cents(rule, work) == amount_cents(rule, list(reversed(work)))
    assert billable_minutes(rule, work) == billable_minutes(rule, list(reversed(work)))


@given(works, st.integers(0, 10_000))
def test_a_month_differs_from_the_exact_amount_by_half_a_cent_at_most(work: list[Work], rate: int) -> None:
    rule = replace(RULE, rate_cents=rate)
    for month in (1, 2, 3):
        own = [each for each in work if each.day.month == month]
        exact = Fraction(billable_minutes(rule, own) * rate, 60)
        assert -Fraction(1, 2) < amount_cents(rule, own) - exact <= Fraction(1, 2)


@given(rules, works)
def test_the_year_is_the_sum_of_the_months_where_no_assignment_spans_two(rule: Rule, work: list[Work]) -> None:
    named = [replace(each, assignment=f"{each.assignment}{each.day.month}") for each in work]
    months = [[each for each in named if each.day.month == month] for month in (1, 2, 3)]
    assert amount_cents(rule, named) == sum(amount_cents(rule, month) for month in months)
    assert billable_minutes(rule, named) == sum(billable_minutes(rule, month) for month in months)
