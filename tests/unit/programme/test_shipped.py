"""The shipped programme data says what the sources of the trade say."""

from datetime import date, timedelta

import pytest

from lotsenbuch import programme

BOOK = programme.book()
DAY = date(2026, 3, 1)


def test_all_lines_are_there() -> None:
    assert [each.line for each in BOOK.programmes] == ["wir", "wir_gesundheit", "laiendolmetschen", "hours"]


@pytest.mark.parametrize(
    ("line", "day", "model", "cents"),
    [
        ("wir", date(2014, 1, 1), "hour", 500),
        ("wir", DAY, "hour", 500),
        ("wir_gesundheit", date(2026, 12, 31), "hour", 500),
        ("laiendolmetschen", DAY, "assignment", 2000),
        ("hours", DAY, "none", 0),
    ],
)
def test_rates(line: str, day: date, model: str, cents: int) -> None:
    rule = BOOK.rule(line, day)
    assert rule is not None
    assert (rule.rate_model, rule.rate_cents) == (model, cents)


@pytest.mark.parametrize(
    ("line", "day"),
    [("wir", date(2013, 12, 31)), ("wir_gesundheit", date(2027, 1, 1)), ("laiendolmetschen", date(2017, 12, 31)),
     ("from_tomorrow", DAY)],
)  # fmt: skip
def test_a_day_without_data_has_no_rule(line: str, day: date) -> None:
    assert BOOK.rule(line, day) is None


def test_the_caps_of_wir() -> None:
    rule = BOOK.rule("wir", DAY)
    assert rule is not None
    assert dict(rule.cap_minutes) == {"normal": 276 * 60, "coordinating": 414 * 60}
    assert dict(rule.weekly_minutes) == {"normal": 6 * 60, "coordinating": 9 * 60}
    before = BOOK.rule("wir", date(2020, 12, 31))
    assert before is not None
    assert not before.cap_minutes


def test_travel_training_and_team_are_not_paid_by_wir() -> None:
    rule = BOOK.rule("wir", DAY)
    assert rule is not None
    assert rule.billable_kinds.isdisjoint({"travel", "training", "team", "reflection"})
    assert {"accompaniment", "coordination"} <= rule.billable_kinds


def test_lay_interpreting_excludes_authorities_and_limits_assignments() -> None:
    rule = BOOK.rule("laiendolmetschen", DAY)
    assert rule is not None
    assert rule.max_assignments_per_client == 5
    assert rule.excluded_authorities == {"GER", "POL", "BAMF", "JOBC", "AGENT", "AUSL", "ARZT", "KLINIK"}
    assert rule.allowance == "3-26a"


@pytest.mark.parametrize(
    ("paragraph", "day", "cents"),
    [
        ("3-26", date(2020, 12, 31), 240_000),
        ("3-26", date(2021, 1, 1), 300_000),
        ("3-26", date(2025, 12, 31), 300_000),
        ("3-26", date(2026, 1, 1), 330_000),
        ("3-26a", date(2013, 1, 1), 72_000),
        ("3-26a", date(2025, 6, 1), 84_000),
        ("3-26a", date(2026, 6, 1), 96_000),
        ("3-26", date(2012, 12, 31), None),
        ("3-27", DAY, None),
    ],
)
def test_allowances_by_day_of_payment(paragraph: str, day: date, cents: int | None) -> None:
    assert BOOK.allowance(paragraph, day) == cents


def test_deadlines_of_a_year() -> None:
    found = [(deadline.code, deadline.day) for deadline in BOOK.deadlines("wir", 2026)]
    assert found == [("follow_up_application", date(2026, 12, 31)), ("proof_of_use", date(2027, 3, 31))]
    assert [deadline.code for deadline in BOOK.deadlines("wir", 2020)] == ["proof_of_use"]
    assert BOOK.deadlines("hours", 2026) == ()


def test_income_that_is_not_counted() -> None:
    year = BOOK.amount("buergergeld", date(2025, 5, 1))
    month = BOOK.amount("asylblg", DAY)
    assert year is not None
    assert month is not None
    assert (year.unit, year.value) == ("cents_per_year", 300_000)
    assert (month.unit, month.value) == ("cents_per_month", 25_000)
    assert BOOK.amount("buergergeld", DAY) is None


def test_the_flat_sum_for_teams_of_five() -> None:
    (flat,) = BOOK.flat_sums("wir", DAY)
    assert (flat.cents_per_year, flat.min_pilots) == (200_000, 5)
    assert BOOK.flat_sums("wir", date(2020, 12, 31)) == ()


def test_every_rule_names_its_sources_and_no_day_is_lost_between_two_rules() -> None:
    for each in BOOK.programmes:
        for rule in each.rules:
            assert rule.sources
            assert hash(rule) == hash(rule)
        for earlier, later in zip(each.rules, each.rules[1:], strict=False):
            assert earlier.valid_to is not None
            assert later.valid_from == earlier.valid_to + timedelta(days=1)


def test_the_book_is_read_once() -> None:
    assert programme.book() is BOOK
