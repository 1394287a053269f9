"""A client record is a case: a household with its persons, known by a name or a nickname."""

from dataclasses import dataclass, field
from datetime import date

NOT_ASKED, INFORMED, GIVEN, REFUSED, WITHDRAWN = "not_asked", "informed", "given", "refused", "withdrawn"


@dataclass(frozen=True, slots=True)
class Client:
    """One household.

    ``languages`` lists codes, the first language first; ``origin`` is a country code;
    ``age_band`` and ``gender`` are those of the contact person; ``persons`` counts the household, at least 1;
    ``consent`` is one of the consent states of the catalogue, given or refused on ``consent_on``.
    An empty code means that nothing was said.
    """

    id: str
    name: str = field(repr=False)
    languages: tuple[str, ...] = field(default=(), repr=False)
    origin: str = field(default="", repr=False)
    age_band: str = field(default="", repr=False)
    gender: str = field(default="", repr=False)
    persons: int = 1
    consent: str = NOT_ASKED
    consent_on: date | None = None
    note: str = field(default="", repr=False)
    opened: date | None = None
    closed: date | None = None
