"""The SAT attacker on whole closings: nothing is proven, and the weaker rules do not hold against it."""

from collections.abc import Callable

import pytest

from lotsenbuch import catalogue
from lotsenbuch.anonymise.model import Node, node_from
from lotsenbuch.example.lot import Lot
from tests.builders.cards import branch, leaf, listed, some_trees
from tests.campaigns.anonymity import bruteforce, closings, weaker_rules
from tests.campaigns.anonymity.bruteforce import Losses
from tests.campaigns.anonymity.encoding import Labels, encode
from tests.campaigns.anonymity.formula import Formula
from tests.campaigns.anonymity.sat import on_one_table
from tests.campaigns.anonymity.weaker_rules import Print, TableRule, leaves

GROUPED = branch("all", branch("G1", leaf("A"), leaf("B")), branch("G2", leaf("C"), leaf("D")))
UNEVEN = branch("all", branch("G1", *map(leaf, "ABC")), leaf("D"), leaf("E"))


def _catalogue() -> dict[str, Node]:
    return {name: node_from(tree) for name, tree in catalogue.trees(1).items()}


@pytest.mark.parametrize("k", [3, 5])
@pytest.mark.parametrize("trees", [some_trees, _catalogue])
def test_sat_deniability(k: int, trees: Callable[[], dict[str, Node]]) -> None:
    """With k-2 households known nobody is placed on a code or off it, and no small code is proven to occur."""
    found, divided = Losses(), 0
    for number in range(6):
        lot = Lot("closing", k, trees.__name__, number)
        books = closings.some_books(lot, k, (2 * k, 3 * k), trees())
        attack = closings.attack(books)
        known = closings.known_households(lot, books, k - 2)
        found += attack.losses(known, lot.shuffled(attack.about(known))[:100])
        divided += sum(len(table.blocks) > 1 for book in books.released().books for table in book.tables)
        assert attack.cut_off == 0, "the encoding lets something through that the rule does not print"
        attack.formula.close()
    assert found.proven == 0
    assert found.questions == 600
    assert divided > 0


def test_a_closing_before_the_year_ends_is_no_weaker() -> None:
    lot = Lot("quarter", 3)
    books = closings.some_books(lot, 3, (40, 44), some_trees(), final=False)
    attack = closings.attack(books)
    known = closings.known_households(lot, books, 1)
    found = attack.losses(known, lot.shuffled(attack.about(known))[:150])
    assert (found.questions, found.proven, attack.cut_off) == (150, 0, 0)


@pytest.mark.parametrize(
    ("tree", "k", "total"),
    [(listed("ABC"), 3, 8), (listed("ABCD"), 3, 7), (listed("ABCDE"), 3, 7), (GROUPED, 3, 8), (UNEVEN, 3, 7)],
)
def test_the_encoding_holds_for_exactly_the_tables_with_the_same_print(tree: Node, k: int, total: int) -> None:
    rule = weaker_rules.lb2(k)
    everything = bruteforce.worlds(rule, tree, total)
    for blocks, same in everything.items():
        assert _allowed(tree, blocks, k, total) == set(same)


def _allowed(tree: Node, blocks: Print, k: int, total: int) -> set[tuple[int, ...]]:
    """Every count vector that the clauses of a print allow."""
    formula = Formula()
    names = [each.codes[0] for each in leaves(tree)]
    cards = [{name: formula.variable() for name in names} for _ in range(total)]
    for card in cards:
        formula.exactly_one(list(card.values()))
    labels = Labels(formula, tree, cards)
    encode(labels, blocks, k - 1)
    numbers = [labels.number((name,)) for name in names]
    found = set()
    while (model := formula.solve([])) is not None:
        vector = tuple(sum(card[name] in model for card in cards) for name in names)
        found.add(vector)
        formula.add(*(-each for number, count in zip(numbers, vector, strict=True) for each in number.exactly(count)))
    formula.close()
    return found


@pytest.mark.parametrize("make", [*weaker_rules.WEAKER[1:5], weaker_rules.lb2])
def test_the_solver_proves_what_brute_force_proves(make: Callable[[int], TableRule]) -> None:
    """Two attackers without a common step, on every print of a small table and every known household."""
    rule, tree, total = make(3), listed("ABCD"), 7
    proven = 0
    for same in list(bruteforce.worlds(rule, tree, total).values())[::3]:
        codes = "".join(code * count for code, count in zip("ABCD", same[0], strict=True))
        attack = on_one_table(rule, tree, codes, range(total))
        known = len(same) % total
        certain = tuple(int(code == codes[known]) for code in "ABCD")
        expected = bruteforce.statements(same, certain, total, 3)
        found = attack.losses(frozenset([known]))
        attack.formula.close()
        for kind in ("forced", "excluded", "existing"):
            assert bool(getattr(found, kind)) == bool(getattr(expected, kind))
        proven += found.proven
    assert (proven > 0) == (make is not weaker_rules.lb2)


def _losses(rule: TableRule, codes: str, households: list[int], *known: int) -> Losses:
    attack = on_one_table(rule, listed("ABC"), codes, households)
    found = attack.losses(frozenset(known))
    attack.formula.close()
    return found


def test_row_level_k_gives_the_one_household_behind_a_number_away() -> None:
    """One household came three times to A: a printed number, and every card behind it hers."""
    codes, households = "AAABBBBC", [0, 0, 0, 1, 1, 2, 3, 4]
    assert _losses(weaker_rules.row_level(3), codes, households).proven > 0


def test_lb1_excludes_households_from_a_code_that_is_not_named() -> None:
    """T + 1 cards on the cover: who knows one of its households knows that nobody has the other code."""
    threshold = 6
    codes = "A" * (threshold + 3) + "C" * (threshold + 1)
    households = [at // 3 for at in range(len(codes))]
    found = _losses(weaker_rules.lb1(3), codes, households, households[-1])
    assert found.excluded > 0
    assert found.forced == 0
