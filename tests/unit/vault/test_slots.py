"""Key slots: what opens them, what does not, and what is never even tried."""

import secrets
from dataclasses import replace

import pytest

from lotsenbuch.errors import ExpectedError, WrongSecretError
from lotsenbuch.vault import slots
from lotsenbuch.vault.slots import Parameters, Slot, SlotKind
from tests.builders.vaults import cheap_derive

VAULT_ID = bytes(range(16))
MASTER = bytes(range(32, 64))
SECRET = b"lampe wiese kolben ufer"


def a_slot(kind: SlotKind = SlotKind.PASSPHRASE, parameters: Parameters = Parameters()) -> Slot:
    secret, master = bytearray(SECRET), bytearray(MASTER)
    return slots.seal(
        kind, secret, master, VAULT_ID, parameters, random=secrets.token_bytes, derive=cheap_derive
    )


def unseal(slot: Slot, secret: bytes = SECRET, vault_id: bytes = VAULT_ID) -> bytearray:
    return slots.unseal(slot, bytearray(secret), vault_id, derive=cheap_derive)


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_a_slot_sealed_with_argon2id_opens_with_its_secret_alone() -> None:
    slot = slots.seal(
        SlotKind.PASSPHRASE,
        bytearray(SECRET),
        bytearray(MASTER),
        VAULT_ID,
        Parameters(),
        random=secrets.token_bytes,
    )

    assert slots.unseal(slot, bytearray(SECRET), VAULT_ID) == MASTER
    with pytest.raises(WrongSecretError) as caught:
        slots.unseal(slot, bytearray(SECRET + b"x"), VAULT_ID)
    assert caught.value.code == "vault_wrong_passphrase"


def test_argon2id_gives_the_value_of_its_reference_implementation() -> None:
    # From src/test.c of the reference implementation of the Password Hashing Competition.
    expected = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"

    assert slots.derive(bytearray(b"password"), b"somesalt", Parameters(64 * 1024, 2, 1)).hex() == expected


def test_wrong_recovery_words_have_a_sentence_of_their_own() -> None:
    with pytest.raises(WrongSecretError) as caught:
        unseal(a_slot(SlotKind.RECOVERY), b"other")

    assert caught.value.code == "vault_wrong_recovery_words"


def test_damage_is_told_from_a_wrong_passphrase() -> None:
    slot = a_slot()
    flips = [replace(slot, nonce=flipped(slot.nonce, bit)) for bit in range(8 * len(slot.nonce))]
    flips += [replace(slot, sealed=flipped(slot.sealed, bit)) for bit in range(8 * len(slot.sealed))]
    for damaged in flips:
        with pytest.raises(ExpectedError) as caught:
            unseal(damaged)
        assert caught.value.code == "vault_header_damaged"


def test_a_slot_belongs_to_its_vault_its_kind_and_its_parameters() -> None:
    slot = a_slot()
    foreign = [
        (replace(slot, kind=SlotKind.RECOVERY), VAULT_ID),
        (replace(slot, parameters=Parameters(128 * 1024)), VAULT_ID),
        (replace(slot, salt=bytes(16)), VAULT_ID),
        (slot, bytes(16)),
    ]
    for changed, vault_id in foreign:
        with pytest.raises(WrongSecretError):
            unseal(changed, vault_id=vault_id)


def test_the_context_binds_even_where_the_derived_key_is_the_same() -> None:
    slot = a_slot()

    def same_key(secret: bytearray, salt: bytes, parameters: Parameters) -> bytearray:
        return cheap_derive(secret, slot.salt, slot.parameters)

    for changed in (replace(slot, parameters=Parameters(128 * 1024)), replace(slot, salt=bytes(16))):
        with pytest.raises(WrongSecretError):
            slots.unseal(changed, bytearray(SECRET), VAULT_ID, derive=same_key)


@pytest.mark.parametrize(
    "hostile",
    [
        Parameters(memory_kib=1024 * 1024 + 1),
        Parameters(passes=21),
        Parameters(lanes=9),
        Parameters(lanes=0),
        Parameters(passes=0),
        Parameters(memory_kib=31, lanes=4),
        Parameters(memory_kib=-1),
    ],
)
def test_hostile_parameters_are_refused_before_anything_is_derived(hostile: Parameters) -> None:
    with pytest.raises(ExpectedError) as caught:
        slots.derive(bytearray(SECRET), bytes(16), hostile)

    assert caught.value.code == "vault_header_refused"


@pytest.mark.parametrize(
    ("parameters", "weak"),
    [(Parameters(), False), (Parameters(64 * 1024 - 1), True), (Parameters(passes=2), True)],
)
def test_what_is_below_the_floor_counts_as_weak(parameters: Parameters, weak: bool) -> None:
    assert parameters.weak is weak


def test_two_slots_of_one_secret_have_nothing_in_common() -> None:
    first, second = a_slot(), a_slot()

    assert first.salt != second.salt
    assert first.commitment != second.commitment
    assert first.sealed != second.sealed


def test_no_key_shows_in_what_is_printed() -> None:
    slot = a_slot()

    assert repr(slot.sealed) not in repr(slot)
