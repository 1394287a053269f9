"""The activity sheet (Tätigkeitsnachweis): one month of one pilot on paper.

Source of what it may and may not hold: the release rule LB-2 and the settlement part's own limits.
"""

from lotsenbuch.i18n import _
from lotsenbuch.report import names
from lotsenbuch.report.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Notice,
    PageBreak,
    Paragraph,
    SignatureLines,
)
from lotsenbuch.report.pilot.counted import statistics_blocks
from lotsenbuch.report.pilot.settled import key_figures, nil_blocks, settlement_blocks
from lotsenbuch.report.wording import document_language, fingerprint, month_year, span
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.sheet.settlement import SettlementPart
from lotsenbuch.sheet.statistics import StatisticsPart


def sheet_document(sheet: Sheet, settlement: SettlementPart, statistics: StatisticsPart | None) -> Document:
    """Return the document of ``sheet``; the two parts are those encoded in it.

    Without a Träger it has lines for two signatures and no statistics.
    """
    title = _("Tätigkeitsnachweis {month}").format(month=month_year(sheet.period.start))
    blocks: list[Block] = [Heading(title, 1), _head(sheet, settlement), *_correction(sheet)]
    if sheet.nil:
        blocks += nil_blocks(sheet)
    else:
        blocks.append(key_figures(settlement))
        if sheet.traeger is not None:
            blocks.append(Heading(_("Teil 1: Stunden und Betrag"), 2))
        else:
            blocks.append(Heading(_("Stunden und Betrag"), 2))
        blocks += settlement_blocks(settlement)
    blocks += _answers(sheet)
    counted = statistics_blocks(statistics) if sheet.traeger is not None and statistics is not None else ()
    own_page = bool(counted) and isinstance(counted[0], PageBreak)
    blocks += [*_closing(sheet), *counted] if own_page else [*counted, *_closing(sheet)]
    return Document(
        title=title,
        subject=_("Tätigkeitsnachweis {sheet}").format(sheet=sheet.sheet_id),
        day=sheet.period.end,
        blocks=tuple(blocks),
        language=document_language(),
        running=title,
        mark=_mark(sheet),
    )


def _mark(sheet: Sheet) -> str:
    return _("{sheet}, Version {version}").format(sheet=sheet.sheet_id, version=sheet.sheet_version)


def _head(sheet: Sheet, settlement: SettlementPart) -> Facts:
    role = _("koordinierende Lots*in") if sheet.role == "coordinating" else _("Lots*in")
    lines = ", ".join(names.programme_line(line.line) for line in settlement.lines) or "–"
    traeger = (
        Fact(_("Träger"), sheet.traeger.name, _("Kennung {code}").format(code=sheet.traeger.code))
        if sheet.traeger is not None
        else Fact(_("Träger"), "–", _("ohne Einladung eines Trägers ausgestellt"))
    )
    return Facts(
        (
            Fact(_("Lots*in"), sheet.pilot.name, _("Kennung {code}").format(code=sheet.pilot.code)),
            traeger,
            Fact(_("Zeitraum"), span(sheet.period.start, sheet.period.end)),
            Fact(_("Rolle"), role),
            Fact(_("Programmlinie"), lines),
            Fact(_("Nachweis"), sheet.sheet_id, _("Version {version}").format(version=sheet.sheet_version)),
        )
    )


def _correction(sheet: Sheet) -> list[Block]:
    if sheet.replaces is None:
        return []
    return [
        Notice(
            _("Korrigierte Version"),
            (_("Dieser Nachweis ersetzt die Version, die früher abgegeben wurde."),),
            note=_("Prüfsumme der ersetzten Version: {digest}").format(digest=fingerprint(sheet.replaces)),
            warn=True,
        )
    ]


def _answers(sheet: Sheet) -> list[Block]:
    if not sheet.answers:
        return []
    sentences = {
        "stays": _("Frage {question}: Das bleibt so."),
        "call": _("Frage {question}: Bitte rufen Sie mich an."),
    }
    items = tuple(sentences[answer.code].format(question=answer.question) for answer in sheet.answers)
    return [Heading(_("Antworten auf Fragen des Trägers"), 3), Bullets(items)]


def _closing(sheet: Sheet) -> list[Block]:
    if sheet.traeger is None:
        return [
            Paragraph(_("Die Angaben sind vollständig und richtig.")),
            SignatureLines(
                (_("Ort, Datum, Unterschrift Lots*in"), _("Ort, Datum, Unterschrift Träger oder Einrichtung"))
            ),
        ]
    digest = canonical.digest(canonical.encode(sheet))
    return [
        Notice(
            _("Digital unterschrieben"),
            (
                _(
                    "Dieser Nachweis gilt ohne Unterschrift von Hand. Die digitale Unterschrift und alle "
                    "Angaben liegen in der Datei „lotsenbuch.json“, die in diesem PDF steckt."
                ),
            ),
            note=_("Prüfsumme: {digest}").format(digest=fingerprint(digest)),
        )
    ]
