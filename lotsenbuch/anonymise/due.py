"""When the books of a Träger close: at the quarters' ends and at the end of the engagement."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

QUARTER_ENDS = (3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class Due:
    """The day of a closing; `final` is the year's end or the end of the engagement, when smaller books close
    too.
    """

    until: date
    final: bool


def due(year: int, month: int, engagement_ends: date | None) -> Due | None:
    """The closing that the sheet of this month carries, or None.

    >>> due(2025, 9, None)
    Due(until=datetime.date(2025, 9, 30), final=False)
    >>> due(2025, 12, None)
    Due(until=datetime.date(2025, 12, 31), final=True)
    >>> due(2025, 11, date(2025, 11, 15))
    Due(until=datetime.date(2025, 11, 15), final=True)
    >>> due(2025, 11, None)
    """
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if engagement_ends is not None and engagement_ends < first:
        return None
    if engagement_ends is not None and engagement_ends <= last:
        return Due(engagement_ends, True)
    return Due(last, month == 12) if month in QUARTER_ENDS else None
