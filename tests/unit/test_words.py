"""Numbers as words: what is written on paper must come back as the same key, or not at all."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotsenbuch import words
from lotsenbuch.errors import WrongSecretError

ENTROPY = bytes(range(16))


@given(st.binary(min_size=16, max_size=16))
def test_a_phrase_gives_its_bytes_back(entropy: bytes) -> None:
    phrase = words.phrase(entropy)

    assert len(phrase) == 12
    assert words.entropy(phrase) == entropy


@given(st.binary(min_size=16, max_size=16))
def test_four_letters_and_any_case_are_enough(entropy: bytes) -> None:
    short = [word[:4].upper() for word in words.phrase(entropy)]

    assert words.entropy(short) == entropy


def test_words_carry_the_bits_from_the_highest_down() -> None:
    first, second = 0b10000000001, 0b01111111110
    packed = (first << 11 | second) << 2

    both = words.encode(packed.to_bytes(3, "big"), 2)

    assert both[0] == words.encode((first << 5).to_bytes(2, "big"), 1)[0]
    assert both[1] == words.encode((second << 5).to_bytes(2, "big"), 1)[0]
    assert both[0] != both[1]


def test_the_last_four_bits_are_the_checksum() -> None:
    number = int.from_bytes(ENTROPY, "big") << 4 | hashlib.sha256(ENTROPY).digest()[0] >> 4

    assert words.phrase(ENTROPY) == words.encode((number << 4).to_bytes(17, "big"), 12)


def test_a_swapped_pair_of_words_is_refused() -> None:
    phrase = words.phrase(ENTROPY)
    # Four bits of checksum let one swap in sixteen pass; this phrase has none of those at its start.
    swapped = (phrase[1], phrase[0], *phrase[2:])

    with pytest.raises(WrongSecretError) as caught:
        words.entropy(swapped)

    assert caught.value.code == "recovery_words_wrong"


def test_an_unknown_word_is_named_by_its_position() -> None:
    typed = [*words.phrase(ENTROPY)[:4], "xyzzy", *words.phrase(ENTROPY)[5:]]

    with pytest.raises(WrongSecretError) as caught:
        words.entropy(typed)

    assert (caught.value.code, caught.value.params) == ("recovery_word_unknown", {"position": 5})


@pytest.mark.parametrize("count", [0, 1, 11, 13])
def test_another_number_of_words_is_refused(count: int) -> None:
    with pytest.raises(WrongSecretError) as caught:
        words.entropy((words.phrase(ENTROPY) * 2)[:count])

    assert (caught.value.code, caught.value.params) == ("recovery_words_count", {"count": count})


def test_a_sheet_with_numbers_commas_and_lines_is_split_into_its_words() -> None:
    phrase = words.phrase(ENTROPY)
    sheet = "\n".join(f"{number:2}. {word.capitalize()}," for number, word in enumerate(phrase, 1))

    assert words.entropy(words.split(sheet)) == ENTROPY


def test_key_comparison_takes_the_first_88_bits() -> None:
    digest = hashlib.sha256(b"key").digest()

    assert words.fingerprint_words(digest) == words.encode(digest[:11], 8)
    assert words.fingerprint_words(digest) == words.fingerprint_words(digest[:11] + bytes(21))
    assert words.fingerprint_words(digest) != words.fingerprint_words(digest[:10] + bytes(22))


def test_a_suggestion_has_six_words_from_the_random_source() -> None:
    asked: list[int] = []

    def random(count: int) -> bytes:
        asked.append(count)
        return b"\xa5" * count

    assert words.suggest(random) == words.encode(b"\xa5" * 9, 6)
    assert asked == [9]


def test_too_few_bits_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="bits"):
        words.encode(bytes(10), 8)
    with pytest.raises(ValueError, match="16 bytes"):
        words.phrase(bytes(15))
