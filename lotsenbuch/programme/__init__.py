"""Funding rules as dated data: rates, caps, billable kinds, rounding, allowances, deadlines.

The shipped data lies in ``resources/programmes``; a programme file of the Träger is laid over it. Nothing in
the code knows an amount. Money is integer euro cents, time integer minutes.
"""

from lotsenbuch.programme.book import ProgrammeBook, book
from lotsenbuch.programme.money import Work, amount_cents, billable_minutes
from lotsenbuch.programme.reading import read
from lotsenbuch.programme.rule import Amount, Deadline, FlatSum, Programme, Rule, Source

__all__ = [
    "Amount",
    "Deadline",
    "FlatSum",
    "Programme",
    "ProgrammeBook",
    "Rule",
    "Source",
    "Work",
    "amount_cents",
    "billable_minutes",
    "book",
    "read",
]
