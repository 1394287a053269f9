"""What can be chosen: filters over the list, and the names that the fields of an activity complete."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from lotsenbuch import catalogue
from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.catalogue import Catalogue, Entry
from lotsenbuch.i18n import language
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import ActivityQuery
from lotsenbuch.services.sheets_state import last_of
from lotsenbuch.ui.presenters import activities_words as words

_MONTHS = 12
_RECENT = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: a code or an id, and its name."""

    code: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices under a heading; without a name they stand at the top of their menu."""

    name: str
    choices: tuple[Choice, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the address book, or (without ``id``) a kind of place."""

    id: str | None
    code: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Choices:
    """All menus and completions of the page. ``people`` are open cases, the latest first."""

    periods: tuple[ChoiceGroup, ...] = ()
    kinds: tuple[ChoiceGroup, ...] = ()
    people: tuple[Choice, ...] = field(default=(), repr=False)
    all_people: tuple[Choice, ...] = field(default=(), repr=False)
    authorities: tuple[ChoiceGroup, ...] = ()
    topics: tuple[ChoiceGroup, ...] = ()
    places: tuple[Place, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What the person has chosen to see; empty means everything.

    ``period`` is a year (``2026``) or a month (``2026-03``).
    """

    text: str = field(default="", repr=False)
    period: str = ""
    kind: str = ""
    person: str = ""
    authority: str = ""
    topic: str = ""
    deleted: bool = False

    @property
    def narrows(self) -> bool:
        """Tell whether something of the log or the bin is left out."""
        return bool(self.text or self.period or self.kind or self.person or self.authority or self.topic)

    def choosing(self, name: str, code: str) -> "ListFilter":
        """Return the filter with another choice in its field ``name``."""
        chosen: dict[str, Any] = {name: code}
        return replace(self, **chosen)

    def query(self) -> ActivityQuery:
        """Return the question to the log."""
        first, last = _days(self.period)
        return ActivityQuery(
            first=first,
            last=last,
            text=self.text,
            kinds=(self.kind,) if self.kind else (),
            authority_codes=(self.authority,) if self.authority else (),
            client_ids=(self.person,) if self.person else (),
            topics=(self.topic,) if self.topic else (),
            deleted=self.deleted,
        )


def _days(period: str) -> tuple[date | None, date | None]:
    if not period:
        return None, None
    if len(period) == len("2026"):
        return date(int(period), 1, 1), date(int(period), 12, 31)
    first = date.fromisoformat(f"{period}-01")
    return first, last_of(first)


def read_choices(desk: PilotDesk) -> Choices:
    """Return everything that can be chosen in this log now."""
    log = desk.log
    recent = _named((each.id, each.name) for each in _people(log))
    everyone = _named((each.id, each.name) for each in log.clients.all())
    own = _places(log)
    return Choices(
        periods=_periods(log),
        kinds=_grouped(catalogue.kinds()),
        people=recent,
        all_people=everyone,
        authorities=_authorities(own),
        topics=_grouped(catalogue.topics()),
        places=(*own, *(Place(None, entry.code, _name(entry)) for entry in catalogue.authorities().entries)),
    )


def _people(log: Log) -> Iterable[Place]:
    latest = log.clients.recent(_RECENT)
    known = {client.id for client in latest}
    rest = [client for client in log.clients.all(closed=False) if client.id not in known]
    return [Place(client.id, "", client.name) for client in (*latest, *rest)]


def _places(log: Log) -> tuple[Place, ...]:
    latest = log.authorities.recent(_RECENT)
    known = {each.id for each in latest}
    rest = [each for each in log.authorities.all() if each.id not in known]
    return tuple(Place(each.id, each.code, each.name) for each in (*latest, *rest))


def _named(people: Iterable[tuple[str | None, str]]) -> tuple[Choice, ...]:
    """Number people of the same name, so that nobody is taken for somebody else."""
    seen: dict[str, int] = {}
    found = []
    for identity, name in people:
        seen[name.casefold()] = count = seen.get(name.casefold(), 0) + 1
        found.append(Choice(identity or "", name if count == 1 else f"{name} ({count})"))
    return tuple(found)


def _periods(log: Log) -> tuple[ChoiceGroup, ...]:
    months = sorted({each.month for each in log.activities.months()}, reverse=True)
    years = sorted({month.year for month in months}, reverse=True)
    return (
        ChoiceGroup("", tuple(Choice(f"{month:%Y-%m}", words.month(month)) for month in months[:_MONTHS])),
        ChoiceGroup("", tuple(Choice(str(year), str(year)) for year in years)),
    )


def _authorities(own: Iterable[Place]) -> tuple[ChoiceGroup, ...]:
    used = dict.fromkeys(place.code for place in own if place.code)
    names = catalogue.authorities()
    first = ChoiceGroup("", tuple(Choice(code, names.name(code, language())) for code in used))
    return (first, *_grouped(names))


def _grouped(names: Catalogue[Entry]) -> tuple[ChoiceGroup, ...]:
    return tuple(
        ChoiceGroup(
            names.name(group.code, language()),
            tuple(Choice(entry.code, _name(entry)) for entry in names.entries if entry.group == group.code),
        )
        for group in names.groups
    )


def _name(entry: Entry) -> str:
    return entry.en if language() == "en" else entry.de
