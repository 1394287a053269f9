"""The seal: only the named open it, and no bit of it can be changed."""

import json

import pytest

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import seal
from tests.builders.sheets import PILOT_OPENING, RECIPIENTS, RESERVE_OPENING, STRANGER_OPENING, TRAEGER_OPENING

CONTENT = b"%PDF-1.7 invented"
PREFIX = len(seal.MAGIC) + 5


def header_of(data: bytes) -> tuple[dict[str, object], bytes]:
    end = PREFIX + int.from_bytes(data[PREFIX - 4 : PREFIX], "big")
    return json.loads(data[PREFIX:end]), data[end:]


def with_header(header: dict[str, object], rest: bytes) -> bytes:
    text = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    return seal.MAGIC + b"\x01" + len(text).to_bytes(4, "big") + text + rest


def test_every_recipient_opens_it_and_is_named() -> None:
    sealed = seal.seal(CONTENT, RECIPIENTS)
    assert seal.recipients(sealed) == tuple(key.id for key in RECIPIENTS)
    for key in (TRAEGER_OPENING, RESERVE_OPENING, PILOT_OPENING):
        assert seal.open_sealed(sealed, key) == CONTENT


def test_nobody_else_opens_it() -> None:
    with pytest.raises(RefusedError, match="sheet_not_for_us"):
        seal.open_sealed(seal.seal(CONTENT, RECIPIENTS), STRANGER_OPENING)


def test_sealing_differs_each_time_and_hides_the_content() -> None:
    first, second = seal.seal(CONTENT, RECIPIENTS), seal.seal(CONTENT, RECIPIENTS)
    assert first != second
    assert CONTENT not in first
    assert header_of(first)[1] != header_of(second)[1]


def test_every_flipped_bit_is_refused() -> None:
    sealed = seal.seal(CONTENT, (TRAEGER_OPENING.public,))
    for position in range(len(sealed)):
        for bit in range(8):
            flipped = bytearray(sealed)
            flipped[position] ^= 1 << bit
            with pytest.raises(RefusedError):
                seal.open_sealed(bytes(flipped), TRAEGER_OPENING)


def test_a_flip_in_the_wrap_of_another_recipient_is_refused_too() -> None:
    sealed = seal.seal(CONTENT, RECIPIENTS)
    start = sealed.index(RESERVE_OPENING.public.id.encode())
    for position in range(start, start + 1_600, 37):
        flipped = bytearray(sealed)
        flipped[position] ^= 1
        with pytest.raises(RefusedError):
            seal.open_sealed(bytes(flipped), TRAEGER_OPENING)


def test_every_truncation_is_refused() -> None:
    sealed = seal.seal(CONTENT, (TRAEGER_OPENING.public,))
    for length in range(len(sealed)):
        with pytest.raises(RefusedError):
            seal.open_sealed(sealed[:length], TRAEGER_OPENING)


def test_a_newer_version_says_so() -> None:
    sealed = bytearray(seal.seal(CONTENT, RECIPIENTS))
    sealed[len(seal.MAGIC)] = 2
    with pytest.raises(RefusedError, match="sheet_newer"):
        seal.open_sealed(bytes(sealed), TRAEGER_OPENING)


def test_an_answer_does_not_pass_as_a_sheet() -> None:
    with pytest.raises(RefusedError, match="sheet_wrong_kind"):
        seal.open_sealed(seal.seal(CONTENT, RECIPIENTS, "answer"), TRAEGER_OPENING)


def test_a_file_beyond_the_limit_is_refused_before_its_header_is_read() -> None:
    with pytest.raises(RefusedError, match="sheet_too_large"):
        seal.open_sealed(seal.MAGIC + bytes(seal.MAX_FILE), TRAEGER_OPENING)


def test_a_header_beyond_the_limit_is_refused() -> None:
    front = seal.MAGIC + b"\x01" + (seal.MAX_HEADER + 1).to_bytes(4, "big")
    with pytest.raises(RefusedError, match="sheet_seal"):
        seal.open_sealed(front + bytes(seal.MAX_HEADER + 1), TRAEGER_OPENING)


@pytest.mark.parametrize("count", [0, 9])
def test_a_header_with_no_or_too_many_recipients_is_refused(count: int) -> None:
    header, rest = header_of(seal.seal(CONTENT, (TRAEGER_OPENING.public,)))
    own = header["recipients"]
    assert isinstance(own, list)
    others = [{"key": f"{number:032x}", "wrap": ""} for number in range(max(count - 1, 0))]
    with pytest.raises(RefusedError, match="sheet_schema"):
        seal.open_sealed(with_header(header | {"recipients": [*own, *others][:count]}, rest), TRAEGER_OPENING)


def test_a_recipient_named_twice_is_refused() -> None:
    header, rest = header_of(seal.seal(CONTENT, (TRAEGER_OPENING.public,)))
    own = header["recipients"]
    assert isinstance(own, list)
    with pytest.raises(RefusedError, match="sheet_seal"):
        seal.open_sealed(with_header(header | {"recipients": own * 2}, rest), TRAEGER_OPENING)


def test_the_header_is_bound_to_the_content() -> None:
    one, other = (seal.seal(CONTENT, (TRAEGER_OPENING.public,)) for _turn in range(2))
    with pytest.raises(RefusedError, match="sheet_seal"):
        seal.open_sealed(with_header(header_of(one)[0], header_of(other)[1]), TRAEGER_OPENING)


def test_a_seal_without_or_with_doubled_recipients_is_not_made() -> None:
    for wrong in ((), (TRAEGER_OPENING.public,) * 2):
        with pytest.raises(ValueError, match="recipients"):
            seal.seal(CONTENT, wrong)


def test_a_seal_that_commits_to_another_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = seal._derived
    monkeypatch.setattr(seal, "_derived", lambda content_key: (honest(content_key)[0], "0" * 64))
    forged = seal.seal(CONTENT, (TRAEGER_OPENING.public,))
    assert seal.open_sealed(forged, TRAEGER_OPENING) == CONTENT
    monkeypatch.undo()
    with pytest.raises(RefusedError, match="sheet_seal"):
        seal.open_sealed(forged, TRAEGER_OPENING)
