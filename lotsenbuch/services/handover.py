"""Sheets as files: what is written, under which name, and for whom it is sealed."""

import os
from dataclasses import replace
from pathlib import Path

from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import engagements, sheets
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.sheet.filetypes import PLAIN_SHEET_SUFFIX, SHEET
from lotsenbuch.sheet.opening import seal_sheet


def file_name(sheet: IssuedSheet, *, plain: bool) -> str:
    """Return the name of a sheet's file: pilot's code, month and version, never a client or a place."""
    return f"{sheet.sheet_id}-v{sheet.version}{PLAIN_SHEET_SUFFIX if plain else SHEET.suffix}"


def to_bytes(log: Log, sheet: IssuedSheet, *, plain: bool) -> bytes:
    """Return the file of a sheet: the PDF itself, or the PDF sealed for the Träger and the pilot."""
    keys = sheets.recipients(log, engagements.group(log, sheet.traeger_code))
    return sheet.pdf if plain else seal_sheet(sheet.pdf, keys)


def save(log: Log, sheet: IssuedSheet, folder: Path, *, plain: bool = False) -> Path:
    """Write a sheet's file into ``folder`` and mark the sheet as handed over; return the file.

    A sheet without a Träger is always plain. The file appears as a whole or not at all; the same version
    is replaced. Raises ``folder_missing`` or ``file_not_written``.
    """
    plain = plain or sheet.traeger_code == engagements.OWN
    target = folder / file_name(sheet, plain=plain)
    write_file(target, to_bytes(log, sheet, plain=plain))
    if sheet.state == "sealed":
        with log.transaction():
            log.sheets.replace(replace(sheet, state="handed_over"))
    return target


def require_folder(folder: Path) -> None:
    """Raise ``folder_missing`` unless files can be put into ``folder``: asked before anything is sealed."""
    if not folder.is_dir():
        raise ExpectedError("folder_missing", folder=str(folder))


def write_file(target: Path, data: bytes) -> None:
    """Write ``data`` beside ``target``, flush it to the disk, then put it in place."""
    require_folder(target.parent)
    fresh = target.with_name(f".{target.name}.new")
    try:
        with fresh.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ExpectedError("file_not_written", file=target.name, reason=os.strerror(error.errno or 0)) from None
