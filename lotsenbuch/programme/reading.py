"""Reading programme files strictly: what is not known, not plausible or not clear is refused.

A programme file also comes from outside (the Träger's invite), so every failure is a ``RefusedError`` with a
code ``programme_*`` and never shows more of the file than forty characters of a key or code.
"""

import tomllib
from datetime import date
from types import MappingProxyType
from typing import Any

from lotsenbuch import catalogue
from lotsenbuch.errors import RefusedError
from lotsenbuch.programme import fields
from lotsenbuch.programme.fields import Table
from lotsenbuch.programme.rule import Amount, DeadlineRule, FlatSum, Programme, Rule, Source

LONGEST = 100_000
MOST_CENTS = 10_000_000
YEAR_MINUTES = 366 * 24 * 60
WEEK_MINUTES = 7 * 24 * 60

_RATE_MODELS = ("hour", "assignment", "month", "none")
_SCOPES = ("assignment", "day", "month")
_STEPS = (0, 15, 30, 60)
_PART_YEAR = ("full", "dated")
_CONFIDENCE = ("H", "M", "L")
_UNITS = ("cents_per_year", "cents_per_month", "cents_per_km", "months")


def parse(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text. Raises ``programme_too_long`` or ``programme_unreadable``."""
    if len(text) > LONGEST:
        raise RefusedError("programme_too_long", limit=LONGEST)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise RefusedError("programme_unreadable") from error


def read(text: str) -> Programme:
    """Return the programme of a TOML text.

    Raises ``RefusedError``: ``programme_too_long``, ``programme_unreadable``, ``programme_unknown_key``,
    ``programme_missing_key``, ``programme_wrong_value``, ``programme_negative``, ``programme_unknown_kind``,
    ``programme_unknown_authority``, ``programme_dates``, ``programme_overlap``, ``programme_empty``.
    """
    table = Table(parse(text))
    line = table.name("line")
    programme = Programme(
        line=line,
        de=table.text("de", 80),
        en=table.text("en", 80),
        rules=tuple(_rule(each, line) for each in table.tables("rules")),
        deadlines=tuple(_deadline(each) for each in table.tables("deadlines")),
        flat_sums=tuple(_flat_sum(each) for each in table.tables("flat_sums")),
    )
    table.finish()
    if not programme.rules:
        raise RefusedError("programme_empty")
    fields.refuse_overlap([(rule.valid_from, rule.valid_to) for rule in programme.rules])
    for codes in (programme.deadlines, programme.flat_sums):
        fields.refuse_overlap_by_code(codes)
    ordered = tuple(sorted(programme.rules, key=lambda rule: rule.valid_from))
    return Programme(line, programme.de, programme.en, ordered, programme.deadlines, programme.flat_sums)


def read_amounts(text: str) -> tuple[Amount, ...]:
    """Return the amounts that hold in every programme. Raises as ``read``."""
    table = Table(parse(text))
    amounts = tuple(_amount(each) for each in table.tables("amounts"))
    table.finish()
    fields.refuse_overlap_by_code(amounts)
    return amounts


def _rule(table: Table, line: str) -> Rule:
    valid_from, valid_to = _valid(table)
    rule = Rule(
        line=line,
        valid_from=valid_from,
        valid_to=valid_to,
        rate_model=table.choice("rate_model", _RATE_MODELS),
        rate_cents=table.number("rate_cents", MOST_CENTS),
        billable_kinds=_kinds(table),
        rounding_step=table.choice_of_numbers("rounding_step", _STEPS, 0),
        rounding_scope=table.choice("rounding_scope", _SCOPES, "month"),
        cap_minutes=_by_role(table, "cap_minutes", YEAR_MINUTES),
        weekly_minutes=_by_role(table, "weekly_minutes", WEEK_MINUTES),
        part_year=table.choice("part_year", _PART_YEAR, "full"),
        allowance=_allowance(table),
        excluded_authorities=_authorities(table),
        max_assignments_per_client=table.optional_number("max_assignments_per_client", 1, 1000),
        confidence=table.choice("confidence", _CONFIDENCE, "L"),
        sources=tuple(_source(each) for each in table.tables("sources")),
    )
    table.finish()
    return rule


def _valid(table: Table) -> tuple[date, date | None]:
    first, last = table.day("valid_from"), table.optional_day("valid_to")
    if last is not None and last < first:
        raise RefusedError("programme_dates", first=first.isoformat(), last=last.isoformat())
    return first, last


def _kinds(table: Table) -> frozenset[str]:
    codes = table.codes("billable_kinds", required=True)
    for code in codes:
        if catalogue.kinds().get(code) is None:
            raise RefusedError("programme_unknown_kind", kind=fields.shown(code))
    return codes


def _authorities(table: Table) -> frozenset[str]:
    codes = table.codes("excluded_authorities")
    for code in codes:
        if catalogue.authorities().get(code) is None:
            raise RefusedError("programme_unknown_authority", authority=fields.shown(code))
    return codes


def _allowance(table: Table) -> str | None:
    return table.choice("allowance", ("3-26", "3-26a", ""), "") or None


def _by_role(table: Table, key: str, most: int) -> MappingProxyType[str, int]:
    inner = table.table(key)
    if inner is None:
        return MappingProxyType({})
    found = {role: inner.optional_number(role, 0, most) for role in catalogue.roles().codes}
    inner.finish()
    return MappingProxyType({role: minutes for role, minutes in found.items() if minutes is not None})


def _source(table: Table) -> Source:
    source = Source(
        table.text("key", 80, empty=True),
        table.text("title", 200, empty=True),
        table.text("says", 400),
        table.choice("confidence", _CONFIDENCE),
    )
    table.finish()
    return source


def _deadline(table: Table) -> DeadlineRule:
    valid_from, valid_to = _valid(table)
    deadline = DeadlineRule(
        code=table.name("code"),
        de=table.text("de", 120),
        en=table.text("en", 120),
        month=table.number("month", 12, 1),
        day=table.number("day", 31, 1),
        years_later=table.number("years_later", 5),
        valid_from=valid_from,
        valid_to=valid_to,
        source=table.text("source", 120),
        confidence=table.choice("confidence", _CONFIDENCE),
    )
    table.finish()
    try:
        # A year that is no leap year: a deadline has to exist in every year.
        date(2001, deadline.month, deadline.day)
    except ValueError as error:
        raise RefusedError("programme_wrong_value", key="day") from error
    return deadline


def _flat_sum(table: Table) -> FlatSum:
    valid_from, valid_to = _valid(table)
    flat = FlatSum(
        code=table.name("code"),
        de=table.text("de", 120),
        en=table.text("en", 120),
        cents_per_year=table.number("cents_per_year", MOST_CENTS),
        min_pilots=table.number("min_pilots", 10_000),
        valid_from=valid_from,
        valid_to=valid_to,
        source=table.text("source", 120),
        confidence=table.choice("confidence", _CONFIDENCE),
    )
    table.finish()
    return flat


def _amount(table: Table) -> Amount:
    valid_from, valid_to = _valid(table)
    amount = Amount(
        code=table.name("code"),
        de=table.text("de", 120),
        en=table.text("en", 120),
        unit=table.choice("unit", _UNITS),
        value=table.number("value", MOST_CENTS),
        valid_from=valid_from,
        valid_to=valid_to,
        source=table.text("source", 120),
        confidence=table.choice("confidence", _CONFIDENCE),
    )
    table.finish()
    return amount
