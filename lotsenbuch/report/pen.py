"""The pen: draws on reportlab's canvas and says of every mark what it is.

Nothing can be drawn outside ``marked`` (content of a tag) or ``artifact`` (rules, grounds, page
numbers), so no page content stays without a role. All lengths are points, y grows upwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from lotsenbuch.report import fonts
from lotsenbuch.report.style import PAGE_HEIGHT, PAGE_WIDTH, REGULAR, Type, colour
from lotsenbuch.report.tags import Content, Tag

_HATCH_STEP = 3.2
_HATCH_WIDTH = 0.8


class UnmarkedContentError(AssertionError):
    """Something was about to be drawn that is neither tagged nor an artifact."""


class Pen:
    """One document being drawn, page after page."""

    def __init__(self) -> None:
        fonts.font(REGULAR)
        self._file = BytesIO()
        self._canvas: Any = Canvas(
            self._file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=0,
            invariant=1,
            initialFontName=REGULAR,
            pdfVersion=(1, 7),
        )
        self._page = 0
        self._numbers = 0
        self._open = False

    @contextmanager
    def marked(self, tag: Tag) -> Iterator[None]:
        """Everything drawn inside is content of ``tag``."""
        tag.kids.append(Content(self._page, self._numbers))
        with self._sequence(f"/{tag.name} <</MCID {self._numbers}>> BDC"):
            self._numbers += 1
            yield

    @contextmanager
    def artifact(self, kind: str = "/Type /Layout") -> Iterator[None]:
        """Everything drawn inside is decoration or page furniture."""
        with self._sequence(f"/Artifact <<{kind}>> BDC"):
            yield

    @contextmanager
    def _sequence(self, begin: str) -> Iterator[None]:
        if self._open:
            raise UnmarkedContentError("marked content must not nest")
        self._open = True
        self._canvas._code.append(begin)
        yield
        self._canvas._code.append("EMC")
        self._open = False

    def text(self, x: float, baseline: float, words: str, style: Type, *, right: bool = False) -> None:
        """Write one line of printable text; with ``right`` it ends at ``x`` (a trailing space hangs over)."""
        self._demand()
        if right:
            x -= fonts.width(words.rstrip(" "), style.font, style.size)
        fonts.font(style.font)
        line = self._canvas.beginText(x, baseline)
        line.setFillColorRGB(*colour(style.colour))
        line.setFont(style.font, style.size)
        line.textOut(words)
        self._canvas.drawText(line)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        edge: str = "",
        radius: float = 0.0,
        line: float = 0.6,
    ) -> None:
        """Draw a rectangle whose lower left corner is ``x, y``; colours are tokens."""
        self._demand()
        if fill:
            self._canvas.setFillColorRGB(*colour(fill))
        if edge:
            self._canvas.setStrokeColorRGB(*colour(edge))
            self._canvas.setLineWidth(line)
        if radius:
            self._canvas.roundRect(x, y, width, height, radius, stroke=int(bool(edge)), fill=int(bool(fill)))
        else:
            self._canvas.rect(x, y, width, height, stroke=int(bool(edge)), fill=int(bool(fill)))

    def rule(self, x1: float, y1: float, x2: float, y2: float, *, token: str = "line", line: float = 0.5) -> None:
        """Draw a straight line in a token's colour."""
        self._demand()
        self._canvas.setStrokeColorRGB(*colour(token))
        self._canvas.setLineWidth(line)
        self._canvas.line(x1, y1, x2, y2)

    def hatched(self, x: float, y: float, width: float, height: float, token: str) -> None:
        """Draw a rectangle filled with lines at 45 degrees and outlined, the sign for merged or estimated."""
        self._demand()
        canvas = self._canvas
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(x, y, width, height)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.setStrokeColorRGB(*colour(token))
        canvas.setLineWidth(_HATCH_WIDTH)
        strokes = int((width + height) / _HATCH_STEP) + 1
        starts = [x - height + step * _HATCH_STEP for step in range(strokes + 1)]
        canvas.lines([(start, y, start + height, y + height) for start in starts])
        canvas.restoreState()
        self.box(x, y, width, height, edge=token, line=0.7)

    def next_page(self) -> None:
        """Finish this page and begin another."""
        self._canvas.showPage()
        self._page += 1
        self._numbers = 0

    def finished(self) -> bytes:
        """Finish the last page and return the untagged file; ``finish`` adds the tag tree."""
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def _demand(self) -> None:
        if not self._open:
            raise UnmarkedContentError("drawing outside a tag or artifact")
