"""What a sheet may carry beside its numbers: order, identifiers, dates, length. The answer has to be: nothing.

A statistics part is compared with that of a world that a reader must not tell apart: the same numbers, made
from other households, other ids of equal order, another order of entry, other days, other hidden reasons.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from lotsenbuch.anonymise.model import Card, Household, Policy, Release
from lotsenbuch.anonymise.statement import text
from lotsenbuch.example.lot import Lot
from tests.builders.cards import a_card, a_closing, a_household, some_trees

Releasing = Callable[..., Release]
Printing = Callable[[Release, Policy, int, str | None], Mapping[str, object]]
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\b1[6-9]\d{8}\b|\d{2}:\d{2}")
_PUBLIC_DAYS = {"2025-01-01", "2025-12-31"}
_POLICY = Policy(3)


def leaks(releasing: Releasing, printing: Printing) -> list[str]:
    """The names of the side channels that are open."""
    found = []
    cards, cases = _log()
    plain = _sheet(releasing, printing, cards, cases)
    if any(_sheet(releasing, printing, *_mixed(cards, cases, turn)) != plain for turn in range(3)):
        found.append("order")
    if any(each in plain for card in cards for each in _spellings(card.id, card.household)):
        found.append("identifiers")
    if set(_DATE.findall(plain)) - _PUBLIC_DAYS:
        found.append("dates")
    if any(_sheet(releasing, printing, *other) != plain for other in _on_other_days(cards, cases)):
        found.append("days")
    found += ["reasons"] if _reasons_show(releasing, printing) else []
    return found


def _log() -> tuple[list[Card], list[Household]]:
    lot = Lot("metadata")
    codes = ["JOBC"] * 5 + ["ARZT", "AUSL", "KITA", "SOZ"]
    cards = [a_card(each, visit, authority=lot.pick(codes)) for each in range(14) for visit in range(2)]
    cards += [a_card(0, visit) for visit in range(2, 7)]  # more than there are stacks: these stay open
    return cards, [a_household(each, origin=lot.pick(["SY", "SY", "UA"])) for each in range(14)]


def _sheet(releasing: Releasing, printing: Printing, cards: list[Card], cases: list[Household]) -> str:
    release = releasing(cards, cases, _POLICY, a_closing(), some_trees())
    return text(printing(release, _POLICY, 1, None))


def _mixed(cards: list[Card], cases: list[Household], turn: int) -> tuple[list[Card], list[Household]]:
    lot = Lot("mixed", turn)
    return lot.shuffled(cards), lot.shuffled(cases)


def _spellings(*ids: bytes) -> Iterator[str]:
    for each in ids:
        yield from (each.hex(), each.hex()[:8], str(int.from_bytes(each, "big")), repr(each)[2:-1])


def _on_other_days(cards: list[Card], cases: list[Household]) -> Iterator[tuple[list[Card], list[Household]]]:
    for shift in (1, 100, 363):
        day = date(2025, 1, 1) + timedelta(shift)
        yield [replace(card, day=day) for card in cards], [replace(case, day=day) for case in cases]


def _reasons_show(releasing: Releasing, printing: Printing) -> bool:
    """Tables with the same blocks and different reasons behind them must be the same sheet."""
    seen: dict[tuple[object, ...], set[str]] = {}
    for first in range(3, 10):
        for second in range(10 - first):
            third = 9 - first - second
            codes = ["A0_17"] * first + ["A18_29"] * second + ["A30_49"] * third + ["A50"]
            cases = [a_household(each, age=code) for each, code in enumerate(codes)]
            release = releasing([], cases, _POLICY, a_closing(), some_trees())
            blocks = tuple(table.blocks for book in release.books for table in book.tables)
            seen.setdefault(blocks, set()).add(text(printing(release, _POLICY, 1, None)))
    return any(len(sheets) > 1 for sheets in seen.values())
