"""The synthetic pilots of the demo, the example data, the tests and the benchmarks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lotsenbuch.example.caseload import Case, caseload
from lotsenbuch.example.diary import RATE, Diary, Noted
from lotsenbuch.example.lot import Lot
from lotsenbuch.example.model import ExampleActivity, ExampleAppointment, ExampleHousehold, ExamplePilot, ExampleTraeger
from lotsenbuch.example.stock import Stock, stock
from lotsenbuch.example.working_days import last_day

DEMO_YEAR = 2025
BUSY, QUIET = 15, 3
BUSY_LIMIT = 39  # below 40 = m_mid k no book closes before the year's end, so both close there
QUIET_LIMIT = 9  # below 10 = 2k no book ever closes


def traeger() -> ExampleTraeger:
    """The invented organisation of all synthetic pilots."""
    return ExampleTraeger(stock().traeger["code"], stock().traeger["name"])


def months_until_december(number: int, year: int = DEMO_YEAR) -> list[date]:
    """The first days of the months that end with December of a year.

    >>> months_until_december(3)
    [datetime.date(2025, 10, 1), datetime.date(2025, 11, 1), datetime.date(2025, 12, 1)]
    """
    last = year * 12 + 11
    return [date(at // 12, at % 12 + 1, 1) for at in range(last - number + 1, last + 1)]


def pilot(
    seed: int, index: int, caseload_size: int, months: Sequence[date], limit_households: int | None = None
) -> ExamplePilot:
    """One pilot with as many places as `caseload_size`, at most `limit_households` different households in
    all.

    `months` are first days, one after the other. The same arguments give the same pilot.
    """
    words = (seed, index, caseload_size, len(months), months[0].isoformat(), limit_households)
    things = stock()
    cases = caseload(caseload_size, months, limit_households, things, Lot("caseload", *words))
    lot = Lot("diary", *words)
    diary = Diary(things, lot, lot.evenly(*RATE))
    noted = [each for position, month in enumerate(months) for each in diary.month(position, month, cases)]
    return ExamplePilot(
        code=f"L{index + 1:03}",
        name=_name(index, things),
        role="normal",
        caseload=caseload_size,
        first_day=months[0],
        last_day=last_day(months[-1]),
        households=tuple(_opened(case, [activity for activity, _ in noted]) for case in cases),
        activities=tuple(activity for activity, _ in noted),
        appointments=tuple(_appointments(noted) + diary.ahead(last_day(months[-1]), cases)),
    )


def demo_pilots(seed: int, number: int, months: int) -> list[ExamplePilot]:
    """The pilots of the demo: every third, from the first on, is busy and closes both books in December.

    The others never have enough different households, so both their books are carried over. Holds for one
    month to twelve, by the two limits: a household's first month has a visit that counts, so the busy pilot
    has at least fifteen households with a card and fewer than forty.
    """
    days = months_until_december(months)
    return [
        pilot(seed, index, BUSY, days, BUSY_LIMIT) if index % 3 == 0 else pilot(seed, index, QUIET, days, QUIET_LIMIT)
        for index in range(number)
    ]


def half_year(seed: int = 1, year: int = DEMO_YEAR) -> ExamplePilot:
    """A believable half year of one pilot, July to December: the example data of the app."""
    return pilot(seed, 0, 8, months_until_december(6, year), BUSY_LIMIT)


def random_pilot(seed: int, index: int, months: Sequence[date]) -> ExamplePilot:
    """A pilot as the benchmarks want it: three to fifteen places, no limit."""
    return pilot(seed, index, Lot("places", seed, index).between(3, 15), months)


def _name(index: int, things: Stock) -> str:
    turn, place = divmod(index, len(things.pilots))
    return things.pilots[place] + (f" {turn + 1}" if turn else "")


def _opened(case: Case, activities: Sequence[ExampleActivity]) -> ExampleHousehold:
    """The household with the day of its first activity."""
    first = min(each.day for each in activities if case.key in each.households)
    consent_on = first if case.household.consent == "given" else None
    return replace(case.household, opened=first, consent_on=consent_on)


def _appointments(noted: Sequence[Noted]) -> list[ExampleAppointment]:
    return [
        replace(appointment, activity=position)
        for position, (_, appointment) in enumerate(noted)
        if appointment is not None
    ]
