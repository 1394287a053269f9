"""The one place that asks the computer for the time.

Everything else gets a ``Clock`` or a date handed in, so that tests can set it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


class Clock(Protocol):
    """Tells the wall-clock time in Germany."""

    def now(self) -> datetime:
        """Return the current time, aware, in Europe/Berlin."""
        ...

    def today(self) -> date:
        """Return the current day in Europe/Berlin."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(BERLIN)

    def today(self) -> date:
        return self.now().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for the demonstration and the tests."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment.astimezone(BERLIN)

    def today(self) -> date:
        return self.now().date()
