"""Line breaks, page breaks and tables over several pages."""

from io import BytesIO

import pikepdf
import pytest

from lotsenbuch.report import fonts
from lotsenbuch.report.document import Column, Heading, Paragraph, TableBlock, TableRow
from lotsenbuch.report.layout.flow import paginate
from lotsenbuch.report.layout.piece import Piece
from lotsenbuch.report.layout.table import table_pieces
from lotsenbuch.report.pdf import render
from lotsenbuch.report.pen import Pen
from lotsenbuch.report.style import TEXT
from lotsenbuch.report.tags import Tag
from tests.builders.documents import a_document, a_table, elements, tool


def _nothing(_pen: Pen, _x: float, _top: float) -> None:
    return


def test_lines_fit_their_room_and_lose_no_word() -> None:
    text = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz und ein paar kurze Wörter hinterher"
    broken = fonts.lines(text, TEXT, 90)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")
    assert all(fonts.width(line.rstrip(), TEXT.font, TEXT.size) <= 90 for line in broken)
    assert len(broken) > 3


def test_a_line_may_end_after_a_hyphen_between_letters_only() -> None:
    assert fonts.units("WIR-Lots*innen vom L017-2026") == ["WIR-", "Lots*innen ", "vom ", "L017-2026 "]
    room = fonts.width("WIR-Gesundheit", TEXT.font, TEXT.size) - 1
    assert fonts.lines("WIR-Gesundheit", TEXT, room) == ["WIR-", "Gesundheit"]


def test_where_words_do_not_fit_only_the_widest_column_gives_way() -> None:
    columns = (Column("Linie"), Column("anrechenbar"), Column("Betrag"))
    block = TableBlock(
        columns,
        (
            TableRow(
                ("Gesundheitslots" * 4, "12:30", "8,00"),
            ),
        ),
    )
    tag = Tag("Document")
    head, row = table_pieces(block, 220, tag)
    assert head.height < 2 * TEXT.leading
    assert row.height > 2 * TEXT.leading


def test_words_stay_apart_at_line_ends() -> None:
    *first, last = fonts.lines("eins zwei drei vier fünf sechs", TEXT, 50)
    assert first
    assert all(line.endswith(" ") for line in first)
    assert not last.endswith(" ")


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("Zoe\u0308", "Zoë"),
        ("links\u202egespiegelt", "linksgespiegelt"),
        ("عربي", "????"),
        ("Tab\tund\nZeile", "Tab und Zeile"),
        ("\u2068Ali\u2069\u200b", "Ali"),
        ("😀", "?"),
    ],
)
def test_only_characters_with_a_glyph_are_drawn(given: str, drawn: str) -> None:
    assert fonts.printable(given) == drawn


def test_a_heading_stays_with_what_it_heads() -> None:
    pieces = [Piece(80, _nothing), Piece(10, _nothing, keep=True), Piece(20, _nothing)]
    pages = paginate(pieces, 100, 100)
    assert [len(page) for page in pages] == [1, 2]
    assert pages[1][0].offset == 0


def test_what_is_kept_together_but_taller_than_a_page_breaks_after_all() -> None:
    pages = paginate([Piece(40, _nothing, keep=True) for _ in range(5)], 100, 100)
    assert [len(page) for page in pages] == [2, 2, 1]


def test_space_between_neighbours_is_the_larger_wish_and_none_at_the_top() -> None:
    pages = paginate([Piece(10, _nothing, before=9, after=4), Piece(10, _nothing, before=7)], 100, 100)
    assert [placed.offset for placed in pages[0]] == [0, 17]


def test_a_page_break_between_blocks_leaves_no_empty_page() -> None:
    break_ = Piece(0, _nothing, breaks=True)
    pages = paginate([break_, Piece(10, _nothing), break_, break_, Piece(10, _nothing)], 100, 100)
    assert [len(page) for page in pages] == [1, 1]


@pytest.mark.needs_tool("pdftotext")
def test_a_long_table_stays_one_table_and_repeats_its_head_as_decoration(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    data = render(a_document(Heading("Titel", 1), a_table(120)))
    names = [name for name, _alt, _box in elements(data)]
    assert (names.count("Table"), names.count("TR")) == (1, 121)
    path = tmp_path_factory.mktemp("pdf") / "lang.pdf"
    path.write_bytes(data)
    pages = tool("pdftotext", "-layout", path, "-").split("\f")[:-1]
    assert len(pages) == 4
    assert all("Stunden" in page for page in pages)


def test_a_table_gives_every_column_the_room_its_words_need() -> None:
    long_name = "WIR Gesundheitslots*innen"
    columns = (Column("Linie"), Column("anrechenbar", align="right"), Column("Betrag", align="right"))
    block = TableBlock(columns, (TableRow((long_name, "128:37", "1.443,08 €")),))
    narrow, wide = (sum(piece.height for piece in table_pieces(block, width, Tag("Document"))) for width in (240, 320))
    assert wide < narrow < wide + 2 * TEXT.leading


def test_a_folded_table_keeps_its_rows_in_order() -> None:
    data = render(a_document(Heading("Titel", 1), a_table(10, fold=3)))
    names = [name for name, _alt, _box in elements(data)]
    assert (names.count("Table"), names.count("TH"), names.count("TD")) == (1, 12, 10)


def test_a_paragraph_longer_than_a_page_flows_on() -> None:
    data = render(a_document(Heading("Titel", 1), Paragraph("Viele Wörter hintereinander. " * 600)))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) >= 3
    assert [name for name, _alt, _box in elements(data)].count("P") == 1
