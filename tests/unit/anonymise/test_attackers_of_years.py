"""All sheets of a year together: the linear program and the differences of sheets."""

from dataclasses import replace
from datetime import date

from lotsenbuch.anonymise.model import Policy
from tests.builders.cards import YEAR_END, Desk, a_card
from tests.campaigns.anonymity import differencing, linear, simplex, years
from tests.campaigns.anonymity.linear import Bounded

PILOTS = [(1, index) for index in range(2)]


def test_the_program_finds_the_largest_value() -> None:
    """x + y + z = 10, y + z = 6, so x is 4, y at most 6; a row twice changes nothing."""
    rows = [[1, 1, 1], [0, 1, 1], [0, 1, 1]]
    assert simplex.maximum(rows, [10, 6, 6], [1, 0, 0]) == 4
    assert simplex.maximum(rows, [10, 6, 6], [0, 1, 0]) == 6
    assert simplex.maximum(rows, [10, 6, 6], [0, -1, 0]) == 0


def test_lp_audit() -> None:
    """No small number of a year can be worked out from all that was printed."""
    found = Bounded(0, 0)
    for seed, index in PILOTS:
        for k in (3, 5):
            found += linear.attack(*linear.of_lb2(years.log_of(seed, index), Policy(k)), k)
    assert found.small > 20
    assert found.recovered == 0


def test_suppressed_cells_are_worked_out() -> None:
    """The same attacker on tables with left-out cells and honest totals."""
    found = Bounded(0, 0)
    for seed, index in PILOTS[:2]:
        found += linear.attack(*linear.of_suppression(years.log_of(seed, index), 3), 3)
    assert found.recovered > 0


def test_no_difference_of_two_numbers_is_about_few_households() -> None:
    for seed, index in PILOTS:
        log = years.log_of(seed, index, 24)
        found = differencing.subtracted(differencing.lb2(Policy(3))(log), log, 3)
        assert found.pairs > 0
        assert found.small == 0


def test_numbers_of_work_have_no_card_in_common() -> None:
    log = years.log_of(1, 0, 24)
    numbers = differencing.lb2(Policy(3))(log)
    blocks = [ids for scope, ids in numbers.items() if scope.table in ("authority", "topic") and not scope.whole]
    assert sum(map(len, blocks)) == len(frozenset().union(*blocks)) > 0


def test_months_quarters_and_a_year_of_the_same_cards_give_single_households_away() -> None:
    log = years.log_of(1, 0)
    found = differencing.subtracted(differencing.recounted(3)(log), log, 3)
    assert found.small > 0


def test_a_corrected_sheet_gives_the_correction_away_and_ours_stays_the_same() -> None:
    log = years.log_of(1, 0)
    card = next(each for each in log.cards if each.authority == "JOBC")
    after = differencing.corrected(log, card, "ARZT")
    tables = (differencing.by_rows(log, 3), differencing.by_rows(after, 3))
    assert differencing.reads_the_correction(*tables, card, "ARZT")

    desk = Desk(Policy(3, topics=False))
    desk.log(a_card(each, authority="JOBC" if each % 2 else "SOZ") for each in range(14))
    first = desk.close(YEAR_END)
    wrong = a_card(1, authority="JOBC")
    desk.cards[wrong.id] = replace(wrong, authority="ARZT")
    again = desk.close(YEAR_END)
    assert first.entry is not None
    assert again.entry == first.entry
    later = desk.close(date(2026, 12, 31))
    assert later.release is not None
    assert later.release.used == frozenset()
