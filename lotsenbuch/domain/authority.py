"""An entry of the pilot's own address book of authorities and helpers."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Authority:
    """``code`` is the kind of authority in the catalogue; all texts are the pilot's own words."""

    id: str
    code: str
    name: str = field(repr=False)
    address: str = field(default="", repr=False)
    opening_hours: str = field(default="", repr=False)
    room: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    bring: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
