"""The year's figures as plain tables: one definition for workbook and text files.

Keys are fixed and English, for programs; titles are for people. Nothing here is formatted yet.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lotsenbuch.i18n import N_, _
from lotsenbuch.report import names
from lotsenbuch.report.wording import month_name
from lotsenbuch.traeger.yearreport import YearReport

Kind = Literal["text", "count", "minutes", "hours", "euros", "date"]
Value = str | int | date | None

STATES = {
    "received": N_("da"),
    "nil": N_("Nullmeldung"),
    "missing": N_("fehlt"),
    "corrected": N_("korrigiert"),
    "paper": N_("auf Papier"),
    "question": N_("Frage offen"),
    "": "–",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A column: fixed key, readable title, and how its values are written.

    ``minutes`` are printed as they are, ``hours`` holds minutes and prints hours, ``euros`` holds cents.
    """

    key: str
    title: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A named table. ``key`` names its file, ``title`` its worksheet."""

    key: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)


def tables(report: YearReport) -> tuple[Table, ...]:
    """Return all tables of the year in the workbook's order."""
    makers: tuple[Callable[[YearReport], Table], ...] = (settlement, months, statistics, returns, remarks)
    return tuple(make(report) for make in makers)


def role_name(code: str) -> str:
    """Return the name of a pilot's role."""
    return {"normal": _("Lots*in"), "coordinating": _("koordinierend")}.get(code, code)


def settlement(report: YearReport) -> Table:
    """Return one row for each pilot and programme line."""
    fields = (
        Field("pilot_code", _("Kennung")),
        Field("pilot_name", _("Lots*in")),
        Field("role", _("Rolle")),
        Field("line", _("Programmlinie")),
        Field("minutes", _("Minuten"), "minutes"),
        Field("hours", _("Stunden"), "hours"),
        Field("billable_minutes", _("anrechenbare Minuten"), "minutes"),
        Field("billable_hours", _("anrechenbare Stunden"), "hours"),
        Field("over_cap_minutes", _("Minuten über der Höchstzahl"), "minutes"),
        Field("cap_minutes", _("Höchstzahl in Minuten"), "minutes"),
        Field("amount_euros", _("Betrag in Euro"), "euros"),
    )
    rows = tuple(
        (
            row.code,
            row.name,
            role_name(row.role),
            names.programme_line(row.line),
            row.minutes,
            row.minutes,
            row.billable_minutes,
            row.billable_minutes,
            row.over_cap_minutes,
            row.cap_minutes,
            row.amount_cents,
        )
        for row in report.settlement
    )
    return Table("settlement", _("Abrechnung"), fields, rows)


def months(report: YearReport) -> Table:
    """Return one row for each pilot, month and programme line."""
    fields = (
        Field("pilot_code", _("Kennung")),
        Field("pilot_name", _("Lots*in")),
        Field("month", _("Monat"), "date"),
        Field("line", _("Programmlinie")),
        Field("sheet_version", _("Version"), "count"),
        Field("minutes", _("Minuten"), "minutes"),
        Field("billable_minutes", _("anrechenbare Minuten"), "minutes"),
        Field("billable_hours", _("anrechenbare Stunden"), "hours"),
        Field("assignments", _("Einsätze"), "count"),
        Field("amount_euros", _("Betrag in Euro"), "euros"),
        Field("accompaniments", _("Begleitungen"), "count"),
        Field("travel_minutes", _("Fahrt in Minuten"), "minutes"),
        Field("distance_km", _("Kilometer"), "count"),
    )
    rows = tuple(
        (
            row.code,
            row.name,
            date(report.year, row.month, 1),
            names.programme_line(row.line),
            row.sheet_version,
            row.minutes,
            row.billable_minutes,
            row.billable_minutes,
            row.assignments,
            row.amount_cents,
            row.accompaniments,
            row.travel_minutes,
            row.distance_km,
        )
        for row in report.months
    )
    return Table("months", _("Monate"), fields, rows)


def statistics(report: YearReport) -> Table:
    """Return one row for each group of each table."""
    fields = (
        Field("table", _("Tabelle")),
        Field("code", _("Schlüssel")),
        Field("group", _("Gruppe")),
        Field("counted", _("gezählt"), "count"),
        Field("estimate", _("geschätzt"), "count"),
        Field("low", _("mindestens"), "count"),
        Field("high", _("höchstens"), "count"),
        Field("total", _("Summe der Tabelle"), "count"),
    )
    rows: list[tuple[Value, ...]] = []
    for table in report.statistics:
        tree = names.tree(table.table, report.tree_version, table.origin)
        rows += [
            (
                names.table_title(table.table),
                group.code,
                names.block(tree, group.code, ()),
                group.counted,
                group.estimate,
                group.low,
                group.high,
                table.total,
            )
            for group in table.groups
        ]
    return Table("statistics", _("Statistik"), fields, tuple(rows))


def returns(report: YearReport) -> Table:
    """Return one row for each pilot with the state of the twelve months."""
    fields = (
        Field("pilot_code", _("Kennung")),
        Field("pilot_name", _("Lots*in")),
        *(Field(f"m{month:02d}", month_name(month)) for month in range(1, 13)),
    )
    rows = tuple((row.code, row.name, *map(state_name, _twelve(row.states))) for row in report.returns)
    return Table("returns", _("Rücklauf"), fields, rows)


def remarks(report: YearReport) -> Table:
    """Return what a reader of the figures must know, one sentence a row."""
    return Table("remarks", _("Hinweise"), (Field("remark", _("Hinweis")),), tuple((text,) for text in notes(report)))


def state_name(code: str) -> str:
    """Return the word for a month's state; an unknown state is its own word."""
    return _(STATES.get(code, code)) if code else STATES[""]


def notes(report: YearReport) -> tuple[str, ...]:
    """Return the sentences that belong to the year's figures."""
    found = [
        _("Die Beträge und Stunden stammen aus den geprüften Nachweisen; fehlende Nachweise sind nicht geschätzt."),
        _(
            "Die Statistik zählt Meldungen, die im Jahr abgeschlossen wurden. Zahl der Lots*innen mit Meldung: "
            "{with_count}, ohne: {without_count}."
        ).format(with_count=report.pilots_with_statistics, without_count=report.pilots_without),
        _("Geschätzt ist, wie sich die „Übrigen“ verteilen; die Spanne nennt die kleinste und größte mögliche Zahl."),
    ]
    for code, name, gone in report.missing:
        listed = ", ".join(month_name(month) for month in gone)
        found.append(_("Es fehlt: {name} ({code}), {months}.").format(name=name, code=code, months=listed))
    return tuple(found)


def _twelve(states: tuple[str, ...]) -> tuple[str, ...]:
    return (*states, *("",) * (12 - len(states)))
