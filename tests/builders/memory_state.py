"""What the log in memory holds, and its transactions."""

import contextlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TypeVar

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.appointment import Appointment
from lotsenbuch.domain.authority import Authority
from lotsenbuch.domain.client import Client
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.domain.payment import Payment
from lotsenbuch.domain.training import Training
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services.records import Held, IssuedSheet, LedgerRecord

K = TypeVar("K")
V = TypeVar("V")


@dataclass(slots=True)
class Card:
    """One activity with one household."""

    card: str
    printed: int | None = None


@dataclass(slots=True)
class State:
    """Everything that the log holds."""

    engagements: dict[str, Engagement] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    authorities: dict[str, Authority] = field(default_factory=dict)
    appointments: dict[str, Appointment] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    cards: dict[tuple[str, str], Card] = field(default_factory=dict)
    withdrawn: dict[tuple[str, str], Card] = field(default_factory=dict)
    held: dict[str, tuple[str, Held]] = field(default_factory=dict)
    trainings: dict[str, Training] = field(default_factory=dict)
    payments: dict[tuple[str, date], Payment] = field(default_factory=dict)
    sheets: dict[tuple[str, str, int], IssuedSheet] = field(default_factory=dict)
    ledger: dict[int, LedgerRecord] = field(default_factory=dict)
    secrets: dict[str, bytes] = field(default_factory=dict)

    def copy(self) -> "State":
        """Return a state that does not change with this one; the records themselves never change."""
        copied = State(**{each.name: dict(getattr(self, each.name)) for each in fields(self)})
        copied.cards = {key: replace(card) for key, card in self.cards.items()}
        return copied


class Memory:
    """The state and the running transactions."""

    def __init__(self) -> None:
        self.state = State()
        self._depth = 0

    def writing(self) -> State:
        """Return the state to change; only inside a transaction."""
        if not self._depth:
            raise RuntimeError("writing happens inside a transaction")
        return self.state

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Undo everything the block did when it raises."""
        before = self.state.copy()
        self._depth += 1
        try:
            yield
        except BaseException:
            self.state = before
            raise
        finally:
            self._depth -= 1


def insert(records: dict[K, V], key: K, record: V) -> None:
    """Store a new record."""
    if key in records:
        raise ValueError("there is one already")
    records[key] = record


def find(records: dict[K, V], key: K, code: str) -> V:
    """Return the record; raises ``ExpectedError`` with the code where there is none."""
    if key not in records:
        raise ExpectedError(code)
    return records[key]


def name_order(name: str) -> tuple[str, str]:
    """Return the sort key of a name."""
    return fold(name), name


def fold(text: str) -> str:
    """Return the text without case, accents and umlauts."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def tokens(text: str) -> list[str]:
    """Return the folded words of the text."""
    return re.findall(r"[^\W_]+", fold(text))


def place(state: State, authority_id: str | None, word: str) -> str:
    """Return the name that a line shows for an authority."""
    return state.authorities[authority_id].name if authority_id else word


def names(state: State, client_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the names that a line shows for clients."""
    return tuple(state.clients[client_id].name for client_id in client_ids)
