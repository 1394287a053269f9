"""The Träger's private keys, kept inside the vault."""

from sqlalchemy import insert, select

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence.collection.tables import secrets
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.sheet.keys import OpeningKey, SigningKey
from lotsenbuch.traeger.ports import Random

_SIGNING, _OPENING, _RESERVE = "key-signing", "key-opening", "key-reserve"


class StoredKeys:
    """Implements the port ``Keys``: one key to sign with, one to open with, one to open with if that is lost."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def create(self, random: Random) -> None:
        """Make the keys where there are none yet; to be called inside a transaction."""
        if self._get(_SIGNING) is not None:
            return
        made = {
            _SIGNING: SigningKey.generate(random).raw,
            _OPENING: OpeningKey.generate(random).raw,
            _RESERVE: OpeningKey.generate(random).raw,
        }
        self._work.writing.execute(insert(secrets), [{"name": name, "value": raw} for name, raw in made.items()])

    def signing(self) -> SigningKey:
        """Return the key that signs invites and receipts."""
        return SigningKey.from_bytes(self._there(_SIGNING))

    def opening(self) -> OpeningKey:
        """Return the key that opens sheets and answers."""
        return OpeningKey.from_bytes(self._there(_OPENING))

    def reserve(self) -> OpeningKey:
        """Return the second key that every sheet is sealed for."""
        return OpeningKey.from_bytes(self._there(_RESERVE))

    def _there(self, name: str) -> bytes:
        found = self._get(name)
        if found is None:
            raise ExpectedError("collection_unfinished")
        return found

    def _get(self, name: str) -> bytes | None:
        return self._work.reading.execute(select(secrets.c.value).where(secrets.c.name == name)).scalar()
