"""How much the service costs on top of the raw statements: one activity, checked, with its hints, in a full log.

    python tests/benchmarks/bench_record.py [--count 100000]

Prints the floor (raw driver, same connection and indexes), ours, and the ratio, and what the months' list costs.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from lotsenbuch import programme
from lotsenbuch.services import activities as service
from lotsenbuch.services import engagements, sheets_state
from tests.benchmarks.bench_log import Bench, activities, say, show
from tests.builders.desks import TODAY
from tests.builders.log import a_random

ALLOWED = 2.0
ROUNDS = 60


def recorded(bench: Bench) -> bool:
    """Measure floor and service in turns; the topics are codes of the catalogue, which the service wants."""
    book, random = programme.book(), a_random("record")
    floors, ours = [], []
    for number, activity in enumerate(activities(2 * ROUNDS, seed=77)):
        known = replace(activity, topics=("BRIEFE",))
        if number % 2:
            bench.insert_raw([known])
            floors.append(bench.seconds)
            continue
        began = time.perf_counter()
        service.record(bench.log, known, book, TODAY, random)
        ours.append(time.perf_counter() - began)
    return show("record one activity with hints", floors, ours, ALLOWED)


def listed(bench: Bench) -> None:
    """Show what the list of months and the engagement of a new line cost."""
    for name, action in (
        ("list of months", lambda: sheets_state.months(bench.log)),
        ("engagement of a day", lambda: engagements.for_day(bench.log, TODAY)),
    ):
        began = time.perf_counter()
        for _turn in range(10):
            action()
        say(f"{name}: {(time.perf_counter() - began) * 100:.2f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        bench.insert_ours(list(activities(count, seed=1)))
        within = recorded(bench)
        listed(bench)
        bench.log.close()
    return 0 if within else 1


if __name__ == "__main__":
    raise SystemExit(main())
