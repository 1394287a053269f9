"""The large run: `packaging/dev.py campaign anonymity`. Prints a table; 1 if anything was lost, else 0."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from time import perf_counter

from lotsenbuch.anonymise.model import Node, Policy
from lotsenbuch.anonymise.release import release
from lotsenbuch.anonymise.statement import part
from tests.builders.cards import branch, leaf, listed
from tests.campaigns.anonymity import battery, bruteforce, differencing, linear, metadata, solving, weaker_rules, years
from tests.campaigns.anonymity.bruteforce import Losses
from tests.campaigns.anonymity.linear import Bounded
from tests.campaigns.anonymity.mutants import MUTANTS
from tests.campaigns.anonymity.planting import planted

_GROUPED = branch("all", branch("G1", leaf("A"), leaf("B")), branch("G2", leaf("C"), leaf("D")))
_UNEVEN = branch("all", branch("G1", *map(leaf, "ABC")), leaf("D"), leaf("E"))
_TABLES: tuple[tuple[Node, int, range], ...] = (
    (listed("ABC"), 3, range(6, 16)), (listed("ABC"), 5, range(10, 19)), (listed("ABCD"), 3, range(6, 13)),
    (listed("ABCD"), 5, range(10, 15)), (listed("ABCDE"), 3, range(6, 10)), (_GROUPED, 3, range(6, 13)),
    (_GROUPED, 4, range(8, 14)), (_UNEVEN, 3, range(6, 11)), (_UNEVEN, 4, range(8, 12)),
)  # fmt: skip
_PILOTS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `lost` counts against the rule; for a weaker rule losses are what is wanted."""

    attacker: str
    against: str
    tried: int
    lost: int
    seconds: float
    note: str = ""
    weaker: bool = False

    @property
    def passed(self) -> bool:
        return self.tried > 0 and (self.lost > 0) == self.weaker


def campaign(count: int, seed: int, minutes: float) -> int:
    """Run everything; `count` SAT questions for each k, `minutes` at most for both."""
    failed = False
    print(f"{'Angriff':22}{'gegen':26}{'Fragen':>10}{'Verluste':>10}{'s':>8}  Bemerkung")
    for line in _lines(count, seed, minutes):
        failed = failed or not line.passed
        mark = "" if line.passed else "  FEHLER"
        print(
            f"{line.attacker:22}{line.against:26}{line.tried:>10,}{line.lost:>10,}{line.seconds:>8.1f}"
            f"  {line.note}{mark}",
            flush=True,
        )
    print("Es gibt Verluste." if failed else "Keine Verluste; jeder Angriff bricht die schwächeren Regeln.")
    return int(failed)


def _lines(count: int, seed: int, minutes: float) -> Iterator[Line]:
    for k in solving.HOUSEHOLDS:
        yield _sat(k, count, seed, minutes)
    yield from _brute_force()
    yield from _year(seed)
    start = perf_counter()
    yield Line("Dateimerkmale", "LB-2", 5, len(metadata.leaks(release, part)), perf_counter() - start)
    start = perf_counter()
    survivors = list(_survivors())
    yield Line("Veränderte Regeln", "LB-2", len(MUTANTS), len(survivors), perf_counter() - start, "; ".join(survivors))


def _sat(k: int, count: int, seed: int, minutes: float) -> Line:
    start = perf_counter()
    found = solving.campaign(seed, k, count, minutes * 30, os.cpu_count() or 1)
    short = max(0, count - found.queries)
    note = (
        f"{found.closings} Abschlüsse, {found.divided} von {found.tables} Tabellen geteilt, "
        f"{found.time_outs} ohne Antwort, {found.cut_off} Gegenproben verworfen"
    )
    lost = found.losses.proven + found.time_outs + found.cut_off + short
    return Line("SAT", f"LB-2, k={k}", found.queries, lost, perf_counter() - start, note)


def _brute_force() -> Iterator[Line]:
    for make in (weaker_rules.lb2, *weaker_rules.WEAKER[:5]):
        start, found = perf_counter(), Losses()
        for tree, k, totals in _TABLES:
            for total in totals:
                found += bruteforce.attack(make(k), tree, total)
        weaker = make is not weaker_rules.lb2
        yield Line(
            "alle kleinen Tabellen", make(3).name, found.questions, found.proven, perf_counter() - start, weaker=weaker
        )


def _year(seed: int) -> Iterator[Line]:
    logs = [years.log_of(seed, index) for index in range(_PILOTS)]
    for k in (3, 5):
        start, found = perf_counter(), Bounded(0, 0)
        for log in logs:
            found += linear.attack(*linear.of_lb2(log, Policy(k)), k, maximum)
        yield Line("lineares Programm", f"LB-2, k={k}", found.small, found.recovered, perf_counter() - start)
        start, found = perf_counter(), Bounded(0, 0)
        for log in logs:
            found += linear.attack(*linear.of_suppression(log, k), k, maximum)
        seconds = perf_counter() - start
        yield Line("lineares Programm", f"Unterdrückung, k={k}", found.small, found.recovered, seconds, weaker=True)
        start, both = perf_counter(), [differencing.lb2(Policy(k)), differencing.recounted(k)]
        pairs = [[differencing.subtracted(sheets(log), log, k) for log in logs] for sheets in both]
        for name, found_pairs in zip(("LB-2", "Unterdrückung"), pairs, strict=True):
            yield Line(
                "Differenzen", f"{name}, k={k}", sum(each.pairs for each in found_pairs),
                sum(each.small for each in found_pairs), perf_counter() - start, weaker=name != "LB-2",
            )  # fmt: skip


def maximum(rows: Sequence[Sequence[int]], sums: Sequence[int], goal: Sequence[int]) -> Fraction | float:
    """The same as `simplex.maximum`, by HiGHS."""
    from scipy.optimize import linprog

    solved = linprog([-each for each in goal], A_eq=rows, b_eq=sums, method="highs")
    if solved.status != 0:
        raise ValueError(solved.message)
    return -float(solved.fun)


def _survivors() -> Iterator[str]:
    """Changes of the rule that no attacker notices; the unchanged rule is none that is noticed."""
    with planted(()) as rule:
        if battery.caught_by(rule) is not None:
            yield "die Regel selbst"
    for name, changes in MUTANTS.items():
        with planted(changes) as rule:
            if battery.caught_by(rule) is None:
                yield name
