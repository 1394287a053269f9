"""What waits because nobody vouched for its key, with the words by which a person can vouch for it."""

from dataclasses import dataclass, field
from datetime import datetime

from lotsenbuch import words
from lotsenbuch.traeger.ports import Collection


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file in quarantine. ``words`` are those of the key that it names; only an answer proves who has it."""

    id: int
    name: str = field(repr=False)
    signer: str
    words: tuple[str, ...]
    received_at: datetime
    batch: int


def waiting(collection: Collection) -> list[Waiting]:
    """Return the files that wait, in the order in which they came."""
    return [
        # A key id is the beginning of the digest that the words are taken from.
        Waiting(
            each.id,
            each.name,
            each.signer,
            words.fingerprint_words(bytes.fromhex(each.signer)),
            each.received_at,
            each.batch,
        )
        for each in collection.quarantine.waiting()
    ]
