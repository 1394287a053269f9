"""Finding known names and catalogue words in the line, the longest first."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lotsenbuch import catalogue
from lotsenbuch.catalogue import normalised
from lotsenbuch.domain.quickadd.parts import AuthorityWord, PartKind, Vocabulary

LONGEST_PHRASE = 6
_WORD = re.compile(r"[^\s,;()/&+:\"„“”!?]+(?:(?<=\w):(?:in(?!\w)|innen)\w{0,40})?")
_TITLES = {"fam": "familie", "fr": "frau", "hr": "herr", "hrn": "herr", "herrn": "herr"}
_BARE_TITLES = frozenset({"familie", "frau", "herr", "dr"})

Meaning = tuple[PartKind, str | AuthorityWord]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the line in its one spelling, with its place."""

    spelling: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """What the words from a token on mean: one meaning, or the ids of several records."""

    words: int
    meanings: tuple[Meaning, ...]
    similar: tuple[str, ...] = ()


def tokens(text: str, until: int) -> list[Token]:
    """Cut the line into words up to ``until``."""
    found = (match for match in _WORD.finditer(text, 0, until))
    return [Token(_titled(normalised(match[0].replace(":", ""))), match.start(), match.end()) for match in found]


def _titled(spelling: str) -> str:
    return _TITLES.get(spelling, spelling)


def _phrase(name: str) -> str:
    return " ".join(_titled(word) for word in normalised(name).split())


class Names:
    """All phrases that mean something: the pilot's own names first, then the catalogue's words."""

    def __init__(self, known: Vocabulary) -> None:
        own: dict[str, list[Meaning]] = defaultdict(list)
        self._parts: dict[str, set[str]] = defaultdict(set)
        for client in known.clients:
            phrase = _phrase(client.name)
            own[phrase].append((PartKind.CLIENT, client.id))
            for word in set(phrase.split()) - _BARE_TITLES:
                self._parts[word].add(client.id)
        for authority in known.authorities:
            entry = AuthorityWord(authority.code, authority.name, authority.id)
            own[_phrase(authority.name)].append((PartKind.AUTHORITY, entry))
        self._own: Mapping[str, list[Meaning]] = own

    def own(self, words: Sequence[Token], first: int) -> Found | None:
        """Find the longest known name from token ``first`` on."""
        for length, phrase in _phrases(words, first):
            if phrase in self._own and not phrase.replace(" ", "").isdecimal():
                return Found(length, tuple(self._own[phrase]))
        return None

    def similar(self, spelling: str) -> tuple[str, ...]:
        """Return the ids of clients whose name has this word among others."""
        return tuple(sorted(self._parts.get(spelling, ()))) if len(spelling) > 1 else ()


def catalogue_word(words: Sequence[Token], first: int) -> Found | None:
    """Find the longest word of the catalogues from token ``first`` on: kind, authority or topic."""
    known = _catalogue_words()
    for length, phrase in _phrases(words, first):
        if phrase in known:
            return Found(length, (known[phrase],))
    return None


def _phrases(words: Sequence[Token], first: int) -> list[tuple[int, str]]:
    spellings = [token.spelling for token in words[first : first + LONGEST_PHRASE]]
    return [(length, " ".join(spellings[:length])) for length in range(len(spellings), 0, -1)]


@cache
def _catalogue_words() -> Mapping[str, Meaning]:
    found: dict[str, Meaning] = {}
    for spelling, code in catalogue.topics().spellings.items():
        found[spelling] = (PartKind.TOPIC, code)
    for spelling, code in catalogue.authorities().spellings.items():
        found[spelling] = (PartKind.AUTHORITY, AuthorityWord(code, ""))
    for spelling, code in catalogue.kinds().spellings.items():
        found[spelling] = (PartKind.KIND, code)
    return found
