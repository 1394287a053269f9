"""The settlement part on paper: the month's figures, days and sums. It never sees the statistics part."""

from lotsenbuch.i18n import _
from lotsenbuch.report import names
from lotsenbuch.report.document import (
    Beside,
    Block,
    Column,
    Heading,
    KeyFigure,
    KeyFigures,
    Notice,
    Paragraph,
    TableBlock,
    TableRow,
)
from lotsenbuch.report.wording import amount, day_of_month, euros, hours, whole
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.sheet.settlement import ClassMinutes, LineSum, SettlementPart

_HEALTH_LINES = frozenset({"wir_gesundheit"})
_FOLD = 3
_FOLD_FULL = 4
_FULL_MONTH = 21


def nil_blocks(sheet: Sheet) -> tuple[Block, ...]:
    """Return the one sentence of a nil return."""
    sentence = _("{name} hatte in diesem Monat keine Einsätze und rechnet nichts ab.").format(name=sheet.pilot.name)
    return (Notice(_("Nullmeldung"), (sentence,)),)


def key_figures(part: SettlementPart) -> KeyFigures:
    """Return the five figures that the office looks for first."""
    return KeyFigures(
        (
            KeyFigure(_("Stunden"), hours(sum(day.minutes for day in part.days)), _("h")),
            KeyFigure(_("Betrag"), amount(part.amount_cents), "€"),
            KeyFigure(_("Begleitungen"), whole(part.accompaniments)),
            KeyFigure(_("Fahrzeit"), hours(part.minutes_by_class.travel), _("h")),
            KeyFigure(_("Kilometer"), whole(part.distance_km), _("km")),
        )
    )


def settlement_blocks(part: SettlementPart) -> tuple[Block, ...]:
    """Return days and sums of the month."""
    return (
        Heading(_("Stunden je Tag"), 3),
        _days(part),
        Beside(
            (
                (Heading(_("Nach Art der Arbeit"), 3), _classes(part.minutes_by_class)),
                (Heading(_("Nach Programmlinie"), 3), _lines(part)),
            ),
            (1.0, 2.35),
        ),
        *_remarks(part),
    )


def _days(part: SettlementPart) -> Block:
    if not part.days:
        return Paragraph(_("An keinem Tag dieses Monats gab es abrechenbare Stunden."))
    rows = [TableRow((day_of_month(day.date), hours(day.minutes))) for day in part.days]
    rows.append(TableRow((_("Summe"), hours(sum(day.minutes for day in part.days))), strong=True))
    columns = (Column(_("Tag"), heads_row=True), Column(_("Stunden"), align="right"))
    return TableBlock(columns, tuple(rows), fold=_FOLD if len(part.days) <= _FULL_MONTH else _FOLD_FULL)


def _classes(minutes: ClassMinutes) -> TableBlock:
    sums = (
        (_("Mit Klient*innen"), minutes.client_work),
        (_("Koordination"), minutes.coordination),
        (_("Team, Reflexion"), minutes.team),
        (_("Schulung"), minutes.training),
        (_("Fahrt"), minutes.travel),
    )
    rows = [TableRow((name, hours(value))) for name, value in sums if value]
    rows.append(TableRow((_("Zusammen"), hours(minutes.total)), strong=True))
    return TableBlock((Column(_("Art"), weight=1.7, heads_row=True), Column(_("Stunden"), align="right")), tuple(rows))


def _lines(part: SettlementPart) -> TableBlock:
    rows = [TableRow(_line_cells(line)) for line in part.lines]
    if len(part.lines) != 1:
        rows.append(
            TableRow(
                (
                    _("Zusammen"),
                    hours(sum(line.minutes for line in part.lines)),
                    hours(sum(line.billable_minutes for line in part.lines)),
                    whole(sum(line.assignments for line in part.lines)),
                    euros(part.amount_cents),
                ),
                strong=True,
            )
        )
    columns = (
        Column(_("Linie"), weight=2.0, heads_row=True),
        Column(_("Stunden"), align="right"),
        Column(_("anrechenbar"), align="right"),
        Column(_("Einsätze"), align="right"),
        Column(_("Betrag"), align="right"),
    )
    return TableBlock(columns, tuple(rows))


def _line_cells(line: LineSum) -> tuple[str, ...]:
    return (
        names.programme_line(line.line),
        hours(line.minutes),
        hours(line.billable_minutes),
        whole(line.assignments),
        euros(line.amount_cents),
    )


def _remarks(part: SettlementPart) -> tuple[Block, ...]:
    remarks = [
        _(
            "Ein Tag zeigt die Summe aus abrechenbarer Arbeit mit Klient*innen und Koordination. Fahrzeit "
            "und Kilometer gibt es nur als Summe des Monats."
        )
    ]
    if any(line.line in _HEALTH_LINES for line in part.lines):
        remarks.append(_("Ein Einsatz in der Programmlinie Gesundheit zeigt, dass er ein Gesundheitseinsatz war."))
    return (Paragraph(" ".join(remarks), "second"),)
