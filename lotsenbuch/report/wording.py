"""Numbers, dates and sums in words, as German offices write them (DIN 5008)."""

from datetime import date

from lotsenbuch.i18n import N_, SOURCE, _, language, ngettext

NO_BREAK = "\u00a0"

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
_DAYS = (N_("Mo"), N_("Di"), N_("Mi"), N_("Do"), N_("Fr"), N_("Sa"), N_("So"))
_NUMBERS = (
    N_("null"),
    N_("eins"),
    N_("zwei"),
    N_("drei"),
    N_("vier"),
    N_("fünf"),
    N_("sechs"),
    N_("sieben"),
    N_("acht"),
    N_("neun"),
    N_("zehn"),
    N_("elf"),
    N_("zwölf"),
)


def document_language() -> str:
    """Return the language code for a document made now; the test language counts as German."""
    current = language()
    return SOURCE if current == "qps" else current


def whole(number: int) -> str:
    """Return ``number`` with points between thousands: 1.234."""
    return f"{number:,}".replace(",", ".")


def hours(minutes: int) -> str:
    """Return minutes as hours and minutes: 24:30."""
    return f"{whole(minutes // 60)}:{minutes % 60:02d}"


def amount(cents: int) -> str:
    """Return euro cents with decimal comma, without the sign: 1.234,50."""
    return f"{whole(cents // 100)},{cents % 100:02d}"


def euros(cents: int) -> str:
    """Return euro cents as an amount with the euro sign: 122,50 €."""
    return f"{amount(cents)}{NO_BREAK}€"


def month_name(month: int) -> str:
    """Return the name of month 1 to 12."""
    return _(_MONTHS[month - 1])


def month_year(day: date) -> str:
    """Return the month of ``day`` with its year: März 2026."""
    return f"{month_name(day.month)} {day.year}"


def long_date(day: date) -> str:
    """Return ``day`` written out: 31. März 2026."""
    return f"{day_month(day)} {day.year}"


def day_month(day: date) -> str:
    """Return day and month: 31. März."""
    return _("{day}. {month}").format(day=day.day, month=month_name(day.month)).replace(" ", NO_BREAK)


def day_of_month(day: date) -> str:
    """Return weekday and day for a list of one month: Mo 2."""
    return f"{_(_DAYS[day.weekday()])} {_('{day}.').format(day=day.day)}"


def span(start: date, end: date) -> str:
    """Return two days as one phrase: 1. bis 31. März 2026."""
    if start == end:
        return long_date(start)
    if (start.year, start.month) == (end.year, end.month):
        first = _("{day}.").format(day=start.day)
    elif start.year == end.year:
        first = day_month(start)
    else:
        first = long_date(start)
    return _("{first} bis {last}").format(first=first, last=long_date(end))


def number_word(number: int) -> str:
    """Return a number up to twelve as a word, beyond that in digits."""
    return _(_NUMBERS[number]) if 0 <= number < len(_NUMBERS) else whole(number)


def households_known(number: int) -> str:
    """Return "einen Haushalt", "drei Haushalte" as an object of a sentence."""
    return ngettext("einen Haushalt", "{number} Haushalte", number).format(number=number_word(number))


def fingerprint(digest: str) -> str:
    """Return a hexadecimal digest in groups of eight, so that it can be compared by eye."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
