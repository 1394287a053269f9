"""Every unsafe change of the rule is caught by an attacker, without the program's own recount."""

import pytest

from tests.campaigns.anonymity import battery
from tests.campaigns.anonymity.mutants import MUTANTS
from tests.campaigns.anonymity.planting import Change, planted


def test_the_battery_finds_nothing_in_the_rule_itself() -> None:
    with planted(()) as rule:
        assert battery.caught_by(rule) is None


@pytest.mark.parametrize("name", MUTANTS)
def test_mutants_killed(name: str) -> None:
    with planted(MUTANTS[name]) as rule:
        assert battery.caught_by(rule) is not None


def test_there_are_enough_mutants_and_the_second_cover_is_among_them() -> None:
    assert len(MUTANTS) >= 15
    assert "no second cover" in MUTANTS


def test_a_change_that_no_longer_applies_is_an_error() -> None:
    with pytest.raises(ValueError, match="no longer applies"), planted([Change("splitting", "not there", "")]):
        pass
    with pytest.raises(ValueError, match="not copied"), planted([Change("nowhere", "", "")]):
        pass
