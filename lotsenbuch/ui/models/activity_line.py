"""The lines of the list of activities, with every word ready made: nothing is worked out while painting."""

from dataclasses import dataclass, field
from datetime import date

OPEN, HINT, SEALED, DELETED = "open", "hint", "sealed", "deleted"


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity. ``state`` is ``open``, ``hint``, ``sealed`` or ``deleted``; ``tip`` is the whole text."""

    id: str
    day: date
    weekday: str
    short_day: str
    time: str
    hours: str
    place: str = field(repr=False)
    people: str = field(repr=False)
    state: str
    state_word: str
    tip: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """The head of a month, with the sums over all its activities, shown already or not."""

    month: date
    name: str
    count: str
    hours: str


@dataclass(frozen=True, slots=True)
class SumsLine:
    """The totals under the table, as (figure, unit) from the number to the kilometres."""

    parts: tuple[tuple[str, str], ...]

    @property
    def spoken(self) -> str:
        """Return the totals as one sentence."""
        return ", ".join(f"{figure} {unit}" for figure, unit in self.parts)
