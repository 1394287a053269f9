"""Inviting pilots and taking their keys in: invite, answer, eight words, active."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lotsenbuch import programme, words
from lotsenbuch.errors import ExpectedError, RefusedError
from lotsenbuch.sheet import correspondence, strict
from lotsenbuch.sheet.correspondence import ReadAnswer, key_text
from lotsenbuch.sheet.documents import Invite, InvitingTraeger, PolicyTerms, Term
from lotsenbuch.sheet.keys import VerifyKey
from lotsenbuch.sheet.model import PilotRef
from lotsenbuch.traeger import profile
from lotsenbuch.traeger.ports import Collection, Keys, Random
from lotsenbuch.traeger.records import ACTIVE, INVITED, WAITING, Pilot

VALID_DAYS = 60
_LONGEST_LINE = 300


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

    Raises ``ExpectedError``: ``pilot_name_missing``, ``name_long``, ``code_wrong``, ``pilot_dates`` for an end
    before the start, ``line_unknown``, ``role_unknown``; ``RefusedError`` ``sheet_text``, ``programme_*``.
    """
    wish = _checked(wish)
    starts = wish.starts or date(today.year, 1, 1)
    if wish.ends is not None and wish.ends < starts:
        raise ExpectedError("pilot_dates", first=f"{starts:%d.%m.%Y}", last=f"{wish.ends:%d.%m.%Y}")
    code = wish.code or _next_code(collection)
    letter = _letter(collection, keys, replace(wish, code=code, starts=starts), today, random)
    file = correspondence.sign_invite(letter, keys.signing())
    known = next((each for each in collection.pilots.all() if each.code == code), None)
    pilot = Pilot(
        code=code,
        name=wish.name,
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
        programme="" if wish.programme is None else "\n".join(wish.programme) + "\n",
    )
    with collection.transaction():
        (collection.pilots.replace if known else collection.pilots.add)(pilot)
    return Invited(pilot, file, keys.signing().public.words())


def _checked(wish: Invitation) -> Invitation:
    name = wish.name.strip()
    if not name:
        raise ExpectedError("pilot_name_missing")
    profile.check_name(name)
    if wish.code:
        profile.check_code(wish.code)
    if wish.role not in ("normal", "coordinating"):
        raise ExpectedError("role_unknown", role=wish.role[:40])
    known = programme.book()
    if wish.programme is not None:
        _check_programme(wish.programme, wish.line)
    elif wish.line not in {each.line for each in known.programmes}:
        raise ExpectedError("line_unknown", line=wish.line[:40])
    return replace(wish, name=name)


def _check_programme(lines: tuple[str, ...], line: str) -> None:
    read = programme.read("\n".join(lines) + "\n")
    if read.line != line:
        raise ExpectedError("programme_other_line", line=line[:40], found=read.line)
    for number, text in enumerate(lines, 1):
        if len(text) > _LONGEST_LINE:
            raise RefusedError("programme_line_long", number=number, limit=_LONGEST_LINE)
        strict.check_text(text)


def _letter(collection: Collection, keys: Keys, wish: Invitation, today: date, random: Random) -> Invite:
    own = collection.profile()
    return Invite(
        invite_id=random(8).hex(),
        traeger=InvitingTraeger(
            code=own.code,
            name=own.name,
            sign_key=key_text(keys.signing().public),
            seal_keys=(key_text(keys.opening().public), key_text(keys.reserve().public)),
        ),
        pilot=PilotRef(wish.code, wish.name),
        role="coordinating" if wish.role == "coordinating" else "normal",
        line=wish.line,
        term=Term(wish.starts or date(today.year, 1, 1), wish.ends),
        expires=today + timedelta(days=VALID_DAYS),
        policy=wish.policy,
        programme=wish.programme,
    )


def _next_code(collection: Collection) -> str:
    taken = {pilot.code for pilot in collection.pilots.all()}
    return next(code for code in (f"L{number:03}" for number in range(1, 1_000_000)) if code not in taken)


def enrol(collection: Collection, keys: Keys, data: bytes, spoken: str | None = None) -> Enrolled:
    """Take in a pilot's answer; with the right eight words ``spoken`` she is active, without them she waits.

    A pilot who is active already and answers with another key (her computer was set up anew) needs the words:
    then the new key takes the place of the old one. Raises ``RefusedError``: the codes of ``open_answer``,
    ``answer_no_invite`` (an invite that is not ours or was renewed since), ``answer_other_key``;
    ``ExpectedError`` ``words_differ``. Nothing is stored then.
    """
    read = _opened(keys, data)
    answer = read.answer
    pilot = next((each for each in collection.pilots.all() if each.invite_hash == answer.invite), None)
    if pilot is None or pilot.code != answer.pilot.code or pilot.invite_id != answer.invite_id:
        raise RefusedError("answer_no_invite", code=answer.pilot.code)
    if spoken is not None and _spelt(spoken) != read.key.words():
        raise ExpectedError("words_differ", code=pilot.code)
    same = pilot.sign_key == read.key.raw
    if pilot.joined and not same and spoken is None:
        raise RefusedError("answer_other_key", code=pilot.code)
    active = spoken is not None or (same and pilot.joined)
    enrolled = replace(pilot, state=ACTIVE if active else WAITING, sign_key=read.key.raw, seal_key=read.seal_key.raw)
    with collection.transaction():
        _refuse_doubled(collection, enrolled)
        collection.pilots.replace(enrolled)
    return Enrolled(enrolled, read.key.words())


def _opened(keys: Keys, data: bytes) -> ReadAnswer:
    try:
        return correspondence.open_answer(data, keys.opening())
    except RefusedError as error:
        if error.code != "sheet_not_for_us":
            raise
    return correspondence.open_answer(data, keys.reserve())


def _refuse_doubled(collection: Collection, enrolled: Pilot) -> None:
    """One key belongs to one pilot: otherwise one vault could be paid under two codes."""
    others = (each for each in collection.pilots.all() if each.code != enrolled.code)
    if any(each.sign_key == enrolled.sign_key for each in others):
        raise RefusedError("answer_key_taken", code=enrolled.code)


def _spelt(spoken: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words.split(spoken))


def known_keys(collection: Collection) -> dict[str, VerifyKey]:
    """Return the keys of all pilots whose words were compared, by key id."""
    raw = [each.sign_key for each in collection.pilots.all() if each.joined and each.sign_key is not None]
    found = [VerifyKey.from_bytes(each) for each in raw]
    return {key.id: key for key in found}
