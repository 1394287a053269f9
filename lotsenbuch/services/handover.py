"""Sheets as files: what is written, under which name, and for whom it is sealed."""

from dataclasses import replace
from pathlib import Path

from lotsenbuch import writing
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import engagements, sheets
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.filetypes import PLAIN_SHEET_SUFFIX, SHEET
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.sheet.opening import seal_sheet


def file_name(sheet: IssuedSheet, *, plain: bool) -> str:
    """Return the name of a sheet's file: pilot's code, month and version, never a client or a place."""
    return f"{sheet.sheet_id}-v{sheet.version}{PLAIN_SHEET_SUFFIX if plain else SHEET.suffix}"


def to_bytes(log: Log, sheet: IssuedSheet, *, plain: bool) -> bytes:
    """Return the file of a sheet: the PDF itself, or the PDF sealed for the Träger and the pilot.

    Raises ``sheet_keys_changed`` where the Träger has other keys by now: whom a sheet is for stands signed in it.
    """
    if plain:
        return sheet.pdf
    keys = sheets.recipients(log, engagements.group(log, sheet.traeger_code))
    if tuple(key.id for key in keys) != canonical.decode(sheet.payload, Sheet).recipients:
        raise ExpectedError("sheet_keys_changed", month=sheet.month.strftime("%m/%Y"))
    return seal_sheet(sheet.pdf, keys)


def save(log: Log, sheet: IssuedSheet, folder: Path, *, plain: bool = False) -> Path:
    """Write a sheet's file into ``folder`` and mark the sheet as handed over; return the file.

    A sheet without a Träger is always plain. The file appears as a whole or not at all; the same version
    is replaced. Raises ``folder_missing``, ``file_not_written`` or ``sheet_keys_changed``.
    """
    plain = plain or sheet.traeger_code == engagements.OWN
    target = folder / file_name(sheet, plain=plain)
    writing.put(target, to_bytes(log, sheet, plain=plain))
    if sheet.state == "sealed":
        with log.transaction():
            log.sheets.replace(replace(sheet, state="handed_over"))
    return target
