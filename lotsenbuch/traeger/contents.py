"""The two parts of stored sheets. They were checked when they came in, so they are only decoded here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import msgspec

from lotsenbuch.sheet.settlement import SettlementPart
from lotsenbuch.sheet.statistics import FiledStatistics
from lotsenbuch.traeger.records import StoredSheet

_SETTLEMENT = msgspec.json.Decoder(SettlementPart)
_STATISTICS = msgspec.json.Decoder(FiledStatistics)


def settlement(sheet: StoredSheet) -> SettlementPart:
    """Return the settlement part of a sheet."""
    return _SETTLEMENT.decode(sheet.settlement)


def statistics(sheet: StoredSheet) -> FiledStatistics | None:
    """Return the statistics part of a sheet, as the file holds it."""
    return None if sheet.statistics is None else _STATISTICS.decode(sheet.statistics)


@dataclass(frozen=True, slots=True)
class Closing:
    """What a sheet that counts released at the end of its month."""

    pilot_code: str
    month: date
    part: FiledStatistics = field(repr=False)


def closings(sheets: Iterable[StoredSheet]) -> list[Closing]:
    """Return the closings of sheets that count, by pilot and in the order of their months.

    A closing whose table numbers an earlier closing of the pilot printed already is left out: it comes from a
    ledger that was begun anew, and would count the same households twice.
    """
    printed: dict[str, set[tuple[str, int]]] = {}
    found = []
    for sheet in sorted(sheets, key=lambda each: (each.pilot_code, each.month)):
        part = statistics(sheet)
        if part is None or part.state != "closing":
            continue
        numbers = {(table.table, table.number) for table in part.tables}
        before = printed.setdefault(sheet.pilot_code, set())
        if not numbers & before:
            before |= numbers
            found.append(Closing(sheet.pilot_code, sheet.month, part))
    return found
