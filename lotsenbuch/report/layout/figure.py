"""Charts: labels and numbers as a real table, the bars beside them as one figure with words of its own."""

from dataclasses import dataclass

from lotsenbuch.report import fonts
from lotsenbuch.report.chart import Bar, BarChart
from lotsenbuch.report.document import ChartBlock
from lotsenbuch.report.layout.piece import Piece, baseline, write
from lotsenbuch.report.pen import Pen
from lotsenbuch.report.style import CAPTION, HEAD, LABEL, STRONG, TEXT, Type
from lotsenbuch.report.tags import Tag

_GAP = 8.0
_BAR = 7.5
_SMALL_BAR = 6.0
_ROW_PAD = 2.0
_TICK = 2.5
_NARROW = 250.0


@dataclass(frozen=True, slots=True)
class _Line:
    label_tag: Tag
    figure_tag: Tag
    label: list[str]
    bar: Bar
    height: float


@dataclass(frozen=True, slots=True)
class _Columns:
    label: float
    bars: float
    end: float


def chart_pieces(block: ChartBlock, width: float, parent: Tag) -> list[Piece]:
    """Return a chart as one piece: caption, table of labels and numbers, then the bars."""
    chart = block.chart
    table = parent.add("Table")
    caption = table.add("Caption")
    columns = _columns(chart, width)
    head = table.add("TR") if chart.label_head else None
    heads = (head.add("TH", scope="Column"), head.add("TH", scope="Column")) if head else None
    lines = [_line(bar, table.add("TR"), columns) for bar in chart.bars]
    figure = parent.add("Figure", alt=block.alt) if block.figure else None
    title = fonts.lines(chart.title, CAPTION, width * 0.62, ends=not block.aside)
    aside = fonts.printable(block.aside)
    top_height = len(title) * CAPTION.leading + 3
    head_height = HEAD.leading + 2 if heads else 0.0
    height = top_height + head_height + sum(line.height for line in lines) + 3

    def draw(pen: Pen, x: float, top: float) -> None:
        with pen.marked(caption):
            write(pen, x, top, title, CAPTION)
            if aside:
                pen.text(x + width, baseline(top, CAPTION), aside, LABEL, right=True)
        with pen.artifact():
            pen.rule(x, top - top_height + 1, x + width, top - top_height + 1, token="edge", line=0.7)
        below = top - top_height
        if heads:
            _draw_heads(pen, heads, chart, x, below - 1, columns)
            below -= head_height
        _draw_lines(pen, lines, x, below, columns)
        _draw_figure(pen, figure, lines, x, below, columns, chart.reach)

    return [Piece(height, draw, before=10.0, after=10.0)]


def _columns(chart: BarChart, width: float) -> _Columns:
    figures = [fonts.width(fonts.printable(bar.shown), STRONG.font, STRONG.size) for bar in chart.bars]
    figures.append(fonts.width(fonts.printable(chart.figure_head), HEAD.font, HEAD.size))
    share = 0.50 if width < _NARROW else 0.38
    longest = max(
        [fonts.width(fonts.printable(bar.label), TEXT.font, TEXT.size) for bar in chart.bars]
        + [fonts.width(fonts.printable(chart.label_head), HEAD.font, HEAD.size)]
    )
    label = max(min(longest, width * share), width * 0.3)
    return _Columns(label, width - label - max(figures) - 2 * _GAP, width)


def _line(bar: Bar, row: Tag, columns: _Columns) -> _Line:
    broken = fonts.lines(bar.label, TEXT, columns.label)
    return _Line(row.add("TH", scope="Row"), row.add("TD"), broken, bar, len(broken) * TEXT.leading + 2 * _ROW_PAD)


def _draw_heads(pen: Pen, heads: tuple[Tag, Tag], chart: BarChart, x: float, top: float, columns: _Columns) -> None:
    with pen.marked(heads[0]):
        write(pen, x, top, [fonts.printable(chart.label_head)], HEAD)
    with pen.marked(heads[1]):
        write(pen, x + columns.end, top, [fonts.printable(chart.figure_head)], HEAD, right=True)


def _draw_lines(pen: Pen, lines: list[_Line], x: float, top: float, columns: _Columns) -> None:
    for line in lines:
        with pen.marked(line.label_tag):
            write(pen, x, top - _ROW_PAD, line.label, TEXT)
        with pen.marked(line.figure_tag):
            write(pen, x + columns.end, top - _ROW_PAD, [fonts.printable(line.bar.shown)], STRONG, right=True)
        top -= line.height


def _draw_figure(
    pen: Pen, figure: Tag | None, lines: list[_Line], x: float, top: float, columns: _Columns, reach: float
) -> None:
    left = x + columns.label + _GAP
    bottom = top - sum(line.height for line in lines)
    if figure is not None:
        figure.box = (left - 1, bottom, left + columns.bars + 1, top)
    thickness = _SMALL_BAR if figure is None else _BAR
    with pen.marked(figure) if figure is not None else pen.artifact():
        for line in lines:
            middle = baseline(top - _ROW_PAD, TEXT) + _cap_half(TEXT)
            _draw_bar(pen, line.bar, left, middle - thickness / 2, columns.bars / reach, thickness)
            top -= line.height


def _cap_half(style: Type) -> float:
    return 0.357 * style.size


def _draw_bar(pen: Pen, bar: Bar, left: float, bottom: float, scale: float, thickness: float) -> None:
    at = left
    for part in bar.parts:
        length = part.value * scale
        if length <= 0:
            continue
        if part.hatched:
            pen.hatched(at, bottom, length, thickness, part.colour)
        else:
            pen.box(at, bottom, length, thickness, fill=part.colour)
        at += length
    if bar.low is not None and bar.high is not None:
        middle = bottom + thickness / 2
        low, high = left + bar.low * scale, left + bar.high * scale
        pen.rule(low, middle, high, middle, token="text", line=0.9)
        for end in (low, high):
            pen.rule(end, middle - _TICK, end, middle + _TICK, token="text", line=0.9)
