"""No sentence of window, command line or paper stands in the source unmarked, wherever it would be shown.

The pseudo-language tests look at what is on the screen; this one reads the source, popups and toasts included.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SENTENCE = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}[.,:]? [A-Za-zÄÖÜäöüß]{2,}|[äöüÄÖÜß]")
_STYLE = re.compile(r"[\w:\]\"]\s*\{[^}]*(?:background|border|font|color)|^px; \}")
_MARKS = {"_", "N_", "ngettext"}
_BUGS = {"ValueError", "TypeError", "RuntimeError"}
# Names of fonts, of a colour profile, of click's own headings, and the frame of the file's metadata.
_NO_TEXT = {"fonts.py", "finish.py", "metadata.py", "usage.py", "pen.py"}


def _called(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def unmarked(source: str) -> list[str]:
    """The texts of a module that look like a sentence and stand neither in a mark nor in a docstring."""
    tree = ast.parse(source)
    left_out: set[int] = set()
    for node in ast.walk(tree):
        stands_alone = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        annotation = node.annotation if isinstance(node, ast.AnnAssign | ast.arg) else None
        if stands_alone or _called(node) in _MARKS | _BUGS:
            left_out |= {id(inner) for inner in ast.walk(node)}
        if annotation is not None:
            left_out |= {id(inner) for inner in ast.walk(annotation)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out
    ]
    return [text for text in texts if _SENTENCE.search(text) and not _STYLE.search(text)]


def test_every_sentence_is_marked() -> None:
    files = [file for room in ("ui", "cli", "report") for file in (ROOT / "lotsenbuch" / room).rglob("*.py")]
    found = {
        str(file.relative_to(ROOT)): texts
        for file in files
        if file.name not in _NO_TEXT and (texts := unmarked(file.read_text(encoding="utf-8")))
    }
    assert len(files) > 100
    assert found == {}


def test_a_planted_sentence_is_caught() -> None:
    lines = (
        "def say(page):",
        '    """Says it."""',
        '    page.toast("Einsatz gespeichert")',
        '    page.toast(_("Neue Woche"))',
    )
    planted = "\n".join(lines)
    assert unmarked(planted) == ["Einsatz gespeichert"]
