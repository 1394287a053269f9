"""Page breaks: pieces are dealt onto pages, headings stay with what they head, tables repeat their head."""

from dataclasses import dataclass

from lotsenbuch.report.layout.piece import Piece, gap


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and how far below the top of the text area it begins, in points."""

    piece: Piece
    offset: float


def paginate(pieces: list[Piece], first: float, later: float) -> list[list[Placed]]:
    """Deal ``pieces`` onto pages; ``first`` and ``later``: heights of the first page and of all others."""
    pages: list[list[Placed]] = [[]]
    for bunch in _bunches(pieces):
        room = first if len(pages) == 1 else later
        if bunch[0].breaks:
            if pages[-1]:
                pages.append([])
            continue
        if pages[-1] and _needed(pages[-1][-1], bunch) > room:
            pages.append([])
            if bunch[0].again is not None:
                _place(pages[-1], bunch[0].again)
        for piece in bunch:
            _place_or_turn(pages, piece, first if len(pages) == 1 else later)
    return [page for page in pages if page] or [[]]


def _bunches(pieces: list[Piece]) -> list[list[Piece]]:
    bunches: list[list[Piece]] = []
    current: list[Piece] = []
    for piece in pieces:
        if piece.breaks and current:
            bunches.append(current)
            current = []
        current.append(piece)
        if not piece.keep:
            bunches.append(current)
            current = []
    return [*bunches, current] if current else bunches


def _needed(last: Placed, bunch: list[Piece]) -> float:
    height = last.offset + last.piece.height + gap(last.piece, bunch[0])
    for at, piece in enumerate(bunch):
        height += piece.height + (gap(bunch[at - 1], piece) if at else 0.0)
    return height


def _place_or_turn(pages: list[list[Placed]], piece: Piece, room: float) -> None:
    # A bunch can be taller than a page; then it breaks between its pieces after all.
    if pages[-1] and _needed(pages[-1][-1], [piece]) > room:
        pages.append([])
        if piece.again is not None:
            _place(pages[-1], piece.again)
    _place(pages[-1], piece)


def _place(page: list[Placed], piece: Piece) -> None:
    offset = page[-1].offset + page[-1].piece.height + gap(page[-1].piece, piece) if page else 0.0
    page.append(Placed(piece, offset))
