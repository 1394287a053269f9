"""Pieces: what a block becomes once its lines are broken. A piece is never split over pages."""

from collections.abc import Callable
from dataclasses import dataclass

from lotsenbuch.report import fonts
from lotsenbuch.report.pen import Pen
from lotsenbuch.report.style import Type
from lotsenbuch.report.tags import Tag

Draw = Callable[[Pen, float, float], None]
"""Draws at left edge ``x`` with the top edge ``top`` (page coordinates)."""

_CAP_HEIGHT = 0.714


@dataclass(frozen=True, slots=True)
class Piece:
    """One unbreakable stretch of a page.

    ``before`` and ``after`` ask for space (the larger of two neighbours' wishes counts, none at the top
    of a page), ``keep`` holds it together with the next piece, ``again`` is what a page that begins with
    this piece repeats first (a table's head), ``breaks`` sends what follows to a new page.
    """

    height: float
    draw: Draw
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    again: "Piece | None" = None
    breaks: bool = False


def stacked(pieces: list[Piece]) -> float:
    """Return the height of ``pieces`` set one below the other."""
    total = 0.0
    for at, piece in enumerate(pieces):
        total += piece.height + (gap(pieces[at - 1], piece) if at else 0.0)
    return total


def gap(upper: Piece, lower: Piece) -> float:
    """Return the space between two neighbours."""
    return max(upper.after, lower.before)


def draw_stack(pieces: list[Piece], pen: Pen, x: float, top: float) -> None:
    """Draw ``pieces`` one below the other, beginning at ``top``."""
    for at, piece in enumerate(pieces):
        if at:
            top -= gap(pieces[at - 1], piece)
        piece.draw(pen, x, top)
        top -= piece.height


def baseline(top: float, style: Type) -> float:
    """Return the baseline that centres capital letters in a line of ``style`` whose top is ``top``."""
    return top - (style.leading + _CAP_HEIGHT * style.size) / 2


def write(pen: Pen, x: float, top: float, broken: list[str], style: Type, *, right: bool = False) -> None:
    """Write broken lines from ``top`` downwards; the caller has opened the tag."""
    for line in broken:
        pen.text(x, baseline(top, style), line, style, right=right)
        top -= style.leading


def paragraph(
    tag: Tag,
    text: str,
    style: Type,
    width: float,
    *,
    before: float = 4.0,
    after: float = 4.0,
    keep: bool = False,
    longest: int = 14,
) -> list[Piece]:
    """Return ``text`` as pieces of at most ``longest`` lines, all content of one ``tag``."""
    broken = fonts.lines(text, style, width)
    parts = [broken[at : at + longest] for at in range(0, len(broken), longest)]
    pieces = []
    for at, part in enumerate(parts):
        first, last = at == 0, at == len(parts) - 1
        pieces.append(
            Piece(
                len(part) * style.leading,
                _lines_of(tag, part, style),
                before=before if first else 0.0,
                after=after if last else 0.0,
                keep=keep and last,
            )
        )
    return pieces


def _lines_of(tag: Tag, part: list[str], style: Type) -> Draw:
    def draw(pen: Pen, x: float, top: float) -> None:
        with pen.marked(tag):
            write(pen, x, top, part, style)

    return draw
