"""Numbers and dates as offices write them."""

from datetime import date

import pytest

from lotsenbuch.report import wording


@pytest.mark.parametrize(("minutes", "shown"), [(0, "0:00"), (59, "0:59"), (61, "1:01"), (74_345, "1.239:05")])
def test_minutes_become_hours(minutes: int, shown: str) -> None:
    assert wording.hours(minutes) == shown


@pytest.mark.parametrize(
    ("cents", "shown"), [(0, "0,00"), (7, "0,07"), (122_50, "122,50"), (1_234_567_89, "1.234.567,89")]
)
def test_cents_become_euros(cents: int, shown: str) -> None:
    assert wording.amount(cents) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), "1. bis 31. März 2026"),
        (date(2026, 1, 2), date(2026, 3, 31), "2. Januar bis 31. März 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30. Dezember 2025 bis 2. Januar 2026"),
        (date(2026, 5, 4), date(2026, 5, 4), "4. Mai 2026"),
    ],
)
def test_two_days_become_one_phrase(start: date, end: date, shown: str) -> None:
    assert wording.span(start, end).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "einen Haushalt"), (3, "drei Haushalte"), (12, "zwölf Haushalte"), (13, "13 Haushalte")]
)
def test_known_households_are_written_out_up_to_twelve(number: int, shown: str) -> None:
    assert wording.households_known(number) == shown
