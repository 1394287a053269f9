"""The differencing attacker: sheets of months, quarters and years, and corrected ones, subtracted.

He has two numbers that count almost the same and takes one from the other. What is left is about few
households, and where it is about one he has read its answer.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from lotsenbuch.anonymise.model import Card, Policy
from tests.campaigns.anonymity import years
from tests.campaigns.anonymity.years import Log

Numbers = Mapping[tuple[str, ...], frozenset[bytes]]  # each printed number, with the cards behind it
Sheets = Callable[[Log], Numbers]


@dataclass(frozen=True, slots=True)
class Differences:
    """Sums and differences of two printed numbers, and how many of them stand for 1 to k-1 households."""

    pairs: int
    small: int


def subtracted(numbers: Numbers, log: Log, k: int) -> Differences:
    """Every difference of two printed numbers that count some of the same."""
    whose = {card.id: card.household for card in log.cards} | {case.id: case.id for case in log.households}
    pairs = small = 0
    for one, other in combinations(set(numbers.values()), 2):
        larger, smaller = sorted((one, other), key=len, reverse=True)
        if not larger & smaller:
            continue
        pairs += 1
        # Only a number inside another one can be subtracted.
        small += smaller < larger and 0 < len({whose[each] for each in larger - smaller}) < k
    return Differences(pairs, small)


def lb2(policy: Policy) -> Sheets:
    """All numbers of all closings up to the year's end."""

    def numbers(log: Log) -> Numbers:
        found: dict[tuple[str, ...], frozenset[bytes]] = {}
        for closing, made in years.closings(log, policy):
            for table, ids in years.tables_with_ids(log, made):
                codes = log.codes(table.table, ids)
                for block in table.blocks:
                    name = (closing.until.isoformat(), table.table, str(table.number), ",".join(block.codes))
                    behind = (each for each, code in zip(ids, codes, strict=True) if code in block.codes)
                    found[name] = frozenset(behind)
        return found

    return numbers


def recounted(k: int) -> Sheets:
    """Small-cell suppression of each month, each quarter and the year, all of the same cards."""

    def numbers(log: Log) -> Numbers:
        cells: dict[tuple[str, ...], set[bytes]] = {}
        for card in log.cards:
            quarter = (card.day.month + 2) // 3
            for period in (f"{card.day:%Y-%m}", f"{card.day.year}-Q{quarter}", str(card.day.year)):
                cells.setdefault((period, card.authority), set()).add(card.id)
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
