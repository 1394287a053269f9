"""Which codes of a table are named, and what hides in "Übrige".

A named code has more than T cards. "Übrige" stands alone only where each of its codes may be empty; otherwise
the last large code in the public order covers it, and a covered "Übrige" is larger than 2T, so even who knows
k-2 households completely can neither prove nor rule out a code for another one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lotsenbuch.anonymise.model import NONE, OTHER, REST, Block, Node, Reason


@dataclass(frozen=True, slots=True)
class Choice:
    """The children of a node that are named, in order, those that are not, and why."""

    node: Node
    named: tuple[Node, ...]
    rest: tuple[Node, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Division:
    """The printed blocks of a table and the choice at each node."""

    blocks: tuple[Block, ...]
    choices: tuple[Choice, ...]


def counted(codes: Iterable[str], tree: Node) -> Counter[str]:
    """How often each leaf code of the tree occurs; what has no place in it goes where `_place` says."""
    known = frozenset(tree.codes)
    return Counter(code if code in known else _place(code, known) for code in codes)


def _place(code: str, known: frozenset[str]) -> str:
    """Of an unknown code: SONST where the tree has it, else no answer. An empty one is no answer."""
    return OTHER if code and OTHER in known else NONE


def size(node: Node, counts: Mapping[str, int]) -> int:
    return sum(counts.get(code, 0) for code in node.codes)


def split(node: Node, counts: Mapping[str, int], threshold: int) -> Division:
    """The blocks of a node, depth first in the public order, "Übrige" behind the named codes of its node."""
    choice = choose(node, counts, threshold)
    if not choice.named:
        return Division((Block(node.code, node.codes, size(node, counts)),), (choice,) if node.children else ())
    parts = [split(child, counts, threshold) for child in choice.named]
    blocks = tuple(block for part in parts for block in part.blocks) + _rest(choice.rest, counts)
    return Division(blocks, (choice, *(inner for part in parts for inner in part.choices)))


def choose(node: Node, counts: Mapping[str, int], threshold: int) -> Choice:
    """Which children of a node are named."""
    big = tuple(child for child in node.children if size(child, counts) > threshold)
    small = tuple(child for child in node.children if size(child, counts) <= threshold)
    covers, reason = _covers(
        [size(child, counts) for child in big], [size(child, counts) for child in small], threshold
    )
    named = big[: max(0, len(big) - covers)]
    rest = tuple(child for child in node.children if child not in named)
    return Choice(node, named, rest, reason if named else Reason.UNDIVIDED)


def _covers(big: list[int], small: list[int], threshold: int) -> tuple[int, Reason]:
    """How many of the last large codes hide the small ones."""
    hidden = sum(small)
    if not small:
        return 0, Reason.ALL_LARGE
    if threshold < hidden <= (len(small) - 1) * threshold:
        return 0, Reason.REST_ALONE
    if big and hidden + big[-1] <= 2 * threshold:
        return 2, Reason.REST_COVERED_TWICE
    return 1, Reason.REST_COVERED


def _rest(rest: tuple[Node, ...], counts: Mapping[str, int]) -> tuple[Block, ...]:
    if not rest:
        return ()
    codes = tuple(code for node in rest for code in node.codes)
    return (Block(REST, codes, sum(size(node, counts) for node in rest)),)
