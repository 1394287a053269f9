"""The two shipped fonts: registered once, measured, and asked which characters they can draw."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from lotsenbuch import resources
from lotsenbuch.report.style import BOLD, REGULAR, Type

_FILES = {REGULAR: "fonts/NotoSans-Regular.ttf", BOLD: "fonts/NotoSans-Bold.ttf"}
_UNKNOWN = "?"
_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])")
_STAND_INS = {"\u27e6": "[", "\u27e7": "]", "\u2011": "-", "\u00ad": "", "\t": " ", "\n": " ", "\r": " "}


@cache
def font(name: str) -> Any:
    """Return the registered font ``name``; reading the file takes some 30 ms, once per process."""
    found = TTFont(name, str(resources.path(_FILES[name])), shapable=False)
    pdfmetrics.registerFont(found)
    return found


@lru_cache(maxsize=4096)
def width(text: str, style_font: str, size: float) -> float:
    """Return the width of printable ``text`` in points."""
    return float(font(style_font).stringWidth(text, size))


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """Return ``text`` in NFC with only characters the fonts can draw.

    A missing glyph would be an empty box and break PDF/A (ISO 19005-3, 6.2.11.8), so it becomes ``?``;
    invisible controls, among them those that turn the writing direction, are dropped.
    """
    glyphs = font(REGULAR).face.charToGlyph
    bold = font(BOLD).face.charToGlyph
    kept: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        if char in _STAND_INS:
            kept.append(_STAND_INS[char])
        elif unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            continue
        elif ord(char) in glyphs and ord(char) in bold:
            kept.append(char)
        else:
            kept.append(_UNKNOWN)
    return "".join(kept)


def lines(text: str, style: Type, room: float, *, ends: bool = True) -> list[str]:
    """Break ``text`` into lines no wider than ``room`` points; a word longer than a line is cut.

    Every line but the last keeps the space it was broken at, so that extracted text keeps its words apart;
    the last one too, where more content of the same tag follows (``ends`` off).
    """
    found: list[str] = []
    current = ""
    for unit in units(printable(text)):
        trial = f"{current}{unit}"
        if width(trial.rstrip(" "), style.font, style.size) <= room:
            current = trial
            continue
        if current.strip():
            found.append(current)
        *full, current = _pieces_of(unit, style, room)
        found.extend(full)
    found.append(current)
    return [*found[:-1], found[-1].rstrip(" ")] if ends else found


def units(text: str) -> list[str]:
    """Return ``text`` cut where a line may end: after each space, and after a hyphen between two letters."""
    return [part for word in text.split(" ") for part in _HYPHEN.split(f"{word} ")]


def _pieces_of(word: str, style: Type, room: float) -> list[str]:
    if width(word.rstrip(" "), style.font, style.size) <= room:
        return [word]
    pieces, current = [], ""
    for char in word:
        if current and char != " " and width(current + char, style.font, style.size) > room:
            pieces.append(current)
            current = ""
        current += char
    return [*pieces, current]
