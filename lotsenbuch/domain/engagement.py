"""An engagement: one Träger and one programme line, or "eigene" without a Träger."""

from dataclasses import dataclass, field
from datetime import date

NORMAL = "normal"
COORDINATING = "coordinating"


@dataclass(frozen=True, slots=True)
class ReleasePolicy:
    """What the statistics part of this engagement may do: ``k`` households, topics, ``origin`` attribute.

    ``origin`` is ``country`` or ``language``. ``k`` is never below 3.
    """

    k: int = 5
    topics: bool = True
    origin: str = "country"


@dataclass(frozen=True, slots=True)
class TraegerRef:
    """The organisation behind an engagement, as its signed invite names it.

    ``key_id`` names the signing key; ``sign_key`` is its raw public key (32 bytes);
    ``seal_keys`` are the public keys that sheets are sealed for, the reserve key included.
    """

    code: str
    name: str = field(repr=False)
    key_id: str
    sign_key: bytes = field(repr=False)
    seal_keys: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Engagement:
    """Every activity belongs to exactly one engagement.

    ``line`` is a programme line (``wir``, ``wir_gesundheit``, ``laiendolmetschen``, ``hours``);
    ``role`` is ``normal`` or ``coordinating``; ``starts`` and ``ends`` are inclusive days;
    ``pilot_code`` and ``pilot_name`` are the pilot's own, as the Träger calls her;
    ``programme_override`` is a programme file of the Träger (TOML text) or ``None``;
    ``invite_hash`` is the SHA-256 of the invite it came from, in hexadecimal digits, or ``None``.
    """

    id: str
    line: str
    role: str = NORMAL
    traeger: TraegerRef | None = None
    pilot_code: str = ""
    pilot_name: str = field(default="", repr=False)
    starts: date | None = None
    ends: date | None = None
    policy: ReleasePolicy = ReleasePolicy()
    programme_override: str | None = field(default=None, repr=False)
    invite_hash: str | None = None

    def covers(self, day: date) -> bool:
        """Tell whether ``day`` lies within the engagement."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)
