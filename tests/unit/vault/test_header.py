"""The header: the exact bytes that were written, or nothing."""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault import header_files, slots
from lotsenbuch.vault.header import MAX_BYTES, Header, SealedHeader, VaultKind, decode, encode
from lotsenbuch.vault.slots import Parameters, SlotKind
from tests.builders.vaults import cheap_derive

MASTER = bytearray(range(32))
VAULT_ID = bytes(range(16))


def a_header(*kinds: SlotKind, generation: int = 1, epoch: int = 1) -> Header:
    sealed = tuple(
        slots.seal(
            kind,
            bytearray(b"secret"),
            MASTER,
            VAULT_ID,
            Parameters(),
            random=secrets.token_bytes,
            derive=cheap_derive,
        )
        for kind in kinds or (SlotKind.PASSPHRASE,)
    )
    return Header(VAULT_ID, VaultKind.PILOT, date(2026, 3, 1), generation, epoch, sealed)


def resealed(signed: bytes, mac_line: bytes) -> bytes:
    """Return a header whose checksum fits, as an attacker would write it."""
    proven = signed + mac_line
    return proven + b"sha256 " + hashlib.sha256(proven).hexdigest().encode() + b"\n"


def with_body(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return a header file with a changed body and a fitting checksum."""
    lines = encode(a_header(), MASTER).splitlines(keepends=True)
    body = json.loads(lines[1])
    change(body)
    text = json.dumps(body, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    return resealed(lines[0] + text, lines[2])


def refusal(data: bytes) -> str:
    with pytest.raises(ExpectedError) as caught:
        decode(data).verify(MASTER)
    return caught.value.code


def test_a_header_comes_back_as_it_was() -> None:
    header = a_header(SlotKind.PASSPHRASE, SlotKind.RECOVERY, generation=7, epoch=2)

    assert decode(encode(header, MASTER)).verify(MASTER) == header


def test_every_flipped_bit_is_refused_before_anything_is_derived() -> None:
    data = encode(a_header(), MASTER)

    for bit in range(8 * len(data)):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ExpectedError):
            decode(bytes(changed))


def test_every_flipped_bit_is_refused_even_where_the_checksum_was_repaired() -> None:
    data = encode(a_header(), MASTER)
    proven = data[: data.rindex(b"sha256 ")]

    for bit in range(8 * len(proven)):
        changed = bytearray(proven)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ExpectedError):
            decode(resealed(bytes(changed), b"")).verify(MASTER)


def test_every_truncation_and_every_appended_byte_is_refused() -> None:
    data = encode(a_header(), MASTER)

    for length in range(len(data)):
        assert refusal(data[:length]) == "vault_header_damaged"
    assert refusal(data + b"\n") == "vault_header_damaged"


@given(st.binary(max_size=300))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    assert refusal(data) == "vault_header_damaged"


def test_another_master_key_proves_nothing() -> None:
    with pytest.raises(ExpectedError) as caught:
        decode(encode(a_header(), bytearray(32))).verify(MASTER)

    assert caught.value.code == "vault_header_damaged"


def test_a_newer_version_is_named_as_such_whatever_it_holds() -> None:
    assert refusal(resealed(b"lotsenbuch-vault 2\nsomething else entirely\n", b"")) == "vault_newer"


def test_a_newer_version_with_a_wrong_checksum_is_only_damaged() -> None:
    data = encode(a_header(), MASTER).replace(b"lotsenbuch-vault 1", b"lotsenbuch-vault 2")

    assert refusal(data) == "vault_header_damaged"


def test_more_than_64_kib_are_not_even_parsed() -> None:
    assert refusal(resealed(b"lotsenbuch-vault 1\n" + b"[" * MAX_BYTES, b"")) == "vault_header_refused"


def _slot(**values: object) -> Callable[[dict[str, Any]], object]:
    def change(body: Mapping[str, Any]) -> None:
        body["slots"][0].update(values)

    return change


@pytest.mark.parametrize(
    "change",
    [
        _slot(memory_kib=2**21),
        _slot(passes=21),
        _slot(lanes=9),
        lambda body: body.update(slots=[]),
        lambda body: body.update(slots=body["slots"] * 2),
        lambda body: body.update(slots=body["slots"] * 9),
    ],
)
def test_a_header_that_asks_for_too_much_is_refused_before_anything_is_derived(
    change: Callable[[dict[str, Any]], object],
) -> None:
    with pytest.raises(ExpectedError) as caught:
        decode(with_body(change))

    assert caught.value.code == "vault_header_refused"


@pytest.mark.parametrize(
    "change",
    [
        _slot(memory_kib=True),
        _slot(memory_kib=65536.0),
        _slot(memory_kib="65536"),
        _slot(kind="escrow"),
        _slot(salt="00"),
        _slot(extra=1),
        lambda body: body.update(kind="guest"),
        lambda body: body.update(generation=0),
        lambda body: body.update(generation=2**60),
        lambda body: body.update(created="2026-02-30"),
        lambda body: body.update(created=20260301),
        lambda body: body.update(more=1),
        lambda body: body.pop("vault"),
        lambda body: body.update(slots={"0": 1}),
    ],
)
def test_a_malformed_body_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(ExpectedError) as caught:
        decode(with_body(change))

    assert caught.value.code in {"vault_header_damaged", "vault_header_refused"}


@pytest.mark.parametrize("body", [b"[" * 30000, b"{}", b"null", b"[1]", b'{"vault":NaN}', b'{"a":1,"a":2}'])
def test_strange_json_is_refused(body: bytes) -> None:
    data = resealed(b"lotsenbuch-vault 1\n" + body + b"\n", b"hmac " + b"0" * 64 + b"\n")

    assert refusal(data) == "vault_header_damaged"


def test_the_error_does_not_carry_the_document() -> None:
    data = resealed(b"lotsenbuch-vault 1\n{oops\n", b"hmac " + b"0" * 64 + b"\n")

    with pytest.raises(ExpectedError) as caught:
        decode(data)

    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_the_epoch_names_the_files() -> None:
    first, third = a_header(), a_header(epoch=3)

    assert (first.database, first.counter) == ("log.db", "counter")
    assert (third.database, third.counter) == ("log-3.db", "counter-3")


def stored(directory: Path, header: Header) -> None:
    header_files.store(directory, header, MASTER)


def best(directory: Path) -> SealedHeader:
    return header_files.load(directory).copies[0]


def test_the_higher_generation_wins(tmp_path: Path) -> None:
    old = a_header()
    stored(tmp_path, old)
    (tmp_path / "header.b").write_bytes(encode(replace(old, generation=2), MASTER))

    loaded = header_files.load(tmp_path)

    assert [copy.header.generation for copy in loaded.copies] == [2, 1]
    assert not loaded.whole


@pytest.mark.parametrize("name", ["header.a", "header.b"])
@pytest.mark.parametrize("damage", ["missing", "empty", "half", "flipped", "directory"])
def test_one_damaged_copy_does_no_harm(tmp_path: Path, name: str, damage: str) -> None:
    stored(tmp_path, a_header())
    harm(tmp_path / name, damage)

    assert best(tmp_path).verify(MASTER).generation == 1
    assert not header_files.load(tmp_path).whole


def harm(path: Path, damage: str) -> None:
    data = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "half":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "flipped":
        path.write_bytes(data[:50] + bytes([data[50] ^ 1]) + data[51:])
    else:
        path.unlink()
        path.mkdir()


@pytest.mark.parametrize("damage", ["empty", "half", "flipped", "directory"])
def test_two_damaged_copies_are_said_to_be_damaged(tmp_path: Path, damage: str) -> None:
    stored(tmp_path, a_header())
    for name in ("header.a", "header.b"):
        harm(tmp_path / name, damage)

    with pytest.raises(ExpectedError) as caught:
        header_files.load(tmp_path)

    assert caught.value.code == "vault_header_damaged"


def test_a_copy_of_a_newer_version_wins_over_an_old_one(tmp_path: Path) -> None:
    stored(tmp_path, a_header())
    (tmp_path / "header.a").write_bytes(resealed(b"lotsenbuch-vault 2\n?\n", b""))

    with pytest.raises(ExpectedError) as caught:
        header_files.load(tmp_path)

    assert caught.value.code == "vault_newer"


def test_no_header_beside_a_database_is_missing_and_not_new(tmp_path: Path) -> None:
    (tmp_path / "log.db").write_bytes(b"x")

    with pytest.raises(ExpectedError) as caught:
        header_files.load(tmp_path)

    assert caught.value.code == "vault_header_missing"
