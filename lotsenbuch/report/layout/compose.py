"""Every block's way to its pieces, in reading order."""

from collections.abc import Callable
from typing import Any

from lotsenbuch.report.document import (
    Beside,
    Block,
    Bullets,
    ChartBlock,
    Facts,
    Heading,
    KeyFigures,
    Notice,
    PageBreak,
    Paragraph,
    SignatureLines,
    Space,
    TableBlock,
    WordList,
)
from lotsenbuch.report.layout.blocks import (
    bullet_pieces,
    heading_pieces,
    notice_pieces,
    paragraph_pieces,
    signature_pieces,
)
from lotsenbuch.report.layout.figure import chart_pieces
from lotsenbuch.report.layout.form import fact_pieces, figure_pieces, word_pieces
from lotsenbuch.report.layout.piece import Piece, draw_stack, stacked
from lotsenbuch.report.layout.table import table_pieces
from lotsenbuch.report.pen import Pen
from lotsenbuch.report.tags import Tag

_GAP = 22.0
_TALLEST = 560.0
"""Blocks beside one another that would be taller than this many points are set below one another."""


def compose(blocks: tuple[Block, ...], width: float, parent: Tag) -> list[Piece]:
    """Return the pieces of ``blocks``; their tags are appended to ``parent`` in reading order."""
    return [piece for block in blocks for piece in _WAYS[type(block)](block, width, parent)]


def _nothing(_pen: Pen, _x: float, _top: float) -> None:
    """Draw nothing: space and page breaks leave no mark."""


def _beside(block: Beside, width: float, parent: Tag) -> list[Piece]:
    room = width - _GAP * (len(block.columns) - 1)
    widths = [room * weight / sum(block.weights) for weight in block.weights]
    trial = Tag("Trial")
    stacks = [compose(column, each, trial) for column, each in zip(block.columns, widths, strict=True)]
    height = max(stacked(stack) for stack in stacks)
    if height > _TALLEST:
        return [piece for column in block.columns for piece in compose(column, width, parent)]
    parent.kids.extend(trial.kids)

    def draw(pen: Pen, x: float, top: float) -> None:
        for stack, each in zip(stacks, widths, strict=True):
            draw_stack(stack, pen, x, top)
            x += each + _GAP

    before = max(stack[0].before for stack in stacks if stack)
    after = max(stack[-1].after for stack in stacks if stack)
    return [Piece(height, draw, before=before, after=after)]


def _space(block: Space, _width: float, _parent: Tag) -> list[Piece]:
    return [Piece(block.height, _nothing)]


def _page_break(_block: PageBreak, _width: float, _parent: Tag) -> list[Piece]:
    return [Piece(0.0, _nothing, breaks=True)]


_WAYS: dict[type[Block], Callable[[Any, float, Tag], list[Piece]]] = {
    Heading: heading_pieces,
    Paragraph: paragraph_pieces,
    Bullets: bullet_pieces,
    Facts: fact_pieces,
    KeyFigures: figure_pieces,
    TableBlock: table_pieces,
    ChartBlock: chart_pieces,
    Notice: notice_pieces,
    WordList: word_pieces,
    SignatureLines: signature_pieces,
    Beside: _beside,
    Space: _space,
    PageBreak: _page_break,
}
