"""Order, identifiers, dates and reasons: a sheet carries none of them, and the attacker sees those of others."""

from collections.abc import Callable, Mapping

import pytest

from lotsenbuch.anonymise.model import Policy, Release
from lotsenbuch.anonymise.release import release
from lotsenbuch.anonymise.statement import part
from tests.campaigns.anonymity import metadata

Told = Callable[[Release], object]


def test_metadata_free_file() -> None:
    assert metadata.leaks(release, part) == []


@pytest.mark.parametrize(
    ("told", "channel"),
    [
        (lambda made: sorted(each.hex() for each in made.used), "identifiers"),
        (lambda made: [each.reason.value for each in made.decisions], "reasons"),
        (lambda made: "2025-03-17T10:15", "dates"),
        (lambda made: [each.hex()[:4] for each in made.open_cards], "order"),
    ],
)
def test_what_a_talkative_sheet_tells_is_found(told: Told, channel: str) -> None:
    def talkative(made: Release, policy: Policy, version: int, previous: str | None) -> Mapping[str, object]:
        return {**part(made, policy, version, previous), "more": told(made)}

    assert channel in metadata.leaks(release, talkative)
