"""An activity: one piece of a pilot's work (Einsatz)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

OPEN, SEALED, DELETED = "open", "sealed", "deleted"


@dataclass(frozen=True, slots=True)
class Activity:
    """One piece of work; it belongs to the ``day`` on which it starts.

    ``minutes`` is the time on site, waiting included and travel not; ``start`` and ``end`` are ``None``
    where only a duration was given. ``distance_m`` is in metres. ``topics`` lists topic codes, the main one
    first; ``referral`` is the code of the kind of service the client was referred to, or empty.
    ``billable`` is the pilot's own mark; the programme decides which kinds count at all.
    ``sealed_in`` is the sheet id of the last sheet that holds the activity;
    ``deleted_at`` is the moment it went into the bin.
    """

    id: str
    engagement_id: str
    kind: str
    day: date
    minutes: int
    start: time | None = None
    end: time | None = None
    travel_minutes: int = 0
    waiting_minutes: int = 0
    distance_m: int = 0
    authority_code: str = field(default="", repr=False)
    authority_id: str | None = None
    authority_word: str = field(default="", repr=False)
    topics: tuple[str, ...] = field(default=(), repr=False)
    client_ids: tuple[str, ...] = field(default=(), repr=False)
    referral: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    billable: bool = True
    sealed_in: str | None = None
    deleted_at: datetime | None = None

    @property
    def state(self) -> str:
        """Return ``open``, ``sealed`` (part of an issued sheet) or ``deleted`` (in the bin)."""
        if self.deleted_at is not None:
            return DELETED
        return SEALED if self.sealed_in else OPEN
