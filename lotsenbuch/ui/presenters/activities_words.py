"""Days, hours and ways as the pages write them: Mo 09.03., 1,5 h, 12 km."""

from datetime import date, time

from lotsenbuch.i18n import N_, _

_WEEKDAYS = (N_("Mo"), N_("Di"), N_("Mi"), N_("Do"), N_("Fr"), N_("Sa"), N_("So"))
_LONG_WEEKDAYS = (
    N_("Montag"),
    N_("Dienstag"),
    N_("Mittwoch"),
    N_("Donnerstag"),
    N_("Freitag"),
    N_("Samstag"),
    N_("Sonntag"),
)
_MONTHS = (
    N_("Januar"),
    N_("Februar"),
    N_("März"),
    N_("April"),
    N_("Mai"),
    N_("Juni"),
    N_("Juli"),
    N_("August"),
    N_("September"),
    N_("Oktober"),
    N_("November"),
    N_("Dezember"),
)


def weekday(day: date) -> str:
    """Return the two letters of a weekday."""
    return _(_WEEKDAYS[day.weekday()])


def long_day(day: date) -> str:
    """Return ``Freitag, 6. März 2026``."""
    return _("{weekday}, {day}. {month} {year}").format(
        weekday=_(_LONG_WEEKDAYS[day.weekday()]), day=day.day, month=_(_MONTHS[day.month - 1]), year=day.year
    )


def month(first: date, *, year: bool = True) -> str:
    """Return ``März 2026``, or ``März`` where the year goes without saying."""
    name = _(_MONTHS[first.month - 1])
    return f"{name} {first.year}" if year else name


def typed_day(day: date) -> str:
    """Return a day as the field shows it: ``Fr 06.03.2026``."""
    return f"{weekday(day)} {day:%d.%m.%Y}"


def clock(moment: time) -> str:
    """Return ``8:30``."""
    return f"{moment.hour}:{moment.minute:02}"


def number(value: int) -> str:
    """Return a whole number with its thousands parted."""
    return f"{value:,}".replace(",", ".")


def hours(minutes: int) -> str:
    """Return minutes as hours: ``1,5`` and ``2,0``, with a second decimal where it is needed."""
    hundredths = (minutes * 100 + 30) // 60
    shown = f"{number(hundredths // 100)},{hundredths % 100:02}"
    return shown.removesuffix("0")


def dial(minutes: int) -> str:
    """Return ``1:40``."""
    return f"{minutes // 60}:{minutes % 60:02}"


def length(minutes: int) -> str:
    """Return a duration as its field shows it: ``1,5 h``, and ``1:40 h`` where decimals would not be exact."""
    return f"{hours(minutes)} h" if minutes % 3 == 0 else f"{dial(minutes)} h"


def kilometres(metres: int) -> str:
    """Return ``12`` or ``12,5``."""
    shown = f"{number(metres // 1000)},{metres % 1000:03}".rstrip("0")
    return shown.removesuffix(",")
