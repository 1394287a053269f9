"""The command line never loads Qt, and starts without the weight of what it does not need."""

import subprocess
import sys
import tomllib

import pytest

from tests.architecture.contracts import ROOT

_LOADED = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
HEAVY = {"PySide6", "shiboken6", "reportlab", "pikepdf", "sqlalchemy", "xlsxwriter"}


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_command_is_imported_without_qt() -> None:
    walk = (
        "import importlib, pkgutil, lotsenbuch.cli as cli\n"
        "for module in pkgutil.walk_packages(cli.__path__, 'lotsenbuch.cli.'):\n"
        "    importlib.import_module(module.name)\n"
    )
    loaded = set(python(walk + "import lotsenbuch.__main__\n" + _LOADED).split())
    assert "lotsenbuch" in loaded
    assert loaded & {"PySide6", "shiboken6", "pypdfium2"} == set()


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_a_question_about_the_program_loads_nothing_heavy(arguments: list[str]) -> None:
    ask = (
        f"import sys; sys.argv = ['lotsenbuch', *{arguments!r}]\n"
        "from lotsenbuch.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
    )
    loaded = set(python(ask + _LOADED).splitlines()[-1].split())
    assert loaded & HEAVY == set()


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    done = subprocess.run(
        [sys.executable, "-m", "lotsenbuch", "--version"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, project["version"] in done.stdout) == (0, True)
