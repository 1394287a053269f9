"""Receipts of the Träger: confirmed, paid, or a question about a sheet."""

from dataclasses import dataclass, replace
from datetime import date

from lotsenbuch.domain.identity import Random, new_id
from lotsenbuch.domain.payment import Payment
from lotsenbuch.errors import RefusedError
from lotsenbuch.services import engagements
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.correspondence import read_receipt
from lotsenbuch.sheet.documents import Receipt
from lotsenbuch.sheet.keys import VerifyKey
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.sheet.settlement import SettlementPart


@dataclass(frozen=True, slots=True)
class TakenReceipt:
    """What a receipt said about which version of which sheet, and the payments that follow from it."""

    receipt: Receipt
    sheet: IssuedSheet
    payments: tuple[Payment, ...]


def take(log: Log, data: bytes, random: Random) -> TakenReceipt:
    """Read a receipt and store what it says.

    Raises ``RefusedError``: the codes of ``read_receipt`` (among them ``sheet_unknown_signer`` when no Träger of
    this log signed it), ``receipt_sheet_unknown`` when it speaks of a sheet that this log never issued.
    """
    receipt = read_receipt(data, _keys(log)).receipt
    sheet = _sheet(log, receipt)
    state = "question" if receipt.question is not None else "confirmed"
    payments = _payments(log, receipt, sheet, random) if receipt.paid_on else ()
    with log.transaction():
        log.sheets.replace(replace(sheet, state=state, receipt=data))
        for payment in payments:
            log.payments.put(payment)
    return TakenReceipt(receipt, sheet, payments)


def stored(log: Log, sheet: IssuedSheet) -> Receipt | None:
    """Return the receipt that was taken in for a version of a sheet, if there is one."""
    return None if sheet.receipt is None else read_receipt(sheet.receipt, _keys(log)).receipt


def _keys(log: Log) -> dict[str, VerifyKey]:
    traeger = [each.traeger for each in log.engagements.all() if each.traeger is not None]
    return {each.key_id: VerifyKey.from_bytes(each.sign_key) for each in traeger}


def _sheet(log: Log, receipt: Receipt) -> IssuedSheet:
    for sheet in log.sheets.by_id(receipt.sheet_id):
        if sheet.payload_hash == receipt.payload:
            return sheet
    raise RefusedError("receipt_sheet_unknown", sheet=receipt.sheet_id)


def _payments(log: Log, receipt: Receipt, sheet: IssuedSheet, random: Random) -> tuple[Payment, ...]:
    """Divide the paid amount over the programme lines of the sheet, the rest of a division to the last line."""
    paid_on: date | None = receipt.paid_on
    total = receipt.amount_cents or 0
    group = {each.line: each for each in engagements.group(log, sheet.traeger_code)}
    part = canonical.decode(canonical.decode(sheet.payload, Sheet).settlement.encode(), SettlementPart)
    owed = [(group[line.line], line.amount_cents) for line in part.lines if line.line in group]
    whole = sum(cents for _engagement, cents in owed)
    if paid_on is None or not owed:
        return ()
    shares = [total * cents // whole if whole else 0 for _engagement, cents in owed]
    shares[-1] += total - sum(shares)
    return tuple(
        Payment(new_id(random), engagement.id, sheet.month, paid_on, share)
        for (engagement, _cents), share in zip(owed, shares, strict=True)
    )
