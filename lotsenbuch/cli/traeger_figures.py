"""``lotsenbuch traeger returns | settle | statistics``: what came in, what it costs, what it says."""

from pathlib import Path
from typing import Any

import click
import msgspec

from lotsenbuch import catalogue
from lotsenbuch.cli import frame, output, traeger_desk
from lotsenbuch.i18n import _
from lotsenbuch.traeger import returns as matrix
from lotsenbuch.traeger import settlement
from lotsenbuch.traeger import statistics as team
from lotsenbuch.traeger.yearreport import GroupCount, TableCount


@click.command(help=_("Zeigen, wer für welchen Monat abgegeben hat und was fehlt."))
@traeger_desk.year_option
@frame.vault_options
@frame.json_option
def returns(year: int, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Show the matrix of returns."""
    with traeger_desk.opened(vault, passphrase_file) as desk:
        found = matrix.returns(desk.collection, year, desk.machine.clock.today())
    pilots = [
        {
            "code": row.code,
            "name": row.name,
            "states": {f"{month:%Y-%m}": state for month, state in row.states.items()},
        }
        for row in found.pilots
    ]
    result = {"year": year, "months": [f"{month:%Y-%m}" for month in found.months], "pilots": pilots}
    output.show(result, [line for row in found.pilots for line in _row_lines(row)], as_json_text=json_)


def _row_lines(row: matrix.PilotRow) -> list[str]:
    words = {
        "received": _("da"),
        "nil": _("Nullmeldung"),
        "missing": _("fehlt"),
        "corrected": _("korrigiert"),
        "paper": _("auf Papier"),
        "question": _("Frage offen"),
    }
    months = (f"{month:%m}: {words.get(state, state)}" for month, state in row.states.items())
    return [f"{row.code} {row.name}", "  " + ", ".join(months)]


@click.command(help=_("Abrechnung eines Jahres: Stunden, Höchststunden, Beträge, Stunden-Topf."))
@traeger_desk.year_option
@frame.vault_options
@frame.json_option
def settle(year: int, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Show each pilot's year, all her programme lines together, and the pool."""
    with traeger_desk.opened(vault, passphrase_file) as desk:
        found = settlement.settle(desk.collection, year)
    pilots = [_pilot(rows) for rows in found.by_pilot()]
    result = {
        "year": year,
        "pilots": pilots,
        "pool": {"approved_minutes": found.approved_minutes, "used_minutes": found.used_minutes},
        "total_cents": found.total_cents,
    }
    lines = [
        "  ".join((row["code"], row["role"], output.hours(row["billable_minutes"]), output.euros(row["amount_cents"])))
        for row in pilots
    ]
    lines.append(_("Zusammen: {amount}").format(amount=output.euros(found.total_cents)))
    output.show(result, lines, as_json_text=json_)


def _pilot(rows: tuple[settlement.PilotYear, ...]) -> dict[str, Any]:
    return {
        "code": rows[0].code,
        "role": rows[0].role,
        "minutes": sum(row.minutes for row in rows),
        "billable_minutes": sum(row.billable_minutes for row in rows),
        "over_cap_minutes": sum(row.over_cap_minutes for row in rows),
        "amount_cents": sum(row.amount_cents for row in rows),
    }


@click.command(help=_("Statistik des Teams für ein Jahr, ein Quartal oder einen Monat."))
@click.option("--period", required=True, metavar="YYYY|YYYY-Qn|YYYY-MM", help=_("Zeitraum."))
@frame.vault_options
@frame.json_option
def statistics(period: str, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Show the tables of all pilots added up."""
    with traeger_desk.opened(vault, passphrase_file) as desk:
        found = team.statistics(desk.collection, period)
    result = {
        "period": found.period,
        "tables": [_table(table) for table in found.tables],
        "pilots_with_statistics": found.with_statistics,
        "pilots_without": found.without,
    }
    lines = [line for table in found.tables for line in _table_lines(table)]
    lines += [
        _("Gemeldet: {count}").format(count=found.with_statistics),
        _("Noch nicht genug, zählt beim nächsten Mal: {count}").format(count=found.carried_over),
        _("Nicht abgegeben oder noch nicht fällig: {count}").format(count=found.not_handed_in),
    ]
    output.show(result, lines, as_json_text=json_)


def _table(table: TableCount) -> dict[str, Any]:
    return {
        "table": table.table,
        "total": table.total,
        "counted": table.counted,
        "groups": [msgspec.to_builtins(group) for group in table.groups],
    }


def _table_lines(table: TableCount) -> list[str]:
    head = _("{table}: {total}, davon einer Gruppe zugeordnet: {counted}")
    return [
        head.format(table=table.table, total=table.total, counted=table.counted),
        *(_group_line(table, group) for group in table.groups),
    ]


def _group_line(table: TableCount, group: GroupCount) -> str:
    text = _("  {name}: gezählt {counted}, geschätzt {estimate}, sicher zwischen {low} und {high}")
    name = catalogue.block_name(table.table, group.code)
    return text.format(name=name, counted=group.counted, estimate=group.estimate, low=group.low, high=group.high)


COMMANDS: dict[str, click.Command] = {"returns": returns, "settle": settle, "statistics": statistics}
