"""Closings to attack: small pilots with everything the rule looks at, both books, as many stacks as there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lotsenbuch.anonymise.model import Block, Card, Closing, Household, Node, Origin, Policy, Release, Table
from lotsenbuch.anonymise.printing import Terms
from lotsenbuch.anonymise.release import release
from lotsenbuch.anonymise.splitting import counted
from lotsenbuch.example.lot import Lot
from tests.builders.cards import FIRST_DAY, a_closing, identity
from tests.campaigns.anonymity.sat import Attack, Labelling, Printed
from tests.campaigns.anonymity.weaker_rules import leaves

Trees = Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Books:
    """What a closing is made from."""

    cards: tuple[Card, ...]
    households: tuple[Household, ...]
    policy: Policy
    closing: Closing
    trees: Trees

    def released(self) -> Release:
        return release(self.cards, self.households, self.policy, self.closing, self.trees)


def some_books(lot: Lot, k: int, households: tuple[int, int], trees: Trees, *, final: bool = True) -> Books:
    """A pilot with this many households and one to four visits each; a few codes are much more frequent."""
    visits = lot.between(1, 4)
    codes = {table: _skewed(lot, [leaf.codes[0] for leaf in leaves(tree)]) for table, tree in trees.items()}
    cases, cards = [], []
    for number in range(lot.between(*households)):
        drawn = {table: lot.weighted(weights) for table, weights in codes.items()}
        own = {name: drawn[name] for name in ("origin", "language", "age", "gender")}
        persons = lot.between(1, 6)
        cases.append(Household(identity("household", number), FIRST_DAY, persons=persons, **own))
        for visit in range(lot.between(1, visits)):
            on = [lot.weighted(codes[table]) for table in ("authority", "topic")]
            cards.append(Card(identity("card", number, visit), cases[-1].id, FIRST_DAY, *on))
    policy = Policy(k, topics=lot.chance(0.7), origin=lot.pick([Origin.COUNTRY, Origin.LANGUAGE]))
    numbers = {table.value: lot.between(1, 40) for table in Table}
    until = date(2025, 12, 31) if final else date(2025, 9, 30)
    return Books(tuple(cards), tuple(cases), policy, a_closing(until, final, numbers), trees)


def _skewed(lot: Lot, codes: Sequence[str]) -> dict[str, float]:
    """A few codes carry most of it; some never come up."""
    frequent = lot.shuffled(codes)[: lot.between(1, 4)]
    return {code: lot.between(4, 12) if code in frequent else lot.pick([0, 0, 1]) for code in codes}


def attack(books: Books) -> Attack:
    """The attack on everything that a closing prints; the rule runs again for every witness."""
    made = books.released()
    ids = {case.id: number for number, case in enumerate(books.households)}
    by_id = {card.id: card for card in books.cards}
    terms = Terms(books.policy, books.closing, books.trees)
    tables, places = [], []
    for table in made.books[0].tables:
        stack = [by_id[card] for card in made.stacks[table.stack - 1]]
        codes = [card.code(table.table) for card in stack]
        whose = tuple(ids[card.household] for card in stack)
        tables.append(_printed(terms.shuffled(table.table, table.number), whose, codes, table.blocks))
        places.append((table.table, tuple(card.id for card in stack)))
    for table in made.books[1].tables:
        cases = [case for case in books.households if case.id in made.counted]
        codes = [case.code(table.table, books.policy.origin) for case in cases]
        whose = tuple(ids[case.id] for case in cases)
        tables.append(_printed(terms.shuffled(table.table, table.number), whose, codes, table.blocks))
        places.append((table.table, tuple(case.id for case in cases)))
    return Attack(
        tables, books.policy.k, lambda found: _relabelled(books, places, found).released().books == made.books
    )


def _printed(tree: Node, whose: tuple[int, ...], codes: Sequence[str], blocks: tuple[Block, ...]) -> Printed:
    leaf_of = {code: leaf.codes[0] for leaf in leaves(tree) for code in leaf.codes}
    told = [next(iter(counted([code], tree))) for code in codes]
    return Printed(tree, whose, tuple(leaf_of[code] for code in told), blocks)


def _relabelled(books: Books, places: Sequence[tuple[Table, tuple[bytes, ...]]], found: Labelling) -> Books:
    """The same visits with other codes."""
    new: dict[bytes, dict[str, str]] = {}
    for (table, ids), codes in zip(places, found, strict=True):
        name = "language" if table is Table.ORIGIN and books.policy.origin is Origin.LANGUAGE else table.value
        for each, code in zip(ids, codes, strict=True):
            new.setdefault(each, {})[name] = code
    return replace(
        books,
        cards=tuple(replace(card, **new.get(card.id, {})) for card in books.cards),  # type: ignore[arg-type]
        households=tuple(replace(case, **new.get(case.id, {})) for case in books.households),  # type: ignore[arg-type]
    )


def known_households(lot: Lot, books: Books, number: int) -> frozenset[int]:
    """Whom the attacker knows: anybody, or those with the rarest codes of one table."""
    everybody = range(len(books.households))
    if lot.chance(0.5):
        return frozenset(lot.shuffled(everybody)[:number])
    table = lot.pick(["origin", "age", "gender", "authority", "topic"])
    codes: dict[int, str] = {}
    for at, case in enumerate(books.households):
        own = [card for card in books.cards if card.household == case.id]
        codes[at] = getattr(lot.pick(own) if table in ("authority", "topic") else case, table)
    told = list(codes.values())
    rarest = sorted(lot.shuffled(everybody), key=lambda at: told.count(codes[at]))
    return frozenset(rarest[:number])
