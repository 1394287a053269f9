"""The book of accompaniments: open cards are dealt onto stacks, and each stack is counted in one table."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import count

from lotsenbuch.anonymise.dealing import deal, in_order
from lotsenbuch.anonymise.depth import depth
from lotsenbuch.anonymise.model import (
    Book,
    BookRelease,
    BookState,
    Card,
    Closing,
    Decision,
    Policy,
    Reason,
    Table,
)
from lotsenbuch.anonymise.printing import Counting, Printed, Terms, count_table, explained
from lotsenbuch.anonymise.shuffling import begins_with_topic

BOOK = Book.ACCOMPANIMENTS


def close_accompaniments(cards: Collection[Card], terms: Terms) -> Printed:
    """Deal and print the open cards dated up to the closing, or leave them all open."""
    policy, closing = terms.policy, terms.closing
    due = [card for card in cards if card.day <= closing.until]
    visits = Counter(card.household for card in due)
    stacks = depth(visits.values(), policy.k, closing.final)
    dealt = deal(in_order(due), stacks) if stacks else []
    printed = [stack for stack in dealt if len(stack) >= 2 * policy.k]
    if not printed:
        return _carried_over(cards, len(visits), closing)
    countings = list(_countings(printed, terms))
    used = tuple(tuple(card.id for card in stack) for stack in printed)
    waiting = _waiting(cards, closing, dealt, frozenset(card for stack in used for card in stack))
    return Printed(_book(countings, closing), used, waiting, explained(BOOK, countings, len(printed)))


def _countings(stacks: list[list[Card]], terms: Terms) -> Iterable[Counting]:
    turns = _turns(len(stacks), terms.policy, terms.closing)
    for position, (stack, (table, number)) in enumerate(zip(stacks, turns, strict=True), 1):
        yield count_table((card.code(table) for card in stack), table, position, number, terms)


def _turns(stacks: int, policy: Policy, closing: Closing) -> list[tuple[Table, int]]:
    """Authority and topic alternately, each with its next running number."""
    both = [Table.AUTHORITY, Table.TOPIC]
    if begins_with_topic(closing.pilot, closing.until.year):
        both.reverse()
    turns = [both[stack % 2] if policy.topics else Table.AUTHORITY for stack in range(stacks)]
    numbers = {table: count(closing.numbers.get(table, 1)) for table in both}
    return [(table, next(numbers[table])) for table in turns]


def _book(countings: list[Counting], closing: Closing) -> BookRelease:
    sizes = tuple(each.table.total for each in countings)
    return BookRelease(
        book=BOOK,
        state=BookState.CLOSED,
        begins=closing.begins[BOOK],
        until=closing.until,
        counted=sum(sizes),
        sizes=sizes,
        tables=tuple(each.table for each in countings),
    )


def _carried_over(cards: Collection[Card], households: int, closing: Closing) -> Printed:
    book = BookRelease(BOOK, BookState.CARRIED_OVER, closing.begins[BOOK], closing.until)
    late = {card.id: Reason.AFTER_CLOSING for card in cards if card.day > closing.until}
    few = {card.id: Reason.TOO_FEW_HOUSEHOLDS for card in cards if card.day <= closing.until}
    return Printed(book, (), late | few, (Decision(BOOK, Reason.TOO_FEW_HOUSEHOLDS, value=households),))


def _waiting(
    cards: Collection[Card], closing: Closing, dealt: list[list[Card]], used: frozenset[bytes]
) -> dict[bytes, Reason]:
    on_stacks = {card.id for stack in dealt for card in stack}
    return {card.id: _why(card, closing, on_stacks) for card in cards if card.id not in used}


def _why(card: Card, closing: Closing, on_stacks: set[bytes]) -> Reason:
    if card.day > closing.until:
        return Reason.AFTER_CLOSING
    return Reason.SMALL_STACK if card.id in on_stacks else Reason.ABOVE_DEPTH
