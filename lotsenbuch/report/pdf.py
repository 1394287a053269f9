"""A document becomes a tagged PDF/A-3a and PDF/UA-1 file, byte for byte the same on every run.

Only this module and what it imports load reportlab and pikepdf; nothing else does so early.
"""

from lotsenbuch.i18n import _
from lotsenbuch.report import fonts
from lotsenbuch.report.document import Document
from lotsenbuch.report.finish import finish
from lotsenbuch.report.layout.compose import compose
from lotsenbuch.report.layout.flow import Placed, paginate
from lotsenbuch.report.layout.piece import baseline
from lotsenbuch.report.pen import Pen
from lotsenbuch.report.style import BOTTOM, FOOT, LABEL, LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TOP, WIDTH
from lotsenbuch.report.tags import Tag

_HEADER = "/Type /Pagination /Subtype /Header"
_FOOTER = "/Type /Pagination /Subtype /Footer"
_RUNNING_ROOM = 27.0


def render(document: Document, attachment: bytes | None = None) -> bytes:
    """Return ``document`` as a PDF file, ``attachment`` embedded as ``lotsenbuch.json``.

    Identical arguments give identical bytes, in any process.
    """
    root = Tag("Document")
    pieces = compose(document.blocks, WIDTH, root)
    room = PAGE_HEIGHT - TOP - BOTTOM
    pages = paginate(pieces, room, room - (_RUNNING_ROOM if document.running else 0.0))
    pen = Pen()
    for number, page in enumerate(pages, 1):
        if number > 1:
            pen.next_page()
        _draw_page(pen, document, page, number, len(pages))
    return finish(pen.finished(), root, document, attachment)


def _draw_page(pen: Pen, document: Document, page: list[Placed], number: int, count: int) -> None:
    top = PAGE_HEIGHT - TOP
    if document.running and number > 1:
        with pen.artifact(_HEADER):
            pen.text(LEFT, baseline(top, LABEL), fonts.printable(document.running), LABEL)
            pen.rule(LEFT, top - LABEL.leading - 2, PAGE_WIDTH - RIGHT, top - LABEL.leading - 2)
        top -= _RUNNING_ROOM
    for placed in page:
        placed.piece.draw(pen, LEFT, top - placed.offset)
    with pen.artifact(_FOOTER):
        pen.rule(LEFT, FOOT + 12, PAGE_WIDTH - RIGHT, FOOT + 12)
        pen.text(LEFT, FOOT, fonts.printable(document.mark), LABEL)
        where = _("Seite {number} von {count}").format(number=number, count=count)
        pen.text(PAGE_WIDTH - RIGHT, FOOT, fonts.printable(where), LABEL, right=True)
