"""A copy of the rule with changed source text, beside the real one.

The words of `model` stay the real ones, so a copy takes the same cards and gives the same blocks. A change
whose text is not found exactly once no longer applies, and that is an error.
"""

import importlib.util
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import lotsenbuch.anonymise

_ROOM = "lotsenbuch.anonymise"
_COPY = "changed_rule"
_FOLDER = Path(lotsenbuch.anonymise.__file__).parent
_ORDER = (
    "shuffling", "splitting", "depth", "dealing", "printing", "accompaniments", "households", "release",
    "statement", "ledger", "recount", "closing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """In one module a text is replaced by another."""

    module: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Rule:
    """The entrances of the rule, real or changed; typed loosely because a change may break any of them."""

    splitting: Any
    release: Any
    statement: Any
    closing: Any
    ledger: Any
    shuffling: Any


@contextmanager
def planted(changes: Sequence[Change], *, recounted: bool = False) -> Iterator[Rule]:
    """The rule with these changes. The recount, which would refuse most of them, is left out unless asked for."""
    loaded: list[str] = []
    if any(change.module not in _ORDER for change in changes):
        raise ValueError("a change of a module that is not copied")
    try:
        for name in _ORDER:
            loaded.append(f"{_COPY}.{name}")
            _load(name, _text(name, changes, recounted))
        names = ("splitting", "release", "statement", "closing", "ledger", "shuffling")
        yield Rule(**{name: sys.modules[f"{_COPY}.{name}"] for name in names})
    finally:
        for name in loaded:
            sys.modules.pop(name, None)


def _text(name: str, changes: Sequence[Change], recounted: bool) -> str:
    text = (_FOLDER / f"{name}.py").read_text(encoding="utf-8")
    for change in changes:
        if change.module != name:
            continue
        if text.count(change.old) != 1:
            raise ValueError(f"the change of {name} no longer applies: {change.old!r}")
        text = text.replace(change.old, change.new)
    if name == "closing" and not recounted:
        text = text.replace("    recount(made, cards, households, request.policy, closing, trees)\n", "")
    return (
        text.replace(f"from {_ROOM} import ", f"from {_COPY} import ")
        .replace(f"from {_ROOM}.", f"from {_COPY}.")
        .replace(f"from {_COPY}.model", f"from {_ROOM}.model")
    )


def _load(name: str, text: str) -> None:
    if _COPY not in sys.modules:
        package = ModuleType(_COPY)
        package.__path__ = []
        sys.modules[_COPY] = package
    spec = importlib.util.spec_from_loader(f"{_COPY}.{name}", loader=None)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[f"{_COPY}.{name}"] = module
    exec(compile(text, f"{_COPY}/{name}.py", "exec"), module.__dict__)  # noqa: S102 - the point of it
    setattr(sys.modules[_COPY], name, module)
