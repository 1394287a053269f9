"""Running blocks: headings, paragraphs, lists, notices, lines to sign."""

from lotsenbuch.report import fonts
from lotsenbuch.report.document import Bullets, Heading, Notice, Paragraph, SignatureLines
from lotsenbuch.report.layout.piece import Piece, baseline, paragraph, write
from lotsenbuch.report.pen import Pen
from lotsenbuch.report.style import (
    HEADINGS,
    LABEL,
    LEAD,
    MM,
    SECOND,
    SPACE_AFTER,
    SPACE_BEFORE,
    STRONG,
    TEXT,
    Type,
)
from lotsenbuch.report.tags import Tag

_TONES = {"text": TEXT, "lead": LEAD, "second": SECOND}
_INDENT = 11.0
_NOTICE_PAD = 8.0
_NOTICE_BAR = 2.5
_SIGN_ROOM = 40.0
_ACCENT_BAR = (14 * MM, 3.0, 9.0)
"""The petrol bar over the title: length, thickness and the space under it."""


def heading_pieces(block: Heading, width: float, parent: Tag) -> list[Piece]:
    """Return a heading's pieces; a title carries the petrol bar."""
    style = HEADINGS[block.level]
    tag = parent.add(f"H{block.level}")
    pieces = paragraph(
        tag,
        block.text,
        style,
        width,
        before=SPACE_BEFORE[block.level],
        after=SPACE_AFTER[block.level],
        keep=True,
    )
    return [_bar(), *pieces] if block.level == 1 else pieces


def _bar() -> Piece:
    length, thickness, space = _ACCENT_BAR

    def draw(pen: Pen, x: float, top: float) -> None:
        with pen.artifact():
            pen.box(x, top - thickness, length, thickness, fill="accent")

    return Piece(thickness + space, draw, keep=True)


def paragraph_pieces(block: Paragraph, width: float, parent: Tag) -> list[Piece]:
    """Return a paragraph's pieces."""
    return paragraph(parent.add("P"), block.text, _TONES[block.tone], width, keep=block.leads)


def bullet_pieces(block: Bullets, width: float, parent: Tag) -> list[Piece]:
    """Return a list's pieces, one for each entry."""
    style = _TONES[block.tone]
    entries = parent.add("L", numbering="Disc")
    return [_bullet(entries.add("LI"), text, style, width) for text in block.items]


def _bullet(entry: Tag, text: str, style: Type, width: float) -> Piece:
    label, body = entry.add("Lbl"), entry.add("LBody")
    broken = fonts.lines(text, style, width - _INDENT)

    def draw(pen: Pen, x: float, top: float) -> None:
        with pen.marked(label):
            pen.text(x, baseline(top, style), "• ", style)
        with pen.marked(body):
            write(pen, x + _INDENT, top, broken, style)

    return Piece(len(broken) * style.leading, draw, before=2.0, after=2.0)


def notice_pieces(block: Notice, width: float, parent: Tag) -> list[Piece]:
    """Return a notice as one piece: its words on a quiet ground."""
    room = width - 2 * _NOTICE_PAD - _NOTICE_BAR
    head_style = Type(STRONG.font, STRONG.size, STRONG.leading, "warn" if block.warn else "accent_text")
    parts = [(parent.add("P"), fonts.lines(block.title, head_style, room), head_style)] if block.title else []
    parts += [(parent.add("P"), fonts.lines(text, TEXT, room), TEXT) for text in block.texts]
    if block.note:
        parts.append((parent.add("P"), fonts.lines(block.note, SECOND, room), SECOND))
    gaps = 2.0 * (len(parts) - 1)
    height = sum(len(broken) * style.leading for _tag, broken, style in parts) + gaps + 2 * _NOTICE_PAD

    def draw(pen: Pen, x: float, top: float) -> None:
        with pen.artifact():
            pen.box(x, top - height, width, height, fill="warn_tint" if block.warn else "surface2")
            pen.box(x, top - height, _NOTICE_BAR, height, fill="warn_mark" if block.warn else "accent")
        top -= _NOTICE_PAD
        for tag, broken, style in parts:
            with pen.marked(tag):
                write(pen, x + _NOTICE_PAD + _NOTICE_BAR, top, broken, style)
            top -= len(broken) * style.leading + 2.0

    return [Piece(height, draw, before=10.0, after=10.0)]


def signature_pieces(block: SignatureLines, width: float, parent: Tag) -> list[Piece]:
    """Return the lines to sign, beside one another, with room above them for a pen."""
    space = 24.0
    each = (width - space * (len(block.labels) - 1)) / len(block.labels)
    fields = [(parent.add("P"), fonts.lines(label, LABEL, each)) for label in block.labels]
    height = _SIGN_ROOM + 3 + max(len(broken) for _tag, broken in fields) * LABEL.leading

    def draw(pen: Pen, x: float, top: float) -> None:
        for at, (tag, broken) in enumerate(fields):
            left = x + at * (each + space)
            with pen.artifact():
                pen.rule(left, top - _SIGN_ROOM, left + each, top - _SIGN_ROOM, token="edge", line=0.8)
            with pen.marked(tag):
                write(pen, left, top - _SIGN_ROOM - 3, broken, LABEL)

    return [Piece(height, draw, before=10.0, after=10.0)]
