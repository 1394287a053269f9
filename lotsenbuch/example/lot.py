"""A repeatable stream of draws: the same seed gives the same pilots on every machine.

Only `random()` of the generator is used, whose sequence Python keeps stable between versions.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from random import Random
from typing import TypeVar

_T = TypeVar("_T")


class Lot:
    """Draws for one purpose; `words` name it, so that one purpose never shifts the draws of another."""

    def __init__(self, *words: object) -> None:
        self._random = Random("/".join(map(str, ("lotsenbuch", *words))))

    def below(self, limit: int) -> int:
        return int(self._random.random() * limit)

    def between(self, first: int, last: int, step: int = 1) -> int:
        """A number from `first` to `last`, both included, in steps."""
        return first + step * self.below((last - first) // step + 1)

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def pick(self, items: Sequence[_T]) -> _T:
        return items[self.below(len(items))]

    def weighted(self, weights: Mapping[_T, float]) -> _T:
        left = self._random.random() * sum(weights.values())
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        return next(reversed(list(weights)))

    def shuffled(self, items: Iterable[_T]) -> list[_T]:
        drawn = list(items)
        for last in range(len(drawn) - 1, 0, -1):
            other = self.below(last + 1)
            drawn[last], drawn[other] = drawn[other], drawn[last]
        return drawn

    def waiting_time(self, mean: float) -> float:
        """Exponential with this mean."""
        return -mean * log(1 - self._random.random())

    def number_of_visits(self, mean: float) -> int:
        """Poisson with this mean."""
        visits, left = 0, self._random.random()
        while left > exp(-mean):
            visits += 1
            left *= self._random.random()
        return visits

    def evenly(self, first: float, last: float) -> float:
        return first + (last - first) * self._random.random()
