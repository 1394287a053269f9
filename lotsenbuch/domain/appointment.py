"""An appointment with an authority, planned or over."""

from dataclasses import dataclass, field
from datetime import date, time

PLANNED, HELD, MOVED, CANCELLED, NOT_APPEARED = "planned", "held", "moved", "cancelled", "not_appeared"


@dataclass(frozen=True, slots=True)
class Appointment:
    """``state`` is one of the appointment states; ``activity_id`` names the activity that came of it.

    ``minutes`` is the planned length. ``authority_word`` is what the pilot typed when the address book
    has no entry for it; ``authority_id`` names the entry otherwise.
    """

    id: str
    engagement_id: str
    day: date
    start: time | None
    minutes: int
    authority_code: str = field(default="", repr=False)
    authority_id: str | None = None
    authority_word: str = field(default="", repr=False)
    client_ids: tuple[str, ...] = field(default=(), repr=False)
    note: str = field(default="", repr=False)
    state: str = PLANNED
    activity_id: str | None = None
