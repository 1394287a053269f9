"""The examples in the rule's own words are true, and the rule is fast and knows nothing but itself."""

import ast
import doctest
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from time import perf_counter

import pytest

import lotsenbuch.anonymise
from lotsenbuch.anonymise.model import Card, Policy
from lotsenbuch.anonymise.recount import recount
from lotsenbuch.anonymise.release import release
from tests.builders.cards import AUTHORITIES, TOPICS, a_card, a_closing, households_of, some_trees

MODULES = ["lotsenbuch.anonymise"] + [
    f"lotsenbuch.anonymise.{each.name}" for each in iter_modules(lotsenbuch.anonymise.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_text_are_true(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples() -> None:
    assert doctest.testmod(import_module("lotsenbuch.anonymise")).attempted >= 10


@pytest.mark.parametrize("name", MODULES)
def test_the_rule_imports_the_standard_library_and_the_errors_alone(name: str) -> None:
    tree = ast.parse(Path(str(import_module(name).__file__)).read_text(encoding="utf-8"))
    found = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    found |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    own = {each for each in found if each.startswith("lotsenbuch.anonymise")} | {"lotsenbuch.errors"}
    assert {each.split(".")[0] for each in found - own} <= set(sys.stdlib_module_names) - {
        "random",
        "secrets",
        "os",
    }


def heaviest_year() -> list[Card]:
    """Thirty-four accompaniments in each of twelve months, in a changing caseload of fifteen."""
    return [
        a_card(
            month * 4 + visit % 15,
            month * 100 + visit,
            authority=AUTHORITIES[visit % 9],
            topic=TOPICS[visit % 7],
        )
        for month in range(12)
        for visit in range(34)
    ]


def test_the_heaviest_year_closes_in_a_moment() -> None:
    """The budget is 20 ms, 100 ms with the recount; a busy machine may take five times as long."""
    cards, trees = heaviest_year(), some_trees()
    cases = households_of(cards)
    started = perf_counter()
    made = release(cards, cases, Policy(), a_closing(), trees)
    between = perf_counter()
    recount(made, cards, cases, Policy(), a_closing(), trees)
    assert len(made.stacks) >= 6
    assert between - started <= 0.1
    assert perf_counter() - started <= 0.5
