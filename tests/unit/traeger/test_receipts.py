"""Receipts: what the Träger says about a sheet, and what a pilot who begins anew can go on from."""

from datetime import date
from typing import Any

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.sheet.correspondence import read_receipt
from lotsenbuch.sheet.documents import Receipt
from lotsenbuch.traeger import receipts
from lotsenbuch.traeger.receipts import Answer
from lotsenbuch.traeger.records import SUPERSEDED, Payment
from tests.builders.memory_collection import MemoryCollection
from tests.builders.sheets import DIGEST, a_statistics
from tests.builders.traeger import MARCH, TODAY, a_collection, a_line, a_settlement_of, a_stored_sheet, filled


@pytest.fixture
def store() -> MemoryCollection:
    store = a_collection()
    filled(
        store,
        a_stored_sheet(statistics=a_statistics()),
        a_stored_sheet("first", month=date(2026, 2, 1), state=SUPERSEDED),
        a_stored_sheet("second", month=date(2026, 2, 1), version=2),
        a_stored_sheet(month=date(2026, 12, 1), settlement=a_settlement_of(a_line(16_500))),
        a_stored_sheet(pilot="L018"),
    )
    return store


def written(store: MemoryCollection, sheet: str = "L017-2026-03", **answer: Any) -> Receipt:
    file = receipts.write(store, store.keys, sheet, Answer(**answer), TODAY).file
    key = store.keys.signing().public
    return read_receipt(file, {key.id: key}).receipt


def test_a_confirmation_names_ledger_months_and_amount(store: MemoryCollection) -> None:
    receipt = written(store)
    assert (receipt.state, receipt.sheet_version, receipt.issued) == ("confirmed", 1, TODAY)
    assert (receipt.amount_cents, receipt.paid_on, receipt.question) == (5000, None, None)
    assert receipt.ledger is not None
    assert (receipt.ledger.hash, receipt.ledger.until) == (DIGEST, date(2026, 3, 31))
    months = [(each.sheet_id, each.sheet_version) for each in receipt.latest]
    assert months == [("L017-2026-02", 2), ("L017-2026-03", 1), ("L017-2026-12", 1)]
    assert store.payments.all() == []


def test_the_amount_is_what_the_cap_leaves(store: MemoryCollection) -> None:
    # 600 and 600 minutes came before; 15,360 of the cap are left.
    assert written(store, "L017-2026-12").amount_cents == 128_000


def test_a_payment_is_remembered_with_its_day(store: MemoryCollection) -> None:
    receipt = written(store, paid_on=date(2026, 4, 15), amount_cents=4900)
    assert (receipt.paid_on, receipt.amount_cents) == (date(2026, 4, 15), 4900)
    assert store.payments.all() == [Payment("L017", MARCH, date(2026, 4, 15), 4900)]


def test_a_question_is_open_until_it_is_confirmed(store: MemoryCollection) -> None:
    asked = written(store, question="kilometres", text="Sind es 34 km?")
    assert asked.question is not None
    assert (asked.state, asked.question.code, asked.question.text) == ("question", "kilometres", "Sind es 34 km?")
    assert asked.amount_cents is None
    assert written(store, question="kilometres", text="Sind es 34 km?") == asked
    sheet = store.sheets.counting("L017-2026-03")
    assert sheet is not None
    assert sheet.question == "kilometres"
    written(store)
    assert store.sheets.get(sheet.id).question is None


@pytest.mark.parametrize(
    ("sheet", "answer", "code"),
    [
        ("L017-2026-04", {}, "sheet_not_counting"),
        ("L017-2026-03", {"question": "why"}, "question_unknown"),
        ("L017-2026-03", {"text": "Warum?"}, "question_without_code"),
        ("L017-2026-03", {"question": "other", "text": "x" * 301}, "question_text_long"),
        ("L017-2026-03", {"question": "other", "text": "a\u202eb"}, "sheet_text"),
        ("L017-2026-03", {"question": "other", "paid_on": TODAY}, "question_with_payment"),
        ("L017-2026-03", {"amount_cents": -1}, "amount_wrong"),
    ],
)
def test_an_impossible_receipt_is_refused_and_changes_nothing(
    store: MemoryCollection, sheet: str, answer: dict[str, Any], code: str
) -> None:
    with pytest.raises(ExpectedError) as error:
        written(store, sheet, **answer)
    assert error.value.code == code
    assert all(each.question is None for each in store.sheets.counting_between(MARCH, MARCH))
