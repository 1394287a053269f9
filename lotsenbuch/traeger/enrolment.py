"""Inviting pilots and taking their keys in: invite, answer, eight words, active."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lotsenbuch.errors import ExpectedError, RefusedError
from lotsenbuch.sheet import correspondence
from lotsenbuch.sheet.correspondence import key_text
from lotsenbuch.sheet.documents import Invite, InvitingTraeger, PolicyTerms, Term
from lotsenbuch.sheet.keys import VerifyKey
from lotsenbuch.sheet.model import PilotRef
from lotsenbuch.traeger.ports import Collection, Keys, Random
from lotsenbuch.traeger.records import ACTIVE, INVITED, WAITING, Pilot

VALID_DAYS = 60


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a pilot is invited to. ``policy`` is what her statistics may do; ``programme`` overrides the rules.

    ``code`` is empty for the next free one; ``programme`` are the lines of a programme file or ``None``.
    """

    name: str = field(repr=False)
    line: str
    role: str = "normal"
    code: str = ""
    starts: date | None = None
    ends: date | None = None
    policy: PolicyTerms = field(default_factory=PolicyTerms)
    programme: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """The pilot as stored, her invite's file, and the eight words of the Träger's key to read out."""

    pilot: Pilot
    file: bytes = field(repr=False)
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A pilot whose answer came in, and the eight words of her key to compare with her."""

    pilot: Pilot
    words: tuple[str, ...]


def invite(collection: Collection, keys: Keys, wish: Invitation, today: date, random: Random) -> Invited:
    """Invite a pilot; an invite to a known code renews it and keeps her key.

    Raises ``ExpectedError("pilot_name_missing")``, and ``pilot_dates`` for an end before the start.
    """
    if not wish.name.strip():
        raise ExpectedError("pilot_name_missing")
    starts = wish.starts or date(today.year, 1, 1)
    if wish.ends is not None and wish.ends < starts:
        raise ExpectedError("pilot_dates")
    code = wish.code or _next_code(collection)
    letter = _letter(collection, keys, wish, code, starts, today, random)
    file = correspondence.sign_invite(letter, keys.signing())
    known = next((each for each in collection.pilots.all() if each.code == code), None)
    pilot = Pilot(
        code=code,
        name=wish.name.strip(),
        role=wish.role,
        line=wish.line,
        state=known.state if known else INVITED,
        invite_id=letter.invite_id,
        invite_hash=correspondence.read_invite(file).digest,
        starts=starts,
        ends=wish.ends,
        expires=letter.expires,
        sign_key=known.sign_key if known else None,
        seal_key=known.seal_key if known else None,
    )
    with collection.transaction():
        (collection.pilots.replace if known else collection.pilots.add)(pilot)
    return Invited(pilot, file, keys.signing().public.words())


def _letter(
    collection: Collection, keys: Keys, wish: Invitation, code: str, starts: date, today: date, random: Random
) -> Invite:
    profile = collection.profile()
    return Invite(
        invite_id=random(8).hex(),
        traeger=InvitingTraeger(
            code=profile.code,
            name=profile.name,
            sign_key=key_text(keys.signing().public),
            seal_keys=(key_text(keys.opening().public), key_text(keys.reserve().public)),
        ),
        pilot=PilotRef(code, wish.name.strip()),
        role="coordinating" if wish.role == "coordinating" else "normal",
        line=wish.line,
        term=Term(starts, wish.ends),
        expires=today + timedelta(days=VALID_DAYS),
        policy=wish.policy,
        programme=wish.programme,
    )


def _next_code(collection: Collection) -> str:
    taken = {pilot.code for pilot in collection.pilots.all()}
    return next(code for code in (f"L{number:03}" for number in range(1, 10_000)) if code not in taken)


def enrol(collection: Collection, keys: Keys, data: bytes, words: str | None = None) -> Enrolled:
    """Take in a pilot's answer; with the right eight ``words`` she is active, without them she waits.

    Raises ``RefusedError``: the codes of ``open_answer``, ``answer_no_invite`` (an invite that is not ours or
    was renewed since), ``answer_other_key`` (she is active with another key); ``ExpectedError``
    ``words_differ`` when the words are not those of the key: nothing is stored then.
    """
    read = correspondence.open_answer(data, keys.opening())
    answer = read.answer
    pilot = next((each for each in collection.pilots.all() if each.invite_hash == answer.invite), None)
    if pilot is None or pilot.code != answer.pilot.code or pilot.invite_id != answer.invite_id:
        raise RefusedError("answer_no_invite", code=answer.pilot.code)
    same = pilot.sign_key == read.key.raw
    if pilot.state == ACTIVE and pilot.sign_key is not None and not same:
        raise RefusedError("answer_other_key", code=pilot.code)
    if words is not None and _spelt(words) != read.key.words():
        raise ExpectedError("words_differ", code=pilot.code)
    active = words is not None or (same and pilot.state == ACTIVE)
    enrolled = replace(pilot, state=ACTIVE if active else WAITING, sign_key=read.key.raw, seal_key=read.seal_key.raw)
    with collection.transaction():
        collection.pilots.replace(enrolled)
    return Enrolled(enrolled, read.key.words())


def _spelt(words: str) -> tuple[str, ...]:
    return tuple(words.lower().replace(",", " ").replace("-", " ").split())


def known_keys(collection: Collection) -> dict[str, VerifyKey]:
    """Return the keys of all active pilots by key id."""
    found = [VerifyKey.from_bytes(each.sign_key) for each in collection.pilots.all() if _counts(each) and each.sign_key]
    return {key.id: key for key in found}


def _counts(pilot: Pilot) -> bool:
    return pilot.state not in (INVITED, WAITING)
