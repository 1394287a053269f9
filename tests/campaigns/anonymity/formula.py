"""A propositional formula that grows, with counters, over an incremental solver."""

from collections.abc import Iterable, Sequence

from pysat.solvers import Glucose4

CONFLICTS = 200_000  # of one question; more is a time-out, which counts as a failure of the attack


class TimeOutError(Exception):
    """A question took more than CONFLICTS conflicts."""


class Formula:
    """Clauses over numbered variables; `true` is one that always holds."""

    def __init__(self) -> None:
        self._solver = Glucose4(incr=False)
        self._last = 0
        self.queries = 0
        self.true = self.variable()
        self.add(self.true)

    def variable(self) -> int:
        self._last += 1
        return self._last

    def add(self, *literals: int) -> None:
        self._solver.add_clause(literals)

    def any_of(self, literals: Sequence[int]) -> int:
        """A literal that holds exactly where one of the literals does."""
        if len(literals) == 1:
            return literals[0]
        whole = self.variable()
        self.add(-whole, *literals)
        for each in literals:
            self.add(-each, whole)
        return whole

    def exactly_one(self, literals: Sequence[int]) -> None:
        """One of the literals holds; "none so far" runs along, so that long lists stay cheap."""
        before = literals[0]
        for literal in literals[1:]:
            now = self.variable()
            self.add(-before, -literal)
            self.add(-before, now)
            self.add(-literal, now)
            self.add(-now, before, literal)
            before = now
        self.add(before)

    def counter(self, literals: Sequence[int]) -> "Counter":
        """How many of the literals hold, as a sequential counter in both directions."""
        row: list[int] = []
        for literal in literals:
            above = []
            for reached in range(len(row) + 1):
                before = row[reached] if reached < len(row) else -self.true
                below = row[reached - 1] if reached else self.true
                now = self.variable()
                self.add(-before, now)
                self.add(-literal, -below, now)
                self.add(-now, before, literal)
                self.add(-now, before, below)
                above.append(now)
            row = above
        return Counter(row, self.true)

    def solve(self, assumptions: Iterable[int]) -> frozenset[int] | None:
        """The literals of one model, or None if there is none. Raises TimeOutError."""
        self.queries += 1
        self._solver.conf_budget(CONFLICTS)
        answer = self._solver.solve_limited(assumptions=list(assumptions))
        if answer is None:
            raise TimeOutError
        return frozenset(self._solver.get_model()) if answer else None

    def close(self) -> None:
        self._solver.delete()


class Counter:
    """`at_least(n)` is a literal that holds exactly where n or more of the counted literals do."""

    def __init__(self, row: Sequence[int], true: int) -> None:
        self._row = row
        self._true = true

    def at_least(self, number: int) -> int:
        if number <= 0:
            return self._true
        return self._row[number - 1] if number <= len(self._row) else -self._true

    def at_most(self, number: int) -> int:
        return -self.at_least(number + 1)

    def exactly(self, number: int) -> tuple[int, int]:
        return self.at_least(number), self.at_most(number)
