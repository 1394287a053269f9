"""Readers of sheet payloads: one for each version, chosen by the version the payload names."""

from collections.abc import Mapping
from typing import Any

from lotsenbuch.sheet import canonical, consistency, statement
from lotsenbuch.sheet.filetypes import SHEET
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.sheet.settlement import SettlementPart
from lotsenbuch.sheet.statistics import FiledStatistics, StatisticsPart, from_filed, to_filed


def settlement_text(part: SettlementPart) -> str:
    """Return the canonical text that a sheet carries for its settlement part."""
    return canonical.encode(part).decode("utf-8")


def statistics_text(part: StatisticsPart) -> str:
    """Return the canonical text that a sheet carries for its statistics part."""
    return canonical.encode(to_filed(part)).decode("utf-8")


def settlement(sheet: Sheet) -> SettlementPart:
    """Return the settlement part of ``sheet``, checked against its period. Raises RefusedError."""
    part = canonical.decode(sheet.settlement.encode("utf-8"), SettlementPart)
    consistency.check_settlement(part, sheet)
    return part


def statistics(sheet: Sheet) -> StatisticsPart | None:
    """Return the statistics part of ``sheet``, if it has one. Raises RefusedError."""
    if sheet.statistics is None:
        return None
    filed = canonical.decode(sheet.statistics.encode("utf-8"), FiledStatistics)
    consistency.check_statistics(filed, sheet)
    return from_filed(filed)


def _version_1(root: Any, payload: bytes) -> Sheet:
    sheet = statement.closed(Sheet)(root, payload)
    consistency.check_sheet(sheet)
    settlement(sheet)
    statistics(sheet)
    return sheet


READERS: Mapping[int, statement.Reader[Sheet]] = {1: _version_1}


def read(payload: bytes) -> Sheet:
    """Return the sheet in a verified payload; both its parts have been read and checked too.

    Raises RefusedError: ``sheet_newer`` for a version this program does not know, ``sheet_not_one``,
    ``sheet_inconsistent``, else the codes of ``strict``.
    """
    return statement.read(payload, SHEET, READERS)
