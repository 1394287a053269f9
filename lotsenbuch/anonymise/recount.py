"""The independent recount: another way to the same numbers, before anything is sealed.

It shares no step with the release but the public order of the trees. It counts the printed stacks card by
card, asks the rule's conditions of what was printed instead of building it, and refuses at the first
difference. Slower, on purpose.
"""

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from hashlib import blake2b
from itertools import combinations

from lotsenbuch.anonymise.model import (
    DEEPEST,
    M_END,
    M_MID,
    NONE,
    OTHER,
    Block,
    Book,
    BookRelease,
    BookState,
    Card,
    Closing,
    Household,
    Node,
    Policy,
    Release,
    Table,
    TableRelease,
)
from lotsenbuch.anonymise.printing import Terms, Trees
from lotsenbuch.anonymise.shuffling import begins_with_topic
from lotsenbuch.errors import ExpectedError

_BOTH = (Table.AUTHORITY, Table.TOPIC)
Row = tuple[bytes, str]  # a household and its code


def recount(
    release: Release,
    cards: Collection[Card],
    households: Collection[Household],
    policy: Policy,
    closing: Closing,
    trees: Trees,
) -> None:
    """Check a release against what it was made from. Raises ExpectedError("self_check", step=...)."""
    terms = Terms(policy, closing, trees)
    _stacks(release, cards, policy, closing)
    _marks(release, cards, households, closing)
    by_id = {card.id: card for card in cards}
    work = release.book(Book.ACCOMPANIMENTS)
    _check(len(work.tables) == len(release.stacks), "tables")
    _check([table.table for table in work.tables] == _turns(len(work.tables), policy, closing), "turns")
    for table, stack in zip(work.tables, release.stacks, strict=True):
        rows = [(by_id[card].household, by_id[card].code(table.table)) for card in stack]
        _table(table, rows, terms)
    _cases(release, households, terms)
    _numbers([table for book in release.books for table in book.tables], closing)


def _check(holds: bool, step: str) -> None:
    if not holds:
        raise ExpectedError("self_check", step=step)


def _stacks(release: Release, cards: Collection[Card], policy: Policy, closing: Closing) -> None:
    """As many stacks as the closing allows, dealt as the rule deals."""
    hands: dict[bytes, list[Card]] = {}
    for card in cards:
        if card.day <= closing.until:
            hands.setdefault(card.household, []).append(card)
    deep = [each for each in range(1, DEEPEST + 1) if _holds(hands.values(), each, policy.k, closing.final)]
    depth = max(deep, default=0) if closing.final or max(deep, default=0) > 1 else 0
    _check(depth == len(release.stacks) == len(release.book(Book.ACCOMPANIMENTS).sizes), "depth")
    heaps: list[list[bytes]] = [[] for _ in range(depth)]
    dealt = 0
    for household in sorted(hands, key=_place):
        for card in sorted(hands[household], key=lambda each: _place(each.id))[:depth]:
            heaps[dealt % depth].append(card.id)
            dealt += 1
    _check(tuple(map(tuple, heaps)) == release.stacks, "dealing")


def _holds(hands: Iterable[Sequence[Card]], depth: int, k: int, final: bool) -> bool:
    size = sum((Fraction(min(len(hand), depth), depth) for hand in hands), Fraction(0))
    if final and depth in (1, 2):
        return size >= 2 * k
    return size >= (M_END if final else M_MID) * k


def _place(identifier: bytes) -> str:
    return blake2b(identifier, digest_size=32, person=b"lotsenbuch-place").hexdigest()


def _turns(stacks: int, policy: Policy, closing: Closing) -> list[Table]:
    if not policy.topics:
        return [Table.AUTHORITY] * stacks
    first = int(begins_with_topic(closing.pilot, closing.until.year))
    return [_BOTH[(first + stack) % 2] for stack in range(stacks)]


def _marks(release: Release, cards: Collection[Card], households: Collection[Household], closing: Closing) -> None:
    """Nothing is both used and open, nothing is lost, nothing later than the closing is used."""
    on_stacks = [card for stack in release.stacks for card in stack]
    _check(len(on_stacks) == len(set(on_stacks)) and set(on_stacks) == release.used, "used")
    _check(release.used.isdisjoint(release.open_cards), "open_cards")
    _check(release.used | set(release.open_cards) == {card.id for card in cards}, "cards")
    _check(release.counted.isdisjoint(release.open_households), "open_households")
    _check(release.counted | set(release.open_households) == {each.id for each in households}, "households")
    printed = [each.day for each in cards if each.id in release.used]
    printed += [each.day for each in households if each.id in release.counted]
    _check(all(day <= closing.until for day in printed), "days")


def _cases(release: Release, households: Collection[Household], terms: Terms) -> None:
    policy, closing = terms.policy, terms.closing
    book = release.book(Book.HOUSEHOLDS)
    due = {each.id: each for each in households if not each.day > closing.until}
    enough = len(due) >= (2 * policy.k if closing.final else M_MID * policy.k)
    _check(release.counted == (frozenset(due) if enough else frozenset()), "households")
    _book(book, [len(due)] if enough else [], closing)
    _check(book.persons == (sum(each.persons for each in due.values()) if enough else None), "persons")
    expected = [Table.ORIGIN, Table.AGE, Table.GENDER] if enough else []
    _check([table.table for table in book.tables] == expected, "tables")
    for table in book.tables:
        rows = [(each.id, each.code(table.table, policy.origin)) for each in due.values()]
        _table(table, rows, terms)
    _book(release.book(Book.ACCOMPANIMENTS), [len(stack) for stack in release.stacks], closing)


def _book(book: BookRelease, sizes: list[int], closing: Closing) -> None:
    _check(list(book.sizes) == sizes and book.counted == sum(sizes), "sizes")
    _check((book.state is BookState.CLOSED) == bool(sizes), "state")
    _check((book.begins, book.until) == (closing.begins[book.book], closing.until), "period")


def _numbers(tables: list[TableRelease], closing: Closing) -> None:
    for kind in Table:
        told = [table.number for table in tables if table.table is kind]
        start = closing.numbers.get(kind, 1)
        _check(told == list(range(start, start + len(told))), "numbers")


def _table(table: TableRelease, rows: list[Row], terms: Terms) -> None:
    """One table against the rows of its stack."""
    _check(table.total == len(rows) == len({household for household, _ in rows}), "one_card_per_household")
    k = terms.policy.k
    tree = terms.shuffled(table.table, table.number)
    known = _known(rows, tree)
    for block in table.blocks:
        behind = {household for household, code in known if code in block.codes}
        _check(len(behind) == block.count >= k, "count")
    for one, other in combinations(table.blocks, 2):
        _check(set(one.codes).isdisjoint(other.codes), "disjoint")
    _check({code for block in table.blocks for code in block.codes} == set(tree.codes), "partition")
    _check(sum(block.count for block in table.blocks) == table.total, "total")
    _check(_expected(tree, known, k) == table.blocks, "blocks")


def _known(rows: list[Row], tree: Node) -> list[Row]:
    places = set(tree.codes)
    unknown = OTHER if OTHER in places else NONE
    told = [(household, code or NONE) for household, code in rows]
    return [(household, code if code in places else unknown) for household, code in told]


def _expected(tree: Node, rows: list[Row], k: int) -> tuple[Block, ...]:
    """The blocks the rule prescribes, with a list of open ends instead of recursion and with rows instead of
    sums.
    """
    blocks: list[Block] = []
    ends: list[tuple[str, list[Node]]] = [("", [tree])]
    while ends:
        kind, nodes = ends.pop()
        node = nodes[0]
        named = [] if kind == "rest" else _named(node, rows, k)
        if not named:
            codes = tuple(code for each in nodes for code in each.codes)
            blocks.append(Block(kind or node.code, codes, _number(nodes, rows)))
            continue
        left = [child for child in node.children if child not in named]
        ends += [("rest", left)] if left else []
        ends += [("", [child]) for child in reversed(named)]
    return tuple(blocks)


def _named(node: Node, rows: list[Row], k: int) -> list[Node]:
    """Take large children away from the end of the order until what is left over may stand as "Übrige"."""
    named = [child for child in node.children if _number([child], rows) >= k]
    small = [child for child in node.children if child not in named]
    hidden = _number(small, rows)
    if not small or k <= hidden <= (len(small) - 1) * (k - 1):
        return named
    left_over = [*small, *named[-1:]]
    named = named[:-1]
    while named and _number(left_over, rows) < 2 * k - 1:
        left_over.append(named.pop())
    return named


def _number(nodes: list[Node], rows: list[Row]) -> int:
    codes = {code for node in nodes for code in node.codes}
    return len([code for _, code in rows if code in codes])
