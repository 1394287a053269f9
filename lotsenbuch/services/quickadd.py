"""The quick-add line against this log: what it means here, and the activity that comes of it."""

from datetime import date

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.client import Client
from lotsenbuch.domain.identity import Random
from lotsenbuch.domain.quickadd import KnownAuthority, KnownClient, NotUnderstood, Parsed, Reason, Vocabulary, parse
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import clients, engagements
from lotsenbuch.services.ports import Log

DEFAULT_KIND = "accompaniment"


class NotUnderstoodError(ExpectedError):
    """Something in the line means nothing certain; ``pieces`` say what. Nothing was saved."""

    def __init__(self, pieces: tuple[NotUnderstood, ...]) -> None:
        super().__init__("not_understood", count=len(pieces))
        self.pieces = pieces


def vocabulary(log: Log, day: date) -> Vocabulary:
    """Return the names that a line may use: open cases, the address book, and where the day ended last."""
    last = log.activities.last_end(day)
    return Vocabulary(
        clients=tuple(KnownClient(each.id, each.name) for each in log.clients.all(closed=False)),
        authorities=tuple(KnownAuthority(each.id, each.name, each.code) for each in log.authorities.all()),
        last_end=last.end if last else None,
    )


def understand(log: Log, text: str, today: date) -> Parsed:
    """Return what a line means in this log; changes nothing."""
    parsed = parse(text, today, vocabulary(log, today))
    if parsed.day is not None and parsed.day != today:
        # The next entry begins where the last one of its own day ended.
        return parse(text, today, vocabulary(log, parsed.day))
    return parsed


def draft(log: Log, text: str, today: date, random: Random, *, create: bool) -> Activity:
    """Return the activity that a line describes, not saved yet; ``create`` opens cases for unknown persons.

    Raises ``NotUnderstoodError``, ``duration_missing`` and ``engagement_missing``.
    """
    parsed = understand(log, text, today)
    if create:
        parsed = _with_new_clients(log, parsed, text, today, random)
    if parsed.not_understood:
        raise NotUnderstoodError(parsed.not_understood)
    return activity_of(log, parsed, today)


def activity_of(log: Log, parsed: Parsed, today: date) -> Activity:
    """Return the activity of an understood line; raises ``duration_missing`` where it says no length."""
    if parsed.minutes is None:
        raise ExpectedError("duration_missing")
    day = parsed.day or today
    authority = parsed.authority
    return Activity(
        id="",
        engagement_id=engagements.for_day(log, day).id,
        kind=parsed.kind or DEFAULT_KIND,
        day=day,
        minutes=parsed.minutes,
        start=parsed.start,
        end=parsed.end,
        travel_minutes=parsed.travel_minutes,
        waiting_minutes=parsed.waiting_minutes,
        distance_m=parsed.distance_m,
        authority_code=authority.code if authority else "",
        authority_id=authority.id if authority else None,
        authority_word=authority.word if authority and authority.id is None else "",
        topics=parsed.topics,
        client_ids=parsed.client_ids,
        note=parsed.note,
    )


def _with_new_clients(log: Log, parsed: Parsed, text: str, today: date, random: Random) -> Parsed:
    names = [piece.text for piece in parsed.not_understood if piece.reason is Reason.PERSON]
    if not names or len(names) != len(parsed.not_understood):
        return parsed
    with log.transaction():
        for name in dict.fromkeys(names):
            clients.add(log, Client(id="", name=name), today, random)
    return understand(log, text, today)
