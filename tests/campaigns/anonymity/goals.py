"""The goals of the rule on synthetic pilots: who closes, how much is counted, how long it takes."""

from collections.abc import Sequence
from datetime import date
from time import perf_counter

from lotsenbuch.anonymise.model import Policy
from tests.campaigns.anonymity import years
from tests.campaigns.anonymity.years import Log


def report(seeds: Sequence[int], team: int) -> None:
    """Print the figures for k = 5, of one year and of two."""
    policy = Policy(5)
    first = [years.log_of(seed, at) for seed in seeds for at in range(team)]
    both = [years.log_of(seed, at, 24) for seed in seeds for at in range(team)]
    enough = [log for log in first if len(log.households) >= 2 * policy.k]
    closing = sum(_closes(log, policy) for log in enough)
    few = 2 * policy.k
    print(f"Lots*innen mit mindestens {few} Haushalten: {len(enough)} von {len(first)}, es schließen {closing}")
    print(f"gezählte Begleitungen: {_counted(first, policy):.1%} in einem Jahr, {_counted(both, policy):.1%} in zweien")
    slowest = max(_milliseconds(log, policy) for log in sorted(first, key=lambda each: -len(each.cards))[:5])
    print(f"Abschluss des vollsten Jahres: {slowest:.1f} ms ohne Gegenzählung")


def _closes(log: Log, policy: Policy) -> bool:
    return any(book.counted for _, made in years.closings(log, policy) for book in made.books)


def _counted(logs: Sequence[Log], policy: Policy) -> float:
    printed = sum(made.books[0].counted for log in logs for _, made in years.closings(log, policy))
    return printed / sum(len(log.cards) for log in logs)


def _milliseconds(log: Log, policy: Policy) -> float:
    """The whole year in one closing, the best of three."""
    times = []
    for _ in range(3):
        start = perf_counter()
        list(years.closings(log, policy, [date(years.YEAR, 12, 31)]))
        times.append(perf_counter() - start)
    return 1000 * min(times)
