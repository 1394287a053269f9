"""What a programme says, valid from one day to another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

HOUR, ASSIGNMENT, MONTH, NONE = "hour", "assignment", "month", "none"
DAY = "day"


def _no_limits() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: a short key, the title of the page, what it says.

    ``confidence`` is H (an official page), M (one secondary or older page) or L (inferred).
    """

    key: str
    title: str
    says: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One line's rule for the days ``valid_from`` to ``valid_to``, both included; ``None`` is open.

    ``rate_model`` is hour, assignment, month or none; ``rate_cents`` is the sum for one of these.
    ``rounding_step`` is 0 (none), 15, 30 or 60 minutes, always up, over ``rounding_scope``: assignment, day
    or month. ``cap_minutes`` (a year) and ``weekly_minutes`` (an average, a hint only) are by role.
    ``part_year`` is ``full`` or ``dated``: what the cap means for someone who serves part of the year.
    ``allowance`` is the paragraph of the EStG (``3-26``, ``3-26a``). ``confidence`` as in ``Source``.
    """

    line: str
    valid_from: date
    valid_to: date | None
    rate_model: str
    rate_cents: int
    billable_kinds: frozenset[str]
    rounding_step: int = 0
    rounding_scope: str = MONTH
    cap_minutes: Mapping[str, int] = field(default_factory=_no_limits, hash=False)
    weekly_minutes: Mapping[str, int] = field(default_factory=_no_limits, hash=False)
    part_year: str = "full"
    allowance: str | None = None
    excluded_authorities: frozenset[str] = frozenset()
    max_assignments_per_client: int | None = None
    confidence: str = "L"
    sources: tuple[Source, ...] = ()

    def covers(self, day: date) -> bool:
        """Tell whether the rule is valid on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A yearly date: ``month`` and ``day``, ``years_later`` than the year of the work."""

    code: str
    de: str
    en: str
    month: int
    day: int
    years_later: int
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for something about the work of one year."""

    code: str
    de: str
    en: str
    day: date
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class FlatSum:
    """A yearly sum for the Träger, from ``min_pilots`` in the team."""

    code: str
    de: str
    en: str
    cents_per_year: int
    min_pilots: int
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that holds in every programme; ``unit`` is cents_per_year, cents_per_month, cents_per_km, months."""

    code: str
    de: str
    en: str
    unit: str
    value: int
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme line with all its rules, oldest first."""

    line: str
    de: str
    en: str
    rules: tuple[Rule, ...]
    deadlines: tuple[DeadlineRule, ...] = ()
    flat_sums: tuple[FlatSum, ...] = ()
