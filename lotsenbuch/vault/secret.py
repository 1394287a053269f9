"""What a person types to open a vault."""

import unicodedata
from dataclasses import dataclass, field
from typing import ClassVar

from lotsenbuch import words
from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault.slots import SlotKind

MIN_CHARACTERS = 8
MAX_CHARACTERS = 1024


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A passphrase as typed, compared in Unicode form NFC: keyboards write umlauts in two ways."""

    text: str = field(repr=False)
    kind: ClassVar[SlotKind] = SlotKind.PASSPHRASE

    def material(self) -> bytearray:
        """Return the bytes for the key derivation; the caller wipes them."""
        return bytearray(unicodedata.normalize("NFC", self.text).encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class RecoveryWords:
    """The 12 recovery words as typed; case does not matter, the first four letters of each suffice."""

    words: tuple[str, ...] = field(repr=False)
    kind: ClassVar[SlotKind] = SlotKind.RECOVERY

    @classmethod
    def parse(cls, text: str) -> "RecoveryWords":
        """Return the words of a line or a sheet, whatever stands between them."""
        return cls(words.split(text))

    def material(self) -> bytearray:
        """Return the 16 bytes behind the words; raises ``WrongSecretError`` (see ``words.entropy``)."""
        return bytearray(words.entropy(self.words))


Secret = Passphrase | RecoveryWords


def new_passphrase(text: str) -> Passphrase:
    """Return a passphrase that may be set.

    Raises ``ExpectedError``: ``passphrase_too_short`` (minimum), ``passphrase_too_long`` (maximum),
    ``passphrase_control`` for characters that no field lets anyone type again.
    """
    length = len(unicodedata.normalize("NFC", text))
    if length < MIN_CHARACTERS:
        raise ExpectedError("passphrase_too_short", minimum=MIN_CHARACTERS)
    if length > MAX_CHARACTERS:
        raise ExpectedError("passphrase_too_long", maximum=MAX_CHARACTERS)
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise ExpectedError("passphrase_control")
    return Passphrase(text)
