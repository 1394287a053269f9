"""The quick-add line as the page shows it: what was understood as chips, what was not as questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time

from lotsenbuch import catalogue, i18n, messages
from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.quickadd import NotUnderstood, Parsed, Part, PartKind, Reason
from lotsenbuch.domain.quickadd.parts import AuthorityWord
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _
from lotsenbuch.services import activities, engagements, quickadd
from lotsenbuch.services.ports import Log
from lotsenbuch.ui.presenters.phrases import clock, duration, kilometres, short_day

_NOTE_LETTERS = 28
_ICONS = {
    PartKind.DAY: "calendar-days",
    PartKind.SPAN: "clock",
    PartKind.START: "clock",
    PartKind.DURATION: "clock",
    PartKind.TRAVEL: "car",
    PartKind.WAITING: "hourglass",
    PartKind.DISTANCE: "route",
    PartKind.KIND: "handshake",
    PartKind.AUTHORITY: "landmark",
    PartKind.CLIENT: "user",
    PartKind.TOPIC: "tag",
    PartKind.NOTE: "message-square",
}
ASKED_ICON = "circle-help"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A record that an unclear word may mean; ``code`` is filled for an authority alone."""

    id: str
    name: str = field(repr=False)
    code: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A piece of the line that means nothing certain, as it is asked about."""

    typed: str = field(repr=False)
    text: str = field(repr=False)
    reason: Reason
    begin: int
    end: int
    meanings: tuple[Meaning, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class UnderstoodChip:
    """One understood part in words."""

    text: str = field(repr=False)
    icon: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One typed line, read: chips in the order of the text, questions, and hints in whole sentences."""

    typed: str = field(repr=False)
    chips: tuple[UnderstoodChip, ...] = ()
    questions: tuple[Question, ...] = ()
    hints: tuple[str, ...] = ()


Choices = Mapping[str, Meaning]


def read(desk: PilotDesk, text: str, choices: Choices) -> LineView:
    """Return what a line means in this log, with the answers given so far; changes nothing."""
    today, log = desk.machine.clock.today(), desk.log
    parsed = understood(log, text, today, choices)
    return LineView(
        typed=text,
        chips=_chips(log, parsed, today),
        questions=tuple(_question(log, piece) for piece in parsed.not_understood),
        hints=_hints(log, parsed, today),
    )


def understood(log: Log, text: str, today: date, choices: Choices) -> Parsed:
    """Return the line with each chosen meaning put in place of its question."""
    parsed = quickadd.understand(log, text, today)
    for piece in parsed.not_understood:
        meaning = choices.get(piece.text.casefold())
        if meaning is not None and meaning.id in piece.candidates:
            parsed = _chosen(parsed, piece, meaning)
    return parsed


def draft(log: Log, text: str, today: date, choices: Choices) -> Activity:
    """Return the activity of a line; raises ``NotUnderstoodError`` and what ``quickadd.activity_of`` raises."""
    parsed = understood(log, text, today, choices)
    if parsed.not_understood:
        raise quickadd.NotUnderstoodError(parsed.not_understood)
    return quickadd.activity_of(log, parsed, today)


def _chosen(parsed: Parsed, piece: NotUnderstood, meaning: Meaning) -> Parsed:
    rest = tuple(each for each in parsed.not_understood if each is not piece)
    if meaning.code:
        word = AuthorityWord(meaning.code, meaning.name, meaning.id)
        part = Part(PartKind.AUTHORITY, word, piece.begin, piece.end)
        return replace(parsed, parts=(*parsed.parts, part), not_understood=rest, authority=word)
    part = Part(PartKind.CLIENT, meaning.id, piece.begin, piece.end)
    clients = tuple(dict.fromkeys((*parsed.client_ids, meaning.id)))
    return replace(parsed, parts=(*parsed.parts, part), not_understood=rest, client_ids=clients)


def _chips(log: Log, parsed: Parsed, today: date) -> tuple[UnderstoodChip, ...]:
    ordered = sorted(parsed.parts, key=lambda part: part.begin)
    chips = [UnderstoodChip(_words(log, part, parsed, today), _ICONS[part.kind]) for part in ordered]
    if chips and parsed.day is None:
        # Nothing said means today; the person sees that before she saves.
        chips.insert(0, UnderstoodChip(_("Heute"), _ICONS[PartKind.DAY]))
    return tuple(chips)


def _words(log: Log, part: Part, parsed: Parsed, today: date) -> str:
    value = part.value
    if isinstance(value, date):
        return short_day(value, today)
    if isinstance(value, tuple):
        span = f"{clock(value[0])}–{clock(value[1])}"
        return f"{span} · {duration(parsed.minutes)}" if parsed.minutes else span
    if isinstance(value, time):
        return _("ab {time}").format(time=clock(value))
    if isinstance(value, AuthorityWord):
        return value.word or catalogue.authorities().name(value.code, i18n.language())
    if isinstance(value, int):
        return _amount(part.kind, value)
    return _name(log, part.kind, value)


def _amount(kind: PartKind, value: int) -> str:
    if kind is PartKind.TRAVEL:
        return _("Fahrt {length}").format(length=duration(value))
    if kind is PartKind.WAITING:
        return _("Gewartet {length}").format(length=duration(value))
    return kilometres(value) if kind is PartKind.DISTANCE else duration(value)


def _name(log: Log, kind: PartKind, value: str) -> str:
    if kind is PartKind.CLIENT:
        return log.clients.get(value).name
    if kind is PartKind.TOPIC:
        return catalogue.topics().name(value, i18n.language())
    if kind is PartKind.KIND:
        return catalogue.kinds().name(value, i18n.language())
    cut = value if len(value) <= _NOTE_LETTERS else value[: _NOTE_LETTERS - 1].rstrip() + "…"
    return _("Notiz: {text}").format(text=cut)


def _question(log: Log, piece: NotUnderstood) -> Question:
    meanings = tuple(_meaning(log, each) for each in piece.candidates if each)
    return Question(piece.text, _asked(piece, meanings), piece.reason, piece.begin, piece.end, meanings)


def _meaning(log: Log, record: str) -> Meaning:
    try:
        return Meaning(record, log.clients.get(record).name)
    except ExpectedError:
        place = log.authorities.get(record)
        return Meaning(record, place.name, place.code)


def _asked(piece: NotUnderstood, meanings: tuple[Meaning, ...]) -> str:
    templates = {
        Reason.WORD: _("„{text}“: Thema oder Notiz?"),
        Reason.NUMBER: _("„{text}“: Was bedeutet die Zahl?"),
        Reason.PERSON: _("„{text}“: neue Person?"),
        Reason.AMBIGUOUS: _("„{text}“: Wer oder was ist gemeint?"),
        Reason.TWICE: _("„{text}“: Das steht schon anders da."),
    }
    if piece.reason is Reason.AMBIGUOUS and len(meanings) == 1:
        return _("„{text}“: {name}?").format(text=piece.text, name=meanings[0].name)
    return templates[piece.reason].format(text=piece.text)


def _hints(log: Log, parsed: Parsed, today: date) -> tuple[str, ...]:
    if parsed.minutes is None:
        return ()
    try:
        activity = quickadd.activity_of(log, parsed, today)
    except ExpectedError as error:
        return (messages.sentence(error),)
    found = activities.hints_for(log, activity, engagements.book(log), today)
    return tuple(messages.sentence_for(hint.code, **hint.params) for hint in found)
