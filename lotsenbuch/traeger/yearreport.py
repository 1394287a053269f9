"""The Träger's year in plain figures, ready for paper, workbook and text files.

Minutes are whole, money is euro cents, months are 1 to 12. Names are the pilots' own; there is nothing
about clients but the sums that their sheets let out.
"""

from dataclasses import dataclass, field
from datetime import date

RECEIVED, NIL, MISSING, CORRECTED, PAPER, QUESTION = (
    "received",
    "nil",
    "missing",
    "corrected",
    "paper",
    "question",
)
NOT_DUE = ""
"""The state of a month before the pilot's service or after its end."""


@dataclass(frozen=True, slots=True)
class PilotReturns:
    """The state of each of the twelve months of one pilot."""

    code: str
    name: str = field(repr=False)
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PilotSettlement:
    """One pilot's year in one programme line; ``cap_minutes`` is ``None`` where there is no cap."""

    code: str
    name: str = field(repr=False)
    role: str
    line: str
    minutes: int
    billable_minutes: int
    over_cap_minutes: int
    cap_minutes: int | None
    amount_cents: int


@dataclass(frozen=True, slots=True)
class PilotMonth:
    """One month of one pilot in one programme line, as the counting sheet says.

    Kilometres, accompaniments and travel belong to the whole sheet; they stand with its first line only.
    """

    code: str
    name: str = field(repr=False)
    month: int
    line: str
    sheet_version: int
    minutes: int
    billable_minutes: int
    assignments: int
    amount_cents: int
    accompaniments: int = 0
    travel_minutes: int = 0
    distance_km: int = 0


@dataclass(frozen=True, slots=True)
class Pool:
    """The team's approved minutes of the year (``None`` if not entered) and what is used of them."""

    approved_minutes: int | None
    used_minutes: int


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group: what was counted under its name, and the estimate with its interval."""

    code: str
    counted: int
    estimate: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class TableCount:
    """One table added up over the pilots; ``counted`` of its ``total`` have a group named for them."""

    table: str
    total: int
    counted: int
    groups: tuple[GroupCount, ...]
    origin: str = "country"


@dataclass(frozen=True, slots=True)
class YearReport:
    """Everything the year's summary shows; ``day`` is the day it was made."""

    traeger_code: str
    traeger_name: str
    year: int
    day: date
    returns: tuple[PilotReturns, ...]
    settlement: tuple[PilotSettlement, ...]
    months: tuple[PilotMonth, ...]
    pool: Pool
    statistics: tuple[TableCount, ...] = ()
    pilots_with_statistics: int = 0
    pilots_without: int = 0
    tree_version: int = 1

    @property
    def missing(self) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
        """Code, name and missing months of every pilot whose returns are not complete."""
        found = []
        for row in self.returns:
            gone = tuple(month for month, state in enumerate(row.states, 1) if state == MISSING)
            if gone:
                found.append((row.code, row.name, gone))
        return tuple(found)
