"""Tables: one Table tag whatever the pages, head row repeated as decoration, horizontal rules only."""

from dataclasses import dataclass

from lotsenbuch.report import fonts
from lotsenbuch.report.document import Column, TableBlock, TableRow
from lotsenbuch.report.layout.piece import Draw, Piece, draw_stack, paragraph, stacked, write
from lotsenbuch.report.pen import Pen
from lotsenbuch.report.style import CAPTION, DENSE, DENSE_HEAD, DENSE_STRONG, HEAD, STRONG, TEXT, Type
from lotsenbuch.report.tags import Tag

_PAD_Y = 1.9
_FOLD_GAP = 16.0


@dataclass(frozen=True, slots=True)
class _Grade:
    """The types and the side padding of a table."""

    head: Type
    text: Type
    strong: Type
    pad: float


_NORMAL = _Grade(HEAD, TEXT, STRONG, 4.0)
_SMALL = _Grade(DENSE_HEAD, DENSE, DENSE_STRONG, 2.0)


@dataclass(frozen=True, slots=True)
class _Cell:
    tag: Tag | None
    broken: list[str]
    style: Type
    left: float
    width: float
    right: bool


def table_pieces(block: TableBlock, width: float, parent: Tag) -> list[Piece]:
    """Return a table's pieces: caption, head and one piece for each row (or one folded piece)."""
    table = parent.add("Table")
    pieces = []
    if block.caption:
        pieces += paragraph(table.add("Caption"), block.caption, CAPTION, width, before=6.0, after=3.0, keep=True)
    fold = min(block.fold, max(len(block.rows), 1))
    each = (width - _FOLD_GAP * (fold - 1)) / fold
    grade = _SMALL if block.dense else _NORMAL
    lefts = _lefts(block, each, grade)
    head = _head(block.columns, lefts, table.add("TR"), grade)
    again = _head(block.columns, lefts, None, grade)
    rows = [_row(block.columns, row, lefts, table.add("TR"), grade) for row in block.rows]
    if fold > 1:
        return [*pieces, _folded(head, again, rows, fold, each)]
    body = [
        Piece(
            row.height,
            row.draw,
            again=again,
            keep=at == len(rows) - 2,
            after=6.0 if at == len(rows) - 1 else 0.0,
        )
        for at, row in enumerate(rows)
    ]
    return [*pieces, head, *body]


def _lefts(block: TableBlock, width: float, grade: _Grade) -> list[float]:
    """Return the columns' left edges and the right end: every column as wide as its words need.

    What is left over is shared by weight; where it is too narrow, columns shrink towards their longest word.
    """
    needs = [_needs(block, at, grade) for at in range(len(block.columns))]
    least, full = sum(low for low, _high in needs), sum(high for _low, high in needs)
    if full <= width:
        weights = sum(column.weight for column in block.columns)
        spare = width - full
        widths = [
            high + spare * column.weight / weights for (_low, high), column in zip(needs, block.columns, strict=True)
        ]
    elif least < width:
        part = (width - least) / (full - least)
        widths = [low + (high - low) * part for low, high in needs]
    else:
        widths = _levelled([low for low, _high in needs], width)
    lefts = [0.0]
    for each in widths:
        lefts.append(lefts[-1] + each)
    return lefts


def _levelled(lows: list[float], width: float) -> list[float]:
    """Return widths that add up to ``width``: only the widest columns give way, down to a common level."""
    left = width
    for done, low in enumerate(sorted(lows)):
        level = left / (len(lows) - done)
        if low > level:
            return [min(each, level) for each in lows]
        left -= low
    return lows


def _needs(block: TableBlock, at: int, grade: _Grade) -> tuple[float, float]:
    """Return the widths of a column's longest word and of its longest text, with the padding."""
    cells = [
        (block.columns[at].title, grade.head),
        *((row.cells[at], grade.strong if row.strong else grade.text) for row in block.rows),
    ]
    words = [(word, style) for text, style in cells for word in fonts.units(fonts.printable(text))]
    longest_word = max(fonts.width(word.rstrip(), style.font, style.size) for word, style in words)
    longest = max(fonts.width(fonts.printable(text), style.font, style.size) for text, style in cells)
    return longest_word + 2 * grade.pad + 0.1, longest + 2 * grade.pad + 0.1


def _head(columns: tuple[Column, ...], lefts: list[float], tag: Tag | None, grade: _Grade) -> Piece:
    cells = [
        _cell(tag.add("TH", scope="Column") if tag else None, column, column.title, grade.head, lefts, at, grade.pad)
        for at, column in enumerate(columns)
    ]
    height = max(len(cell.broken) for cell in cells) * grade.head.leading + 2 * _PAD_Y + 1
    return Piece(height, _draw_row(cells, height, lefts[-1], head=True), before=6.0, keep=True)


def _row(columns: tuple[Column, ...], row: TableRow, lefts: list[float], tag: Tag, grade: _Grade) -> Piece:
    style = grade.strong if row.strong else grade.text
    cells = []
    for at, (column, text) in enumerate(zip(columns, row.cells, strict=True)):
        kid = tag.add("TH", scope="Row") if column.heads_row else tag.add("TD")
        cells.append(_cell(kid, column, text, style, lefts, at, grade.pad))
    height = max(len(cell.broken) for cell in cells) * style.leading + 2 * _PAD_Y
    return Piece(height, _draw_row(cells, height, lefts[-1], strong=row.strong))


def _cell(tag: Tag | None, column: Column, text: str, style: Type, lefts: list[float], at: int, pad: float) -> _Cell:
    room = lefts[at + 1] - lefts[at] - 2 * pad
    broken = fonts.lines(text, style, room)
    return _Cell(tag, broken, style, lefts[at] + pad, room, column.align == "right")


def _draw_row(cells: list[_Cell], height: float, width: float, *, head: bool = False, strong: bool = False) -> Draw:
    def draw(pen: Pen, x: float, top: float) -> None:
        with pen.artifact():
            if head:
                pen.box(x, top - height, width, height, fill="surface2")
                pen.rule(x, top - height, x + width, top - height, token="edge", line=0.8)
            else:
                if strong:
                    pen.rule(x, top, x + width, top, token="edge", line=0.8)
                pen.rule(x, top - height, x + width, top - height)
        for cell in cells:
            left = x + cell.left + (cell.width if cell.right else 0.0)
            with pen.marked(cell.tag) if cell.tag else pen.artifact("/Type /Pagination"):
                write(pen, left, top - _PAD_Y, cell.broken, cell.style, right=cell.right)

    return draw


def _folded(head: Piece, again: Piece, rows: list[Piece], fold: int, each: float) -> Piece:
    """Set the rows in newspaper columns; only the first column's head is content, the others repeat it."""
    depth = -(-len(rows) // fold)
    columns = [rows[at : at + depth] for at in range(0, len(rows), depth)]
    stacks = [[head if at == 0 else again, *column] for at, column in enumerate(columns)]

    def draw(pen: Pen, x: float, top: float) -> None:
        for at, stack in enumerate(stacks):
            draw_stack(stack, pen, x + at * (each + _FOLD_GAP), top)

    return Piece(max(stacked(stack) for stack in stacks), draw, before=6.0, after=6.0)
