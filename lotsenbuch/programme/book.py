"""All programmes together, with a Träger's own files laid over the shipped ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from lotsenbuch import resources
from lotsenbuch.programme.reading import read, read_amounts
from lotsenbuch.programme.rule import Amount, Deadline, DeadlineRule, FlatSum, Programme, Rule

SHIPPED = ("wir", "wir_gesundheit", "laiendolmetschen", "hours")


@dataclass(frozen=True, slots=True)
class ProgrammeBook:
    """``programmes`` are the shipped ones, ``overrides`` those of Träger, in the order they were laid over.

    A rule of an override holds for the days it is valid; on all other days the rule below it holds. An
    override with deadlines replaces the deadlines of its line.
    """

    shipped: tuple[Programme, ...]
    overrides: tuple[Programme, ...] = ()
    amounts: tuple[Amount, ...] = ()

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """One programme for each line: the last override, else the shipped one."""
        by_line = {each.line: each for each in (*self.shipped, *self.overrides)}
        return tuple(by_line.values())

    def rule(self, line: str, day: date) -> Rule | None:
        """Return the rule of a line on a day, or ``None``: hours are logged then, money is not known."""
        for programme in self._layers(line):
            for rule in programme.rules:
                if rule.covers(day):
                    return rule
        return None

    def amount(self, code: str, day: date) -> Amount | None:
        """Return an amount of ``general.toml`` that is valid on ``day``."""
        for amount in self.amounts:
            if amount.code == code and _valid(amount, day):
                return amount
        return None

    def allowance(self, paragraph: str, day: date) -> int | None:
        """Return the yearly limit in euro cents of a paragraph (``3-26``, ``3-26a``) on the day of payment."""
        amount = self.amount(f"allowance_{paragraph}", day)
        return amount.value if amount else None

    def deadlines(self, line: str, year: int) -> tuple[Deadline, ...]:
        """Return the deadlines about the work of ``year``, the earliest first."""
        layers = [programme.deadlines for programme in self._layers(line) if programme.deadlines]
        if not layers:
            return ()
        found = [_deadline(rule, year) for rule in layers[0] if _valid(rule, date(year, 12, 31))]
        return tuple(sorted(found, key=lambda deadline: (deadline.day, deadline.code)))

    def flat_sums(self, line: str, day: date) -> tuple[FlatSum, ...]:
        """Return the yearly sums for the Träger of a line that are valid on ``day``."""
        layers = [programme.flat_sums for programme in self._layers(line) if programme.flat_sums]
        return tuple(flat for flat in layers[0] if _valid(flat, day)) if layers else ()

    def _layers(self, line: str) -> list[Programme]:
        return [each for each in (*reversed(self.overrides), *self.shipped) if each.line == line]


def _valid(entry: Amount | DeadlineRule | FlatSum, day: date) -> bool:
    return entry.valid_from <= day and (entry.valid_to is None or day <= entry.valid_to)


def _deadline(rule: DeadlineRule, year: int) -> Deadline:
    day = date(year + rule.years_later, rule.month, rule.day)
    return Deadline(rule.code, rule.de, rule.en, day, rule.source, rule.confidence)


@cache
def _shipped() -> ProgrammeBook:
    programmes = tuple(read(resources.text(f"programmes/{line}.toml")) for line in SHIPPED)
    return ProgrammeBook(programmes, (), read_amounts(resources.text("programmes/general.toml")))


@lru_cache(maxsize=16)
def _read(text: str) -> Programme:
    return read(text)


def book(overrides: Iterable[str] = ()) -> ProgrammeBook:
    """Return the shipped programmes with the Träger's programme files (TOML text) laid over them.

    Raises ``RefusedError`` with a code ``programme_*`` for a file that is not a programme.
    """
    shipped = _shipped()
    laid_over = tuple(_read(text) for text in overrides)
    return ProgrammeBook(shipped.shipped, laid_over, shipped.amounts) if laid_over else shipped
