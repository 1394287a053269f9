"""When what stays here counts next: the closings of an engagement, to its end and not beyond."""

from datetime import date

import pytest

from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.services.local_report import next_closing


@pytest.mark.parametrize(
    ("month", "ends", "counts_on"),
    [
        (date(2025, 12, 1), None, date(2026, 3, 31)),
        (date(2026, 1, 1), None, date(2026, 3, 31)),
        (date(2026, 3, 1), date(2026, 5, 15), date(2026, 5, 31)),
        (date(2026, 5, 1), date(2026, 5, 15), None),
        (date(2026, 6, 1), date(2026, 6, 30), None),
    ],
)
def test_what_stays_counts_at_the_next_closing_of_the_engagement(
    month: date, ends: date | None, counts_on: date | None
) -> None:
    assert next_closing([Engagement("e", "wir", starts=date(2025, 1, 1), ends=ends)], month) == counts_on
