"""Entries of a catalogue and how they are looked up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Generic, TypeVar

from lotsenbuch.catalogue.spelling import normalised

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over entries, with a stable code and its names."""

    code: str
    de: str
    en: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One coded value.

    ``group`` is the code of its heading or empty, ``order`` its place in the list, from 0. ``words`` are
    further spellings that people type. ``sensitive`` marks what touches health, disability or violence.
    """

    code: str
    de: str
    en: str
    group: str
    order: int
    words: tuple[str, ...] = ()
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class KindEntry(Entry):
    """A kind of activity.

    ``kind_class`` is where its minutes are summed: client_work, coordination, team, training or travel.
    ``card`` tells whether it yields cards of the release rule (anonymisation, 4.2), ``counts`` whether it is
    an accompaniment in the hours part of the sheet.
    """

    kind_class: str = "client_work"
    card: bool = False
    counts: bool = False


EntryT_co = TypeVar("EntryT_co", bound=Entry, covariant=True)


@dataclass(frozen=True)
class Catalogue(Generic[EntryT_co]):
    """A list of coded values in its public order."""

    label: str
    version: int
    entries: tuple[EntryT_co, ...]
    groups: tuple[Group, ...] = ()

    @cached_property
    def _by_code(self) -> Mapping[str, EntryT_co]:
        return MappingProxyType({entry.code: entry for entry in self.entries})

    @cached_property
    def _headings(self) -> Mapping[str, Group]:
        return MappingProxyType({group.code: group for group in self.groups})

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All codes in the public order."""
        return tuple(self._by_code)

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Return code by normalised spelling: the German names and the further words."""
        found: dict[str, str] = {}
        for entry in self.entries:
            for word in (entry.de, *entry.words):
                found.setdefault(normalised(word), entry.code)
        return MappingProxyType(found)

    def get(self, code: str) -> EntryT_co | None:
        """Return the entry of a code, or ``None`` where this version does not know it."""
        return self._by_code.get(code)

    def name(self, code: str, language: str = "de") -> str:
        """Return the name of a code or of a group; an unknown code is its own name."""
        entry = self._by_code.get(code) or self._headings.get(code)
        if entry is None:
            return code
        return entry.en if language == ENGLISH else entry.de

    def find(self, word: str) -> EntryT_co | None:
        """Return the entry with this code or exactly this spelling (any capitals, with or without hyphens)."""
        exact = self._by_code.get(word)
        if exact is not None:
            return exact
        code = self.spellings.get(normalised(word))
        return None if code is None else self._by_code[code]

    def recognise(self, text: str) -> EntryT_co | None:
        """Return the entry whose spelling stands in ``text`` as whole words, the longest before the first.

        ``jobcenter Wetzlar`` is the Jobcenter. Where nothing is found the answer is ``None``. Single letters
        do not count, and of a long text only the first 40 words are read.
        """
        words = normalised(text).split()[:40]
        for length in range(min(4, len(words)), 0, -1):
            for first in range(len(words) - length + 1):
                spelling = " ".join(words[first : first + length])
                code = self.spellings.get(spelling) if len(spelling) > 1 else None
                if code is not None:
                    return self._by_code[code]
        return None
