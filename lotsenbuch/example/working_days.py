"""The days on which offices in Hessen are open."""

from calendar import monthrange
from datetime import date, timedelta

FIXED = {(1, 1), (5, 1), (10, 3), (12, 24), (12, 25), (12, 26), (12, 31)}
AFTER_EASTER = (-2, 1, 39, 50, 60)  # Karfreitag, Ostermontag, Himmelfahrt, Pfingstmontag, Fronleichnam


def last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def working_days(month: date) -> list[date]:
    """Monday to Friday of a month, without the holidays of Hessen and the days offices stay closed."""
    movable = {easter(month.year) + timedelta(days=off) for off in AFTER_EASTER}
    days = [month.replace(day=number) for number in range(1, last_day(month).day + 1)]
    closed = movable | {day for day in days if (day.month, day.day) in FIXED}
    return [day for day in days if day.weekday() < 5 and day not in closed]


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Spencer's rule of 1876, as printed by Meeus)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
