"""The engine-neutral document: what is said, in reading order, without a word about drawing.

Every text is plain Unicode, already in the reader's language. Headings start at level 1 and leave no
level out. A document holds no time stamp and no name of the account it was made on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lotsenbuch.report.chart import BarChart

Tone = Literal["text", "lead", "second"]
Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the document's title."""

    text: str = field(repr=False)
    level: int = 2

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        yield self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: ``lead`` is larger, ``second`` is smaller and quieter; ``leads`` keeps it with what follows."""

    text: str = field(repr=False)
    tone: Tone = "text"
    leads: bool = False

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        yield self.text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short sentences."""

    items: tuple[str, ...] = field(repr=False)
    tone: Tone = "text"

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        for item in self.items:
            yield from ("•", item)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value, as on a form. ``note`` is one quiet line under the value."""

    label: str
    value: str = field(repr=False)
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """The head of a form: facts beside one another, ``across`` of them in a row."""

    items: tuple[Fact, ...]
    across: int = 3

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        for fact in self.items:
            yield from (fact.label, fact.value, fact.note)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One large number with its unit."""

    label: str
    value: str = field(repr=False)
    unit: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The few numbers that the reader looks for first, in one row."""

    items: tuple[KeyFigure, ...]

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        for figure in self.items:
            yield from (figure.label, figure.value, figure.unit)


@dataclass(frozen=True, slots=True)
class Column:
    """A table column. ``weight`` shares the width; ``heads_row`` makes its cells row headers."""

    title: str
    align: Align = "left"
    weight: float = 1.0
    heads_row: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row, a text for each column; ``strong`` marks a sum."""

    cells: tuple[str, ...] = field(repr=False)
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A real table. ``fold`` lays its rows out in so many newspaper columns; it stays one table.

    ``dense`` sets it small, for many narrow columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    caption: str = ""
    fold: int = 1
    dense: bool = False

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        yield self.caption
        yield from (column.title for column in self.columns)
        for row in self.rows:
            yield from row.cells


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart with its numbers beside it. ``alt`` says in words what the bars show.

    With ``figure`` off the bars only repeat the table's numbers and are decoration to a screen reader.
    """

    chart: BarChart
    alt: str
    aside: str = ""
    figure: bool = True

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        yield from (self.chart.title, self.aside, self.chart.label_head, self.chart.figure_head)
        for bar in self.chart.bars:
            yield from (bar.label, bar.shown)


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence or two on a quiet ground; ``note`` is small print, ``warn`` asks the reader to look here."""

    title: str
    texts: tuple[str, ...] = field(repr=False)
    note: str = ""
    warn: bool = False

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        yield self.title
        yield from self.texts
        yield self.note


@dataclass(frozen=True, slots=True)
class WordList:
    """Numbered single words, large enough to be copied by hand."""

    words: tuple[str, ...] = field(repr=False)
    across: int = 3

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        for number, word in enumerate(self.words, 1):
            yield from (f"{number}.", word)


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """Empty lines to be signed by hand, with the words under each of them."""

    labels: tuple[str, ...]

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        yield from self.labels


@dataclass(frozen=True, slots=True)
class Space:
    """Empty space between two parts of a page, in points."""

    height: float = 12.0

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        yield from ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks beside one another, read column by column; ``weights`` share the width."""

    columns: tuple[tuple["Block", ...], ...]
    weights: tuple[float, ...]

    def said(self) -> Iterator[str]:
        """Yield its texts in reading order."""
        for column in self.columns:
            yield from texts(column)


Block = (
    Heading
    | Paragraph
    | Bullets
    | Facts
    | KeyFigures
    | TableBlock
    | ChartBlock
    | Notice
    | WordList
    | SignatureLines
    | Space
    | PageBreak
    | Beside
)


@dataclass(frozen=True, slots=True)
class Document:
    """One document. ``day`` is the only date its metadata carries; ``mark`` stands in every page's foot.

    ``running`` heads every page but the first. ``author`` stays neutral: never the account's name.
    """

    title: str = field(repr=False)
    subject: str
    day: date
    blocks: tuple[Block, ...]
    language: str = "de"
    author: str = "Lotsenbuch"
    running: str = field(default="", repr=False)
    mark: str = ""


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield every text that a reader meets, in reading order; repeated table heads count once."""
    for block in blocks:
        yield from (text for text in block.said() if text)
