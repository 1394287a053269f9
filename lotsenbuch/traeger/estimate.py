"""How the counts under "Übrige" spread over groups: certain bounds, and an estimate inside them.

The estimate is expectation maximisation over the printed blocks (anonymisation, section 9). Each pilot has
shares of her own, drawn towards those of the team as strongly as 30 counts would (a Dirichlet prior). What is
known of an "Übrige" is used: it holds codes with at most k-1 cards each, or one larger code as their cover; so
nobody gets more than that before all have it. Pure arithmetic in a fixed order: the same sheets give the same
numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PRIOR = 30.0
ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Merged:
    """A printed number that more than one group may share.

    ``groups`` maps each group that it covers to the most that the group's codes can hold without being the
    cover; ``None`` where the rule says nothing about it (an undivided table).
    """

    count: int
    groups: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Printed:
    """The tables of one pilot: what is certain for each group, and what was merged."""

    certain: Mapping[str, int]
    merged: tuple[Merged, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the sheets say about one group: ``low`` and ``high`` are certain, ``estimate`` lies between them."""

    low: int
    estimate: int
    high: int


def figures(groups: Sequence[str], pilots: Sequence[Printed]) -> dict[str, Figures]:
    """Return the figures of every group over all pilots; the estimates add up to everything printed."""
    low = {group: sum(each.certain.get(group, 0) for each in pilots) for group in groups}
    merged = [block for each in pilots for block in each.merged]
    high = {group: low[group] + sum(block.count for block in merged if group in block.groups) for group in groups}
    total = sum(low.values()) + sum(block.count for block in merged)
    whole = _whole(_fitted(groups, pilots), total)
    return {group: Figures(low[group], whole[group], high[group]) for group in groups}


def _fitted(groups: Sequence[str], pilots: Sequence[Printed]) -> dict[str, float]:
    """Return the expected count of every group after the last round."""
    team = dict.fromkeys(groups, 1.0 / len(groups)) if groups else {}
    own = [{group: float(each.certain.get(group, 0)) for group in groups} for each in pilots]
    for _round in range(ROUNDS):
        own = [_expected(groups, each, _shares(team, counts)) for each, counts in zip(pilots, own, strict=True)]
        sums = {group: sum(counts[group] for counts in own) for group in groups}
        total = sum(sums.values())
        if total == 0:
            break
        team = {group: sums[group] / total for group in groups}
    return {group: sum(counts[group] for counts in own) for group in groups}


def _shares(team: Mapping[str, float], counts: Mapping[str, float]) -> dict[str, float]:
    weight = PRIOR + sum(counts.values())
    return {group: (PRIOR * share + counts[group]) / weight for group, share in team.items()}


def _expected(groups: Sequence[str], printed: Printed, shares: Mapping[str, float]) -> dict[str, float]:
    counts = {group: float(printed.certain.get(group, 0)) for group in groups}
    for block in printed.merged:
        for group, part in _spread(block, shares).items():
            counts[group] += part
    return counts


def _spread(block: Merged, shares: Mapping[str, float]) -> dict[str, float]:
    """Divide a merged number by the shares; who is full gets no more until all are full."""
    given = dict.fromkeys(block.groups, 0.0)
    left, open_ = float(block.count), dict(block.groups)
    while left > 0 and open_:
        weights = {group: shares[group] or 1e-12 for group in open_}
        whole = sum(weights.values())
        full = {
            group: room - given[group]
            for group, room in open_.items()
            if room is not None and given[group] + left * weights[group] / whole > room
        }
        if not full:
            for group, weight in weights.items():
                given[group] += left * weight / whole
            return given
        for group, room in full.items():
            given[group] += room
            left -= room
            del open_[group]
    # All are full: one of them is the cover, and nobody knows which.
    whole = sum(shares[group] or 1e-12 for group in given)
    return {group: part + left * (shares[group] or 1e-12) / whole for group, part in given.items()}


def _whole(expected: Mapping[str, float], total: int) -> dict[str, int]:
    """Round so that the sum stays ``total``: the largest fractions are rounded up, ties in the given order."""
    rounded = {group: int(count + 1e-9) for group, count in expected.items()}
    missing = total - sum(rounded.values())
    by_fraction = sorted(expected, key=lambda group: rounded[group] - expected[group])
    for group in by_fraction[:missing]:
        rounded[group] += 1
    return rounded
