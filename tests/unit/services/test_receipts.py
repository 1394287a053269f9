"""Receipts: what they change, whose they must be, and how a payment is divided over lines."""

from datetime import date
from typing import Any

import pytest

from lotsenbuch import messages
from lotsenbuch.errors import RefusedError
from lotsenbuch.services import receipts, sheets_state
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.sheet import correspondence
from lotsenbuch.sheet.documents import Question
from lotsenbuch.sheet.keys import SigningKey
from tests.builders.desks import MARCH, a_joined_log, issue, joined, record
from tests.builders.log import a_random
from tests.builders.memory_log import MemoryLog
from tests.builders.sheets import DIGEST, STRANGER_KEY, TRAEGER_KEY, a_receipt


@pytest.fixture
def log() -> MemoryLog:
    return a_joined_log()


def receipt(sheet: IssuedSheet, key: SigningKey = TRAEGER_KEY, **changes: Any) -> bytes:
    told: dict[str, Any] = {"payload": sheet.payload_hash, "sheet_version": sheet.version, "ledger": None, "latest": ()}
    return correspondence.sign_receipt(a_receipt(**(told | changes)), key)


def state(log: MemoryLog) -> str:
    return sheets_state.months(log)[0].state


def test_a_receipt_confirms_and_pays(log: MemoryLog) -> None:
    record(log)
    sheet = issue(log)
    taken = receipts.take(log, receipt(sheet, amount_cents=750), a_random("pay"))
    assert state(log) == "confirmed"
    (payment,) = log.payments.all()
    assert taken.payments == (payment,)
    assert (payment.month, payment.paid_on, payment.amount_cents) == (MARCH, date(2026, 4, 15), 750)
    assert receipts.stored(log, log.sheets.latest()[0]) == taken.receipt


def test_the_same_receipt_twice_pays_once(log: MemoryLog) -> None:
    record(log)
    data = receipt(issue(log))
    receipts.take(log, data, a_random("one"))
    receipts.take(log, data, a_random("two"))
    assert [payment.amount_cents for payment in log.payments.all()] == [12_000]


def test_a_question_asks_and_pays_nothing(log: MemoryLog) -> None:
    record(log)
    question = Question("F-1", "kilometres", "Stimmt das?")
    data = receipt(issue(log), state="question", question=question, paid_on=None, amount_cents=None)
    assert receipts.take(log, data, a_random()).receipt.question == question
    assert (state(log), log.payments.all()) == ("question", [])


def test_a_payment_is_divided_over_the_lines_to_the_cent(log: MemoryLog) -> None:
    health = joined(log, line="wir_gesundheit")
    record(log, "a", minutes=100, start=None, end=None)
    record(log, "b", engagement_id=health.id, minutes=200, start=None, end=None)
    receipts.take(log, receipt(issue(log), amount_cents=1000), a_random())
    # 8.33 and 16.67 euros are owed; of ten euros paid a third is 333 cents, the rest of the division the last line's.
    paid = {payment.engagement_id: payment.amount_cents for payment in log.payments.all()}
    assert paid == {log.engagements.all()[1].id: 333, health.id: 667}


def test_money_without_an_amount_owed_still_arrives() -> None:
    log = a_joined_log(line="hours")
    record(log)
    receipts.take(log, receipt(issue(log), amount_cents=5000), a_random())
    assert [payment.amount_cents for payment in log.payments.all()] == [5000]


def test_receipts_of_others_or_about_others_change_nothing(log: MemoryLog) -> None:
    record(log)
    sheet = issue(log)
    for data, code in (
        (receipt(sheet, STRANGER_KEY), "sheet_unknown_signer"),
        (receipt(sheet, payload=DIGEST), "receipt_sheet_unknown"),
        (receipt(sheet, sheet_id="L017-2026-02"), "receipt_sheet_unknown"),
        (b"nothing", "receipt_not_one"),
    ):
        with pytest.raises(RefusedError) as failure:
            receipts.take(log, data, a_random())
        assert failure.value.code == code
        assert code in messages.codes()
    assert (state(log), log.payments.all()) == ("sealed", [])
