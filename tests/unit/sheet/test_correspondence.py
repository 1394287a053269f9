"""Invite, answer and receipt: enrolment by possession of keys, and the Träger's word on a sheet."""

from datetime import date
from typing import Any

import msgspec
import pytest

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import correspondence, opening, seal, statement
from lotsenbuch.sheet.correspondence import key_text
from lotsenbuch.sheet.documents import BankDetails, LatestVersion, Question, Term
from lotsenbuch.sheet.filetypes import ANSWER, INVITE, RECEIPT
from lotsenbuch.sheet.keys import by_id
from tests.builders.sheets import (
    DIGEST,
    PILOT_KEY,
    PILOT_OPENING,
    RECIPIENTS,
    RESERVE_OPENING,
    STRANGER_KEY,
    STRANGER_OPENING,
    TRAEGER,
    TRAEGER_KEY,
    TRAEGER_OPENING,
    a_receipt,
    a_sheet,
    an_answer,
    an_invite,
)

TRAEGER_KEYS = by_id([TRAEGER_KEY.public])


def test_an_invite_comes_back_with_the_keys_it_names() -> None:
    found = correspondence.read_invite(correspondence.sign_invite(an_invite(), TRAEGER_KEY))
    assert found.invite == an_invite()
    assert found.key == TRAEGER_KEY.public
    assert found.seal_keys == (TRAEGER_OPENING.public, RESERVE_OPENING.public)
    assert len(found.key.words()) == 8


def test_an_invite_is_signed_by_the_key_it_names_and_by_no_other() -> None:
    with pytest.raises(RefusedError, match="invite_key"):
        correspondence.sign_invite(an_invite(), STRANGER_KEY)
    with pytest.raises(RefusedError, match="invite_key"):
        correspondence.read_invite(statement.sign(an_invite(), INVITE, STRANGER_KEY))


def test_a_flipped_byte_in_an_invite_is_refused() -> None:
    data = correspondence.sign_invite(an_invite(), TRAEGER_KEY)
    for position in range(0, len(data), 5):
        flipped = bytearray(data)
        flipped[position] ^= 1
        with pytest.raises(RefusedError):
            correspondence.read_invite(bytes(flipped))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"{}", b'{"name":"x"}', bytes(99), "Einladung".encode("utf-16")])
def test_a_file_that_is_no_invite_says_so(data: bytes) -> None:
    with pytest.raises(RefusedError, match="invite_not_one"):
        correspondence.read_invite(data)


def test_another_signed_file_is_no_invite() -> None:
    for other in (
        correspondence.sign_receipt(a_receipt(), TRAEGER_KEY),
        opening.sign_sheet(a_sheet(), PILOT_KEY),
        statement.sign(a_receipt(), INVITE, TRAEGER_KEY),
    ):
        with pytest.raises(RefusedError, match="invite_not_one"):
            correspondence.read_invite(other)


def test_an_invite_of_a_newer_program_says_so() -> None:
    plain = msgspec.to_builtins(an_invite()) | {"version": 2}
    newer = msgspec.json.encode(plain, order="sorted")
    from lotsenbuch.sheet import envelope

    with pytest.raises(RefusedError, match="sheet_newer"):
        correspondence.read_invite(envelope.sign(newer, INVITE.payload_type, TRAEGER_KEY))


def test_an_invite_expires_after_its_last_day() -> None:
    correspondence.refuse_expired(an_invite(), date(2026, 2, 15))
    with pytest.raises(RefusedError, match="invite_expired") as refused:
        correspondence.refuse_expired(an_invite(), date(2026, 2, 16))
    assert refused.value.params == {"day": "15.02.2026"}


def test_an_invite_that_contradicts_itself_is_neither_signed_nor_read() -> None:
    traeger = an_invite().traeger
    twice = msgspec.structs.replace(traeger, seal_keys=traeger.seal_keys[:1] * 2)
    for wrong in (
        an_invite(traeger=twice),
        an_invite(term=Term(date(2026, 2, 1), date(2026, 1, 31))),
    ):
        with pytest.raises(RefusedError, match="invite_inconsistent"):
            correspondence.sign_invite(wrong, TRAEGER_KEY)
        with pytest.raises(RefusedError, match="invite_inconsistent"):
            correspondence.read_invite(statement.sign(wrong, INVITE, TRAEGER_KEY))


@pytest.mark.parametrize(
    "changes",
    [
        {"policy": {"k": 2, "topics": True, "origin": "country"}},
        {"line": "Wir Lotsen"},
        {"role": "boss"},
        {"programme": ["x" * 301]},
        {"surprise": 1},
    ],
)
def test_an_invite_of_another_shape_is_refused(changes: dict[str, Any]) -> None:
    from lotsenbuch.sheet import envelope

    payload = msgspec.json.encode(msgspec.to_builtins(an_invite()) | changes, order="sorted")
    with pytest.raises(RefusedError, match="sheet_schema"):
        correspondence.read_invite(envelope.sign(payload, INVITE.payload_type, TRAEGER_KEY))


def test_an_invite_may_be_open_ended_and_without_a_programme() -> None:
    invite = an_invite(term=Term(date(2026, 1, 1)), programme=None)
    assert correspondence.read_invite(correspondence.sign_invite(invite, TRAEGER_KEY)).invite == invite


def test_an_invite_with_a_seal_key_that_protects_nothing_is_refused() -> None:
    import base64

    weak = base64.b64encode(TRAEGER_OPENING.public.raw[:1184] + bytes(32)).decode()
    traeger = msgspec.structs.replace(an_invite().traeger, seal_keys=(weak,))
    with pytest.raises(RefusedError, match="key_refused"):
        correspondence.read_invite(correspondence.sign_invite(an_invite(traeger=traeger), TRAEGER_KEY))


def test_the_answer_proves_possession_and_reaches_only_its_recipients() -> None:
    sealed = correspondence.seal_answer(an_answer(), PILOT_KEY, RECIPIENTS)
    for key in (TRAEGER_OPENING, RESERVE_OPENING, PILOT_OPENING):
        found = correspondence.open_answer(sealed, key)
        assert (found.answer, found.key) == (an_answer(), PILOT_KEY.public)
        assert found.seal_key == PILOT_OPENING.public
    with pytest.raises(RefusedError, match="sheet_not_for_us"):
        correspondence.open_answer(sealed, STRANGER_OPENING)


def test_an_answer_may_bring_bank_details_and_an_address() -> None:
    answer = an_answer(
        bank=BankDetails("DE02120300000000202051", "Ayşe Beispiel"), address=("Musterweg 1", "12345 Musterstadt")
    )
    sealed = correspondence.seal_answer(answer, PILOT_KEY, RECIPIENTS)
    assert correspondence.open_answer(sealed, TRAEGER_OPENING).answer == answer


def test_an_answer_in_the_name_of_another_key_is_refused() -> None:
    foreign = an_answer(sign_key=key_text(STRANGER_KEY.public))
    with pytest.raises(RefusedError, match="answer_key"):
        correspondence.seal_answer(foreign, PILOT_KEY, RECIPIENTS)
    forged = seal.seal(statement.sign(foreign, ANSWER, PILOT_KEY), RECIPIENTS, "answer")
    with pytest.raises(RefusedError, match="answer_key"):
        correspondence.open_answer(forged, TRAEGER_OPENING)


def test_an_answer_sealed_anew_for_somebody_else_is_refused() -> None:
    resealed = seal.seal(statement.sign(an_answer(), ANSWER, PILOT_KEY), [STRANGER_OPENING.public], "answer")
    with pytest.raises(RefusedError, match="sheet_passed_on"):
        correspondence.open_answer(resealed, STRANGER_OPENING)
    with pytest.raises(RefusedError, match="answer_key"):
        correspondence.seal_answer(an_answer(), PILOT_KEY, RECIPIENTS[:2])


def test_a_file_that_is_no_answer_says_so() -> None:
    for data in (b"", b"%PDF-1.7", correspondence.sign_invite(an_invite(), TRAEGER_KEY)):
        with pytest.raises(RefusedError, match="answer_not_one"):
            correspondence.open_answer(data, TRAEGER_OPENING)
    with pytest.raises(RefusedError, match="sheet_wrong_kind"):
        correspondence.open_answer(seal.seal(b"x", RECIPIENTS), TRAEGER_OPENING)


@pytest.mark.parametrize(
    "receipt",
    [
        a_receipt(),
        a_receipt(paid_on=None, amount_cents=None, ledger=None, latest=()),
        a_receipt(state="question", question=Question("F-1", "kilometres", "Bitte prüfen: 340 km?")),
        a_receipt(state="question", question=Question("F-2", "day_sum")),
    ],
)
def test_a_receipt_of_a_known_traeger_comes_back(receipt: Any) -> None:
    found = correspondence.read_receipt(correspondence.sign_receipt(receipt, TRAEGER_KEY), TRAEGER_KEYS)
    assert found.receipt == receipt
    assert found.key == TRAEGER_KEY.public


def test_a_receipt_of_somebody_else_is_refused() -> None:
    with pytest.raises(RefusedError, match="sheet_unknown_signer"):
        correspondence.read_receipt(correspondence.sign_receipt(a_receipt(), STRANGER_KEY), TRAEGER_KEYS)
    both = by_id([TRAEGER_KEY.public, STRANGER_KEY.public])
    with pytest.raises(RefusedError, match="receipt_inconsistent"):
        correspondence.read_receipt(correspondence.sign_receipt(a_receipt(), STRANGER_KEY), both)


def test_a_flipped_byte_in_a_receipt_is_refused() -> None:
    data = correspondence.sign_receipt(a_receipt(), TRAEGER_KEY)
    for position in range(0, len(data), 3):
        flipped = bytearray(data)
        flipped[position] ^= 4
        with pytest.raises(RefusedError):
            correspondence.read_receipt(bytes(flipped), TRAEGER_KEYS)


@pytest.mark.parametrize(
    "receipt",
    [
        a_receipt(state="question"),
        a_receipt(question=Question("F-1", "other", "Text")),
        a_receipt(latest=(LatestVersion("L017-2026-03", 1, DIGEST),) * 2),
    ],
)
def test_a_receipt_that_contradicts_itself_is_neither_signed_nor_read(receipt: Any) -> None:
    with pytest.raises(RefusedError, match="receipt_inconsistent"):
        correspondence.sign_receipt(receipt, TRAEGER_KEY)
    with pytest.raises(RefusedError, match="receipt_inconsistent"):
        correspondence.read_receipt(statement.sign(receipt, RECEIPT, TRAEGER_KEY), TRAEGER_KEYS)


def test_a_question_holds_at_most_300_characters() -> None:
    asked = a_receipt(state="question", question=Question("F-1", "other", "ü" * 300))
    found = correspondence.read_receipt(correspondence.sign_receipt(asked, TRAEGER_KEY), TRAEGER_KEYS)
    assert found.receipt == asked
    with pytest.raises(RefusedError, match="sheet_schema"):
        correspondence.sign_receipt(
            a_receipt(state="question", question=Question("F-1", "other", "ü" * 301)), TRAEGER_KEY
        )


def test_a_file_that_is_no_receipt_says_so() -> None:
    for data in (b"", b"{}", correspondence.sign_invite(an_invite(), TRAEGER_KEY)):
        with pytest.raises(RefusedError, match="receipt_not_one"):
            correspondence.read_receipt(data, TRAEGER_KEYS)


def test_letters_do_not_show_names_in_a_traceback() -> None:
    found = correspondence.read_invite(correspondence.sign_invite(an_invite(), TRAEGER_KEY))
    assert TRAEGER.name not in repr(found)
    assert "Ayşe" not in repr(found)
