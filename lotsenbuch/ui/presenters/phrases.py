"""Days, times and sums as the pages say them: short German, hours with a comma."""

from datetime import date, time, timedelta

from lotsenbuch.i18n import N_, _
from lotsenbuch.report.wording import NO_BREAK, day_month, whole

_WEEKDAYS = (
    N_("Montag"),
    N_("Dienstag"),
    N_("Mittwoch"),
    N_("Donnerstag"),
    N_("Freitag"),
    N_("Samstag"),
    N_("Sonntag"),
)
_SHORT = (N_("Mo"), N_("Di"), N_("Mi"), N_("Do"), N_("Fr"), N_("Sa"), N_("So"))
_NEAR = {-1: N_("Gestern"), 0: N_("Heute"), 1: N_("Morgen")}
_WEEK = 7
_QUARTER = 15


def weekday(day: date) -> str:
    """Return the name of the weekday: Donnerstag."""
    return _(_WEEKDAYS[day.weekday()])


def long_day(day: date) -> str:
    """Return a day as a title: Donnerstag, 12. März."""
    return f"{weekday(day)}, {day_month(day)}"


def short_day(day: date, today: date) -> str:
    """Return a day for a chip: Mi 11. März; with its year where that is another one."""
    words = f"{_(_SHORT[day.weekday()])} {day_month(day)}"
    return words if day.year == today.year else f"{words} {day.year}"


def near_day(day: date, today: date) -> str:
    """Return Gestern, Heute, Morgen, the weekday within a week, else the short day."""
    apart = (day - today).days
    if apart in _NEAR:
        return _(_NEAR[apart])
    return weekday(day) if 0 < apart < _WEEK else short_day(day, today)


def clock(moment: time) -> str:
    """Return a time of day: 9:00."""
    return f"{moment.hour}:{moment.minute:02}"


def hours(minutes: int) -> str:
    """Return minutes as a number of hours: 2,5 where quarters say it exactly, else 2:20."""
    whole_hours, rest = divmod(minutes, 60)
    if rest % _QUARTER:
        return f"{whole(whole_hours)}:{rest:02}"
    decimals = {0: "", 15: ",25", 30: ",5", 45: ",75"}[rest]
    return f"{whole(whole_hours)}{decimals}"


def sum_hours(minutes: int) -> str:
    """Return a sum as decimal hours, half a hundredth up: 37,17 and 14,5."""
    hundredths = (minutes * 100 + 30) // 60
    full, rest = divmod(hundredths, 100)
    tail = f",{rest:02}".rstrip("0") if rest else ""
    return f"{whole(full)}{tail}"


def duration(minutes: int) -> str:
    """Return a length with its unit: 40 min below an hour, else 2,5 h."""
    if 0 < minutes < 60:
        return f"{minutes}{NO_BREAK}min"
    return f"{hours(minutes)}{NO_BREAK}h"


def kilometres(metres: int) -> str:
    """Return a distance: 12 km, 7,5 km."""
    full, rest = divmod(metres, 1000)
    tail = f",{rest:03}".rstrip("0") if rest else ""
    return f"{whole(full)}{tail}{NO_BREAK}km"


def rate(cents: int) -> str:
    """Return an amount without empty cents: 5 €, 7,50 €."""
    full, rest = divmod(cents, 100)
    return f"{whole(full)},{rest:02}{NO_BREAK}€" if rest else f"{whole(full)}{NO_BREAK}€"


def year_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the year of ``day``."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


def month_before(day: date) -> date:
    """Return the first day of the month before the one of ``day``."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
