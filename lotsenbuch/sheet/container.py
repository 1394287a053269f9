"""The PDF as a container: the signed envelope travels inside it as an associated file (PDF/A-3).

A PDF from outside is hostile: the name tree is walked by hand (the library hides doubled names), the data
are inflated under a limit (the library would inflate a bomb), and qpdf itself works under limits.
"""

import zlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import NoReturn

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Stream, String
from pikepdf.settings import set_qpdf_limits

from lotsenbuch.errors import RefusedError

NAME = "lotsenbuch.json"
MAX_PDF = 10 * 1024 * 1024
MAX_INFLATED = 512 * 1024
_MAX_NODES = 64
_DESCRIPTION = "Signierte Daten dieses Nachweises"
_MEMORY = 32 * 1024 * 1024


def attach(pdf: pikepdf.Pdf, data: bytes, modified: date) -> None:
    """Attach the envelope ``data`` to ``pdf``; ``modified`` is the date written with it."""
    stamp = f"D:{modified:%Y%m%d}000000Z"
    spec = pikepdf.AttachedFileSpec(
        pdf,
        data,
        filename=NAME,
        description=_DESCRIPTION,
        mime_type="application/json",
        creation_date=stamp,
        mod_date=stamp,
    )
    spec.obj[Name.AFRelationship] = Name.Data
    pdf.attachments[NAME] = spec
    pdf.Root.AF = pdf.make_indirect(Array([spec.obj]))


def embed(pdf: bytes, envelope: bytes, modified: date) -> bytes:
    """Return ``pdf`` with ``envelope`` inside; the same arguments give the same bytes."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        attach(opened, envelope, modified)
        target = BytesIO()
        opened.save(
            target,
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
            force_version="1.7",
        )
    return target.getvalue()


def extract(pdf: bytes) -> bytes:
    """Return the attached envelope; nothing of it is parsed or verified.

    Raises RefusedError: ``sheet_too_large``, ``sheet_pdf``, ``sheet_encrypted``, ``sheet_no_attachment``,
    ``sheet_two_attachments``, ``sheet_bomb``.
    """
    if len(pdf) > MAX_PDF:
        _refuse("sheet_too_large")
    # The limits belong to the whole process; no document of ours comes near them.
    set_qpdf_limits(
        parser_max_nesting=64,
        parser_max_container_size=100_000,
        max_stream_filters=2,
        doc_max_warnings=50,
        flate_max_memory=_MEMORY,
        png_max_memory=_MEMORY,
        run_length_max_memory=_MEMORY,
        tiff_max_memory=_MEMORY,
        dct_max_memory=_MEMORY,
    )
    try:
        with pikepdf.open(BytesIO(pdf), attempt_recovery=False, inherit_page_attributes=False) as opened:
            if opened.is_encrypted:
                _refuse("sheet_encrypted")
            return _inflated(_attachment(opened.Root))
    except pikepdf.PasswordError:
        raise RefusedError("sheet_encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError):
        # qpdf reports a malformed object in many ways; all of them mean the same to the person.
        raise RefusedError("sheet_pdf") from None


def _refuse(code: str) -> NoReturn:
    raise RefusedError(code)


def _dictionary(value: Object | None) -> Object:
    if not isinstance(value, Dictionary):
        _refuse("sheet_pdf")
    return value


def _attachment(root: Object) -> Stream:
    found = list(_names(root))
    if len(found) > 1:
        _refuse("sheet_two_attachments")
    if not found or found[0][0] != NAME:
        _refuse("sheet_no_attachment")
    spec = _dictionary(found[0][1])
    files = _dictionary(spec.get(Name.EF))
    stream = files.get(Name.F)
    other = files.get(Name.UF, stream)
    if not isinstance(stream, Stream) or not isinstance(other, Stream):
        _refuse("sheet_pdf")
    if other.objgen != stream.objgen:
        _refuse("sheet_two_attachments")
    return stream


def _names(root: Object) -> Iterator[tuple[str, Object]]:
    """Yield every name of the tree of embedded files, doubled ones as often as they stand there."""
    names = root.get(Name.Names)
    tree = None if names is None else _dictionary(names).get(Name.EmbeddedFiles)
    waiting = [] if tree is None else [tree]
    for _node in range(_MAX_NODES):
        if not waiting:
            return
        node = _dictionary(waiting.pop())
        waiting.extend(_array(node.get(Name.Kids)))
        pairs = _array(node.get(Name.Names))
        for key, value in zip(pairs[::2], pairs[1::2], strict=True):
            if not isinstance(key, String):
                _refuse("sheet_pdf")
            yield str(key), value
    if waiting:
        _refuse("sheet_pdf")


def _array(value: Object | None) -> list[Object]:
    if value is None:
        return []
    if not isinstance(value, Array) or len(value) > 2 * _MAX_NODES:
        _refuse("sheet_pdf")
    return list(value)


def _inflated(stream: Stream) -> bytes:
    raw = stream.read_raw_bytes()
    if len(raw) > MAX_INFLATED:
        _refuse("sheet_bomb")
    used = stream.get(Name.Filter)
    if isinstance(used, Array) and len(used) == 1:
        used = used[0]
    if used is None:
        return raw
    if used != Name.FlateDecode or Name.DecodeParms in stream:
        # A chain of filters multiplies what a limit on one of them allows.
        _refuse("sheet_bomb" if isinstance(used, Array) else "sheet_pdf")
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(raw, MAX_INFLATED + 1)
    except zlib.error:
        _refuse("sheet_pdf")
    if len(data) > MAX_INFLATED:
        _refuse("sheet_bomb")
    if not inflater.eof or inflater.unused_data:
        _refuse("sheet_pdf")
    return data
