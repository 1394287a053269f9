"""``lotsenbuch hours``: a year's hours by month and class, caps, money, allowances and a forecast."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from lotsenbuch import i18n, messages
from lotsenbuch.cli import codes, frame, output
from lotsenbuch.domain.hours import AllowanceUse, EngagementSum, MonthSum, YearSums
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _
from lotsenbuch.programme import ProgrammeBook
from lotsenbuch.services import engagements, hours

FIRST_YEAR, LAST_YEAR = 2000, 2100


@click.command("hours", help=_("Stunden eines Jahres nach Monaten, Höchststunden, Betrag, Freibetrag und Aussicht."))
@click.option("--year", type=int, metavar=_("JAHR"), help=_("Jahr, ohne Angabe das laufende."))
@frame.vault_options
@frame.json_option
def command(year: int | None, vault: Path | None, passphrase_file: str | None, json_: bool) -> None:
    """Show the sums of a year."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise ExpectedError("year_unreadable", year=year)
    with frame.opened(vault, passphrase_file) as desk:
        today = desk.machine.clock.today()
        sums = hours.year(desk.log, today.year if year is None else year, today)
        book = engagements.book(desk.log)
    output.show(as_dict(sums), _lines(sums, book), as_json_text=json_)


def as_dict(sums: YearSums) -> dict[str, Any]:
    """Return a year as the JSON of the command line shows it (a stable contract)."""
    return {
        "year": sums.year,
        "months": [_month(each) for each in sums.months],
        "engagements": [_engagement(each) for each in sums.engagements],
        "allowance": [
            {"paragraph": each.paragraph, "limit_cents": each.limit_cents, "used_cents": each.used_cents}
            for each in sums.allowance
        ],
        "hints": [output.hint_of(hint) for hint in sums.hints],
    }


def _month(each: MonthSum) -> dict[str, Any]:
    return {
        "month": _iso(each.month),
        "minutes_by_class": dict(each.minutes_by_class),
        "billable_minutes": each.billable_minutes,
        "earned_cents": each.earned_cents,
        "paid_cents": each.paid_cents,
    }


def _engagement(each: EngagementSum) -> dict[str, Any]:
    traeger = each.engagement.traeger
    return {
        "traeger": traeger.code if traeger else None,
        "line": each.engagement.line,
        "role": each.engagement.role,
        "cap_minutes": each.cap_minutes,
        "billable_minutes": each.billable_minutes,
        "remaining_minutes": each.remaining_minutes,
        "earned_cents": each.earned_cents,
        "forecast_minutes": each.forecast_minutes,
    }


def _iso(month: date) -> str:
    return f"{month:%Y-%m}"


def _lines(sums: YearSums, book: ProgrammeBook) -> list[str]:
    english = i18n.language() == "en"
    names = {each.line: each.en if english else each.de for each in book.programmes}
    hints = [output.hint_of(hint)["sentence"] for hint in sums.hints]
    return [
        *(_month_line(each) for each in sums.months if any(each.minutes_by_class.values()) or each.paid_cents),
        *(_engagement_line(each, names) for each in sums.engagements),
        *(_allowance_line(each) for each in sums.allowance),
        *hints,
    ]


def _month_line(each: MonthSum) -> str:
    text = _("{month}: {hours} Stunden, davon zählen {billable}; verdient {earned}, bezahlt {paid}")
    return text.format(
        month=f"{each.month:%m/%Y}",
        hours=output.hours(sum(each.minutes_by_class.values())),
        billable=output.hours(each.billable_minutes),
        earned=output.euros(each.earned_cents),
        paid=output.euros(each.paid_cents),
    )


def _engagement_line(each: EngagementSum, names: Mapping[str, str]) -> str:
    engagement = each.engagement
    name = engagement.traeger.name if engagement.traeger else _("ohne Träger")
    text = _("{name} ({line}, {role}): {billable} Stunden, Aussicht {forecast}, verdient {earned}")
    line = text.format(
        name=name,
        line=names.get(engagement.line, engagement.line),
        role=codes.name_of(engagement.role, "roles"),
        billable=output.hours(each.billable_minutes),
        forecast=output.hours(each.forecast_minutes),
        earned=output.euros(each.earned_cents),
    )
    if each.cap_minutes is None or each.remaining_minutes is None:
        return line
    rest = _("von höchstens {cap} Stunden bleiben {remaining}")
    cap, remaining = output.hours(each.cap_minutes), output.hours(each.remaining_minutes)
    return f"{line}; {rest.format(cap=cap, remaining=remaining)}"


def _allowance_line(each: AllowanceUse) -> str:
    if each.limit_cents is None:
        return _("Freibetrag nach § {paragraph} EStG: {used} erhalten").format(
            paragraph=messages.cited(each.paragraph), used=output.euros(each.used_cents)
        )
    return _("Freibetrag nach § {paragraph} EStG: {used} von {limit} erhalten").format(
        paragraph=messages.cited(each.paragraph),
        used=output.euros(each.used_cents),
        limit=output.euros(each.limit_cents),
    )
