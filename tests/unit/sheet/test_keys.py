"""Keys: what the library would accept and we refuse."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet.keys import OpeningKey, SealKey, SigningKey, VerifyKey, by_id
from tests.builders.sheets import PILOT_KEY, PILOT_OPENING, seeded

P = 2**255 - 19
ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
SMALL = [0, 1, P - 1, ORDER_8, P - ORDER_8]


def little(number: int) -> bytes:
    return number.to_bytes(32, "little")


@pytest.mark.parametrize("y", SMALL)
@pytest.mark.parametrize("sign", [0, 1 << 255])
def test_a_point_of_small_order_is_no_key(y: int, sign: int) -> None:
    Ed25519PublicKey.from_public_bytes(little(y | sign))
    with pytest.raises(RefusedError, match="key_refused"):
        VerifyKey.from_bytes(little(y | sign))


def test_the_library_would_take_a_signature_that_nobody_made() -> None:
    Ed25519PublicKey.from_public_bytes(little(1)).verify(little(1) + bytes(32), b"any message")


@pytest.mark.parametrize("y", [*range(P + 2, P + 19), 2**255 - 1])
def test_a_number_beyond_the_field_is_no_key(y: int) -> None:
    with pytest.raises(RefusedError, match="key_refused"):
        VerifyKey.from_bytes(little(y))


def test_a_point_off_the_curve_is_no_key() -> None:
    refused = 0
    for y in range(2, 42):
        try:
            VerifyKey.from_bytes(little(y))
        except RefusedError:
            refused += 1
    assert 10 <= refused <= 30


@pytest.mark.parametrize("raw", [b"", bytes(31), bytes(33)])
def test_a_key_of_another_length_is_refused(raw: bytes) -> None:
    with pytest.raises(RefusedError, match="key_refused"):
        VerifyKey.from_bytes(raw)


def test_honest_keys_pass() -> None:
    for number in range(50):
        key = SigningKey.generate(seeded(f"key {number}"))
        assert VerifyKey.from_bytes(key.public.raw) == key.public


def test_a_key_is_named_by_its_digest() -> None:
    public = PILOT_KEY.public
    assert public.id == hashlib.sha256(b"lotsenbuch/sign/1\0" + public.raw).hexdigest()[:32]
    assert by_id([public]) == {public.id: public}
    assert len(public.words()) == 8
    assert public.words() != SigningKey.generate(seeded("another")).public.words()


def test_a_stored_key_comes_back() -> None:
    assert SigningKey.from_bytes(PILOT_KEY.raw) == PILOT_KEY
    assert OpeningKey.from_bytes(PILOT_OPENING.raw).public == PILOT_OPENING.public
    for wrong in (b"", bytes(31)):
        with pytest.raises(ValueError, match="key"):
            SigningKey.from_bytes(wrong)
        with pytest.raises(ValueError, match="key"):
            OpeningKey.from_bytes(wrong)


def test_new_keys_differ() -> None:
    assert SigningKey.generate() != SigningKey.generate()
    assert OpeningKey.generate() != OpeningKey.generate()


@pytest.mark.parametrize(
    "raw",
    [
        PILOT_OPENING.public.raw[:-1],
        PILOT_OPENING.public.raw + b"\0",
        PILOT_OPENING.public.raw[:1184] + bytes(32),
        PILOT_OPENING.public.raw[:1184] + little(1),
        PILOT_OPENING.public.raw[:1184] + little(P + 9),
        b"\xff" * 1184 + PILOT_OPENING.public.raw[1184:],
    ],
    ids=["short", "long", "zero point", "small order", "beyond the field", "lattice beyond its modulus"],
)
def test_a_seal_key_that_protects_nothing_is_refused(raw: bytes) -> None:
    with pytest.raises(RefusedError, match="key_refused"):
        SealKey.from_bytes(raw)


def test_no_key_shows_its_bytes() -> None:
    for key in (PILOT_KEY, PILOT_OPENING):
        assert key.raw.hex() not in repr(key)
        assert repr(key.raw)[2:20] not in repr(key)
