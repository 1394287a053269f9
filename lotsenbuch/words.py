"""Numbers as German words, for what people must read aloud, compare or write on paper.

One list of 2,048 plain words without umlauts; the first four letters of a word name it alone. A word
stands for 11 bits, the highest bits come first. The list never changes once words have been handed out.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from lotsenbuch import resources
from lotsenbuch.errors import WrongSecretError

BITS = 11
ENTROPY_BYTES = 16
PHRASE_WORDS = 12
FINGERPRINT_WORDS = 8
SUGGESTED_WORDS = 6
_CHECKSUM_BITS = PHRASE_WORDS * BITS - ENTROPY_BYTES * 8
_NAMING_LETTERS = 4


@cache
def _words() -> tuple[str, ...]:
    words = tuple(resources.text("words/de-2048.txt").split())
    if len({word[:_NAMING_LETTERS] for word in words}) != 1 << BITS or len(words) != 1 << BITS:
        raise ValueError("the word list must hold 2,048 words with different first four letters")
    return words


@cache
def _numbers() -> dict[str, int]:
    """Every accepted spelling: the word, or as many of its first letters as name it."""
    return {
        word[:length]: number
        for number, word in enumerate(_words())
        for length in range(min(_NAMING_LETTERS, len(word)), len(word) + 1)
    }


def encode(bits: bytes, count: int) -> tuple[str, ...]:
    """Return the first ``count`` x 11 bits of ``bits`` as words; ``ValueError`` if there are fewer bits."""
    spare = len(bits) * 8 - count * BITS
    if count < 1 or spare < 0:
        raise ValueError("not enough bits for that many words")
    number = int.from_bytes(bits, "big") >> spare
    mask = (1 << BITS) - 1
    return tuple(_words()[(number >> BITS * place) & mask] for place in reversed(range(count)))


def phrase(entropy: bytes) -> tuple[str, ...]:
    """Return the 12 words for 16 random bytes; the last four bits are a checksum (SHA-256)."""
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError("a recovery phrase carries exactly 16 bytes")
    return encode(entropy + hashlib.sha256(entropy).digest()[:1], PHRASE_WORDS)


def split(text: str) -> tuple[str, ...]:
    """Return the words of a typed line: any blanks, commas, hyphens, dots and line numbers between them."""
    return tuple(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)))


def entropy(words: Iterable[str]) -> bytes:
    """Return the 16 bytes that ``phrase`` wrote as ``words``; case does not matter, four letters suffice.

    Raises ``WrongSecretError``: ``recovery_words_count`` (count), ``recovery_word_unknown`` (position,
    from 1), ``recovery_words_wrong`` where the checksum does not fit.
    """
    typed = [unicodedata.normalize("NFC", word).strip().casefold() for word in words]
    if len(typed) != PHRASE_WORDS:
        raise WrongSecretError("recovery_words_count", count=len(typed))
    number = 0
    for position, word in enumerate(typed, 1):
        value = _numbers().get(word)
        if value is None:
            raise WrongSecretError("recovery_word_unknown", position=position)
        number = number << BITS | value
    found = (number >> _CHECKSUM_BITS).to_bytes(ENTROPY_BYTES, "big")
    if phrase(found)[-1] != _words()[number & (1 << BITS) - 1]:
        raise WrongSecretError("recovery_words_wrong")
    return found


def fingerprint_words(digest: bytes) -> tuple[str, ...]:
    """Return 8 words (88 bits) by which two people compare a key; ``digest`` is a hash of the key."""
    return encode(digest, FINGERPRINT_WORDS)


def suggest(random: Callable[[int], bytes]) -> tuple[str, ...]:
    """Return 6 random words (66 bits) as a passphrase to offer; ``random`` returns that many bytes."""
    return encode(random(9), SUGGESTED_WORDS)
