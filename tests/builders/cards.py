"""Cards, households and closings for the tests of the release rule, and small trees to count them in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from hypothesis import strategies as st

from lotsenbuch.anonymise import ledger
from lotsenbuch.anonymise.closing import Outcome, Request, close
from lotsenbuch.anonymise.model import (
    NONE,
    OTHER,
    Book,
    Card,
    Closing,
    Household,
    Node,
    Policy,
    Table,
    group,
)

TRAEGER, OTHER_TRAEGER, PILOT = "a" * 32, "b" * 32, "L017"
YEAR_END = date(2025, 12, 31)
QUARTER_END = date(2025, 9, 30)
FIRST_DAY = date(2025, 1, 1)

AUTHORITIES = ("JOBC", "SOZ", "FAMK", "AUSL", "BUERG", "ARZT", "KLINIK", "SCHULE", "KITA", OTHER, NONE)
TOPICS = ("WOHNEN", "KINDERGELD", "SCHULE", "AUFENTHALT", "BRIEFE", "GESUNDHEIT", "SCHWANGERSCHAFT", NONE)
ORIGINS = ("SY", "IQ", "UA", "TR", "AF", "ER", "SO", NONE)
LANGUAGES = ("AR", "KU", "UK", "TR", "FA", "TI", NONE)
AGES = ("A0_17", "A18_29", "A30_49", "A50", NONE)
GENDERS = ("W", "M", "D", NONE)


def leaf(*codes: str) -> Node:
    return Node(codes[0], codes)


def branch(code: str, *children: Node) -> Node:
    return group(code, children)


def listed(codes: Iterable[str]) -> Node:
    return branch("all", *map(leaf, codes))


def some_trees() -> dict[str, Node]:
    """One tree for each table: groups of several sizes, one joined leaf, one leaf at the root."""
    return {
        "authority": branch(
            "all",
            branch("G_WORK", *map(leaf, AUTHORITIES[:3])),
            branch("G_STAY", *map(leaf, AUTHORITIES[3:5])),
            branch("G_HEALTH", *map(leaf, AUTHORITIES[5:7])),
            branch("G_SCHOOL", *map(leaf, AUTHORITIES[7:9])),
            branch("G_OTHER", *map(leaf, AUTHORITIES[9:])),
        ),
        "topic": branch(
            "all",
            branch("G_LIVING", *map(leaf, TOPICS[:3])),
            branch("G_PAPERS", *map(leaf, TOPICS[3:5])),
            leaf("GESUNDHEIT", "SCHWANGERSCHAFT"),
            leaf(NONE),
        ),
        "origin": branch(
            "all",
            branch("G_ASIA", *map(leaf, ("SY", "IQ", "AF"))),
            branch("G_EUROPE", *map(leaf, ("UA", "TR"))),
            branch("G_AFRICA", *map(leaf, ("ER", "SO"))),
            leaf(NONE),
        ),
        "language": branch(
            "all",
            branch("G_WEST", *map(leaf, LANGUAGES[:3])),
            branch("G_EAST", *map(leaf, LANGUAGES[3:6])),
            leaf(NONE),
        ),
        "age": listed(AGES),
        "gender": branch("all", leaf("W"), leaf("M", "D", NONE)),
    }


def identity(*words: object) -> bytes:
    """Random-looking but repeatable: the 16 bytes of an id."""
    return blake2b(repr(words).encode(), digest_size=16).digest()


def a_card(
    household: int, number: int = 0, day: date = FIRST_DAY, authority: str = "JOBC", topic: str = NONE
) -> Card:
    return Card(identity("card", household, number), identity("household", household), day, authority, topic)


def a_household(number: int, day: date = FIRST_DAY, persons: int = 2, **codes: str) -> Household:
    told = {"origin": "SY", "language": "AR", "age": "A30_49", "gender": "W"} | codes
    return Household(identity("household", number), day, persons=persons, **told)


def a_closing(
    until: date = YEAR_END, final: bool = True, numbers: Mapping[str, int] | None = None, pilot: str = PILOT
) -> Closing:
    begins = {book.value: FIRST_DAY for book in Book}
    return Closing(until, final, TRAEGER, pilot, begins, numbers or {table.value: 1 for table in Table})


def households_of(cards: Iterable[Card]) -> list[Household]:
    """A household for each one that has a card, with its first card's day and attributes made from its id."""
    first: dict[bytes, date] = {}
    for card in cards:
        first[card.household] = min(card.day, first.get(card.household, card.day))
    return [
        Household(
            id=each,
            day=day,
            origin=ORIGINS[each[0] % 4 if each[0] < 200 else each[1] % len(ORIGINS)],
            language=LANGUAGES[each[2] % len(LANGUAGES)],
            age=AGES[each[3] % len(AGES)],
            gender=GENDERS[each[4] % len(GENDERS)],
            persons=1 + each[5] % 6,
        )
        for each, day in first.items()
    ]


@st.composite
def some_cards(
    draw: st.DrawFn,
    households: tuple[int, int] = (0, 60),
    most: int = 8,
    days: Sequence[date] = (FIRST_DAY,),
) -> list[Card]:
    """Cards of a pilot: how many households, how often each came, and on what."""
    visits = draw(st.lists(st.integers(1, most), min_size=households[0], max_size=households[1]))
    authorities = st.sampled_from((*AUTHORITIES[: draw(st.integers(1, len(AUTHORITIES)))], "UNKNOWN"))
    topics = st.sampled_from(TOPICS[: draw(st.integers(1, len(TOPICS)))])
    return [
        a_card(household, number, draw(st.sampled_from(days)), draw(authorities), draw(topics))
        for household, times in enumerate(visits)
        for number in range(times)
    ]


def some_policies() -> st.SearchStrategy[Policy]:
    return st.builds(Policy, k=st.integers(3, 6), topics=st.booleans())


@dataclass
class Desk:
    """A pilot's log over several closings: keeps marks, ledger and head as the program does."""

    policy: Policy = field(default_factory=Policy)
    cards: dict[bytes, Card] = field(default_factory=dict)
    used: set[bytes] = field(default_factory=set)
    counted: set[bytes] = field(default_factory=set)
    entries: list[ledger.Entry] = field(default_factory=list)
    traeger_of: dict[bytes, str] = field(default_factory=dict)

    def log(self, cards: Iterable[Card], traeger: str = TRAEGER) -> None:
        for card in cards:
            self.cards[card.id] = card
            self.traeger_of[card.id] = traeger

    def erase(self, household: bytes) -> None:
        """The row goes, and its marks with it."""
        gone = {card.id for card in self.cards.values() if card.household == household}
        self.cards = {key: card for key, card in self.cards.items() if key not in gone}
        self.used -= gone
        self.counted.discard(household)

    def close(self, until: date, traeger: str = TRAEGER, trees: Mapping[str, Node] | None = None) -> Outcome:
        own = [card for card in self.cards.values() if self.traeger_of[card.id] == traeger]
        final = until.month == 12
        request = Request(traeger, PILOT, until, final, FIRST_DAY, self.policy, 1)
        outcome = close(
            self.entries,
            ledger.head(self.entries),
            request,
            [card for card in own if card.id not in self.used],
            [each for each in households_of(own) if each.id not in self.counted],
            trees or some_trees(),
        )
        self._keep(outcome)
        return outcome

    def _keep(self, outcome: Outcome) -> None:
        if outcome.entry is not None and outcome.release is not None:
            self.entries.append(outcome.entry)
            self.used |= outcome.release.used
            self.counted |= outcome.release.counted


def codes_by_stack(
    stacks: Iterable[Collection[bytes]], cards: Iterable[Card], table: Table
) -> list[list[str]]:
    by_id = {card.id: card for card in cards}
    return [[by_id[each].code(table) for each in stack] for stack in stacks]
