"""The settlement part of a sheet: hours, kilometres and money, the pilot's own personal data.

It never learns of the statistics part; the two meet only as texts inside one signed payload.
"""

from datetime import date

from msgspec import Struct

from lotsenbuch.sheet.fields import Cents, Count, Minutes, Word


class Day(Struct, frozen=True, forbid_unknown_fields=True):
    """One day's exact minutes: billable client work and coordination together, never divided further."""

    date: date
    minutes: Minutes


class ClassMinutes(Struct, frozen=True, forbid_unknown_fields=True):
    """The month's minutes by class of activity, billable or not; travel stands in a class of its own."""

    client_work: Minutes = 0
    coordination: Minutes = 0
    team: Minutes = 0
    training: Minutes = 0
    travel: Minutes = 0

    @property
    def total(self) -> int:
        """Minutes over all classes."""
        return self.client_work + self.coordination + self.team + self.training + self.travel


class LineSum(Struct, frozen=True, forbid_unknown_fields=True):
    """The month's sums of one programme line; ``billable_minutes`` are rounded by the programme's rule."""

    line: Word
    minutes: Minutes
    billable_minutes: Minutes
    assignments: Count
    amount_cents: Cents


class SettlementPart(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything the Träger needs to pay one month, and nothing about clients."""

    days: tuple[Day, ...]
    minutes_by_class: ClassMinutes
    lines: tuple[LineSum, ...]
    distance_km: Count
    accompaniments: Count
    amount_cents: Cents
