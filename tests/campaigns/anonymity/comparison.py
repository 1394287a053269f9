"""The comparison: `packaging/dev.py bench anonymity`. One-way tables of authorities, one year, synthetic pilots."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from time import perf_counter

from lotsenbuch.anonymise.model import Policy
from lotsenbuch.traeger.estimate import Merged, Printed, figures
from tests.campaigns.anonymity import goals, linear, methods, years
from tests.campaigns.anonymity.linear import Equation
from tests.campaigns.anonymity.methods import GROUP_OF, Method, Number
from tests.campaigns.anonymity.run import maximum
from tests.campaigns.anonymity.years import Log

TEAM = 40
AUDITED = 12  # pilots for the linear program and the corrections
SUPPRESSION = methods.suppression(5)
METHODS: tuple[tuple[str, int, Method], ...] = (
    ("LB-2, k=5", 5, methods.lb2(Policy(5))),
    ("LB-2, k=3", 3, methods.lb2(Policy(3))),
    ("LB-2, k=5, ohne Themen", 5, methods.lb2(Policy(5, topics=False))),
    ("LB-1, k=5", 5, methods.lb1_rule(5)),
    ("k Zeilen, k=5", 5, methods.by_rows(5)),
    ("Unterdrückung, k=5", 5, SUPPRESSION),
    ("Rundung auf 5", 5, methods.rounding(5)),
    ("Zellschlüssel +-2", 5, methods.cell_key(2)),
    ("anjana, k=5", 5, methods.anjana(5)),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares between 0 and 1. Errors are half the sum of absolute differences of shares, mean and worst team."""

    few: float  # printed numbers with fewer than k households behind them
    recovered: float  # small cells with one possible value
    disclosed: float  # corrections that a second sheet tells
    named: float  # cards whose code is printed
    grouped: float  # cards whose group is certain
    counted: float  # cards counted at all
    groups: tuple[float, float]
    codes: tuple[float, float]


def compare(seeds: Sequence[int], team: int = TEAM) -> int:
    """Print the table; 1 if LB-2 has a loss."""
    print(f"{len(seeds)} Teams mit {team} Lots*innen, Tabelle der Behörden, ein Jahr; Werte in %")
    heads = ("< k", "exakt", "Korr.", "Kode", "Gruppe", "gezählt", "F. Gruppe", "(max)", "F. Kode", "(max)", "s")
    print(f"{'':24}" + "".join(f"{head:>10}" for head in heads), flush=True)
    failed = 0
    for name, k, method in METHODS:
        start = perf_counter()
        found = measure(k, method, seeds, team)
        failed |= name.startswith("LB-2") and found.few + found.recovered + found.disclosed > 0
        values = (found.few, found.recovered, found.disclosed, found.named, found.grouped, found.counted,
                  *found.groups, *found.codes)  # fmt: skip
        print(
            f"{name:24}" + "".join(f"{100 * each:>10.1f}" for each in values) + f"{perf_counter() - start:>10.1f}",
            flush=True,
        )
    goals.report(seeds, team)
    return int(failed)


def measure(k: int, method: Method, seeds: Sequence[int], team: int) -> Measured:
    teams = [[(log, method(log)) for log in (years.log_of(seed, at) for at in range(team))] for seed in seeds]
    pilots = [pilot for each in teams for pilot in each]
    numbers = [number for _, found in pilots for number in found]
    cards = sum(len(log.cards) for log, _ in pilots)
    some = pilots[:AUDITED]
    bounded = [_recovered(log, found, k, method) for log, found in some]
    groups, codes = [_errors(each, GROUP_OF.__getitem__) for each in teams], [_errors(each, str) for each in teams]
    return Measured(
        few=fmean(number.households < k for number in numbers),
        recovered=sum(lost for _, lost in bounded) / max(1, sum(small for small, _ in bounded)),
        disclosed=fmean(_tells(log, found, method) for log, found in some),
        named=sum(each.count for each in numbers if len(each.codes) == 1) / cards,
        grouped=sum(each.count for each in numbers if len({GROUP_OF[code] for code in each.codes}) == 1) / cards,
        counted=sum(each.count for each in numbers) / cards,
        groups=(fmean(groups), max(groups)),
        codes=(fmean(codes), max(codes)),
    )


def _recovered(log: Log, numbers: Sequence[Number], k: int, method: Method) -> tuple[int, int]:
    """Small cells of the printed sheets, and how many the equations leave one value."""
    if method is SUPPRESSION:  # its totals of codes over the year are printed as well
        found = linear.attack(*linear.of_suppression(log, k), k, maximum)
        return found.small, found.recovered
    equations = [
        Equation(frozenset((each.sheet, code) for code in each.codes), each.count) for each in numbers if each.exact
    ]
    truth = {cell: 0 for each in equations for cell in each.cells}
    for sheet, cells in methods.true_cells(log, numbers).items():
        truth |= {(sheet, code): count for code, count in cells.items() if (sheet, code) in truth}
    found = linear.attack(truth, equations, k, maximum)
    return found.small, found.recovered


def _tells(log: Log, numbers: Sequence[Number], method: Method) -> bool:
    """Whether a sheet made again after a correction differs in a way that names both codes.

    A method with a ledger sends the stored bytes again, so there is no second sheet to compare.
    """
    if any(each.limit for each in numbers) or not numbers:
        return False
    changed, card, code = methods.corrected(log)
    before, after = Counter[str](), Counter[str]()
    for sheet, counts in ((numbers, before), (method(changed), after)):
        for each in sheet:
            if len(each.codes) == 1:
                counts[next(iter(each.codes))] += each.count
    return after[code] > before[code] or after[card.authority] < before[card.authority]


def _errors(team: Sequence[tuple[Log, Sequence[Number]]], name: Callable[[str], str]) -> float:
    """How far the Träger's shares are from the true ones of all cards of the year."""
    truth = Counter(name(card.authority) for log, _ in team for card in log.cards)
    names = sorted({name(code) for code in GROUP_OF})
    found = figures(names, [_printed(numbers, name) for _, numbers in team])
    total, whole = sum(each.estimate for each in found.values()) or 1, truth.total()
    return sum(abs(found[each].estimate / total - truth[each] / whole) for each in names) / 2


def _printed(numbers: Sequence[Number], name: Callable[[str], str]) -> Printed:
    certain: dict[str, int] = {}
    merged = []
    for each in numbers:
        sizes = Counter(name(code) for code in each.codes)
        if len(sizes) == 1:
            (only,) = sizes
            certain[only] = certain.get(only, 0) + each.count
        else:
            full = Counter(name(code) for code in GROUP_OF)
            rooms = {one: each.limit * (1 if sizes[one] == full[one] else sizes[one]) for one in sizes}
            open_ = each.whole or not each.limit
            merged.append(Merged(each.count, {one: None if open_ else rooms[one] for one in sizes}))
    return Printed(certain, tuple(merged))
