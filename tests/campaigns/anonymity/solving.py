"""The large run of the SAT attacker: many small closings, until enough questions are answered."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from time import perf_counter

from lotsenbuch import catalogue
from lotsenbuch.anonymise.model import Node, node_from
from lotsenbuch.example.lot import Lot
from tests.builders.cards import some_trees
from tests.campaigns.anonymity import closings
from tests.campaigns.anonymity.bruteforce import Losses
from tests.campaigns.anonymity.formula import TimeOutError

HOUSEHOLDS = {3: (6, 12), 5: (10, 14)}
ATTACKERS = 3  # of each closing, each with other households known
QUESTIONS = 80  # of each attacker


@dataclass(frozen=True, slots=True)
class Solved:
    """`cut_off` are models of the solver that the rule did not print; `divided` the tables with blocks."""

    closings: int = 0
    tables: int = 0
    divided: int = 0
    queries: int = 0
    cut_off: int = 0
    time_outs: int = 0
    losses: Losses = field(default_factory=Losses)

    def __add__(self, other: "Solved") -> "Solved":
        return Solved(
            self.closings + other.closings,
            self.tables + other.tables,
            self.divided + other.divided,
            self.queries + other.queries,
            self.cut_off + other.cut_off,
            self.time_outs + other.time_outs,
            self.losses + other.losses,
        )


@cache
def _trees(small: bool) -> dict[str, Node]:
    return some_trees() if small else {name: node_from(tree) for name, tree in catalogue.trees(1).items()}


def solve(task: tuple[int, int, int]) -> Solved:
    """Attack one closing: (seed, k, number)."""
    seed, k, number = task
    lot = Lot("campaign", seed, k, number)
    books = closings.some_books(lot, k, HOUSEHOLDS[k], _trees(number % 4 > 0))
    tables = [table for book in books.released().books for table in book.tables]
    attack = closings.attack(books)
    losses, time_outs = Losses(), 0
    for _ in range(ATTACKERS):
        known = closings.known_households(lot, books, k - 2)
        try:
            losses += attack.losses(known, lot.shuffled(attack.about(known))[:QUESTIONS])
        except TimeOutError:
            time_outs += 1
    divided = sum(len(table.blocks) > 1 for table in tables)
    solved = Solved(1, len(tables), divided, attack.formula.queries, attack.cut_off, time_outs, losses)
    attack.formula.close()
    return solved


def campaign(seed: int, k: int, queries: int, seconds: float, processes: int) -> Solved:
    """Closings until `queries` are answered or the time is over."""
    until, found = perf_counter() + seconds, Solved()
    with ProcessPoolExecutor(processes) as pool:
        for solved in _batches(pool, seed, k, processes):
            found += solved
            if found.queries >= queries or perf_counter() > until:
                break
    return found


def _batches(pool: ProcessPoolExecutor, seed: int, k: int, processes: int) -> Iterator[Solved]:
    number = 0
    while True:
        tasks = [(seed, k, number + at) for at in range(16 * processes)]
        yield sum(pool.map(solve, tasks, chunksize=4), Solved())
        number += len(tasks)
