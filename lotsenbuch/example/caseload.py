"""Who a synthetic pilot looks after, month by month.

Each place of the caseload is always taken. A household stays 1 + Exp(3.5) months; a free place goes to a
household that comes back (15 %) or to a new one. Where `limit` different households were there already, only
those come back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lotsenbuch.example.lot import Lot
from lotsenbuch.example.model import ExampleHousehold
from lotsenbuch.example.stock import Stock

MEAN_STAY = 3.5
COMES_BACK = 0.15
OWN_TOPICS = (1, 3)
HOME_WEIGHT = 6  # how much more often a pilot's own one or two countries of origin come up


@dataclass(frozen=True, slots=True)
class Case:
    """A household and what it usually comes for; `months` are the positions of the months it is active in."""

    household: ExampleHousehold
    topics: tuple[str, ...]
    months: list[int] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.household.key


def caseload(places: int, months: Sequence[date], limit: int | None, stock: Stock, lot: Lot) -> list[Case]:
    """The cases of all months; in each month as many are active as there are places."""
    cases: list[Case] = []
    stays: dict[str, float] = {}
    origins = _origins(stock, lot)
    for position, month in enumerate(months):
        active = [case for case in cases if stays[case.key] > position]
        while len(active) < min(places, limit or places):
            case = _returning(cases, active, limit, lot)
            if case is None:
                case = _new_case(len(cases), month, origins, stock, lot)
                cases.append(case)
            stays[case.key] = position + 1 + lot.waiting_time(MEAN_STAY)
            active.append(case)
        for case in active:
            case.months.append(position)
    return [_closed(case, months) for case in cases]


def _returning(cases: list[Case], active: list[Case], limit: int | None, lot: Lot) -> Case | None:
    """A household that was there before, now and then, or always once there were enough different ones."""
    away = [case for case in cases if case not in active]
    full = limit is not None and len(cases) >= limit
    return lot.pick(away) if away and (full or lot.chance(COMES_BACK)) else None


def _origins(stock: Stock, lot: Lot) -> dict[str, float]:
    """The weights of the countries as this pilot meets them."""
    homes = {lot.weighted(stock.origins) for _ in range(lot.between(1, 2))}
    return {code: weight * (HOME_WEIGHT if code in homes else 1) for code, weight in stock.origins.items()}


def _new_case(number: int, month: date, origins: dict[str, float], stock: Stock, lot: Lot) -> Case:
    origin = lot.weighted(origins)
    gender = lot.weighted(stock.people["genders"])
    persons = int(lot.weighted(stock.people["persons"]))
    topics = {lot.weighted({code: each.weight for code, each in stock.topics.items()}) for _ in range(3)}
    household = ExampleHousehold(
        key=f"H{number + 1:03}",
        name=_name(number, gender, persons, stock),
        languages=(lot.pick(stock.languages[origin]),),
        origin=origin,
        age_band=lot.weighted(stock.people["age_bands"]),
        gender=gender,
        persons=persons,
        consent=lot.weighted(stock.people["consents"]),
        opened=month,
    )
    return Case(household, tuple(sorted(topics))[: lot.between(*OWN_TOPICS)])


def _name(number: int, gender: str, persons: int, stock: Stock) -> str:
    """A different invented name for each number of a pilot's households."""
    nicknames = {"W": stock.women, "M": stock.men}.get(gender, ())
    turn, place = divmod(number, len(stock.families))
    if number % 5 == 3 and persons < 3 and number // 5 < len(nicknames):
        return nicknames[number // 5]
    family = stock.families[place] + (f" {turn + 1}" if turn else "")
    title = "Familie" if persons > 2 else {"W": "Frau", "M": "Herr"}.get(gender, "")
    return f"{title} {family}".strip()


def _closed(case: Case, months: Sequence[date]) -> Case:
    """A case that was away for more than the last month is closed at the end of its own last month."""
    after = case.months[-1] + 1
    if after >= len(months) - 1:
        return case
    return replace(case, household=replace(case.household, closed=months[after] - timedelta(days=1)))
