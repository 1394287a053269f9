"""The laws that import contracts cannot say, each a function from a tree to what breaks it.

A tree is a folder that holds `lotsenbuch/`. An offence is a text `file:line what`. The functions read source
code only, so that a test can plant a violation in a tree of its own.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# A library and the rooms, below lotsenbuch, that may import it. An empty tuple: nobody.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "PySide6": ("ui",),
    "shiboken6": ("ui",),
    "pypdfium2": ("ui",),
    "sqlalchemy": ("persistence", "vault"),
    "alembic": ("persistence", "vault"),
    "sqlcipher3": ("persistence", "vault"),
    "reportlab": ("report",),
    "segno": ("report",),
    "pikepdf": ("sheet.container", "report.finish"),
    "icalendar": ("exchange", "report"),
    "python_calamine": ("exchange", "report"),
    "xlsxwriter": ("exchange", "report"),
    "docx": ("exchange", "report"),
    "sepaxml": ("exchange", "report"),
    "cryptography": ("vault", "sheet"),
    "psycopg": ("persistence.collection",),
}
NETWORK = (
    "socket", "ssl", "http", "urllib.request", "urllib.error", "smtplib", "asyncio", "PySide6.QtNetwork",
    "ftplib", "imaplib", "poplib", "telnetlib", "socketserver", "xmlrpc", "webbrowser", "requests", "httpx",
    "aiohttp", "urllib3",
)  # fmt: skip
ORGANISATION_MUST_NOT_NAME = ("lotsenbuch.domain", "lotsenbuch.anonymise", "lotsenbuch.persistence.log")
FORBIDDEN_NAMES = frozenset({
    "util", "utils", "utility", "utilities", "core", "common", "helper", "helpers", "manager", "managers",
    "misc",
})  # fmt: skip
MODULE_LINES = 400
FUNCTION_LINES = 40
_WALL_CLOCK = {
    "datetime.datetime": {"now", "utcnow", "today"},
    "datetime.date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime", "asctime"},
}


@dataclass(frozen=True, slots=True)
class Module:
    """One source file; ``room`` is its dotted place below lotsenbuch, e.g. ``sheet.container``."""

    path: str
    room: str
    text: str
    tree: ast.Module

    def is_in(self, *rooms: str) -> bool:
        return any(self.room == room or self.room.startswith(f"{room}.") for room in rooms)


def modules(tree: Path, folder: str = "lotsenbuch") -> Iterator[Module]:
    for file in sorted((tree / folder).rglob("*.py")):
        parts = file.relative_to(tree / folder).with_suffix("").parts
        text = file.read_text(encoding="utf-8")
        room = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield Module(file.relative_to(tree).as_posix(), room, text, ast.parse(text, str(file)))


def imports(module: Module, *, types_too: bool = True) -> Iterator[tuple[str, int]]:
    """Every name a module imports, wherever in the code, with its line.

    `from a import b` yields `a` and `a.b`, since b may be a module. A name given as a text to
    import_module counts. Without ``types_too`` what stands under `if TYPE_CHECKING:` is left out.
    """
    for node in _walk(module.tree, types_too=types_too):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            yield base, node.lineno
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and _last_name(node.func) in {"import_module", "__import__"}:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, node.lineno


def _walk(node: ast.AST, *, types_too: bool) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if not types_too and isinstance(child, ast.If) and _last_name(child.test) == "TYPE_CHECKING":
            for other in child.orelse:
                yield from _walk(other, types_too=types_too)
        else:
            yield from _walk(child, types_too=types_too)


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = ["lotsenbuch", *module.room.split(".")] if module.room else ["lotsenbuch"]
    up = node.level - 1 if module.path.endswith("__init__.py") else node.level
    kept = parts[: len(parts) - up]
    return ".".join([*kept, node.module] if node.module else kept)


def _last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _below(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def libraries_stay_in_their_rooms(tree: Path) -> list[str]:
    """Law 3: each library has the rooms that may know it."""
    return sorted({
        f"{module.path}:{line} imports {library}"
        for module in modules(tree)
        for name, line in imports(module)
        for library, rooms in LIBRARIES.items()
        if _below(name, library) and not module.is_in(*rooms)
    })  # fmt: skip


def nothing_reaches_the_network(tree: Path) -> list[str]:
    """Law 7: no module of ours imports what could open a connection."""
    return sorted({
        f"{module.path}:{line} imports {name}"
        for module in modules(tree)
        for name, line in imports(module)
        if any(_below(name, network) for network in NETWORK)
    })  # fmt: skip


def pages_of_the_traeger_name_no_client(tree: Path) -> list[str]:
    """Law 2 inside the window: a module named after the Träger or the organisation."""
    return sorted({
        f"{module.path}:{line} imports {name}"
        for module in modules(tree)
        if module.is_in("ui")
        and any(part.startswith(("traeger", "organisation")) for part in module.room.split("."))
        for name, line in imports(module)
        if any(_below(name, forbidden) for forbidden in ORGANISATION_MUST_NOT_NAME)
    })  # fmt: skip


def only_presenters_call_use_cases(tree: Path) -> list[str]:
    """Law 4: in the window, only presenters import services or traeger; types alone may be named."""
    return sorted({
        f"{module.path}:{line} imports {name}"
        for module in modules(tree)
        if module.is_in("ui") and not module.is_in("ui.presenters")
        for name, line in imports(module, types_too=False)
        if any(_below(name, room) for room in ("lotsenbuch.services", "lotsenbuch.traeger"))
    })  # fmt: skip


def only_the_clock_asks_for_the_time(tree: Path) -> list[str]:
    """Time comes in as an argument; only clock.py asks the computer."""
    offences: set[str] = set()
    for module in modules(tree):
        if module.room == "clock":
            continue
        known = _names_of_time(module)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute):
                asked = _qualified(node, known)
            elif isinstance(node, ast.Name):
                asked = known.get(node.id, "")
            else:
                continue
            if any(asked == f"{owner}.{name}" for owner, names in _WALL_CLOCK.items() for name in names):
                offences.add(f"{module.path}:{node.lineno} asks {asked}")
    return sorted(offences)


def _names_of_time(module: Module) -> dict[str, str]:
    """What the names that came from datetime and time stand for in this module."""
    known: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            known |= {a.asname or a.name: a.name for a in node.names if a.name in {"datetime", "time"}}
        elif isinstance(node, ast.ImportFrom) and node.module in {"datetime", "time"}:
            known |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    return known


def _qualified(node: ast.expr, known: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_qualified(node.value, known)}.{node.attr}"
    return known.get(node.id, "?") if isinstance(node, ast.Name) else "?"


def modules_end_in_time(tree: Path, folder: str = "lotsenbuch") -> list[str]:
    """A module of more than 400 lines has more than one trade."""
    return [
        f"{module.path} has {lines} lines"
        for module in modules(tree, folder)
        if (lines := len(module.text.splitlines())) > MODULE_LINES
    ]


def functions_end_in_time(tree: Path, folder: str = "lotsenbuch") -> list[str]:
    """A function stops at 40 lines, docstring and all, constructors too."""
    return [
        f"{module.path}:{node.lineno} {node.name} has {lines} lines"
        for module in modules(tree, folder)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]


def names_are_nouns_of_the_trade(tree: Path, folder: str = "lotsenbuch") -> list[str]:
    """No room is named after nothing in particular."""
    return sorted(
        f"{module.path} is called {part}"
        for module in modules(tree, folder)
        for part in module.room.split(".")[-1:]
        if part in FORBIDDEN_NAMES
    )


def tests_do_not_sleep(tree: Path) -> list[str]:
    """A test that waits for a while is slow on one machine and wrong on another."""
    offences: set[str] = set()
    for module in modules(tree, "tests"):
        known = _names_of_time(module)
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call):
                continue
            name = _qualified(node.func, known | {"qtbot": "qtbot", "QTest": "QTest"})
            if name in {"time.sleep", "qtbot.wait", "QTest.qWait", "QTest.qSleep"}:
                offences.add(f"{module.path}:{node.lineno} calls {name}")
    return sorted(offences)


LAWS_OF_THE_PACKAGE: tuple[Callable[[Path], list[str]], ...] = (
    libraries_stay_in_their_rooms,
    nothing_reaches_the_network,
    pages_of_the_traeger_name_no_client,
    only_presenters_call_use_cases,
    only_the_clock_asks_for_the_time,
    tests_do_not_sleep,
)
LAWS_OF_EVERY_FOLDER: tuple[Callable[[Path, str], list[str]], ...] = (
    modules_end_in_time,
    functions_end_in_time,
    names_are_nouns_of_the_trade,
)
