"""The differencing attacker: sheets of months, quarters and years, and corrected ones, subtracted.

He has two numbers that count almost the same and takes one from the other. What is left is about few
households, and where it is about one he has read its answer.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import permutations

from lotsenbuch.anonymise.model import Card, Policy, Table
from tests.campaigns.anonymity import years
from tests.campaigns.anonymity.years import Log


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader knows of a printed number: the periods and table it is about, and its codes."""

    periods: frozenset[str]
    table: str
    codes: frozenset[str]
    whole: bool = False  # the number of a whole table

    def is_inside(self, other: "Scope") -> bool:
        """Whether a reader knows that everything counted here is counted there as well."""
        same = self.table == other.table and self.codes <= other.codes
        return self.periods <= other.periods and (other.whole or same)


Numbers = Mapping[Scope, frozenset[bytes]]  # each printed number, with the cards or households behind it
Sheets = Callable[[Log], Numbers]


@dataclass(frozen=True, slots=True)
class Differences:
    """Sums and differences of two printed numbers, and how many of them stand for 1 to k-1 households."""

    pairs: int
    small: int


def subtracted(numbers: Numbers, log: Log, k: int) -> Differences:
    """Every difference of two printed numbers of which the one is known to lie inside the other.

    Two tables of the same households may by chance have one block inside another; no reader can know of that,
    so it is no difference that stands for anybody.
    """
    whose = {card.id: card.household for card in log.cards} | {case.id: case.id for case in log.households}
    pairs = small = 0
    for inner, outer in permutations(numbers, 2):
        if not inner.is_inside(outer):
            continue
        pairs += 1
        small += 0 < len({whose[each] for each in numbers[outer] - numbers[inner]}) < k
    return Differences(pairs, small)


def lb2(policy: Policy) -> Sheets:
    """All numbers of all closings up to the year's end, and the total of each stack."""

    def numbers(log: Log) -> Numbers:
        found: dict[Scope, frozenset[bytes]] = {}
        for closing, made in years.closings(log, policy):
            for table, ids in years.tables_with_ids(log, made):
                own = f"/{table.stack}" if table.table in _OF_WORK else ""
                periods = frozenset([f"{closing.until}{own}"])
                codes = log.codes(table.table, ids)
                every = frozenset(code for block in table.blocks for code in block.codes)
                found[Scope(periods, "" if not own else table.table, every, whole=True)] = frozenset(ids)
                for block in table.blocks:
                    behind = (each for each, code in zip(ids, codes, strict=True) if code in block.codes)
                    found[Scope(periods, table.table, frozenset(block.codes))] = frozenset(behind)
        return found

    return numbers


_OF_WORK = (Table.AUTHORITY, Table.TOPIC)


def recounted(k: int) -> Sheets:
    """Small-cell suppression of each month, each quarter and the year, all of the same cards."""

    def numbers(log: Log) -> Numbers:
        cells: dict[Scope, set[bytes]] = {}
        for card in log.cards:
            first = 3 * ((card.day.month - 1) // 3) + 1
            for months in ((card.day.month,), range(first, first + 3), range(1, 13)):
                periods = frozenset(f"{card.day.year}-{month:02}" for month in months)
                cells.setdefault(Scope(periods, "authority", frozenset([card.authority])), set()).add(card.id)
        return {cell: frozenset(ids) for cell, ids in cells.items() if len(ids) >= k}

    return numbers


def corrected(log: Log, card: Card, code: str) -> Log:
    """The same log with one card's authority put right."""
    return replace(log, cards=tuple(replace(each, authority=code) if each is card else each for each in log.cards))


def reads_the_correction(before: Counter[str], after: Counter[str], card: Card, code: str) -> bool:
    """Two versions of a table: one code lost one and another won one, and that is the answer."""
    return after[code] - before[code] == 1 and before[card.authority] - after[card.authority] == 1


def by_rows(log: Log, k: int) -> Counter[str]:
    """A sheet with row-level k: exact numbers of at least k rows."""
    counts = Counter(card.authority for card in log.cards)
    return Counter({code: count for code, count in counts.items() if count >= k})
