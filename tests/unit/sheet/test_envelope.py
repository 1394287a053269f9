"""The envelope: one signer, one spelling, verified before anything is parsed."""

import base64
import json

import pytest

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import envelope
from lotsenbuch.sheet.keys import SigningKey, by_id
from tests.builders.sheets import KNOWN, PILOT_KEY, STRANGER_KEY

PAYLOAD = b'{"minutes":90}'
KIND = "application/vnd.lotsenbuch.test+json"
SIGNED = envelope.sign(PAYLOAD, KIND, PILOT_KEY)


def altered(**changes: object) -> bytes:
    written = json.loads(SIGNED)
    written["signatures"][0].update({key: changes.pop(key) for key in ("key", "keyid", "sig") if key in changes})
    return json.dumps(written | changes, sort_keys=True, separators=(",", ":")).encode()


def test_a_signed_payload_comes_back() -> None:
    opened = envelope.open_envelope(SIGNED, KNOWN)
    assert (opened.payload, opened.payload_type, opened.key_id) == (PAYLOAD, KIND, PILOT_KEY.public.id)


def test_the_same_statement_gives_the_same_bytes() -> None:
    assert envelope.sign(PAYLOAD, KIND, PILOT_KEY) == SIGNED


def test_the_signature_covers_the_encoding_of_the_dsse_specification() -> None:
    written = json.loads(SIGNED)
    covered = b"DSSEv1 36 " + KIND.encode() + b" 14 " + PAYLOAD
    PILOT_KEY.public.verify(base64.b64decode(written["signatures"][0]["sig"]), covered)


def test_every_flipped_bit_is_refused() -> None:
    for position in range(len(SIGNED)):
        for bit in range(8):
            flipped = bytearray(SIGNED)
            flipped[position] ^= 1 << bit
            with pytest.raises(RefusedError):
                envelope.open_envelope(bytes(flipped), KNOWN)


def test_every_truncation_is_refused() -> None:
    for length in range(len(SIGNED)):
        with pytest.raises(RefusedError):
            envelope.open_envelope(SIGNED[:length], KNOWN)


def test_every_flipped_bit_is_refused_where_the_signer_is_unknown() -> None:
    for position in range(len(SIGNED)):
        flipped = bytearray(SIGNED)
        flipped[position] ^= 1 << (position % 8)
        with pytest.raises(RefusedError):
            envelope.open_introduction(bytes(flipped))


def test_an_unknown_signer_is_named_as_such_before_the_payload_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = envelope.sign(b"\xffno JSON", KIND, STRANGER_KEY)
    with pytest.raises(RefusedError, match="sheet_unknown_signer"):
        envelope.open_envelope(foreign, KNOWN)
    assert envelope.peek_key_id(foreign) == STRANGER_KEY.public.id


def test_a_known_key_id_does_not_vouch_for_another_key() -> None:
    stranger = json.loads(envelope.sign(PAYLOAD, KIND, STRANGER_KEY))["signatures"][0]
    forged = altered(key=stranger["key"], sig=stranger["sig"])
    with pytest.raises(RefusedError, match="sheet_signature"):
        envelope.open_envelope(forged, KNOWN)


def test_the_type_is_signed_with_the_payload() -> None:
    with pytest.raises(RefusedError, match="sheet_signature"):
        envelope.open_envelope(altered(payloadType="application/other"), KNOWN)


@pytest.mark.parametrize(
    "signatures",
    [[], json.loads(SIGNED)["signatures"] * 2],
    ids=["none", "two"],
)
def test_exactly_one_signature_is_read(signatures: list[object]) -> None:
    with pytest.raises(RefusedError):
        envelope.open_envelope(altered(signatures=signatures), KNOWN)


def test_another_spelling_of_the_envelope_is_refused() -> None:
    spaced = json.dumps(json.loads(SIGNED)).encode()
    with pytest.raises(RefusedError, match="sheet_envelope"):
        envelope.open_envelope(spaced, KNOWN)


def test_base64_with_loose_bits_is_refused() -> None:
    text = json.loads(SIGNED)["payload"]
    assert text.endswith("=")
    at = text.index("=") - 1
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    loose = text[:at] + letters[letters.index(text[at]) + 1] + text[at + 1 :]
    assert base64.b64decode(loose) == PAYLOAD
    with pytest.raises(RefusedError, match="sheet_envelope"):
        envelope.open_envelope(altered(payload=loose), KNOWN)


def test_an_introduction_proves_possession_of_the_named_key() -> None:
    newcomer = SigningKey.generate()
    opened = envelope.open_introduction(envelope.sign(PAYLOAD, KIND, newcomer))
    assert opened.key == newcomer.public
    assert by_id([opened.key]) == {newcomer.public.id: newcomer.public}


def test_an_introduction_with_a_key_that_proves_nothing_is_refused() -> None:
    identity = base64.b64encode((1).to_bytes(32, "little")).decode()
    anything = base64.b64encode((1).to_bytes(32, "little") + bytes(32)).decode()
    with pytest.raises(RefusedError, match="key_refused"):
        envelope.open_introduction(altered(key=identity, sig=anything))


def test_an_envelope_beyond_its_limit_is_refused() -> None:
    with pytest.raises(RefusedError, match="sheet_too_large"):
        envelope.open_envelope(envelope.sign(b" " * 400_000, KIND, PILOT_KEY), KNOWN)
