"""The trees of a closing: their orders are shuffled from public words, never from the data.

The shuffle is our own and part of the rule: every program that knows the sheet must come to the same order
for ever. A stream of 64-bit numbers is BLAKE2b (64 bytes a block) of the seed and a block counter; a number
below n is the first of the stream that is below the largest multiple of n, modulo n; a list is shuffled from
its end (Fisher and Yates).
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import TypeVar

from lotsenbuch.anonymise.model import ALL, RULE, Node, Table, group

_WORD = 8
_RANGE = 1 << (8 * _WORD)
_T = TypeVar("_T")


def seed(*words: str) -> bytes:
    """One seed for several public words, each with its length, so that no two lists of words share a seed."""
    told = b"".join(len(each).to_bytes(4, "big") + each for each in (word.encode() for word in words))
    return blake2b(told, digest_size=32, person=b"lotsenbuch-seed").digest()


def begins_with_topic(pilot: str, year: int) -> bool:
    """The public bit that says whether the first stack of a closing counts topics."""
    return bool(seed(RULE, pilot, str(year))[0] & 1)


def shuffled(tree: Node, table: Table, traeger: str, pilot: str, number: int) -> Node:
    """The tree of one table: kind F for origins (one group dissolved into the root), else kind G."""
    numbers = _stream(seed(RULE, traeger, pilot, table, str(number)))
    if table is Table.ORIGIN:
        tree = _dissolved(tree, numbers)
    return _ordered(tree, numbers)


def _dissolved(tree: Node, numbers: Iterator[int]) -> Node:
    groups = [child for child in tree.children if child.children]
    if not groups:
        return tree
    chosen = groups[_below(len(groups), numbers)]
    return group(ALL, tuple(child for child in tree.children if child is not chosen) + chosen.children)


def _ordered(node: Node, numbers: Iterator[int]) -> Node:
    """The children of each node shuffled: the node's own list first, then its groups in the order of the
    catalogue.
    """
    if not node.children:
        return node
    order = _shuffle(list(range(len(node.children))), numbers)
    children = [_ordered(child, numbers) for child in node.children]
    return group(node.code, tuple(children[at] for at in order))


def _shuffle(items: list[_T], numbers: Iterator[int]) -> list[_T]:
    for last in range(len(items) - 1, 0, -1):
        other = _below(last + 1, numbers)
        items[last], items[other] = items[other], items[last]
    return items


def _below(limit: int, numbers: Iterator[int]) -> int:
    fair = _RANGE - _RANGE % limit
    return next(number for number in numbers if number < fair) % limit


def _stream(key: bytes) -> Iterator[int]:
    counter = 0
    while True:
        block = blake2b(counter.to_bytes(8, "big"), key=key, person=b"lotsenbuch-flow").digest()
        yield from (int.from_bytes(block[at : at + _WORD], "big") for at in range(0, len(block), _WORD))
        counter += 1
