"""Reading days: words, weekdays and dates."""

from datetime import date, timedelta

from lotsenbuch.domain.quickadd.patterns import END, GAP, SOME, pattern

AHEAD = timedelta(days=31)
_WORDS = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2, "uebermorgen": 2}
_WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_SHORT = ("mo", "di", "mi", "do", "fr", "sa", "so")
_MONTHS = {
    "januar": 1, "jänner": 1, "jan": 1, "februar": 2, "feb": 2, "märz": 3, "maerz": 3, "mär": 3, "mrz": 3, "april": 4,
    "apr": 4, "mai": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9,
    "sep": 9, "oktober": 10, "okt": 10, "november": 11, "nov": 11, "dezember": 12, "dez": 12,
}  # fmt: skip

MONTHS = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WORD = pattern(
    rf"({'|'.join(sorted(_WORDS, key=len, reverse=True))})"
    rf"(?:{SOME}(?:morgen|früh|vormittag|mittag|nachmittag|abend))?{END}"
)
_WEEKDAY = pattern(
    rf"(?:(?P<last>letzt\w{{1,2}}|vergangen\w{{1,2}}|vorig\w{{1,2}})|(?P<next>nächst\w{{1,2}}|kommend\w{{1,2}})|"
    rf"dies\w{{1,2}}|am)?{GAP}(?P<name>{'|'.join(_WEEKDAYS)}|sonnabend){END}"
)
# "Fr. Muster" is a woman and "so" a word: the short form needs a capital and a number or the end behind it.
_ABBREVIATED = pattern(rf"(?-i:(Mo|Di|Mi|Do|Fr|Sa|So))(?:\.(?!{GAP}[^\W\d])|,)?(?={GAP}(?:[0-9]|$))")
_ISO = pattern(rf"(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}}){END}(?!-)")
_DOTTED = pattern(
    r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.(?:(?P<short>[0-9]{2})(?![0-9])|\s?(?P<year>[0-9]{4}))?(?!\w)"
)
_NAMED = pattern(
    rf"(?P<day>[0-9]{{1,2}})\.?{GAP}(?P<month>{MONTHS})(?!\w)\.?"
    rf"(?:{SOME}(?P<year>[0-9]{{4}})(?![0-9]))?"
)


def read_day(text: str, at: int, today: date) -> tuple[date | None, int] | None:
    """Read a day at ``at``; the answer is the day and where it ends, ``None`` for no day at all.

    The day itself is ``None`` for a date that does not exist, like 31.2.
    """
    if found := _WORD.match(text, at):
        return today + timedelta(days=_WORDS[found[1].lower()]), found.end()
    if found := _WEEKDAY.match(text, at):
        name = found["name"].lower()
        number = 5 if name == "sonnabend" else _WEEKDAYS.index(name)
        return _weekday(number, today, bool(found["last"]), bool(found["next"])), found.end()
    if found := _ABBREVIATED.match(text, at):
        return _weekday(_SHORT.index(found[1].lower()), today, False, False), found.end()
    for shape in (_ISO, _DOTTED, _NAMED):
        if found := shape.match(text, at):
            parts = found.groupdict()
            month = _MONTHS.get(parts["month"].lower()) or int(parts["month"])
            year = parts["year"] or (f"20{parts['short']}" if parts.get("short") else "")
            return _date(year, month, int(parts["day"]), today), found.end()
    return None


def _weekday(number: int, today: date, before: bool, after: bool) -> date:
    back = (today.weekday() - number) % 7
    if after:
        return today + timedelta(days=7 - back)
    return today - timedelta(days=back or (7 if before else 0))


def _date(year: str, month: int, day: int, today: date) -> date | None:
    if year:
        found = _existing(int(year), month, day)
        return found if found and 2000 <= found.year <= 2100 else None
    # Eight years back reach a 29 February in any case.
    for candidate in range(today.year + 1, today.year - 9, -1):
        found = _existing(candidate, month, day)
        if found is not None and found <= today + AHEAD:
            return found
    return None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
