"""Verifying a sheet for ``sheet verify``: what is shown of a good one, and of a bad one."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from lotsenbuch.cli import output
from lotsenbuch.errors import RefusedError
from lotsenbuch.i18n import _
from lotsenbuch.sheet.files import read_file
from lotsenbuch.sheet.keys import OpeningKey, VerifyKey
from lotsenbuch.sheet.opening import VerifiedSheet, inspect_sheet, open_sheet

UNKNOWN = "unknown"
KEY_BYTES = 4096


def keys_of(file: Path | None) -> dict[str, VerifyKey] | None:
    """Return the public key in a file (Base64 or hexadecimal of 32 bytes), or ``None`` without a file."""
    if file is None:
        return None
    text = b"".join(read_file(file, KEY_BYTES).split())
    try:
        raw = bytes.fromhex(text.decode("ascii")) if len(text) == 64 else base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        raise RefusedError("key_refused") from None
    key = VerifyKey.from_bytes(raw)
    return {key.id: key}


def verify(
    file: Path, keys: Mapping[str, VerifyKey] | None, opening: Sequence[OpeningKey] | None, *, as_json_text: bool
) -> int:
    """Print what a sheet says, or why it is refused; return the exit code."""
    try:
        verified = _opened(read_file(file), keys, opening)
    except RefusedError as error:
        found = output.error_of(error)
        if as_json_text:
            click.echo(output.as_json({"valid": False, "error": found}))
        click.echo(found["sentence"], err=True)
        return error.exit_code
    result = _result(verified)
    text = _("Der Nachweis {sheet}, Version {version}, ist unverändert.").format(
        sheet=result["sheet_id"], version=result["version"]
    )
    signer = (
        _("Unterschrieben mit dem Schlüssel {key}.").format(key=verified.key_id)
        if verified.known_signer
        else _("Wer ihn unterschrieben hat, ist nicht bekannt.")
    )
    output.show(result, [text, signer], as_json_text=as_json_text)
    return 0


def _opened(data: bytes, keys: Mapping[str, VerifyKey] | None, opening: Sequence[OpeningKey] | None) -> VerifiedSheet:
    candidates: Sequence[OpeningKey | None] = opening or (None,)
    for position, key in enumerate(candidates, 1):
        try:
            return inspect_sheet(data, key) if keys is None else open_sheet(data, keys, key)
        except RefusedError as error:
            if error.code != "sheet_not_for_us" or position == len(candidates):
                raise
    raise RefusedError("sheet_not_for_us")


def _result(verified: VerifiedSheet) -> dict[str, Any]:
    sheet = verified.sheet
    payload = msgspec.to_builtins(sheet)
    payload["settlement"] = json.loads(sheet.settlement)
    payload["statistics"] = json.loads(sheet.statistics) if sheet.statistics else None
    return {
        "valid": True,
        "signer": verified.key_id if verified.known_signer else UNKNOWN,
        "sheet_id": sheet.sheet_id,
        "version": sheet.sheet_version,
        "replaces": sheet.replaces,
        "period": msgspec.to_builtins(sheet.period),
        "payload_hash": verified.payload_hash,
        "payload": payload,
    }
