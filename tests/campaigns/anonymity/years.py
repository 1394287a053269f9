"""Synthetic pilots as cards and households, and their closings over a year or more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from lotsenbuch import catalogue
from lotsenbuch.anonymise.model import (
    NONE,
    Book,
    BookState,
    Card,
    Closing,
    Household,
    Node,
    Policy,
    Release,
    Table,
    TableRelease,
    node_from,
)
from lotsenbuch.anonymise.release import release
from lotsenbuch.example.model import ExamplePilot
from lotsenbuch.example.pilots import months_until_december, random_pilot
from tests.builders.cards import TRAEGER, identity

CLIENT_WORK = ("accompaniment", "interpreting", "advice", "forms", "remote")
YEAR = 2025


@cache
def catalogue_trees() -> Mapping[str, Node]:
    return {name: node_from(tree) for name, tree in catalogue.trees(1).items()}


@dataclass(frozen=True, slots=True)
class Log:
    """What a pilot's year holds for the rule."""

    code: str
    first_day: date
    cards: tuple[Card, ...] = field(repr=False)
    households: tuple[Household, ...] = field(repr=False)

    def codes(self, table: Table, ids: Sequence[bytes]) -> list[str]:
        """The true codes of cards or households."""
        cards = {card.id: card.code(table) for card in self.cards}
        cases = {case.id: getattr(case, table) if table in _OF_CASES else "" for case in self.households}
        return [cards[each] if each in cards else cases[each] for each in ids]


_OF_CASES = (Table.ORIGIN, Table.AGE, Table.GENDER)


@cache
def log_of(seed: int, index: int, months: int = 12) -> Log:
    """A random pilot of so many months up to December."""
    return _log(random_pilot(seed, index, months_until_december(months, YEAR)), seed)


def _log(pilot: ExamplePilot, seed: int) -> Log:
    cards = [
        Card(
            identity(seed, pilot.code, number, key),
            identity(seed, pilot.code, key),
            activity.day,
            activity.authority or NONE,
            activity.topics[0] if activity.topics else NONE,
        )
        for number, activity in enumerate(pilot.activities)
        if activity.kind in CLIENT_WORK
        for key in activity.households
    ]
    first: dict[bytes, date] = {}
    for card in cards:
        first[card.household] = min(card.day, first.get(card.household, card.day))
    cases = []
    for each in pilot.households:
        own = identity(seed, pilot.code, each.key)
        if own in first:
            told = (each.origin, each.languages[0], each.age_band, each.gender, each.persons)
            cases.append(Household(own, first[own], *told))
    return Log(pilot.code, pilot.first_day, tuple(cards), tuple(cases))


def quarter_ends(first: int, last: int) -> list[date]:
    return [
        date(year, month, 31 if month in (3, 12) else 30) for year in range(first, last + 1) for month in (3, 6, 9, 12)
    ]


def closings(
    log: Log, policy: Policy, days: Sequence[date] | None = None, trees: Mapping[str, Node] | None = None
) -> Iterator[tuple[Closing, Release]]:
    """The releases of a pilot, quarter by quarter, with marks kept as the program keeps them."""
    used: set[bytes] = set()
    numbers = {table.value: 1 for table in Table}
    begins = {book.value: log.first_day for book in Book}
    for until in days or quarter_ends(log.first_day.year, YEAR):
        closing = Closing(until, until.month == 12, TRAEGER, log.code, dict(begins), dict(numbers))
        cards = [card for card in log.cards if card.id not in used]
        cases = [case for case in log.households if case.id not in used]
        made = release(cards, cases, policy, closing, trees or catalogue_trees())
        used |= made.used | made.counted
        for book in made.books:
            for table in book.tables:
                numbers[table.table] = table.number + 1
            if book.state is BookState.CLOSED:
                begins[book.book] = until
        yield closing, made


def tables_with_ids(log: Log, made: Release) -> Iterator[tuple[TableRelease, tuple[bytes, ...]]]:
    """Each printed table with the cards or households that it counts."""
    for table in made.book(Book.ACCOMPANIMENTS).tables:
        yield table, made.stacks[table.stack - 1]
    for table in made.book(Book.HOUSEHOLDS).tables:
        yield table, tuple(case.id for case in log.households if case.id in made.counted)
