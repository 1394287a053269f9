"""Every code that this side raises or answers has a sentence, with the placeholders that it is given."""

import ast
import re
from pathlib import Path

import pytest

from lotsenbuch import messages
from lotsenbuch.messages.traeger import SENTENCES

PACKAGE = Path(messages.__file__).parent.parent
ROOMS = ("traeger", "persistence/collection")
VERDICT = re.compile(r"sheet_[a-z_]+")


def raised() -> list[tuple[str, frozenset[str]]]:
    """Return each code that is raised, with the names of its parameters."""
    found = []
    for room in ROOMS:
        for file in (PACKAGE / room).glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
                if isinstance(node, ast.Call) and name in ("ExpectedError", "RefusedError"):
                    code = node.args[0]
                    assert isinstance(code, ast.Constant)
                    found.append((str(code.value), frozenset(str(each.arg) for each in node.keywords)))
    return found


RAISED: list[tuple[str, frozenset[str]]] = sorted(set(raised()), key=str)


def judged() -> list[str]:
    """Return each verdict's code."""
    source = (PACKAGE / "traeger" / "intake.py").read_text(encoding="utf-8")
    source += (PACKAGE / "traeger" / "placing.py").read_text(encoding="utf-8")
    return [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and VERDICT.fullmatch(node.value)
    ]


@pytest.mark.parametrize(("code", "params"), RAISED)
def test_a_failure_has_a_sentence_with_its_placeholders(code: str, params: frozenset[str]) -> None:
    assert code in messages.codes()
    said = messages.sentence_for(code, **dict.fromkeys(params, "7"))
    assert "{" not in said


@pytest.mark.parametrize("code", sorted(set(judged())))
def test_a_verdict_has_a_sentence(code: str) -> None:
    said = messages.sentence_for(code, version=2, before=1, code="L001", sheet="L001-2026-03")
    assert said.endswith(".")
    assert "Kennung für die Hilfe" not in said


def test_no_sentence_is_left_over() -> None:
    used = {code for code, _params in raised()} | set(judged())
    # The schema's failure is named in the tree of migrations.
    assert SENTENCES.keys() - used == {"collection_newer"}
