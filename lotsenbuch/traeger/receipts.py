"""The Träger's word on a sheet, as a signed file for the pilot: confirmed, paid, or a question."""

from dataclasses import dataclass, field
from datetime import date
from typing import get_args, get_type_hints

from lotsenbuch.errors import ExpectedError
from lotsenbuch.sheet import strict
from lotsenbuch.sheet.canonical import digest
from lotsenbuch.sheet.correspondence import sign_receipt
from lotsenbuch.sheet.documents import LatestVersion, LedgerHead, Question, Receipt
from lotsenbuch.sheet.model import TraegerRef
from lotsenbuch.traeger import contents, period, settlement
from lotsenbuch.traeger.ports import Collection, Keys
from lotsenbuch.traeger.records import Payment, StoredSheet

QUESTIONS: tuple[str, ...] = get_args(get_type_hints(Question)["code"])
"""The closed list of what a question can be about."""

_LONGEST_TEXT = 300
_MOST_MONTHS = 240
_MOST_CENTS = 9_999_999_999
_EVER = (date(2000, 1, 1), date(2999, 12, 31))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Träger wants to say: nothing for a confirmation, ``paid_on`` with a payment, or a question.

    ``text`` goes with a question, at most 300 characters. Without ``amount_cents`` a confirmation names what
    the settlement says for this month, the cap applied.
    """

    question: str | None = None
    text: str | None = field(default=None, repr=False)
    paid_on: date | None = None
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A receipt and its file."""

    receipt: Receipt
    file: bytes = field(repr=False)


def write(collection: Collection, keys: Keys, sheet_id: str, answer: Answer, today: date) -> Written:
    """Sign a receipt for the version that counts, and remember the payment or the open question.

    It carries the newest closing and the counting versions of all months, so that a pilot who begins anew goes
    on from it. Raises ``ExpectedError``: ``sheet_not_counting``, ``question_unknown``, ``question_text_long``,
    ``question_without_code``, ``question_with_payment``, ``amount_wrong``; ``RefusedError("sheet_text")``.
    """
    _check(answer)
    sheet = collection.sheets.counting(sheet_id)
    if sheet is None:
        raise ExpectedError("sheet_not_counting", sheet=sheet_id[:40])
    receipt = _receipt(collection, keys, sheet, answer, today)
    file = sign_receipt(receipt, keys.signing())
    with collection.transaction():
        collection.sheets.set_question(sheet.id, answer.question)
        if receipt.paid_on is not None:
            payment = Payment(sheet.pilot_code, sheet.month, receipt.paid_on, receipt.amount_cents or 0)
            collection.payments.put(payment)
    return Written(receipt, file)


def _check(answer: Answer) -> None:
    if answer.question is not None and answer.question not in QUESTIONS:
        raise ExpectedError("question_unknown", code=answer.question[:40], codes=", ".join(QUESTIONS))
    if answer.text and answer.question is None:
        raise ExpectedError("question_without_code", codes=", ".join(QUESTIONS))
    if answer.text and len(answer.text) > _LONGEST_TEXT:
        raise ExpectedError("question_text_long", limit=_LONGEST_TEXT)
    if answer.question is not None and (answer.paid_on is not None or answer.amount_cents is not None):
        raise ExpectedError("question_with_payment")
    if answer.amount_cents is not None and not 0 <= answer.amount_cents <= _MOST_CENTS:
        raise ExpectedError("amount_wrong")
    strict.check_text(answer.text or "")


def _receipt(collection: Collection, keys: Keys, sheet: StoredSheet, answer: Answer, today: date) -> Receipt:
    own = collection.profile()
    all_months = collection.sheets.counting_between(*_EVER, sheet.pilot_code)
    amount = answer.amount_cents
    if amount is None and answer.question is None:
        amount = _owed(collection, sheet)
    return Receipt(
        traeger=TraegerRef(own.code, own.name, keys.signing().public.id),
        pilot=sheet.pilot_code,
        sheet_id=sheet.sheet_id,
        sheet_version=sheet.version,
        payload=sheet.payload_hash,
        state="confirmed" if answer.question is None else "question",
        issued=today,
        paid_on=answer.paid_on,
        amount_cents=amount,
        question=_question(sheet, answer),
        ledger=_head(all_months),
        latest=tuple(
            LatestVersion(each.sheet_id, each.version, each.payload_hash) for each in all_months[-_MOST_MONTHS:]
        ),
    )


def _owed(collection: Collection, sheet: StoredSheet) -> int:
    span = period.year(sheet.month.year)
    sheets = collection.sheets.counting_between(span.first, span.last, sheet.pilot_code)
    rows = settlement.settled(collection.pilots.get(sheet.pilot_code), sheet.month.year, sheets)
    return sum(each.amount_cents for row in rows for each in row.months if each.month == sheet.month)


def _question(sheet: StoredSheet, answer: Answer) -> Question | None:
    """Return the question; the same one about the same version always has the same id."""
    for code in ("day_sum", "kilometres", "month", "missing_days", "other"):
        if code == answer.question:
            told = f"{sheet.payload_hash} {code} {answer.text or ''}"
            return Question(digest(told.encode())[:16], code, answer.text or None)
    return None


def _head(sheets: list[StoredSheet]) -> LedgerHead | None:
    """Return the newest closing, with the hash of the pilot's ledger after it."""
    head = None
    for closing in contents.closings(sheets):
        if closing.part.hash is not None and closing.part.until is not None:
            head = LedgerHead(closing.part.hash, closing.part.until)
    return head
