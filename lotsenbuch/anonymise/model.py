"""The words of the release rule LB-2: cards, households, trees, a closing, and what is printed.

Everything is frozen and knows only codes, whole numbers and days. Names, notes, places, minutes and
kilometres have no field here, so no step of the rule can look at them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from lotsenbuch.errors import ExpectedError

RULE = "LB-2"
SMALLEST_K = 3
M_MID = 8
M_END = 4
DEEPEST = 24  # smax, the largest number of stacks of one closing

ALL = "all"  # the code of an undivided table
REST = "rest"  # the code of "Übrige"
NONE = "NONE"  # the leaf "keine Angabe"
OTHER = "SONST"  # where a code goes that the tree of this version does not know


class Book(StrEnum):
    ACCOMPANIMENTS = "accompaniments"
    HOUSEHOLDS = "households"


class Table(StrEnum):
    AUTHORITY = "authority"
    TOPIC = "topic"
    ORIGIN = "origin"
    AGE = "age"
    GENDER = "gender"


class Origin(StrEnum):
    """What the origin table shows: the country or the first language."""

    COUNTRY = "country"
    LANGUAGE = "language"


class BookState(StrEnum):
    CLOSED = "closed"
    CARRIED_OVER = "carried_over"


class Reason(StrEnum):
    """Why the rule did what it did. Only for the pilot's own eyes; never printed."""

    DEPTH = "depth"  # a book closes with this many stacks
    TOO_FEW_HOUSEHOLDS = "too_few_households"  # a book stays open
    AFTER_CLOSING = "after_closing"  # dated later than the closing
    ABOVE_DEPTH = "above_depth"  # the household has more cards than there are stacks
    SMALL_STACK = "small_stack"  # a stack with fewer than 2k cards
    ALL_LARGE = "all_large"  # every code of the node is large enough to be named
    REST_ALONE = "rest_alone"  # small codes hide one another
    REST_COVERED = "rest_covered"  # one large code hides the small ones
    REST_COVERED_TWICE = "rest_covered_twice"  # two large codes are needed to hide them
    UNDIVIDED = "undivided"  # nothing in the node can be named


@dataclass(frozen=True, slots=True)
class Policy:
    """What Träger and pilot agreed on. Raises ExpectedError("k_too_small") below k = 3."""

    k: int = 5
    topics: bool = True
    origin: Origin = Origin.COUNTRY

    def __post_init__(self) -> None:
        if self.k < SMALLEST_K:
            raise ExpectedError("k_too_small", k=self.k, smallest=SMALLEST_K)

    @property
    def threshold(self) -> int:
        """T: a printed number is larger than this."""
        return self.k - 1

    def stricter(self, k: int, topics: bool) -> "Policy":
        """The policy of a pilot who wants more households behind a number, or no topics."""
        return Policy(max(self.k, k), self.topics and topics, self.origin)


@dataclass(frozen=True, slots=True)
class Card:
    """One client-related activity with one household. `id` and `household` are random bytes of the vault.

    `authority` is the code of the activity's one authority, `topic` its first topic; NONE where nothing was
    given.
    """

    id: bytes = field(repr=False)
    household: bytes = field(repr=False)
    day: date = field(repr=False)
    authority: str = field(default=NONE, repr=False)
    topic: str = field(default=NONE, repr=False)

    def code(self, table: str) -> str:
        return self.authority if table == Table.AUTHORITY else self.topic


@dataclass(frozen=True, slots=True)
class Household:
    """One case. `day` is the day of its first card at this Träger, `persons` the number of its members."""

    id: bytes = field(repr=False)
    day: date = field(repr=False)
    origin: str = field(default=NONE, repr=False)
    language: str = field(default=NONE, repr=False)
    age: str = field(default=NONE, repr=False)
    gender: str = field(default=NONE, repr=False)
    persons: int = field(default=1, repr=False)

    def code(self, table: str, origin: Origin) -> str:
        if table == Table.ORIGIN:
            return self.origin if origin is Origin.COUNTRY else self.language
        return self.age if table == Table.AGE else self.gender


class TreeLike(Protocol):
    """The shape of a catalogue's tree: a leaf lists its codes, a group has children."""

    @property
    def code(self) -> str: ...
    @property
    def codes(self) -> tuple[str, ...]: ...
    @property
    def children(self) -> "tuple[TreeLike, ...]": ...


@dataclass(frozen=True, slots=True)
class Node:
    """A leaf with its codes (a joined leaf has several) or a group with those of all its children."""

    code: str
    codes: tuple[str, ...]
    children: "tuple[Node, ...]" = ()


def group(code: str, children: tuple[Node, ...]) -> Node:
    """A node over others; its codes are theirs, in their order."""
    return Node(code, tuple(each for child in children for each in child.codes), children)


def node_from(tree: TreeLike) -> Node:
    """The rule's tree for a tree of the catalogue. Raises ValueError unless each code has one place, NONE too."""
    children = tuple(_branch(child) for child in tree.children)
    root = group(ALL, children) if children else Node(ALL, tree.codes)
    if NONE not in root.codes or len(set(root.codes)) != len(root.codes):
        raise ValueError("a tree needs codes, each in one place, and one for no answer")
    return root


def _branch(tree: TreeLike) -> Node:
    if not tree.children and not tree.codes:
        raise ValueError("a leaf needs a code")
    return group(tree.code, tuple(map(_branch, tree.children))) if tree.children else Node(tree.code, tree.codes)


@dataclass(frozen=True, slots=True)
class Closing:
    """One closing of one pilot's books at one Träger.

    `final` at the year's end and at the end of the engagement. `begins` gives the first day each book speaks
    of: the day after the last closing that printed it here, or the first day of the engagement, so it never
    tells when anybody came. `numbers` are the next running numbers of the tables at this Träger, from 1.
    """

    until: date
    final: bool
    traeger: str
    pilot: str
    begins: Mapping[str, date]
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A printed number: `count` different households over the leaves in `codes`."""

    code: str
    codes: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class TableRelease:
    """One table of one stack; `stack` and `number` (the running number of the table) count from 1."""

    stack: int
    number: int
    table: Table
    total: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BookRelease:
    """One book of a closing. `counted` cards or households; `persons` only in a closed book of households."""

    book: Book
    state: BookState
    begins: date
    until: date
    counted: int = 0
    persons: int | None = None
    sizes: tuple[int, ...] = ()
    tables: tuple[TableRelease, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One step of the rule and its reason, for the local report.

    `node` and `codes` say where: of a table the node that was divided and the codes that are not named;
    `value` is the number of stacks (DEPTH) or of households at hand (TOO_FEW_HOUSEHOLDS).
    """

    book: Book
    reason: Reason
    table: Table | None = None
    number: int | None = None
    node: str | None = None
    codes: tuple[str, ...] = ()
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """What one closing prints (`books`) and what it does to the log (everything else; this stays on the
    device).

    `used` are the cards and `counted` the households that are printed now and never again; `open_cards` and
    `open_households` say of each of the others why it waits. `stacks` are the printed stacks, card by card.
    """

    books: tuple[BookRelease, ...]
    used: frozenset[bytes] = field(repr=False)
    counted: frozenset[bytes] = field(repr=False)
    open_cards: Mapping[bytes, Reason] = field(repr=False)
    open_households: Mapping[bytes, Reason] = field(repr=False)
    stacks: tuple[tuple[bytes, ...], ...] = field(repr=False)
    decisions: tuple[Decision, ...] = field(repr=False)

    def book(self, book: Book) -> BookRelease:
        return next(each for each in self.books if each.book is book)
