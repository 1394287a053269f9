"""The PDF as a container: exactly one attachment, inflated under a limit, whatever the file claims."""

import subprocess
import sys
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import container
from tests.builders.sheets import a_blank_pdf, a_plain_file

DATA = b'{"payload":"invented"}'
DAY = date(2026, 3, 31)


def a_spec(pdf: Pdf, data: bytes = DATA, name: str = container.NAME, **entries: Any) -> pikepdf.Object:
    stream = Stream(pdf, data)
    for name_of, value in entries.items():
        stream[f"/{name_of}"] = value
    files = Dictionary(F=pdf.make_indirect(stream))
    return pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=files))


def a_pdf(build: Callable[[Pdf], pikepdf.Object | None], **saving: object) -> bytes:
    """A PDF whose tree of embedded files is what ``build`` returns."""
    target = BytesIO()
    with pikepdf.open(BytesIO(a_blank_pdf())) as pdf:
        tree = build(pdf)
        if tree is not None:
            pdf.Root.Names = Dictionary(EmbeddedFiles=tree)
        pdf.save(target, **{"compress_streams": False, **saving})  # type: ignore[arg-type]
    return target.getvalue()


def names(*pairs: object) -> pikepdf.Object:
    return Dictionary(Names=Array(pairs))


def test_what_was_attached_comes_back() -> None:
    assert container.extract(container.embed(a_blank_pdf(), DATA, DAY)) == DATA


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert container.embed(a_blank_pdf(), DATA, DAY) == container.embed(a_blank_pdf(), DATA, DAY)


def test_the_attachment_is_associated_data_of_the_document() -> None:
    with pikepdf.open(BytesIO(container.embed(a_blank_pdf(), DATA, DAY))) as pdf:
        (spec,) = pdf.Root.AF
        assert spec.AFRelationship == Name.Data
        assert str(spec.UF) == str(spec.F) == "lotsenbuch.json"
        assert spec.EF.F.Subtype == Name("/application/json")
        assert str(spec.EF.F.Params.ModDate) == "D:20260331000000Z"
        assert list(pdf.attachments) == ["lotsenbuch.json"]


def test_an_attachment_in_a_child_of_the_name_tree_is_found() -> None:
    pdf = a_pdf(lambda pdf: Dictionary(Kids=Array([pdf.make_indirect(names(container.NAME, a_spec(pdf)))])))
    assert container.extract(pdf) == DATA


@pytest.mark.parametrize("tree", [lambda pdf: None, lambda pdf: names(), lambda pdf: names("other.json", a_spec(pdf))])
def test_a_pdf_without_the_attachment_is_refused(tree: Callable[[Pdf], pikepdf.Object | None]) -> None:
    with pytest.raises(RefusedError, match="sheet_no_attachment"):
        container.extract(a_pdf(tree))


def same_name_twice(pdf: Pdf) -> pikepdf.Object:
    return names(container.NAME, a_spec(pdf), container.NAME, a_spec(pdf, b"{}"))


def same_name_in_two_children(pdf: Pdf) -> pikepdf.Object:
    children = [pdf.make_indirect(names(container.NAME, a_spec(pdf, data))) for data in (DATA, b"{}")]
    return Dictionary(Kids=Array(children))


def another_name_beside_it(pdf: Pdf) -> pikepdf.Object:
    return names(container.NAME, a_spec(pdf), "more.json", a_spec(pdf, name="more.json"))


def two_streams_in_one_entry(pdf: Pdf) -> pikepdf.Object:
    spec = a_spec(pdf)
    spec.EF.UF = pdf.make_indirect(Stream(pdf, b"{}"))
    return names(container.NAME, spec)


@pytest.mark.parametrize(
    "tree", [same_name_twice, same_name_in_two_children, another_name_beside_it, two_streams_in_one_entry]
)
def test_a_pdf_with_two_attachments_is_refused(tree: Callable[[Pdf], pikepdf.Object]) -> None:
    with pytest.raises(RefusedError, match="sheet_two_attachments"):
        container.extract(a_pdf(tree))


def test_the_library_itself_would_hide_the_doubled_name() -> None:
    with pikepdf.open(BytesIO(a_pdf(same_name_twice))) as pdf:
        assert len(pdf.attachments) == 1


def squeezed(head: bytes, filler: bytes, size: int) -> bytes:
    """``head`` and ``size`` times ``filler``, compressed without ever being whole in memory."""
    deflater = zlib.compressobj(6)
    parts = [deflater.compress(head)]
    parts += [deflater.compress(filler * 1_000_000) for _million in range(size // 1_000_000)]
    parts += [deflater.compress(filler * (size % 1_000_000)), deflater.flush()]
    return b"".join(parts)


def compressed(size: int) -> Callable[[Pdf], pikepdf.Object]:
    raw = squeezed(b"", b"\0", size)
    return lambda pdf: names(container.NAME, a_spec(pdf, raw, Filter=Name.FlateDecode))


CHILD = """
import resource, sys
from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import container
try:
    container.extract(sys.stdin.buffer.read())
except RefusedError as refused:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if sys.platform == "linux":
        # There the kernel counts the parent's memory in, until the child has become a program of its own.
        lines = open("/proc/self/status").read().splitlines()
        peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    print(refused.code, peak)
"""


def refused_in_a_child(pdf: bytes) -> tuple[str, int]:
    """The refusal's code and the memory (MiB) that a process of its own needed at most."""
    pytest.importorskip("resource")
    done = subprocess.run([sys.executable, "-c", CHILD], input=pdf, capture_output=True, check=True)
    code, peak = done.stdout.split()
    return code.decode(), int(peak) // (1 << 20 if sys.platform == "darwin" else 1 << 10)


def test_a_bomb_is_refused_without_being_inflated() -> None:
    code, peak = refused_in_a_child(a_pdf(compressed(300_000_000)))
    assert code == "sheet_bomb"
    assert peak < 200


def test_the_limit_is_exact() -> None:
    assert container.extract(a_pdf(compressed(container.MAX_INFLATED))) == bytes(container.MAX_INFLATED)
    with pytest.raises(RefusedError, match="sheet_bomb"):
        container.extract(a_pdf(compressed(container.MAX_INFLATED + 1)))
    with pytest.raises(RefusedError, match="sheet_bomb"):
        container.extract(a_pdf(lambda pdf: names(container.NAME, a_spec(pdf, b"x" * (container.MAX_INFLATED + 1)))))


def test_a_chain_of_filters_is_refused() -> None:
    raw = zlib.compress(zlib.compress(DATA))
    chain = Array([Name.FlateDecode, Name.FlateDecode])
    with pytest.raises(RefusedError, match="sheet_bomb"):
        container.extract(a_pdf(lambda pdf: names(container.NAME, a_spec(pdf, raw, Filter=chain))))


@pytest.mark.parametrize(
    "entries",
    [
        {"Filter": Name.LZWDecode},
        {"Filter": Name.FlateDecode, "DecodeParms": Dictionary(Predictor=12, Columns=100_000_000)},
        {"Filter": Name.FlateDecode},
    ],
    ids=["another filter", "predictor", "no zlib data"],
)
def test_any_other_encoding_is_refused(entries: dict[str, Any]) -> None:
    with pytest.raises(RefusedError, match="sheet_pdf"):
        container.extract(a_pdf(lambda pdf: names(container.NAME, a_spec(pdf, b"no zlib data", **entries))))


def test_a_predictor_is_refused_even_over_sound_data() -> None:
    entries: dict[str, Any] = {"Filter": Name.FlateDecode, "DecodeParms": Dictionary(Predictor=12, Columns=9)}
    with pytest.raises(RefusedError, match="sheet_pdf"):
        container.extract(a_pdf(lambda pdf: names(container.NAME, a_spec(pdf, zlib.compress(DATA), **entries))))


def test_data_after_the_end_of_the_stream_are_refused() -> None:
    raw = zlib.compress(DATA) + b"more"
    with pytest.raises(RefusedError, match="sheet_pdf"):
        container.extract(a_pdf(lambda pdf: names(container.NAME, a_spec(pdf, raw, Filter=Name.FlateDecode))))


def test_a_name_tree_that_goes_round_in_circles_ends() -> None:
    def circle(pdf: Pdf) -> pikepdf.Object:
        node = pdf.make_indirect(Dictionary())
        node.Kids = Array([node, node])
        return node

    with pytest.raises(RefusedError, match="sheet_pdf"):
        container.extract(a_pdf(circle))


@pytest.mark.parametrize(
    "tree",
    [
        lambda pdf: Array([1, 2]),
        lambda pdf: names(container.NAME),
        lambda pdf: names(5, a_spec(pdf)),
        lambda pdf: names(container.NAME, 5),
        lambda pdf: names(container.NAME, Dictionary(EF=Dictionary())),
        lambda pdf: names(container.NAME, Dictionary(EF=Dictionary(F=Dictionary()))),
        lambda pdf: Dictionary(Kids=Array([5])),
        lambda pdf: names(*([container.NAME, None] * 200)),
    ],
    ids=["array", "odd", "number as name", "number as file", "no stream", "no real stream", "odd child", "hundreds"],
)
def test_a_malformed_tree_is_refused(tree: Callable[[Pdf], pikepdf.Object]) -> None:
    with pytest.raises(RefusedError, match="sheet_pdf"):
        container.extract(a_pdf(tree))


@pytest.mark.parametrize("user", ["", "geheim"])
def test_an_encrypted_pdf_is_refused(user: str) -> None:
    encryption = pikepdf.Encryption(owner="owner", user=user)
    locked = a_pdf(lambda pdf: names(container.NAME, a_spec(pdf)), encryption=encryption)
    with pytest.raises(RefusedError, match="sheet_encrypted"):
        container.extract(locked)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", a_blank_pdf()[:-200], b"no PDF"])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError, match="sheet_pdf"):
        container.extract(data)


def test_a_pdf_beyond_the_limit_is_refused() -> None:
    with pytest.raises(RefusedError, match="sheet_too_large"):
        container.extract(a_blank_pdf() + bytes(container.MAX_PDF))


def an_object_stream(inflated: int) -> bytes:
    """A PDF whose very catalogue lies in an object stream of ``inflated`` more bytes than it needs."""
    raw = squeezed(b"1 0 <</Type/Catalog>>", b" ", inflated)
    body = b"%PDF-1.7\n"
    at = len(body)
    body += b"2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(raw)
    body += raw + b"\nendstream\nendobj\n"
    end = len(body)
    rows = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + more.to_bytes(2, "big")
        for kind, place, more in ((0, 0, 65535), (2, 2, 0), (1, at, 0), (1, end, 0))
    )
    body += b"3 0 obj\n<</Type/XRef/Size 4/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(rows)
    return body + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % end


def test_a_bomb_in_the_structure_of_the_pdf_is_not_inflated() -> None:
    code, peak = refused_in_a_child(an_object_stream(300_000_000))
    assert code == "sheet_pdf"
    assert peak < 200


PLAIN = a_plain_file()


@given(st.integers(0, len(PLAIN) - 1), st.integers(0, 255), st.integers(0, 40))
def test_a_file_with_changed_bytes_is_read_or_refused(position: int, byte: int, dropped: int) -> None:
    changed = PLAIN[:position] + bytes([byte]) + PLAIN[position + 1 + dropped :]
    try:
        container.extract(changed)
    except RefusedError:
        return
