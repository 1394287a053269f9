"""Rules for one table that look sensible and are not: what the attackers must break.

A rule for one table is a function of the public tree and of the cards per leaf, and gives the printed blocks.
Rules for the sheets of a whole year are in `differencing` and `linear`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lotsenbuch.anonymise import splitting
from lotsenbuch.anonymise.model import REST, Block, Node

Counts = Mapping[str, int]
Print = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class TableRule:
    """A rule with its k. `cards` is the most cards of one household in one table."""

    name: str
    k: int
    prints: Callable[[Node, Counts], Print]
    cards: int = 1


def lb2(k: int) -> TableRule:
    """The rule itself, as the program applies it to one table."""
    return TableRule("LB-2", k, lambda tree, counts: splitting.split(tree, counts, k - 1).blocks)


def row_level(k: int) -> TableRule:
    """At least k rows behind every printed number, all else together; whose rows they are is not asked.

    A household may have several rows in the table.
    """
    return TableRule("row-level k", k, lambda tree, counts: _named(tree, _large(tree, counts, k), counts), cards=3)


def suppressed(k: int) -> TableRule:
    """Small cells are left out one by one; zeros are printed, and the total is."""

    def prints(tree: Node, counts: Counts) -> Print:
        shown = [leaf for leaf in leaves(tree) if not 0 < splitting.size(leaf, counts) < k]
        return (Block(tree.code, tree.codes, splitting.size(tree, counts)), *_blocks(shown, counts))

    return TableRule("small-cell suppression", k, prints)


def at_least_k(k: int) -> TableRule:
    """Named codes and "Übrige" are just large enough, or nothing: the first rule that was tried."""

    def prints(tree: Node, counts: Counts) -> Print:
        large = _large(tree, counts, k)
        hidden = splitting.size(tree, counts) - sum(splitting.size(leaf, counts) for leaf in large)
        return _whole(tree, counts) if 0 < hidden < k else _named(tree, large, counts)

    return TableRule("at least k", k, prints)


def topped_up(k: int) -> TableRule:
    """ "Übrige" takes in the smallest large code until it is large enough."""

    def prints(tree: Node, counts: Counts) -> Print:
        named = sorted(_large(tree, counts, k), key=lambda leaf: -splitting.size(leaf, counts))
        hidden = splitting.size(tree, counts) - sum(splitting.size(leaf, counts) for leaf in named)
        while named and 0 < hidden < k:
            hidden += splitting.size(named.pop(), counts)
        order = [leaf for leaf in leaves(tree) if leaf in named]
        return _named(tree, order, counts)

    return TableRule("smallest-first top-up", k, prints)


def data_order(k: int) -> TableRule:
    """LB-2 with the children of each node sorted by their size: the cover is the smallest large code."""

    def ordered(node: Node, counts: Counts) -> Node:
        children = sorted(node.children, key=lambda child: -splitting.size(child, counts))
        return Node(node.code, node.codes, tuple(ordered(child, counts) for child in children))

    def prints(tree: Node, counts: Counts) -> Print:
        blocks = splitting.split(ordered(tree, counts), counts, k - 1).blocks
        # Printed in the public order, so only the choice of the cover tells.
        return tuple(sorted(blocks, key=lambda block: min(tree.codes.index(code) for code in block.codes)))

    return TableRule("order from the data", k, prints)


def lb1(k: int) -> TableRule:
    """Up to three cards of a household in a table, T = 3(k-1), fixed order, one cover and never a second."""

    def prints(tree: Node, counts: Counts) -> Print:
        return _split_with_one_cover(tree, counts, 3 * (k - 1))

    return TableRule("LB-1", k, prints, cards=3)


def _split_with_one_cover(node: Node, counts: Counts, threshold: int) -> Print:
    large = [child for child in node.children if splitting.size(child, counts) > threshold]
    small = [child for child in node.children if child not in large]
    hidden = sum(splitting.size(child, counts) for child in small)
    alone = threshold < hidden <= (len(small) - 1) * threshold
    named = large if alone or not small else large[:-1]
    if not named:
        return _whole(node, counts)
    rest = [child for child in node.children if child not in named]
    inner = [block for child in named for block in _split_with_one_cover(child, counts, threshold)]
    return (*inner, *_rest(rest, counts))


def leaves(node: Node) -> list[Node]:
    return [leaf for child in node.children for leaf in leaves(child)] if node.children else [node]


def _large(tree: Node, counts: Counts, k: int) -> list[Node]:
    return [leaf for leaf in leaves(tree) if splitting.size(leaf, counts) >= k]


def _whole(node: Node, counts: Counts) -> Print:
    return (Block(node.code, node.codes, splitting.size(node, counts)),)


def _blocks(shown: list[Node], counts: Counts) -> Print:
    return tuple(block for leaf in shown for block in _whole(leaf, counts))


def _rest(rest: list[Node], counts: Counts) -> Print:
    codes = tuple(code for node in rest for code in node.codes)
    return (Block(REST, codes, sum(splitting.size(node, counts) for node in rest)),) if rest else ()


def _named(tree: Node, named: list[Node], counts: Counts) -> Print:
    return _blocks(named, counts) + _rest([leaf for leaf in leaves(tree) if leaf not in named], counts)


WEAKER = (row_level, suppressed, at_least_k, topped_up, data_order, lb1)
