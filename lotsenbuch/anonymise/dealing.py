"""Cards go onto stacks so that a household lies in each stack at most once, and stacks differ by at most one
card.
"""

from collections.abc import Iterable
from hashlib import blake2b
from itertools import groupby

from lotsenbuch.anonymise.model import Card


def place(identifier: bytes) -> bytes:
    """Where a random id stands in the hash order."""
    return blake2b(identifier, digest_size=32, person=b"lotsenbuch-place").digest()


def in_order(cards: Iterable[Card]) -> list[list[Card]]:
    """The cards of each household: households in hash order, their cards in hash order."""
    ordered = sorted(cards, key=lambda card: (place(card.household), place(card.id)))
    return [list(own) for _, own in groupby(ordered, key=lambda card: card.household)]


def deal(hands: Iterable[list[Card]], stacks: int) -> list[list[Card]]:
    """The first `stacks` cards of each household one by one onto the stacks, one counter running over all."""
    dealt = [card for hand in hands for card in hand[:stacks]]
    return [dealt[first::stacks] for first in range(stacks)]
