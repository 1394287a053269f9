"""Renews the lock files: every platform, hashes, and no address of a package index."""

import ast
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from environment import ANONYMITY_LOCK, DEV_LOCK, RUN_LOCK
from failures import SetupError

_COMPILE = (
    "-m", "uv", "pip", "compile", "--universal", "--generate-hashes", "--python-version", "3.11",
    "--no-emit-index-url", "--custom-compile-command", "packaging/dev.py lock",
)  # fmt: skip
_UV_NAMES = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "find-links": "UV_FIND_LINKS"}
_ADDRESS_LEFT = "In {name} steht eine Adresse. Die Datei darf keine Paketquelle nennen."


def renew(root: Path, python: Path, arguments: Sequence[str]) -> int:
    """Writes the three files; returns the exit code of the resolver. An address in a file is a SetupError."""
    surroundings = os.environ | uv_surroundings(_pip_settings(python), os.environ)
    # The second file is bound to the first, so that tests run what people run.
    program, dev = ["pyproject.toml"], ["pyproject.toml", "--group", "dev", "--constraint", RUN_LOCK]
    for name, what in ((RUN_LOCK, program), (DEV_LOCK, dev), (ANONYMITY_LOCK, ["--group", "anonymity"])):
        command = [str(python), *_COMPILE, *what, "-o", name, "-q", *arguments]
        code = subprocess.call(command, cwd=root, env=surroundings)
        if code:
            return code
        if "://" in (root / name).read_text(encoding="utf-8"):
            raise SetupError(_ADDRESS_LEFT.format(name=name))
    return 0


def uv_surroundings(pip_settings: str, present: Mapping[str, str]) -> dict[str, str]:
    """The index for which this machine's pip is set up (`pip config list`), in the words of uv.

    What ``present`` already says for uv stays. Both then ask the same places, and no file names them.
    """
    found: dict[str, list[str]] = {}
    for line in pip_settings.splitlines():
        key, separator, value = line.partition("=")
        name = _UV_NAMES.get(key.rpartition(".")[2])
        if separator and name and name not in present:
            found.setdefault(name, []).extend(str(ast.literal_eval(value)).split())
    joined = {name: ("," if name == "UV_FIND_LINKS" else " ").join(dict.fromkeys(values))
              for name, values in found.items()}  # fmt: skip
    if joined:
        joined["UV_INDEX_STRATEGY"] = "unsafe-best-match"  # pip knows no order among its sources either
    return joined


def _pip_settings(python: Path) -> str:
    done = subprocess.run(
        [str(python), "-m", "pip", "config", "list"],
        stdout=subprocess.PIPE,
        stderr=sys.stderr.fileno(),
        text=True,
        check=False,
    )
    return done.stdout
