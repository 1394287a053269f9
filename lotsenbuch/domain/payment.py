"""Money the pilot received, by day of payment."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of a Träger for one month's sheet, as the receipt said.

    ``month`` is the first day of the month that was paid; ``paid_on`` decides the year of the allowance.
    """

    id: str
    engagement_id: str
    month: date
    paid_on: date
    amount_cents: int
