"""The Träger's year on paper: settlement, returns, statistics with its honest intervals, what is missing."""

from lotsenbuch.i18n import _
from lotsenbuch.report import names
from lotsenbuch.report.chart import Bar, BarChart, BarPart
from lotsenbuch.report.document import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    KeyFigure,
    KeyFigures,
    Notice,
    Paragraph,
    TableBlock,
    TableRow,
)
from lotsenbuch.report.organisation.tables import notes, role_name
from lotsenbuch.report.wording import (
    amount,
    document_language,
    euros,
    hours,
    long_date,
    month_name,
    span,
    whole,
)
from lotsenbuch.traeger.yearreport import MISSING, NOT_DUE, GroupCount, PilotSettlement, TableCount, YearReport


def summary(report: YearReport) -> Document:
    """Return the year's summary as a document."""
    title = _("Jahresbericht {year}").format(year=report.year)
    blocks: tuple[Block, ...] = (
        Heading(title, 1),
        _head(report),
        _figures(report),
        *_settlement(report),
        *_returns(report),
        *_statistics(report),
        Heading(_("Hinweise"), 2),
        Bullets(notes(report)),
    )
    return Document(
        title=title,
        subject=_("Stunden, Beträge und Statistik der Lots*innen"),
        day=report.day,
        blocks=blocks,
        language=document_language(),
        running=title,
        mark=report.traeger_code,
    )


def _head(report: YearReport) -> Facts:
    first, last = report.day.replace(report.year, 1, 1), report.day.replace(report.year, 12, 31)
    return Facts(
        (
            Fact(_("Träger"), report.traeger_name, _("Kennung {code}").format(code=report.traeger_code)),
            Fact(_("Zeitraum"), span(first, last)),
            Fact(_("Stand"), long_date(report.day)),
        )
    )


def _figures(report: YearReport) -> KeyFigures:
    due = sum(state != NOT_DUE for row in report.returns for state in row.states)
    gone = sum(state == MISSING for row in report.returns for state in row.states)
    there = _("{there} von {due}").format(there=due - gone, due=due)
    return KeyFigures(
        (
            KeyFigure(_("Anrechenbar"), hours(sum(row.billable_minutes for row in report.settlement)), _("h")),
            KeyFigure(_("Betrag"), amount(sum(row.amount_cents for row in report.settlement)), "€"),
            KeyFigure(_("Begleitungen"), whole(sum(row.accompaniments for row in report.months))),
            KeyFigure(_("Nachweise da"), there),
        )
    )


def _settlement(report: YearReport) -> tuple[Block, ...]:
    columns = (
        Column(_("Lots*in"), weight=2.0, heads_row=True),
        Column(_("Linie"), weight=1.5),
        Column(_("Rolle")),
        Column(_("Stunden"), align="right"),
        Column(_("anrechenbar"), align="right"),
        Column(_("zu viel"), align="right"),
        Column(_("Betrag"), align="right"),
    )
    rows = [TableRow(_settled(row)) for row in report.settlement]
    rows.append(TableRow(_sums(report.settlement), strong=True))
    return (
        Heading(_("Abrechnung"), 2),
        TableBlock(columns, tuple(rows)),
        _pool(report),
        _months(report),
    )


def _settled(row: PilotSettlement) -> tuple[str, ...]:
    return (
        f"{row.name} ({row.code})",
        names.programme_line(row.line),
        role_name(row.role),
        hours(row.minutes),
        hours(row.billable_minutes),
        hours(row.over_cap_minutes) if row.over_cap_minutes else "–",
        euros(row.amount_cents),
    )


def _sums(rows: tuple[PilotSettlement, ...]) -> tuple[str, ...]:
    over = sum(row.over_cap_minutes for row in rows)
    return (
        _("Zusammen"),
        "",
        "",
        hours(sum(row.minutes for row in rows)),
        hours(sum(row.billable_minutes for row in rows)),
        hours(over) if over else "–",
        euros(sum(row.amount_cents for row in rows)),
    )


def _pool(report: YearReport) -> Block:
    pool = report.pool
    if pool.approved_minutes is None:
        return Paragraph(_("Für dieses Jahr ist noch keine bewilligte Stundenzahl eingetragen."))
    left = pool.approved_minutes - pool.used_minutes
    if left < 0:
        sentence = _("Bewilligt sind {approved} Stunden, gebraucht {used}: {over} Stunden zu viel.")
        return Notice(
            _("Bewilligte Stunden überschritten"),
            (_filled(sentence, pool.approved_minutes, pool.used_minutes, -left),),
            warn=True,
        )
    sentence = _("Bewilligt sind {approved} Stunden, gebraucht {used}; frei sind {over} Stunden.")
    return Paragraph(_filled(sentence, pool.approved_minutes, pool.used_minutes, left))


def _filled(sentence: str, approved: int, used: int, over: int) -> str:
    return sentence.format(approved=hours(approved), used=hours(used), over=hours(over))


def _months(report: YearReport) -> Block:
    sums = [sum(row.billable_minutes for row in report.months if row.month == month) for month in range(1, 13)]
    bars = tuple(Bar(month_name(month), (BarPart(minutes),), hours(minutes)) for month, minutes in enumerate(sums, 1))
    title = _("Anrechenbare Stunden je Monat")
    return ChartBlock(BarChart(title, _("Monat"), _("Stunden"), bars), _alt(title, bars))


def _returns(report: YearReport) -> tuple[Block, ...]:
    short = {
        "received": _("da"),
        "nil": _("null"),
        "missing": _("fehlt"),
        "corrected": _("korr."),
        "paper": _("Papier"),
        "question": _("Frage"),
        NOT_DUE: "–",
    }
    columns = (
        Column(_("Lots*in"), weight=3.0, heads_row=True),
        *(Column(month_name(month)[:3]) for month in range(1, 13)),
    )
    rows = tuple(
        TableRow(
            (
                f"{row.name} ({row.code})",
                *(short.get(state, state) for state in row.states),
                *("–" for _month in range(12 - len(row.states))),
            )
        )
        for row in report.returns
    )
    legend = _(
        "da: Nachweis liegt vor. null: Nullmeldung. korr.: korrigierte Version. Papier: auf Papier abgegeben. "
        "Frage: Rückfrage offen. –: kein Nachweis fällig."
    )
    return Heading(_("Rücklauf"), 2), TableBlock(columns, rows, dense=True), Paragraph(legend, "second")


def _statistics(report: YearReport) -> tuple[Block, ...]:
    heading = Heading(_("Statistik"), 2)
    if not report.statistics:
        return heading, Paragraph(_("In diesem Jahr liegt noch keine Statistik vor."))
    note = _(
        "Voller Balken: unter diesem Namen gezählt. Schraffiert: geschätzter Anteil an den „Übrigen“. Der "
        "Strich reicht von der kleinsten bis zur größten Zahl, die möglich ist."
    )
    return (
        heading,
        Paragraph(note, "second"),
        *(_table_chart(table, report.tree_version) for table in report.statistics),
    )


def _table_chart(table: TableCount, tree_version: int) -> ChartBlock:
    tree = names.tree(table.table, tree_version, table.origin)
    bars = tuple(
        Bar(
            names.block(tree, group.code, ()),
            (BarPart(group.counted), BarPart(max(group.estimate - group.counted, 0), hatched=True)),
            _shown(group),
            low=group.low,
            high=group.high,
        )
        for group in table.groups
    )
    title = names.table_title(table.table)
    return ChartBlock(BarChart(title, "", "", bars), _alt(title, bars), names.counted(table.table, table.total))


def _shown(group: GroupCount) -> str:
    if group.low == group.high == group.estimate:
        return whole(group.estimate)
    return _("{estimate} ({low} bis {high})").format(
        estimate=whole(group.estimate), low=whole(group.low), high=whole(group.high)
    )


def _alt(title: str, bars: tuple[Bar, ...]) -> str:
    listed = ", ".join(f"{bar.label} {bar.shown}" for bar in bars)
    return _("Balkendiagramm {title}: {listed}.").format(title=title, listed=listed)
