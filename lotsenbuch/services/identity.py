"""The pilot's own keys: one to sign with, one to open what was sealed for her. They live in the vault."""

from lotsenbuch.services.ports import Log
from lotsenbuch.sheet.keys import OpeningKey, SigningKey

SIGNING = "key-signing"
OPENING = "key-opening"


def ensure(log: Log) -> None:
    """Create the pilot's keys where the log has none yet."""
    if log.secrets.get(SIGNING) is not None:
        return
    with log.transaction():
        log.secrets.put(SIGNING, SigningKey.generate().raw)
        log.secrets.put(OPENING, OpeningKey.generate().raw)


def signing_key(log: Log) -> SigningKey:
    """Return the key that signs the pilot's sheets."""
    ensure(log)
    return SigningKey.from_bytes(log.secrets.get(SIGNING) or b"")


def opening_key(log: Log) -> OpeningKey:
    """Return the key that opens what was sealed for the pilot."""
    ensure(log)
    return OpeningKey.from_bytes(log.secrets.get(OPENING) or b"")
