"""The finished file, checked with tools that know nothing of this program."""

import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from lotsenbuch.report.document import Document, Heading, Paragraph, texts
from lotsenbuch.report.pdf import render
from lotsenbuch.report.pen import Pen, UnmarkedContentError
from lotsenbuch.report.style import TEXT
from tests.builders.documents import (
    a_chart,
    a_document,
    a_table,
    elements,
    squeezed,
    tool,
    unmarked,
    words_of,
)

ATTACHMENT = b'{"type":"probe"}'
_TWIN = """
import sys
from lotsenbuch.report.pdf import render
from tests.builders.documents import a_document
sys.stdout.buffer.write(render(a_document(), b'{"type":"probe"}'))
"""


@pytest.fixture(scope="module")
def data() -> bytes:
    return render(a_document(), ATTACHMENT)


@pytest.fixture(scope="module")
def file(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "nachweis.pdf"
    path.write_bytes(data)
    return path


@pytest.fixture
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(data)) as pdf:
        yield pdf


def test_the_same_document_gives_the_same_bytes(data: bytes) -> None:
    assert render(a_document(), ATTACHMENT) == data


def test_another_process_gives_the_same_bytes(data: bytes) -> None:
    done = subprocess.run([sys.executable, "-c", _TWIN], capture_output=True, check=True)
    assert done.stdout == data


def test_it_passes_the_pdfa_validator_as_its_level_b_twin(opened: pikepdf.Pdf) -> None:
    """The validator knows level b only; saving the twin drops the marks of level a and raises otherwise."""
    report = pdfa.check(opened, "3b")
    assert {violation.rule for violation in report.violations} <= {
        "ISO_19005_3:6.6.2.3.1-1",
        "ISO_19005_3:6.6.4-3",
    }
    target = BytesIO()
    pdfa.save(opened, target, "3b")
    with pikepdf.open(BytesIO(target.getvalue())) as twin:
        assert pdfa.check(twin, "3b").passed


@pytest.mark.needs_tool("qpdf")
def test_qpdf_finds_nothing_wrong(file: Path) -> None:
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", file)


@pytest.mark.needs_tool("pdffonts")
def test_every_font_is_embedded_subset_and_maps_to_unicode(file: Path) -> None:
    fonts = tool("pdffonts", file).splitlines()[2:]
    assert len(fonts) == 2
    assert all(re.search(r"NotoSans-(Bold|Regular)\s+TrueType\s+WinAnsi\s+yes yes yes", font) for font in fonts)


@pytest.mark.needs_tool("pdfinfo")
def test_the_tag_tree_says_what_the_model_says_in_its_order(file: Path) -> None:
    printed = tool("pdfinfo", "-struct-text", file)
    said = "".join(re.findall(r'^\s*"(.*)"$', printed, flags=re.MULTILINE))
    assert squeezed(said) == squeezed("".join(texts(a_document().blocks)))


@pytest.mark.needs_tool("pdftotext")
def test_extracted_text_keeps_the_order_and_the_words_of_the_model(file: Path) -> None:
    blocks = (
        Heading("Titel", 1),
        Paragraph("Ein langer Satz, der sicher über mehrere Zeilen geht und dessen Wörter getrennt bleiben. " * 5),
        a_table(),
        a_chart(figure=False),
        Heading("Mehr", 2),
        Paragraph("Schluss."),
    )
    single = file.with_name("einzeln.pdf")
    single.write_bytes(render(Document("Titel", "Probe", a_document().day, blocks)))
    extracted = words_of(tool("pdftotext", "-raw", single, "-"))
    expected = words_of(" ".join(texts(blocks)))
    assert extracted[: len(expected)] == expected


def test_tags_carry_the_roles_that_screen_readers_need(data: bytes) -> None:
    names = [name for name, _alt, _box in elements(data)]
    assert names[0] == "Document"
    assert {"H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "Caption", "TR", "TH", "TD", "Figure"} == set(
        names[1:]
    )


def test_every_figure_has_words_and_a_box(data: bytes) -> None:
    figures = [(alt, box) for name, alt, box in elements(data) if name == "Figure"]
    assert figures == [("Balken Stellen: Arbeit 8, Übrige 7.", True)]


def test_heading_levels_leave_no_level_out(data: bytes) -> None:
    levels = [int(name[1:]) for name, _alt, _box in elements(data) if re.fullmatch(r"H\d", name)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_every_header_cell_says_what_it_heads(opened: pikepdf.Pdf) -> None:
    scopes = set()
    for entry in opened.objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get(pikepdf.Name.S) == pikepdf.Name.TH:
            scopes.add(str(entry.A.Scope))
    assert scopes == {"/Column", "/Row"}


def test_nothing_is_drawn_outside_tags_and_artifacts(data: bytes) -> None:
    assert unmarked(data) == []


def test_the_pen_refuses_to_draw_outside_tags_and_artifacts() -> None:
    with pytest.raises(UnmarkedContentError):
        Pen().text(50, 50, "lose", TEXT)


def test_the_parent_tree_leads_every_mark_back_to_its_element(opened: pikepdf.Pdf) -> None:
    numbers = opened.Root.StructTreeRoot.ParentTree.Nums
    for at, page in enumerate(opened.pages):
        assert page.obj.StructParents == at
        assert page.obj.Tabs == pikepdf.Name.S
        marks = sum(
            1
            for instruction in pikepdf.parse_content_stream(page, "BDC")
            if pikepdf.Name.MCID in instruction.operands[1]
        )
        assert numbers[2 * at] == at
        assert len(numbers[2 * at + 1]) == marks > 0


def test_language_title_and_marks_are_set(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "de"
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(opened.Root.MarkInfo.Marked)
    with opened.open_metadata() as xmp:
        assert xmp["pdfaid:part"] == "3"
        assert xmp["pdfaid:conformance"] == "A"
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == "Nachweis für März" == str(opened.docinfo["/Title"])


def test_metadata_name_no_account_and_no_clock(opened: pikepdf.Pdf) -> None:
    info = {key: str(value) for key, value in opened.docinfo.items()}
    assert info == {
        "/Title": "Nachweis für März",
        "/Subject": "Probe",
        "/Author": "Lotsenbuch",
        "/Creator": "Lotsenbuch",
        "/Producer": "Lotsenbuch",
        "/CreationDate": "D:20260331000000+00'00'",
        "/ModDate": "D:20260331000000+00'00'",
    }
    packet = opened.Root.Metadata.read_bytes().decode("utf-8")
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}T[\d:+]+", packet)) == {"2026-03-31T00:00:00+00:00"}


def test_the_attachment_is_the_documents_data(opened: pikepdf.Pdf) -> None:
    (spec,) = list(opened.Root.AF)
    assert spec.AFRelationship == pikepdf.Name.Data
    assert str(spec.UF) == str(spec.F) == "lotsenbuch.json"
    assert opened.attachments["lotsenbuch.json"].get_file().read_bytes() == ATTACHMENT


def test_a_document_without_attachment_has_none() -> None:
    with pikepdf.open(BytesIO(render(a_document()))) as pdf:
        assert not pdf.attachments
        assert pikepdf.Name.AF not in pdf.Root


@pytest.mark.needs_tool("pdftotext")
def test_page_furniture_counts_the_pages(file: Path) -> None:
    pages = tool("pdftotext", "-layout", file, "-").split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        assert f"Seite {number} von {len(pages)}" in page
        assert ("Kopfzeile" in page) is (number > 1)
