"""Signing a sheet, and opening one: sealed or plain, told apart by content, never by the file's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import consistency, envelope, reader, seal, statement
from lotsenbuch.sheet.filetypes import SHEET
from lotsenbuch.sheet.keys import OpeningKey, SealKey, SigningKey, VerifyKey
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.sheet.settlement import SettlementPart
from lotsenbuch.sheet.statistics import StatisticsPart

_PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class VerifiedSheet:
    """A sheet whose signature was verified before it was parsed.

    ``key_id`` is the signer's; ``known_signer`` is false where nobody vouched for the key, and then the
    sheet proves only that it is undamaged. ``payload_hash`` is what corrections, receipts and questions name.
    """

    sheet: Sheet = field(repr=False)
    settlement: SettlementPart = field(repr=False)
    statistics: StatisticsPart | None = field(repr=False)
    key_id: str
    known_signer: bool
    payload_hash: str
    payload: bytes = field(repr=False)
    envelope: bytes = field(repr=False)
    pdf: bytes = field(repr=False)


def sign_sheet(sheet: Sheet, key: SigningKey) -> bytes:
    """Return the envelope around ``sheet``; the same sheet and key give the same bytes.

    Raises RefusedError for a sheet that no reader would accept, before it can be sent.
    """
    consistency.check_sheet(sheet)
    reader.settlement(sheet)
    reader.statistics(sheet)
    return statement.sign(sheet, SHEET, key)


def seal_sheet(pdf: bytes, recipients: Sequence[SealKey]) -> bytes:
    """Return the signed PDF sealed for ``recipients``; the sheet inside should name the same keys."""
    return seal.seal(pdf, recipients, "sheet")


def open_sheet(data: bytes, keys: Mapping[str, VerifyKey], opening_key: OpeningKey | None = None) -> VerifiedSheet:
    """Return the sheet in a sealed file or plain PDF, signed by one of ``keys`` (by key id).

    Raises RefusedError: ``sheet_unknown_signer`` before any of the payload is parsed, ``sheet_signature``,
    ``sheet_sealed`` (no opening key given), ``sheet_not_for_us``, ``sheet_passed_on``, ``sheet_not_one``,
    ``sheet_newer``, ``sheet_inconsistent``, and the codes of ``seal``, ``container`` and ``strict``.
    """
    return _open(data, keys, opening_key)


def inspect_sheet(data: bytes, opening_key: OpeningKey | None = None) -> VerifiedSheet:
    """Return the sheet in a file whoever signed it, to look at; it proves no more than ``known_signer`` says.

    Nothing that pays or counts may use this. Raises RefusedError as ``open_sheet`` does.
    """
    return _open(data, None, opening_key)


def claimed_key(data: bytes, opening_key: OpeningKey | None = None) -> str:
    """Return the key id that a file claims as its signer's, unverified: for the list of held-back files."""
    return envelope.peek_key_id(_envelope(_pdf(data, opening_key)))


def _pdf(data: bytes, opening_key: OpeningKey | None) -> bytes:
    if not seal.is_sealed(data):
        return data
    if opening_key is None:
        raise RefusedError("sheet_sealed")
    return seal.open_sealed(data, opening_key, "sheet")


def _envelope(pdf: bytes) -> bytes:
    if not pdf.startswith(_PDF):
        raise RefusedError("sheet_not_one")
    # The PDF library is loaded with the first PDF, not with the program.
    from lotsenbuch.sheet import container

    return container.extract(pdf)


def _open(data: bytes, keys: Mapping[str, VerifyKey] | None, opening_key: OpeningKey | None) -> VerifiedSheet:
    pdf = _pdf(data, opening_key)
    signed = statement.verify(_envelope(pdf), keys, SHEET, reader.READERS)
    sheet = signed.statement
    _check_recipients(sheet, data, opening_key)
    return VerifiedSheet(
        sheet=sheet,
        settlement=reader.settlement(sheet),
        statistics=reader.statistics(sheet),
        key_id=signed.key.id,
        known_signer=keys is not None,
        payload_hash=signed.digest,
        payload=signed.payload,
        envelope=signed.envelope,
        pdf=pdf,
    )


def _check_recipients(sheet: Sheet, data: bytes, opening_key: OpeningKey | None) -> None:
    """Refuse a sheet that was written for others and sealed anew for us (or sent to us as a plain PDF)."""
    if opening_key is None:
        return
    ours = opening_key.public.id
    if seal.is_sealed(data):
        if set(seal.recipients(data)) != set(sheet.recipients):
            raise RefusedError("sheet_passed_on")
    elif sheet.recipients and ours not in sheet.recipients:
        raise RefusedError("sheet_not_for_us")
