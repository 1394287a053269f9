"""The quick attackers of one rule, real or changed: each returns True where it got hold of something."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from typing import Any

from lotsenbuch.anonymise.model import Card, Household, Node, Policy
from lotsenbuch.example.lot import Lot
from tests.builders.cards import FIRST_DAY, PILOT, TRAEGER, a_card, a_household, branch, leaf, listed, some_trees
from tests.campaigns.anonymity import bruteforce, closings, metadata
from tests.campaigns.anonymity.planting import Rule
from tests.campaigns.anonymity.weaker_rules import TableRule

_GROUPED = branch("all", branch("G1", leaf("A"), leaf("B")), branch("G2", leaf("C"), leaf("D")))
_TABLES = (
    (listed("ABC"), 3, 6), (listed("ABC"), 3, 9), (listed("ABC"), 5, 14), (listed("ABCD"), 3, 7),
    (listed("ABCD"), 3, 9), (listed("ABCDE"), 3, 8), (_GROUPED, 3, 9), (_GROUPED, 4, 10),
)  # fmt: skip


def finds_somebody_in_a_table(rule: Rule) -> bool:
    """Brute force on small tables; no printed number of k-1 or fewer either."""
    for tree, k, total in _TABLES:
        table = _table_rule(rule, k)
        same = bruteforce.worlds(table, tree, total)
        if any(0 < block.count < k for blocks in same for block in blocks):
            return True
        if bruteforce.attack(table, tree, total).proven:
            return True
    return False


def _table_rule(rule: Rule, k: int) -> TableRule:
    def prints(tree: Node, counts: Mapping[str, int]) -> Any:
        return rule.splitting.split(tree, counts, k - 1).blocks

    return TableRule("planted", k, prints)


def _pilots(k: int = 3) -> list[closings.Books]:
    return [closings.some_books(Lot("battery", k, at), k, (k, 6 * k), some_trees()) for at in range(25)]


def finds_a_number_of_few_households(rule: Rule) -> bool:
    """Every printed number has k different households behind it, every stack 2k, and no card counts twice."""
    return any(_small_numbers(rule, books) for books in _pilots())


def _small_numbers(rule: Rule, books: closings.Books) -> bool:
    made = rule.release.release(books.cards, books.households, books.policy, books.closing, books.trees)
    whose = {card.id: card.household for card in books.cards}
    stacks = [[whose[card] for card in stack] for stack in made.stacks]
    k = books.policy.k
    if any(len(set(stack)) != len(stack) or len(stack) < 2 * k for stack in stacks):
        return True
    if any(set(one) & set(other) for one, other in combinations(made.stacks, 2)):
        return True
    if sum(table.total for table in made.books[0].tables) > len({card for stack in made.stacks for card in stack}):
        return True
    cases = made.books[1]
    if cases.sizes and cases.sizes[0] < 2 * k:
        return True
    return any(block.count < k for book in made.books for table in book.tables for block in table.blocks)


def learns_from_a_refusal(rule: Rule) -> bool:
    """What is printed, and in how many tables of what kind, is the same whatever the visits were about."""
    for books in _pilots()[:10]:
        shapes = set()
        for authority, topic in product(("JOBC", "ARZT"), ("WOHNEN", "BRIEFE")):
            cards = tuple(replace(card, authority=authority, topic=topic) for card in books.cards)
            shapes.add(_shape(rule, replace(books, cards=cards)))
        shapes.add(_shape(rule, books))
        if len(shapes) > 1:
            return True
    return False


def _shape(rule: Rule, books: closings.Books) -> tuple[object, ...]:
    made = rule.release.release(books.cards, books.households, books.policy, books.closing, books.trees)
    return tuple((book.state, book.sizes, *((each.table, each.total) for each in book.tables)) for book in made.books)


def finds_the_same_household_again(rule: Rule) -> bool:
    """The sheets of two years: what was counted once is not counted again, and no sheet is made twice."""
    cards = [a_card(each, 0, FIRST_DAY, "JOBC", "WOHNEN") for each in range(12)]
    cases = [a_household(each) for each in range(12)]
    desk = _Desk(rule, cards, cases)
    first = desk.close(date(2025, 12, 31))
    if first.release is None:
        return True
    desk.cards[0] = replace(desk.cards[0], authority="ARZT")  # a correction
    again = desk.close(date(2025, 12, 31))
    back = desk.close(date(2025, 6, 30))
    later = desk.close(date(2026, 12, 31))
    if again.entry != first.entry or back.entry is not None or later.release is None:
        return True
    return any(book.counted for book in later.release.books)


class _Desk:
    """A pilot's marks and ledger, kept as the program keeps them."""

    def __init__(self, rule: Rule, cards: list[Card], cases: list[Household]) -> None:
        self._rule, self.cards, self._cases = rule, cards, cases
        self._entries: list[Any] = []
        self._used: set[bytes] = set()

    def close(self, until: date) -> Any:
        request = self._rule.closing.Request(TRAEGER, PILOT, until, until.month == 12, FIRST_DAY, Policy(3), 1)
        outcome = self._rule.closing.close(
            self._entries,
            None,
            request,
            [card for card in self.cards if card.id not in self._used],
            [case for case in self._cases if case.id not in self._used],
            some_trees(),
        )
        if outcome.release is not None:
            self._entries.append(outcome.entry)
            self._used |= outcome.release.used | outcome.release.counted
        return outcome


ATTACKERS: Mapping[str, Callable[[Rule], bool]] = {
    "households": finds_a_number_of_few_households,
    "brute force": finds_somebody_in_a_table,
    "refusals": learns_from_a_refusal,
    "differencing": finds_the_same_household_again,
    "metadata": lambda rule: bool(metadata.leaks(rule.release.release, rule.statement.part)),
}


def caught_by(rule: Rule) -> str | None:
    """The first attacker that gets hold of something."""
    return next((name for name, attacker in ATTACKERS.items() if attacker(rule)), None)
