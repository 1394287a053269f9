"""Trainings, seminars and reflection talks the pilot took part in."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Training:
    """``units`` are teaching units of 45 minutes; ``certificate`` tells whether one was given."""

    id: str
    day: date
    title: str = field(repr=False)
    units: int = 0
    certificate: bool = False
    note: str = field(default="", repr=False)
