"""Finishing: tag tree, colour profile, metadata and attachment turn a drawn file into PDF/A-3a and PDF/UA-1.

The rules are those of ISO 19005-3 level A and ISO 14289-1.
"""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from lotsenbuch import resources
from lotsenbuch.report.document import Document
from lotsenbuch.report.metadata import PRODUCER, info_date, xmp
from lotsenbuch.report.tags import Tag
from lotsenbuch.sheet.container import attach

_PROFILE = "icc/sRGB.icc"


def finish(drawn: bytes, root: Tag, document: Document, attachment: bytes | None) -> bytes:
    """Return the finished file. ``attachment`` is embedded as the sheet's data, if given."""
    with pikepdf.open(BytesIO(drawn)) as pdf:
        for page in pdf.pages:
            # The drawing library gives every page an empty transition, which PDF/A does not know.
            del page.obj[Name.Trans]
        _write_tags(pdf, root)
        _write_catalog(pdf, document)
        if attachment is not None:
            attach(pdf, attachment, document.day)
        target = BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            force_version="1.7",
        )
    return target.getvalue()


def _write_tags(pdf: pikepdf.Pdf, root: Tag) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    parents: list[dict[int, pikepdf.Object]] = [{} for _page in pdf.pages]
    tree.K = _element(pdf, root, tree, parents)
    numbers = Array()
    for at, (page, owners) in enumerate(zip(pdf.pages, parents, strict=True)):
        page.obj.StructParents = at
        page.obj.Tabs = Name.S
        numbers.append(at)
        numbers.append(pdf.make_indirect(Array([owners[number] for number in range(len(owners))])))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(parents)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(
    pdf: pikepdf.Pdf, tag: Tag, parent: pikepdf.Object, parents: list[dict[int, pikepdf.Object]]
) -> pikepdf.Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tag.name}"), P=parent))
    kids = Array()
    page = None
    for kid in tag.kids:
        if isinstance(kid, Tag):
            kids.append(_element(pdf, kid, element, parents))
            continue
        parents[kid.page][kid.number] = element
        its_page = pdf.pages[kid.page].obj
        if page is None:
            page = kid.page
            element.Pg = its_page
        if kid.page == page:
            kids.append(kid.number)
        else:
            kids.append(Dictionary(Type=Name.MCR, Pg=its_page, MCID=kid.number))
    element.K = kids
    _write_attributes(element, tag)
    return element


def _write_attributes(element: pikepdf.Object, tag: Tag) -> None:
    if tag.alt:
        element.Alt = String(tag.alt)
    if tag.box is not None:
        box = Array([round(edge, 3) for edge in tag.box])
        element.A = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
    elif tag.scope:
        element.A = Dictionary(O=Name.Table, Scope=Name(f"/{tag.scope}"))
    elif tag.numbering:
        element.A = Dictionary(O=Name.List, ListNumbering=Name(f"/{tag.numbering}"))


def _write_catalog(pdf: pikepdf.Pdf, document: Document) -> None:
    catalog = pdf.Root
    catalog.Lang = String(document.language)
    catalog.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    for leftover in (Name.Outlines, Name.PageMode):
        if leftover in catalog:
            del catalog[leftover]
    profile = pdf.make_stream(resources.data(_PROFILE), N=3, Alternate=Name.DeviceRGB)
    catalog.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                DestOutputProfile=profile,
                OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
                Info=String("sRGB IEC61966-2.1"),
            )
        ]
    )
    packet = xmp(document.title, document.subject, document.author, document.language, document.day)
    catalog.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
    stamp = String(info_date(document.day))
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(document.title),
            Subject=String(document.subject),
            Author=String(document.author),
            Creator=String(PRODUCER),
            Producer=String(PRODUCER),
            CreationDate=stamp,
            ModDate=stamp,
        )
    )
