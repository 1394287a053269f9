"""Brute force on small tables: no code can be proven or excluded for anybody, no small code proven to occur.

The attacker sees the printed blocks of a stack, knows the rule, the tree, and k-2 households completely. For
every count vector of a small tree all vectors with the same print are collected; what they have in common is
what can be proven. The same check breaks weaker rules, which shows that it can see.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations_with_replacement

import pytest

from lotsenbuch.anonymise import splitting
from lotsenbuch.anonymise.model import Block, Node, Reason
from lotsenbuch.anonymise.splitting import Choice, choose, split
from tests.builders.cards import branch, leaf, listed

Vector = tuple[int, ...]
Covers = Callable[[list[int], list[int], int], tuple[int, Reason]]

FLAT = listed("ABC")
FOUR = listed("ABCD")
FIVE = listed("ABCDE")
GROUPED = branch("all", branch("G1", leaf("A"), leaf("B")), branch("G2", leaf("C"), leaf("D")))
UNEVEN = branch("all", branch("G1", *map(leaf, "ABC")), leaf("D"), leaf("E"))
INSTANCES = [
    (FLAT, 3, 6), (FLAT, 3, 9), (FLAT, 4, 8), (FLAT, 5, 10), (FLAT, 5, 14), (FOUR, 3, 6), (FOUR, 3, 8),
    (FOUR, 4, 9), (FOUR, 5, 11), (FIVE, 3, 7), (FIVE, 4, 8), (GROUPED, 3, 7), (GROUPED, 3, 9),
    (GROUPED, 4, 10), (UNEVEN, 3, 8), (UNEVEN, 4, 9),
]  # fmt: skip


def vectors(codes: int, total: int) -> Iterator[Vector]:
    """All ways to spread the cards of a stack over the codes."""
    if codes == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in vectors(codes - 1, total - first):
            yield (first, *rest)


def worlds(tree: Node, k: int, total: int) -> dict[tuple[Block, ...], list[Vector]]:
    """All count vectors by what is printed of them."""
    prints: dict[tuple[Block, ...], list[Vector]] = defaultdict(list)
    for vector in vectors(len(tree.codes), total):
        counts = Counter(dict(zip(tree.codes, vector, strict=True)))
        prints[split(tree, counts, k - 1).blocks].append(vector)
    return prints


def proven_memberships(tree: Node, k: int, total: int) -> int:
    """How many statements "an unknown household has (has not) this code" some attacker can prove."""
    found = 0
    for same in worlds(tree, k, total).values():
        for known in range(k - 1):
            for certain in combinations_with_replacement(range(len(tree.codes)), known):
                found += sum(_proven(code, same, Counter(certain), total) for code in range(len(tree.codes)))
    return found


def _proven(code: int, same: Sequence[Vector], certain: Counter[int], total: int) -> int:
    """The target is any household that is not known: in some world on the code, in some world off it."""
    fitting = [vector for vector in same if all(vector[each] >= number for each, number in certain.items())]
    unknown = [vector[code] - certain[code] for vector in fitting]
    others = total - certain.total()
    return bool(fitting) and (max(unknown) == 0 or min(unknown) == others)


def proven_existences(tree: Node, k: int, total: int) -> int:
    """How many codes can be proven to occur between once and T times."""
    return sum(
        all(0 < vector[code] < k for vector in same)
        for same in worlds(tree, k, total).values()
        for code in range(len(tree.codes))
    )


@pytest.mark.parametrize(("tree", "k", "total"), INSTANCES)
def test_nobody_can_be_placed_on_a_code_or_off_it(tree: Node, k: int, total: int) -> None:
    assert proven_memberships(tree, k, total) == 0


@pytest.mark.parametrize(("tree", "k", "total"), INSTANCES)
def test_existence_bruteforce(tree: Node, k: int, total: int) -> None:
    assert proven_existences(tree, k, total) == 0


def _no_second_cover(big: list[int], small: list[int], threshold: int) -> tuple[int, Reason]:
    hidden = sum(small)
    if not small or threshold < hidden <= (len(small) - 1) * threshold:
        return 0, Reason.REST_ALONE
    return 1, Reason.REST_COVERED


def _rest_without_upper_bound(big: list[int], small: list[int], threshold: int) -> tuple[int, Reason]:
    if not small or sum(small) > threshold:
        return 0, Reason.REST_ALONE
    return (2 if big and sum(small) + big[-1] <= 2 * threshold else 1), Reason.REST_COVERED


def _upper_bound_one_code_too_high(big: list[int], small: list[int], threshold: int) -> tuple[int, Reason]:
    if not small or threshold < sum(small) <= len(small) * threshold:
        return 0, Reason.REST_ALONE
    return (2 if big and sum(small) + big[-1] <= 2 * threshold else 1), Reason.REST_COVERED


def _no_cover(big: list[int], small: list[int], threshold: int) -> tuple[int, Reason]:
    return 0, Reason.REST_ALONE


def _cover_only_what_is_there(big: list[int], small: list[int], threshold: int) -> tuple[int, Reason]:
    """Empty codes are no small codes, so "Übrige" tells that its codes occur or cover."""
    present = [each for each in small if each]
    hidden = sum(present)
    if not present or threshold < hidden <= (len(present) - 1) * threshold:
        return 0, Reason.REST_ALONE
    return (2 if big and hidden + big[-1] <= 2 * threshold else 1), Reason.REST_COVERED


def _second_cover_one_too_late(big: list[int], small: list[int], threshold: int) -> tuple[int, Reason]:
    if not small or threshold < sum(small) <= (len(small) - 1) * threshold:
        return 0, Reason.REST_ALONE
    return (2 if big and sum(small) + big[-1] <= 2 * threshold - 1 else 1), Reason.REST_COVERED


MUTANTS: list[Covers] = [
    _no_second_cover,
    _rest_without_upper_bound,
    _upper_bound_one_code_too_high,
    _no_cover,
    _cover_only_what_is_there,
    _second_cover_one_too_late,
]


@pytest.mark.parametrize("mutant", MUTANTS)
def test_mutants_of_the_cover_are_killed(mutant: Covers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "_covers", mutant)
    attacks = (proven_memberships, proven_existences)
    assert any(attack(tree, k, total) for tree, k, total in INSTANCES for attack in attacks)


def test_smallest_large_code_as_cover_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cover chosen from the data instead of the public order gives hidden codes away."""

    def smallest_first(node: Node, counts: Counter[str], threshold: int) -> Choice:
        order = sorted(node.children, key=lambda child: -splitting.size(child, counts))
        chosen = choose(Node(node.code, node.codes, tuple(order)), counts, threshold)
        named = tuple(child for child in node.children if child in chosen.named)
        rest = tuple(child for child in node.children if child not in named)
        return Choice(node, named, rest, chosen.reason)

    monkeypatch.setattr(splitting, "choose", smallest_first)
    attacks = (proven_memberships, proven_existences)
    assert any(attack(tree, k, total) for tree, k, total in INSTANCES for attack in attacks)


def test_the_second_cover_at_its_edge() -> None:
    """k = 5, T = 4: an empty code and a cover of 8 make no more than 2T, so a second cover joins."""
    tree = listed("ABC")
    eight = split(tree, Counter(A=6, B=8), 4)
    assert [(block.code, block.count) for block in eight.blocks] == [("all", 14)]
    assert eight.choices[0].reason is Reason.UNDIVIDED
    nine = split(tree, Counter(A=6, B=9), 4)
    assert [(block.code, block.codes, block.count) for block in nine.blocks] == [
        ("A", ("A",), 6),
        ("rest", ("B", "C"), 9),
    ]
    more = split(listed("ABCD"), Counter(A=6, B=5, C=8), 4)
    assert [(block.code, block.codes, block.count) for block in more.blocks] == [
        ("A", ("A",), 6),
        ("rest", ("B", "C", "D"), 13),
    ]
    assert more.choices[0].reason is Reason.REST_COVERED_TWICE


def test_rest_alone_and_at_both_its_edges() -> None:
    """k = 5, T = 4, three small codes: alone from 5 to 8, covered at 4 and at 9."""
    tree = listed("ABCD")
    for hidden, covered in [((4, 0, 0), True), ((4, 1, 0), False), ((4, 4, 0), False), ((4, 4, 1), True)]:
        counts = Counter(dict(zip("ABCD", (20, *hidden), strict=True)))
        codes = [block.code for block in split(tree, counts, 4).blocks]
        assert codes == (["all"] if covered else ["A", "rest"])
