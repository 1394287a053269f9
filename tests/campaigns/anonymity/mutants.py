"""Unsafe changes of the rule, by name. Each must be caught by an attacker of the battery, not by the recount."""

from collections.abc import Mapping

from tests.campaigns.anonymity.planting import Change

_BIG = "big = tuple(child for child in node.children if size(child, counts) > threshold)"
_SMALL = "small = tuple(child for child in node.children if size(child, counts) <= threshold)"
_ALONE = "threshold < hidden <= (len(small) - 1) * threshold"
_SECOND = "if big and hidden + big[-1] <= 2 * threshold:"
_BLOCKS = "size(node, counts)),), (choice,)"

MUTANTS: Mapping[str, tuple[Change, ...]] = {
    "a code with T households is named": (
        Change("splitting", _BIG, _BIG.replace("> threshold", ">= threshold")),
        Change("splitting", _SMALL, _SMALL.replace("<= threshold", "< threshold")),
    ),
    "T from k-2": (
        Change("printing", "split(tree, counts, terms.policy.threshold)", "split(tree, counts, terms.policy.k - 2)"),
    ),
    "no second cover": (Change("splitting", _SECOND, "if False:"),),
    "the second cover comes one too late": (Change("splitting", _SECOND, _SECOND.replace("<=", "<")),),
    "the second cover looks at the first one": (Change("splitting", _SECOND, _SECOND.replace("big[-1]", "big[0]")),),
    "no cover at all": (Change("splitting", "    return 1, Reason.REST_COVERED", "    return 0, Reason.REST_COVERED"),),
    "one cover where two are needed": (Change("splitting", "return 2, Reason", "return 1, Reason"),),
    "Übrige alone without a lower bound": (Change("splitting", _ALONE, "hidden <= (len(small) - 1) * threshold"),),
    "Übrige alone from T": (Change("splitting", _ALONE, _ALONE.replace("threshold < hidden", "threshold <= hidden")),),
    "Übrige alone without an upper bound": (Change("splitting", _ALONE, "threshold < hidden"),),
    "Übrige alone one code too full": (Change("splitting", _ALONE, "threshold < hidden <= len(small) * threshold"),),
    "empty codes are no small codes": (Change("splitting", _SMALL, _SMALL.replace("if size", "if 0 < size")),),
    "the smallest large code covers": (
        Change(
            "splitting",
            _BIG,
            _BIG.replace("tuple(child", "tuple(sorted((child").replace(
                "> threshold)", "> threshold), key=lambda child: -size(child, counts)))"
            ),
        ),
    ),
    "the order of the tree comes from the data": (
        Change(
            "splitting",
            "    choice = choose(node, counts, threshold)\n",
            "    order = sorted(node.children, key=lambda child: -size(child, counts))\n"
            "    choice = choose(Node(node.code, node.codes, tuple(order)), counts, threshold)\n",
        ),
    ),
    "a household several times in a stack": (
        Change(
            "dealing",
            "dealt[first::stacks]",
            "dealt[first * len(dealt) // stacks : (first + 1) * len(dealt) // stacks]",
        ),
    ),
    "all cards of a household are dealt": (Change("dealing", "hand[:stacks]", "hand"),),
    "stacks of k households are printed": (
        Change("depth", "return 2 * k if stacks <= 2", "return k if stacks <= 2"),
        Change("accompaniments", "len(stack) >= 2 * policy.k", "len(stack) >= policy.k"),
    ),
    "every stack is counted by authority and by topic": (
        Change(
            "accompaniments",
            "turns = _turns(len(stacks),",
            "stacks = [each for each in stacks for _ in (0, 1)]\n    turns = _turns(len(stacks),",
        ),
    ),
    "closing is refused for want of variety": (
        Change(
            "accompaniments", "    if not printed:", "    if not printed or len({card.authority for card in due}) < 3:"
        ),
    ),
    "what is counted first depends on the data": (
        Change(
            "accompaniments",
            "    if begins_with_topic(closing.pilot, closing.until.year):",
            "    if len({card.topic for stack in map(list, _SEEN) for card in stack}) > 2:",
        ),
        Change("accompaniments", "    turns = _turns(", "    _SEEN[:] = stacks\n    turns = _turns("),
        Change(
            "accompaniments", "BOOK = Book.ACCOMPANIMENTS", "BOOK = Book.ACCOMPANIMENTS\n_SEEN: list[list[Card]] = []"
        ),
    ),
    "printed cards stay open": (
        Change("release", "used=frozenset(card for stack in work.stacks for card in stack)", "used=frozenset()"),
    ),
    "households are counted every year": (
        Change(
            "release",
            "counted=frozenset(household for stack in cases.stacks for household in stack)",
            "counted=frozenset()",
        ),
    ),
    "the book of households prints from k": (
        Change("households", "(2 if closing.final else M_MID)", "(1 if closing.final else M_MID)"),
    ),
    "a closing can be made again": (Change("closing", "if repeated is not None:", "if False:"),),
    "books close backwards": (Change("closing", "if ledger.passed(", "if False and ledger.passed("),),
    "reasons are printed": (
        Change(
            "statement",
            '        "previous": previous,',
            '        "previous": previous,\n        "reasons": [each.reason.value for each in release.decisions],',
        ),
    ),
    "ids are printed": (
        Change(
            "statement",
            '        "previous": previous,',
            '        "previous": previous,\n        "ids": sorted(each.hex() for each in release.used),',
        ),
    ),
}
