"""Parts of a form: facts with their labels, key figures, numbered words. Each is tagged as a list."""

from dataclasses import dataclass

from lotsenbuch.report import fonts
from lotsenbuch.report.document import Fact, Facts, KeyFigure, KeyFigures, WordList
from lotsenbuch.report.layout.piece import Piece, baseline, write
from lotsenbuch.report.pen import Pen
from lotsenbuch.report.style import FIGURE, LABEL, SECOND, UNIT, VALUE, WORD, Type
from lotsenbuch.report.tags import Tag

_GAP = 14.0
_PAD = 9.0
_BOX = 34.0


@dataclass(frozen=True, slots=True)
class _FactCell:
    label_tag: Tag
    value_tag: Tag
    label: list[str]
    value: list[str]
    note: list[str]

    @property
    def height(self) -> float:
        return len(self.label) * LABEL.leading + len(self.value) * VALUE.leading + len(self.note) * SECOND.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        with pen.marked(self.label_tag):
            write(pen, x, top, self.label, LABEL)
        top -= len(self.label) * LABEL.leading
        with pen.marked(self.value_tag):
            write(pen, x, top, self.value, VALUE)
            write(pen, x, top - len(self.value) * VALUE.leading, self.note, SECOND)


def fact_pieces(block: Facts, width: float, parent: Tag) -> list[Piece]:
    """Return the facts row by row, each row under a thin rule."""
    entries = parent.add("L")
    each = (width - _GAP * (block.across - 1)) / block.across
    cells = [_fact_cell(fact, each, entries.add("LI")) for fact in block.items]
    rows = [cells[at : at + block.across] for at in range(0, len(cells), block.across)]
    return [_fact_row(row, width, each, last=row is rows[-1]) for row in rows]


def _fact_cell(fact: Fact, each: float, entry: Tag) -> _FactCell:
    return _FactCell(
        entry.add("Lbl"),
        entry.add("LBody"),
        fonts.lines(fact.label, LABEL, each),
        fonts.lines(fact.value, VALUE, each, ends=not fact.note),
        fonts.lines(fact.note, SECOND, each) if fact.note else [],
    )


def _fact_row(row: list[_FactCell], width: float, each: float, *, last: bool) -> Piece:
    height = max(cell.height for cell in row) + 9.0

    def draw(pen: Pen, x: float, top: float) -> None:
        with pen.artifact():
            pen.rule(x, top, x + width, top)
            if last:
                pen.rule(x, top - height, x + width, top - height)
        for at, cell in enumerate(row):
            cell.draw(pen, x + at * (each + _GAP), top - 4.5)

    return Piece(height, draw, keep=not last, after=10.0 if last else 0.0)


def figure_pieces(block: KeyFigures, width: float, parent: Tag) -> list[Piece]:
    """Return the key figures as one row on a tinted ground."""
    entries = parent.add("L")
    each = (width - 2 * _PAD) / len(block.items)
    cells = [(entry := entries.add("LI"), entry.add("Lbl"), entry.add("LBody")) for _figure in block.items]
    style = _figure_style(block.items, each - _PAD)
    height = LABEL.leading + style.leading + 2 * _PAD - 1

    def draw(pen: Pen, x: float, top: float) -> None:
        with pen.artifact():
            pen.box(x, top - height, width, height, fill="accent_tint", radius=6)
        for at, (figure, (_entry, label, body)) in enumerate(zip(block.items, cells, strict=True)):
            left = x + _PAD + at * each
            with pen.marked(label):
                write(pen, left, top - _PAD + 1, [fonts.printable(figure.label)], LABEL)
            with pen.marked(body):
                _write_figure(pen, left, baseline(top - _PAD + 1 - LABEL.leading, style), figure, style)

    return [Piece(height, draw, before=10.0, after=10.0)]


def _figure_style(figures: tuple[KeyFigure, ...], room: float) -> Type:
    """Return one style for all figures, smaller where the longest would not fit its share."""
    widest = max(
        fonts.width(fonts.printable(figure.value), FIGURE.font, FIGURE.size)
        + fonts.width(fonts.printable(f" {figure.unit}"), UNIT.font, UNIT.size)
        for figure in figures
    )
    return Type(FIGURE.font, FIGURE.size * min(1.0, room / widest), FIGURE.leading, FIGURE.colour)


def _write_figure(pen: Pen, left: float, base: float, figure: KeyFigure, style: Type) -> None:
    value = fonts.printable(figure.value) + (" " if figure.unit else "")
    pen.text(left, base, value, style)
    if figure.unit:
        unit = Type(UNIT.font, UNIT.size * style.size / FIGURE.size, UNIT.leading, UNIT.colour)
        shift = fonts.width(value.rstrip(), style.font, style.size) + 3
        pen.text(left + shift, base, fonts.printable(figure.unit), unit)


def word_pieces(block: WordList, width: float, parent: Tag) -> list[Piece]:
    """Return numbered words in boxes, row by row."""
    entries = parent.add("L", numbering="Decimal")
    each = (width - _GAP * (block.across - 1)) / block.across
    cells = [
        (
            entry := entries.add("LI"),
            entry.add("Lbl"),
            entry.add("LBody"),
            f"{number}.",
            fonts.printable(word),
        )
        for number, word in enumerate(block.words, 1)
    ]
    rows = [cells[at : at + block.across] for at in range(0, len(cells), block.across)]

    def row_piece(row: list[tuple[Tag, Tag, Tag, str, str]]) -> Piece:
        def draw(pen: Pen, x: float, top: float) -> None:
            for at, (_entry, label, body, number, word) in enumerate(row):
                left = x + at * (each + _GAP)
                with pen.artifact():
                    pen.box(left, top - _BOX, each, _BOX, edge="edge", radius=5)
                base = baseline(top - (_BOX - WORD.leading) / 2, WORD)
                with pen.marked(label):
                    pen.text(left + _PAD, base, f"{number} ", SECOND)
                with pen.marked(body):
                    pen.text(left + _PAD + 20, base, word, WORD)

        return Piece(_BOX, draw, before=8.0, after=8.0, keep=row is not rows[-1])

    return [row_piece(row) for row in rows]
