"""Hours and money of a year, out of everything the log knows."""

from datetime import date

from lotsenbuch.domain.hours import YearSums, year_sums
from lotsenbuch.services import engagements
from lotsenbuch.services.ports import Log


def year(log: Log, number: int, today: date) -> YearSums:
    """Return the sums of a year as they are on ``today``; minutes and euro cents. Changes nothing."""
    work = log.activities.between(date(number, 1, 1), date(number, 12, 31))
    return year_sums(number, work, log.engagements.all(), log.payments.all(), engagements.book(log), today)
