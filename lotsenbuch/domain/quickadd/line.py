"""Reading the line from left to right."""

import re
from datetime import date

from lotsenbuch.domain.quickadd import clock, days, lengths
from lotsenbuch.domain.quickadd.gathering import Gathering
from lotsenbuch.domain.quickadd.names import Found, Names, Token, catalogue_word, tokens
from lotsenbuch.domain.quickadd.parts import AuthorityWord, Parsed, PartKind, Reason, Vocabulary

_NOTE = re.compile(r":")
_GENDER_COLON = re.compile(r":(?:in(?!\w)|innen)")
_NUMBER = re.compile(r"[0-9][0-9.,:/–'-]{0,40}\w{0,40}")
_WITH = "mit"
_AND = frozenset({"und", "u", "sowie"})
_ARTICLES = frozenset({"der", "die", "das", "dem", "den", "des", "ein", "eine", "einem", "einen", "einer"})
_SMALL = frozenset(
    {"im", "in", "am", "an", "beim", "bei", "zum", "zur", "zu", "auf", "nach", "von", "vom", "um", "ab", "fuer",
     "wegen", "ca", "circa", "ueber", "aus", "dann", "dabei", "plus", ""}
)  # fmt: skip
_TITLES = frozenset({"familie", "frau", "herr"})
_PERSON_WORDS = 4


def parse(text: str, today: date, known: Vocabulary) -> Parsed:
    """Read one line typed on ``today``; see the package for the rules. Never raises, whatever the text."""
    return _Line(text, today, known).read()


def _note_begin(text: str) -> int | None:
    for found in _NOTE.finditer(text):
        at = found.start()
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        time_colon = before.isdecimal() and after.isdecimal()
        if not time_colon and not (before.isalpha() and _GENDER_COLON.match(text, at)):
            return at
    return None


class _Line:
    """The place in the text, and what is known up to it."""

    def __init__(self, text: str, today: date, known: Vocabulary) -> None:
        self._text = text
        self._today = today
        self._last_end = known.last_end
        note = _note_begin(text)
        self._until = len(text) if note is None else note
        self._head = text[: self._until]
        self._tokens = tokens(text, self._until)
        self._names = Names(known)
        self._gathering = Gathering(text, today)
        self._at = 0
        self._next = 0
        self._expects_person = False

    def read(self) -> Parsed:
        """Read everything before the note, then the note."""
        while self._at < self._until:
            self._step()
        return self._gathering.finish(self._until)

    def _step(self) -> None:
        while self._next < len(self._tokens) and self._tokens[self._next].end <= self._at:
            self._next += 1
        token = self._tokens[self._next] if self._next < len(self._tokens) else None
        here = token is not None and token.begin <= self._at
        if self._text[self._at] != "+" and not here:
            self._at += 1
        elif token is not None and token.begin < self._at:
            self._rest_of(token)
        elif not self._name(token, here) and not self._figures() and not self._word(token, here):
            self._at += 1

    def _rest_of(self, token: Token) -> None:
        if any(char.isalnum() for char in self._text[self._at : token.end]):
            self._gathering.unknown(self._at, token.end, Reason.WORD)
        self._at = token.end

    def _name(self, token: Token | None, here: bool) -> bool:
        if token is None or not here:
            return False
        own = self._names.own(self._tokens, self._next)
        if own is None:
            return False
        listed = catalogue_word(self._tokens, self._next)
        if listed is not None and listed.words > own.words:
            return False
        self._take(own)
        return True

    def _take(self, found: Found) -> None:
        begin, end = self._tokens[self._next].begin, self._tokens[self._next + found.words - 1].end
        self._at = end
        if len(found.meanings) > 1:
            self._gathering.unknown(begin, end, Reason.AMBIGUOUS, _ids(found))
            return
        kind, value = found.meanings[0]
        last = self._person_end(self._tokens[self._next + found.words - 1])
        if kind is PartKind.CLIENT and last.end > end:
            # "Amina K." is somebody else than the known "Amina".
            self._gathering.unknown(begin, last.end, Reason.PERSON, _ids(found))
            self._at = last.end
            return
        if isinstance(value, AuthorityWord) and value.id is None:
            value = AuthorityWord(value.code, self._text[begin:end])
        self._gathering.part(kind, value, begin, end)
        self._expects_person = self._expects_person and kind is PartKind.CLIENT

    def _figures(self) -> bool:
        begin = self._at
        if day := days.read_day(self._head, begin, self._today):
            self._gathering.part_or_number(PartKind.DAY, day[0], begin, day[1])
            return self._move(day[1])
        if distance := lengths.read_distance(self._head, begin):
            self._gathering.part(PartKind.DISTANCE, distance[0], begin, distance[1])
            return self._move(distance[1])
        if way := lengths.read_way_or_waiting(self._head, begin):
            self._gathering.part(way[0], way[1], begin, way[2])
            return self._move(way[2])
        return self._times(begin)

    def _times(self, begin: int) -> bool:
        if span := clock.read_span(self._head, begin):
            self._gathering.part(PartKind.SPAN, (span[0], span[1]), begin, span[2])
            return self._move(span[2])
        if until := clock.read_until(self._head, begin):
            value = (self._last_end, until[0]) if self._last_end else None
            self._gathering.part_or_number(PartKind.SPAN, value, begin, until[1])
            return self._move(until[1])
        if length := lengths.read_length(self._head, begin):
            self._gathering.part(PartKind.DURATION, length[0], begin, length[1])
            return self._move(length[1])
        if start := clock.read_start(self._head, begin):
            self._gathering.part(PartKind.START, start[0], begin, start[1])
            return self._move(start[1])
        return False

    def _move(self, end: int) -> bool:
        self._at = end
        self._expects_person = False
        return True

    def _word(self, token: Token | None, here: bool) -> bool:
        if token is None or not here:
            return False
        if listed := catalogue_word(self._tokens, self._next):
            self._take(listed)
        elif number := _NUMBER.match(self._head, self._at):
            self._gathering.unknown(self._at, number.end(), Reason.NUMBER)
            self._move(number.end())
        elif not self._small_word(token):
            self._unknown_word(token)
        return True

    def _small_word(self, token: Token) -> bool:
        word = token.spelling
        if word == _WITH:
            self._expects_person = True
        elif word in _SMALL:
            self._expects_person = False
        elif word not in _AND and word not in _ARTICLES:
            return False
        self._at = token.end
        return True

    def _unknown_word(self, token: Token) -> None:
        person = token.spelling in _TITLES or (self._expects_person and _capital(self._text, token))
        last = self._person_end(token) if person else token
        candidates = self._names.similar(last.spelling) or self._names.similar(token.spelling)
        reason = Reason.PERSON if person else Reason.WORD
        if self._expects_person and len(candidates) == 1 and last is token:
            # "mit Amina" is the one open case with that word in its name; the chip shows her whole name.
            self._gathering.part(PartKind.CLIENT, candidates[0], token.begin, token.end)
            self._at = token.end
            return
        if candidates and last is token:
            reason = Reason.AMBIGUOUS
        self._gathering.unknown(token.begin, last.end, reason, candidates)
        self._at = last.end

    def _person_end(self, token: Token) -> Token:
        """Return the last of the words that belong to an unknown person's name."""
        last, place = token, self._tokens.index(token, self._next)
        for follower in self._tokens[place + 1 : place + _PERSON_WORDS]:
            apart = self._text[last.end : follower.begin]
            if apart.strip() or not self._may_be_name(follower):
                break
            last = follower
        return last

    def _may_be_name(self, token: Token) -> bool:
        if not _capital(self._text, token):
            return False
        place = self._tokens.index(token, self._next)
        meant = self._names.own(self._tokens, place) or catalogue_word(self._tokens, place)
        return meant is None and days.read_day(self._head, token.begin, self._today) is None


def _capital(text: str, token: Token) -> bool:
    """Tell whether a word may begin a name: a capital, or a letter of a script without capitals."""
    first = text[token.begin]
    return first.isalpha() and not first.islower()


def _ids(found: Found) -> tuple[str, ...]:
    return tuple((value.id or "") if isinstance(value, AuthorityWord) else value for _, value in found.meanings)
