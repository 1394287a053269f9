"""Sums of a year: by month and class, caps, allowances, forecast."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotsenbuch import messages, programme
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.hours import CLASSES, YearSums, cap_minutes, earned, forecast, minutes_by_class, year_sums
from lotsenbuch.domain.payment import Payment
from tests.builders.domain import a_payment, an_activity, an_engagement

BOOK = programme.book()
TODAY = date(2026, 6, 30)
DATED = """
line = 'wir'
de = 'WIR'
en = 'WIR'
[[rules]]
valid_from = 2026-01-01
rate_model = 'hour'
rate_cents = 500
billable_kinds = ['accompaniment', 'travel']
part_year = 'dated'
cap_minutes = { normal = 16560 }
"""


def sums(*activities: Activity, payments: tuple[Payment, ...] = (), today: date = TODAY) -> YearSums:
    return year_sums(2026, activities, [an_engagement()], payments, BOOK, today)


def codes(result: YearSums) -> list[str]:
    return [hint.code for hint in result.hints]


def test_minutes_go_to_their_class_and_travel_to_travel() -> None:
    work = [
        an_activity(travel_minutes=40),
        an_activity(kind="coordination", minutes=30),
        an_activity(kind="team"),
        an_activity(kind="reflection"),
        an_activity(kind="training", minutes=90),
        an_activity(kind="travel", minutes=20),
        an_activity(kind="from_tomorrow", minutes=7),
    ]
    assert minutes_by_class(work) == {
        "client_work": 67, "coordination": 30, "team": 120, "training": 90, "travel": 60,
    }  # fmt: skip


def test_a_year_has_twelve_months_with_all_classes() -> None:
    result = sums(an_activity())
    assert [month.month for month in result.months] == [date(2026, number, 1) for number in range(1, 13)]
    assert all(tuple(month.minutes_by_class) == CLASSES for month in result.months)
    march = result.months[2]
    assert (march.billable_minutes, march.earned_cents, march.minutes_by_class["client_work"]) == (60, 500, 60)


def test_the_bin_and_other_years_do_not_count() -> None:
    binned = an_activity(deleted_at=datetime(2026, 3, 12, tzinfo=UTC))
    result = sums(binned, an_activity(day=date(2025, 12, 31)))
    assert sum(month.billable_minutes for month in result.months) == 0


def test_what_is_not_billable_is_counted_but_not_paid() -> None:
    march = sums(an_activity(billable=False), an_activity(kind="team"), an_activity(travel_minutes=30)).months[2]
    assert sum(march.minutes_by_class.values()) == 210
    assert (march.billable_minutes, march.earned_cents) == (60, 500)


def test_a_day_without_programme_data_earns_nothing() -> None:
    assert earned([an_activity(day=date(2010, 1, 5))], "wir", BOOK).cents == 0


def test_travel_is_paid_where_the_programme_says_so() -> None:
    assert earned([an_activity(travel_minutes=30)], "wir", programme.book((DATED,))).cents == 750


def test_payments_count_for_their_month_of_work_and_their_day_of_payment() -> None:
    months = sums(payments=(a_payment(),)).months
    assert [(month.month.month, month.paid_cents) for month in months if month.paid_cents] == [(2, 10_000)]
    assert [(month.month.month, month.received_cents) for month in months if month.received_cents] == [(3, 10_000)]


def test_the_allowance_goes_by_the_day_of_payment() -> None:
    late = a_payment(id="p2", month=date(2025, 12, 1), paid_on=date(2026, 1, 10), amount_cents=7_000)
    next_year = a_payment(id="p3", month=date(2026, 12, 1), paid_on=date(2027, 1, 10))
    (use,) = sums(payments=(a_payment(), late, next_year)).allowance
    assert (use.paragraph, use.limit_cents, use.used_cents) == ("3-26", 330_000, 17_000)


def test_allowances_received_elsewhere_are_added() -> None:
    result = year_sums(2026, [], [an_engagement()], [a_payment()], BOOK, TODAY, {"3-26": 325_000, "3-26a": 5})
    assert [(use.paragraph, use.used_cents, use.other_cents) for use in result.allowance] == [
        ("3-26", 335_000, 325_000),
        ("3-26a", 5, 5),
    ]
    assert "hours_allowance_over" in codes(result)


def test_a_cap_shows_what_is_used_and_left() -> None:
    (use,) = sums(an_activity(minutes=600)).engagements
    assert (use.cap_minutes, use.billable_minutes, use.remaining_minutes) == (16_560, 600, 15_960)


def test_a_coordinating_pilot_has_the_larger_cap() -> None:
    assert cap_minutes(2026, an_engagement(role="coordinating"), BOOK) == 414 * 60


def test_a_line_without_a_cap_has_none_left_either() -> None:
    (use,) = year_sums(2026, [], [an_engagement(line="hours")], [], BOOK, TODAY).engagements
    assert (use.cap_minutes, use.remaining_minutes) == (None, None)


@pytest.mark.parametrize(
    ("text", "starts", "expected"),
    [((), date(2026, 7, 1), 16_560), ((DATED,), date(2026, 7, 1), 8_348), ((DATED,), None, 16_560)],
)
def test_part_of_a_year_has_the_whole_cap_or_its_share(
    text: tuple[str, ...], starts: date | None, expected: int
) -> None:
    assert cap_minutes(2026, an_engagement(starts=starts), programme.book(text)) == expected


def test_an_engagement_of_another_year_is_left_out() -> None:
    over = an_engagement(ends=date(2025, 12, 31))
    assert year_sums(2026, [], [over], [], BOOK, TODAY).engagements == ()


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 1, 7), 60 * 53),
        (date(2026, 1, 8), 60 * 53 // 2),
        (date(2026, 12, 31), 60),
        (date(2027, 1, 1), 60),
        (date(2025, 12, 31), 60),
    ],
)
def test_the_forecast_is_linear_by_started_weeks(today: date, expected: int) -> None:
    assert forecast(60, (date(2026, 1, 1), date(2026, 12, 31)), today) == expected


def test_work_entered_ahead_does_not_speed_up_the_forecast() -> None:
    (use,) = sums(an_activity(minutes=260), an_activity(day=date(2026, 12, 1), minutes=90)).engagements
    assert use.forecast_minutes == 530


def test_the_forecast_is_never_below_what_is_logged() -> None:
    (use,) = sums(an_activity(day=date(2026, 12, 1), minutes=90)).engagements
    assert use.forecast_minutes == 90


@pytest.mark.parametrize(
    ("minutes", "code"),
    [(276 * 60 + 1, "hours_cap_over"), (276 * 60, "hours_cap_near"), (13_248, "hours_cap_near"),
     (13_000, "hours_cap_forecast")],
)  # fmt: skip
def test_the_cap_is_told_before_and_after_it_is_reached(minutes: int, code: str) -> None:
    days = [an_activity(id=str(number), day=date(2026, 3, 1), minutes=1440) for number in range(minutes // 1440)]
    result = sums(*days, an_activity(id="rest", minutes=minutes % 1440))
    assert codes(result) == [code]


def test_few_hours_bring_no_hint() -> None:
    assert codes(sums(an_activity())) == []


def test_income_above_the_asylum_seekers_allowance_is_told_by_month_of_payment() -> None:
    assert codes(sums(payments=(a_payment(amount_cents=25_000),))) == []
    (hint,) = sums(payments=(a_payment(amount_cents=25_001),)).hints
    assert (hint.code, dict(hint.params)) == ("hours_asylblg", {"month": "03/2026", "euros": 250})


def test_income_above_the_basic_income_allowance_is_told_where_its_value_is_known() -> None:
    payment = a_payment(month=date(2025, 2, 1), paid_on=date(2025, 3, 1), amount_cents=300_001)
    assert "hours_buergergeld" in codes(year_sums(2025, [], [an_engagement()], [payment], BOOK, TODAY))
    assert "hours_buergergeld" not in codes(sums(payments=(a_payment(amount_cents=300_001),)))


def test_every_hint_has_a_sentence() -> None:
    told = {"hours_cap_near", "hours_cap_over", "hours_cap_forecast", "hours_allowance_near", "hours_allowance_over",
            "hours_asylblg", "hours_buergergeld"}  # fmt: skip
    assert told <= messages.codes()


@pytest.mark.parametrize(("paragraph", "cited"), [("3-26", "§ 3 Nr. 26 EStG"), ("3-26a", "§ 3 Nr. 26a EStG")])
@pytest.mark.parametrize("code", ["hours_allowance_near", "hours_allowance_over"])
def test_an_allowance_is_named_as_the_law_is_cited(code: str, paragraph: str, cited: str) -> None:
    assert cited in messages.sentence_for(code, euros=960, paragraph=paragraph)


activities = st.lists(
    st.builds(
        lambda number, day, minutes, travel, kind: an_activity(
            id=str(number), day=day, minutes=minutes, travel_minutes=travel, kind=kind
        ),
        st.integers(0, 10**9),
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.integers(1, 1440),
        st.integers(0, 300),
        st.sampled_from(["accompaniment", "coordination", "team", "training", "travel", "group"]),
    ),
    max_size=30,
    unique_by=lambda activity: activity.id,
)


@given(activities)
def test_months_and_engagements_add_up_to_the_same(work: list[Activity]) -> None:
    result = sums(*work)
    (use,) = result.engagements
    assert sum(month.billable_minutes for month in result.months) == use.billable_minutes
    assert sum(month.earned_cents for month in result.months) == use.earned_cents
    everything = sum(sum(month.minutes_by_class.values()) for month in result.months)
    assert everything == sum(each.minutes + each.travel_minutes for each in work)


@given(activities)
def test_two_engagements_split_the_work_and_lose_nothing(work: list[Activity]) -> None:
    other = an_engagement(id="e2", line="hours")
    shared = [replace(each, engagement_id=("e1", "e2")[index % 2]) for index, each in enumerate(work)]
    result = year_sums(2026, shared, [an_engagement(), other], [], BOOK, TODAY)
    billable = sum(use.billable_minutes for use in result.engagements)
    assert billable == sum(month.billable_minutes for month in result.months)
