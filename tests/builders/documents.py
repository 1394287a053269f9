"""Documents that hold every block, and readers of the files made from them."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf

from lotsenbuch.report.chart import Bar, BarChart, BarPart
from lotsenbuch.report.document import (
    Beside,
    Block,
    Bullets,
    ChartBlock,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    KeyFigure,
    KeyFigures,
    Notice,
    PageBreak,
    Paragraph,
    SignatureLines,
    Space,
    TableBlock,
    TableRow,
    WordList,
)

DAY = date(2026, 3, 31)
_SHOWING = frozenset({"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI"})


def a_chart(title: str = "Stellen", *, figure: bool = True) -> ChartBlock:
    bars = (
        Bar("Arbeit", (BarPart(8),), "8"),
        Bar("Übrige", (BarPart(3), BarPart(4, hatched=True)), "7", low=5, high=9),
    )
    chart = BarChart(title, "Stelle", "Zahl", bars)
    return ChartBlock(chart, f"Balken {title}: Arbeit 8, Übrige 7.", "15 Begleitungen", figure)


def a_table(rows: int = 4, fold: int = 1, caption: str = "Tage") -> TableBlock:
    columns = (Column("Tag", heads_row=True), Column("Stunden", align="right"))
    body = [TableRow((f"Mo {number}.", f"{number}:30")) for number in range(1, rows)]
    return TableBlock(columns, (*body, TableRow(("Summe", "99:00"), strong=True)), caption, fold)


def every_block() -> tuple[Block, ...]:
    """One of each, with long words, umlauts, quotes, brackets and a backslash."""
    return (
        Heading("Nachweis für März", 1),
        Facts((Fact("Name", "Zoë Ölçü (Probe)", "Kennung L017"), Fact("Ort", "Groß\\Klein")), across=2),
        KeyFigures((KeyFigure("Stunden", "24:30", "h"), KeyFigure("Betrag", "1.122,50", "€"))),
        Heading("Erster Teil", 2),
        Paragraph("Ein längerer Absatz mit „Anführung“ und Gedankenstrich – er bricht um. " * 4),
        Bullets(("Erster Punkt", "Zweiter Punkt mit einem Donaudampfschifffahrtsgesellschaftskapitän")),
        a_table(),
        Space(6),
        Beside(((Heading("Links", 3), Paragraph("links")), (Heading("Rechts", 3), a_table(3))), (1.0, 2.0)),
        a_chart(),
        Notice("Hinweis", ("Bitte lesen.",), note="kleingedruckt"),
        PageBreak(),
        Heading("Zweiter Teil", 2),
        a_table(12, fold=3, caption="Gefaltet"),
        a_chart("Leise", figure=False),
        WordList(("apfel", "birne", "kirsche", "dattel")),
        SignatureLines(("Unterschrift Lots*in", "Unterschrift Träger")),
    )


def a_document(*blocks: Block, title: str = "Nachweis für März", language: str = "de") -> Document:
    return Document(
        title=title,
        subject="Probe",
        day=DAY,
        blocks=blocks or every_block(),
        language=language,
        running="Kopfzeile",
        mark="L017-2026-03",
    )


def squeezed(text: str) -> str:
    """Text without spaces of any kind, so that line breaks do not matter."""
    return re.sub(r"\s+", "", text)


def words_of(text: str) -> list[str]:
    """The words of a text; a no-break space parts words as any other."""
    return text.replace("\u00a0", " ").split()


def tool(*command: str | Path) -> str:
    """The output of a command-line tool that must succeed."""
    done = subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return done.stdout.decode("utf-8")


def unmarked(data: bytes) -> list[str]:
    """Every operator that shows something outside marked content."""
    found: list[str] = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                name = str(instruction.operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
                if name in _SHOWING and depth == 0:
                    found.append(name)
    return found


def elements(data: bytes) -> list[tuple[str, str, bool]]:
    """Every structure element in order: its type, its alternative text and whether it has a box."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(_below(pdf.Root.StructTreeRoot.K))


def _below(element: pikepdf.Object) -> Iterator[tuple[str, str, bool]]:
    attributes = element.get(pikepdf.Name.A, pikepdf.Dictionary())
    yield str(element.S)[1:], str(element.get(pikepdf.Name.Alt, "")), pikepdf.Name.BBox in attributes
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and pikepdf.Name.S in kid:
            yield from _below(kid)
