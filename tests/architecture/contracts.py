"""Runs the import contracts of pyproject.toml on any tree that holds a package `lotsenbuch`."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


def rooms(*, optional: bool = True) -> set[str]:
    """Every module that a contract names; without ``optional`` none of those in brackets."""
    named = {name for contract in contracts() for name in _named(contract)}
    return {re.sub(r"[()]", "", name) for name in named if optional or "(" not in name}


def _named(contract: dict[str, Any]) -> Iterator[str]:
    for container in contract.get("containers", []):
        for layer in contract["layers"]:
            yield from (f"{container}.{name.strip()}" for name in layer.split("|"))
    for key in ("source_modules", "forbidden_modules", "modules"):
        yield from contract.get(key, [])


def there(tree: Path, room: str) -> bool:
    place = tree.joinpath(*room.split("."))
    return place.with_suffix(".py").exists() or (place / "__init__.py").exists()


def empty_house(tree: Path) -> None:
    """Every room that the contracts name, with nothing in it."""
    for room in sorted(rooms()):
        if not there(tree, room):
            plant(tree, f"{room.replace('.', '/')}/__init__.py", "")


def copied_house(tree: Path) -> None:
    """The package as it stands."""
    shutil.copytree(ROOT / "lotsenbuch", tree / "lotsenbuch", ignore=shutil.ignore_patterns("__pycache__"))


def plant(tree: Path, path: str, source: str) -> None:
    """Adds ``source`` to a file of the tree; missing packages on the way come into being."""
    file = tree / path
    for folder in [*file.parents][:-1]:
        if folder == tree:
            break
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{source}\n")


def check(tree: Path) -> tuple[set[str], str]:
    """The ids of the broken contracts and what import-linter says about them."""
    broken: set[str] = set()
    shutil.copy(ROOT / "pyproject.toml", tree)
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()",
         "--no-cache", "--no-logo", "--debug"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr
    for contract in contracts():
        verdict = re.search(rf"^{re.escape(contract['name'])} (KEPT|BROKEN)", said, re.MULTILINE)
        if verdict is None:
            raise RuntimeError(f"import-linter came to no verdict:\n{said}")
        if verdict.group(1) == "BROKEN":
            broken.add(contract["id"])
    if (done.returncode != 0) != bool(broken):
        raise RuntimeError(said)
    return broken, said
