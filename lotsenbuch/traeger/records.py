"""What a Träger's collection stores and answers."""

from dataclasses import dataclass, field
from datetime import date, datetime

INVITED, WAITING, ACTIVE, ENDED = "invited", "waiting", "active", "ended"
COUNTS, SUPERSEDED, OUTDATED, HELD = "counts", "superseded", "outdated", "held"


@dataclass(frozen=True, slots=True)
class Profile:
    """The Träger itself. ``approved_minutes`` is the pool of the grant notice as (year, line, minutes)."""

    code: str
    name: str
    approved_minutes: tuple[tuple[int, str, int], ...] = ()

    def approved(self, year: int, line: str | None = None) -> int | None:
        """Return the approved minutes of a year, over all lines where none is named; ``None`` if not entered."""
        fitting = [row[2] for row in self.approved_minutes if row[0] == year and line in (None, row[1])]
        return sum(fitting) if fitting else None


@dataclass(frozen=True, slots=True)
class Pilot:
    """One pilot in one programme line, by the code of her invite.

    ``state``: ``invited`` (no answer yet), ``waiting`` (her eight words are not compared yet), ``active`` or
    ``ended``. ``sign_key`` and ``seal_key`` are her public keys from the answer, ``None`` before it.
    ``starts`` and ``ends`` are the inclusive days of her service. ``programme`` is the text of the programme
    file that her invite carried, empty without one.
    """

    code: str
    name: str = field(repr=False)
    role: str
    line: str
    state: str
    invite_id: str
    invite_hash: str
    starts: date
    ends: date | None
    expires: date
    sign_key: bytes | None = field(default=None, repr=False)
    seal_key: bytes | None = field(default=None, repr=False)
    programme: str = field(default="", repr=False)

    @property
    def joined(self) -> bool:
        """Tell whether her key was accepted, so that her sheets are taken in."""
        return self.state in (ACTIVE, ENDED)

    def serves(self, first: date, last: date) -> bool:
        """Tell whether her service touches the days from ``first`` to ``last``."""
        return self.starts <= last and (self.ends is None or self.ends >= first)


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """One version of a sheet of a known pilot, as it came in. Exactly one version counts for a pilot and month.

    ``state``: ``counts``, ``superseded`` (a later version replaced it), ``outdated`` (came after a later one) or
    ``held`` (does not name the version it replaces; counts nothing until somebody chooses). ``id`` is given by
    the collection. ``month`` is the first day; ``settlement`` and ``statistics`` are the canonical texts of the
    payload. ``question`` is the code of the Träger's open question. ``payload`` and ``envelope`` are empty where
    the collection says that it leaves them out.
    """

    id: int
    sheet_id: str
    version: int
    pilot_code: str
    month: date
    payload_hash: str
    replaces: str | None
    signer: str
    state: str
    nil: bool
    role: str
    batch: int
    received_at: datetime
    payload: bytes = field(repr=False)
    envelope: bytes = field(repr=False)
    settlement: str = field(repr=False)
    statistics: str | None = field(repr=False)
    question: str | None = None


@dataclass(frozen=True, slots=True)
class QuarantinedFile:
    """A file signed by a key that nobody vouched for; nothing inside its signed part was read.

    ``signer`` is the id of the key it names, unproven; ``digest`` is the SHA-256 of the file. ``name`` is what
    the file was called, to recognise it by. ``judged_in`` is the batch that took it out again.
    """

    id: int
    digest: str
    name: str = field(repr=False)
    signer: str
    content: bytes = field(repr=False)
    received_at: datetime
    batch: int
    judged_in: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """One import. ``undone`` batches are kept as a trace; nothing they brought is left."""

    id: int
    opened_at: datetime
    undone: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one file. ``verdict``: accepted, duplicate, replaced, outdated, held, quarantined, refused.

    ``path`` is the path as the coordinator gave it; ``code`` and ``params`` make the sentence.
    """

    path: str
    verdict: str
    code: str
    params: tuple[tuple[str, str | int], ...] = ()
    sheet_id: str | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that was paid to a pilot for a month, with the day of the payment run."""

    pilot_code: str
    month: date
    paid_on: date
    amount_cents: int
