"""Locks without addresses, a Qt that does not die, sentences for all codes, files that name no machine."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import system
from lotsenbuch import messages
from tests.architecture import laws
from tests.architecture.contracts import ROOT

LOCKS = ["requirements.lock.txt", "requirements-dev.lock.txt"]
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*(?:\[[a-z,]+\])?)==([^ ;\\]+)", re.MULTILINE)
# Places of somebody's own machine, and hosts and options of package indexes.
_OF_A_MACHINE = re.compile(
    r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+|opt/\w+)/|\bpypi\.org\b|files\.python[h]osted|--(?:extra-)?index-url\s"
)
_SENTENCE_MAKERS = {"ExpectedError", "RefusedError", "WrongSecretError"}


def pins(lock: str) -> dict[str, str]:
    return dict(_PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_hashes_every_line(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert len(entries) == len(pins(lock)) > 20
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_tests_run_what_people_run() -> None:
    developed = pins(LOCKS[1])
    assert {name: developed.get(name) for name in pins(LOCKS[0])} == pins(LOCKS[0])


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for lock, wanted in (
        (LOCKS[0], project["project"]["dependencies"]),
        (LOCKS[1], project["dependency-groups"]["dev"]),
    ):
        names = {re.split(r"[ \[~=<>;]", line)[0].lower() for line in wanted}
        locked = {name.partition("[")[0] for name in pins(lock)}
        assert names - locked == set()


def test_qt_stays_on_the_line_that_does_not_abort_this_python() -> None:
    """PySide6 6.12.0 drops references to None and True and so ends CPython 3.11 after some thousand calls."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "PySide6-Essentials ~= 6.11.3" in project["dependencies"]
    assert pins(LOCKS[0])["pyside6-essentials"].startswith("6.11.")


def test_qt_survives_a_hundred_thousand_calls() -> None:
    code = (
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "application = QApplication([])\n"
        "label = QLabel()\n"
        "for number in range(100_000):\n    label.setText('a')\n"
        "print('alive')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr


def test_every_code_has_a_sentence() -> None:
    """A code without a sentence would reach a person as a code."""
    raised: dict[str, str] = {}
    for module in laws.modules(ROOT):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in _SENTENCE_MAKERS:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    raised[first.value] = f"{module.path}:{node.lineno}"
    assert {code: place for code, place in raised.items() if code not in messages.codes()} == {}


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_no_file_names_a_machine_or_a_package_host() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    ).stdout.split("\0")
    files = [name for name in tracked if name] or [str(path) for path in Path(ROOT).glob("*.*")]
    named = {name: found.group() for name in files if (found := _OF_A_MACHINE.search(_text(ROOT / name)))}
    assert named == {}


@pytest.mark.parametrize(
    "text",
    ["see /wo" + "rk/main/x", "open('/ro" + "ot/.cache')", "https://py" + "pi.org/simple", "/ho" + "me/anna/x"],
)
def test_a_named_machine_is_found(text: str) -> None:
    assert _OF_A_MACHINE.search(text)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""  # a picture, a font, a kept database


def test_the_bootstrap_brings_every_tool_that_a_test_calls() -> None:
    """The table in packaging/system.py is equal to what the marks and the fixture `needs_tool` name."""
    named: set[str] = set()
    for module in laws.modules(ROOT, "tests"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _name(node.func) in {"needs_tool", "missing_tool"}:
                named |= {str(a.value) for a in node.args if isinstance(a, ast.Constant)}
    assert named == set(system.TOOLS)
