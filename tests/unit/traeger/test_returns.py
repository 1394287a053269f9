"""The matrix of returns: who handed in what, and what is missing."""

from datetime import date

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.traeger import period
from lotsenbuch.traeger.records import HELD, WAITING
from lotsenbuch.traeger.returns import returns
from tests.builders.traeger import a_collection, a_pilot, a_stored_sheet, filled


def day(month: int) -> date:
    return date(2026, month, 1)


def test_every_month_of_the_service_has_its_state() -> None:
    store = a_collection()
    filled(
        store,
        a_stored_sheet(month=day(2)),
        a_stored_sheet(month=day(3), nil=True),
        a_stored_sheet(month=day(4), version=2),
        a_stored_sheet(month=day(5), version=2, question="other"),
        a_stored_sheet(month=day(6), state=HELD),
        a_stored_sheet(month=day(8)),
        pilots=(a_pilot(starts=date(2026, 2, 28), ends=date(2026, 7, 1)),),
    )
    found = returns(store, 2026, date(2026, 9, 15))
    assert found.months == tuple(day(month) for month in range(1, 10))
    assert found.pilots[0].states == {
        day(2): "received",
        day(3): "nil",
        day(4): "corrected",
        day(5): "question",
        day(6): "missing",
        day(7): "missing",
        day(8): "received",
    }


def test_a_month_is_missing_once_it_is_over() -> None:
    store = a_collection()
    filled(store, pilots=(a_pilot(),))
    assert returns(store, 2026, date(2026, 1, 31)).pilots[0].states == {}
    assert returns(store, 2026, date(2026, 2, 1)).pilots[0].states == {day(1): "missing"}
    assert returns(store, 2027, date(2026, 2, 1)).months == ()


def test_who_has_not_joined_is_not_missed() -> None:
    store = a_collection()
    filled(store, pilots=(a_pilot(state=WAITING),))
    assert returns(store, 2026, date(2026, 9, 15)).pilots == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2025-12 ", date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_periods_are_read(text: str, first: date, last: date) -> None:
    assert (period.span(text).first, period.span(text).last) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "25", "2025-13", "2025-Q5", "2025-q1", "2025-1", "2025-Q", "1999", "3000", "२०२५"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ExpectedError) as error:
        period.span(text)
    assert error.value.code == "period_unreadable"
