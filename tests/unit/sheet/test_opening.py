"""Opening sheets: what the Träger is sent, and everything that can be wrong with it."""

from datetime import date

import pytest

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import canonical, container, opening, reader, seal, statement
from lotsenbuch.sheet.filetypes import RECEIPT, SHEET
from lotsenbuch.sheet.keys import OpeningKey
from tests.builders.sheets import (
    KNOWN,
    PILOT_KEY,
    PILOT_OPENING,
    RECIPIENTS,
    RESERVE_OPENING,
    STRANGER_KEY,
    STRANGER_OPENING,
    TRAEGER_KEY,
    TRAEGER_OPENING,
    a_blank_pdf,
    a_plain_file,
    a_receipt,
    a_sealed_file,
    a_settlement,
    a_sheet,
    a_statistics,
)


@pytest.mark.parametrize("key", [TRAEGER_OPENING, RESERVE_OPENING, PILOT_OPENING])
def test_every_recipient_reads_the_sealed_sheet(key: OpeningKey) -> None:
    found = opening.open_sheet(a_sealed_file(), KNOWN, key)
    assert found.sheet == a_sheet()
    assert found.settlement == a_settlement()
    assert found.statistics == a_statistics()
    assert (found.key_id, found.known_signer) == (PILOT_KEY.public.id, True)
    assert found.payload_hash == canonical.digest(canonical.encode(a_sheet()))
    assert found.pdf == a_plain_file()


def test_a_plain_sheet_is_told_by_its_content() -> None:
    found = opening.open_sheet(a_plain_file(), KNOWN)
    assert found.sheet == a_sheet()
    assert opening.open_sheet(a_plain_file(), KNOWN, TRAEGER_OPENING).payload_hash == found.payload_hash


def test_issuing_again_gives_the_same_signed_pdf_but_another_seal() -> None:
    assert a_plain_file() == a_plain_file()
    one, other = a_sealed_file(), a_sealed_file()
    assert one != other
    assert opening.open_sheet(one, KNOWN, TRAEGER_OPENING) == opening.open_sheet(other, KNOWN, TRAEGER_OPENING)


def test_a_sheet_of_an_unknown_signer_is_refused_and_its_key_id_can_be_listed() -> None:
    foreign = a_sealed_file(key=STRANGER_KEY)
    with pytest.raises(RefusedError, match="sheet_unknown_signer"):
        opening.open_sheet(foreign, KNOWN, TRAEGER_OPENING)
    assert opening.claimed_key(foreign, TRAEGER_OPENING) == STRANGER_KEY.public.id


def test_the_payload_of_an_unknown_signer_is_never_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = a_plain_file(key=STRANGER_KEY)

    def never(*_arguments: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(statement, "read", never)
    with pytest.raises(RefusedError, match="sheet_unknown_signer"):
        opening.open_sheet(foreign, KNOWN)


def test_a_sheet_for_another_traeger_is_refused() -> None:
    with pytest.raises(RefusedError, match="sheet_not_for_us"):
        opening.open_sheet(a_sealed_file(), KNOWN, STRANGER_OPENING)
    with pytest.raises(RefusedError, match="sheet_not_for_us"):
        opening.open_sheet(a_plain_file(), KNOWN, STRANGER_OPENING)


def test_a_sheet_sealed_anew_for_somebody_else_is_refused() -> None:
    resealed = opening.seal_sheet(a_plain_file(), [STRANGER_OPENING.public])
    with pytest.raises(RefusedError, match="sheet_passed_on"):
        opening.open_sheet(resealed, KNOWN, STRANGER_OPENING)
    wider = opening.seal_sheet(a_plain_file(), [*RECIPIENTS, STRANGER_OPENING.public])
    with pytest.raises(RefusedError, match="sheet_passed_on"):
        opening.open_sheet(wider, KNOWN, TRAEGER_OPENING)


def test_a_sealed_sheet_without_a_key_says_so() -> None:
    with pytest.raises(RefusedError, match="sheet_sealed"):
        opening.open_sheet(a_sealed_file(), KNOWN)


def test_a_flipped_byte_anywhere_in_a_sealed_sheet_is_refused() -> None:
    sealed = a_sealed_file()
    for position in range(0, len(sealed), 61):
        flipped = bytearray(sealed)
        flipped[position] ^= 0x10
        with pytest.raises(RefusedError):
            opening.open_sheet(bytes(flipped), KNOWN, TRAEGER_OPENING)


def test_a_flipped_byte_in_the_signed_data_of_a_plain_sheet_is_refused() -> None:
    envelope = opening.sign_sheet(a_sheet(), PILOT_KEY)
    for position in range(0, len(envelope), 7):
        flipped = bytearray(envelope)
        flipped[position] ^= 1
        damaged = container.embed(a_blank_pdf(), bytes(flipped), date(2026, 3, 31))
        with pytest.raises(RefusedError):
            opening.inspect_sheet(damaged)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x89PNG\r\n", b"{}", bytes(1_000)])
def test_any_other_file_is_no_sheet(data: bytes) -> None:
    with pytest.raises(RefusedError, match="sheet_not_one"):
        opening.open_sheet(data, KNOWN, TRAEGER_OPENING)


def test_a_pdf_without_attachment_is_refused() -> None:
    with pytest.raises(RefusedError, match="sheet_no_attachment"):
        opening.open_sheet(a_blank_pdf(), KNOWN)


def test_an_attachment_that_is_no_envelope_is_refused() -> None:
    for data in (b"{}", b"[]", b"\xff", b'{"payload":1}'):
        pdf = container.embed(a_blank_pdf(), data, date(2026, 3, 31))
        with pytest.raises(RefusedError, match="sheet_not_one"):
            opening.open_sheet(pdf, KNOWN)


def test_a_receipt_does_not_pass_as_a_sheet_even_if_its_signer_is_known() -> None:
    keys = {TRAEGER_KEY.public.id: TRAEGER_KEY.public}
    pdf = container.embed(a_blank_pdf(), statement.sign(a_receipt(), RECEIPT, TRAEGER_KEY), date(2026, 3, 31))
    with pytest.raises(RefusedError, match="sheet_not_one"):
        opening.open_sheet(pdf, keys)
    mislabelled = statement.sign(a_receipt(), SHEET, TRAEGER_KEY)
    with pytest.raises(RefusedError, match="sheet_not_one"):
        opening.open_sheet(container.embed(a_blank_pdf(), mislabelled, date(2026, 3, 31)), keys)


def test_a_sheet_can_be_looked_at_without_knowing_its_signer() -> None:
    found = opening.inspect_sheet(a_plain_file(key=STRANGER_KEY))
    assert (found.key_id, found.known_signer) == (STRANGER_KEY.public.id, False)
    assert found.sheet == a_sheet()


def test_a_sealed_answer_does_not_pass_as_a_sheet() -> None:
    with pytest.raises(RefusedError, match="sheet_wrong_kind"):
        opening.open_sheet(seal.seal(a_plain_file(), RECIPIENTS, "answer"), KNOWN, TRAEGER_OPENING)


def test_a_corrected_version_names_what_it_replaces_and_repeats_the_statistics() -> None:
    first = opening.open_sheet(a_plain_file(), KNOWN)
    corrected = a_sheet(sheet_version=2, replaces=first.payload_hash, settlement=a_settlement(distance_km=35))
    second = opening.open_sheet(a_plain_file(corrected), KNOWN)
    assert second.sheet.replaces == first.payload_hash
    assert second.sheet.statistics == first.sheet.statistics
    assert reader.settlement(second.sheet).distance_km == 35


def test_what_was_opened_does_not_show_names_in_a_traceback() -> None:
    assert "Ayşe" not in repr(opening.open_sheet(a_plain_file(), KNOWN))


def test_a_sheet_signed_as_another_kind_of_file_is_refused() -> None:
    mislabelled = statement.sign(a_sheet(), RECEIPT, PILOT_KEY)
    with pytest.raises(RefusedError, match="sheet_not_one"):
        opening.open_sheet(container.embed(a_blank_pdf(), mislabelled, date(2026, 3, 31)), KNOWN)
