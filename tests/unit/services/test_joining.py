"""Joining a Träger: what the answer proves, what a renewed invite changes, what is refused."""

from datetime import date

import msgspec
import pytest

from lotsenbuch import messages
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.errors import RefusedError
from lotsenbuch.services import engagements, identity, joining
from lotsenbuch.sheet import correspondence
from lotsenbuch.sheet.correspondence import key_text
from lotsenbuch.sheet.documents import InvitingTraeger, PolicyTerms, Term
from tests.builders.desks import JOINED, a_joined_log, an_own_log, invite_bytes, joined, record
from tests.builders.log import a_random, an_appointment
from tests.builders.memory_log import MemoryLog
from tests.builders.sheets import (
    PILOT,
    RESERVE_OPENING,
    STRANGER_KEY,
    TRAEGER_KEY,
    TRAEGER_OPENING,
    an_invite,
)

PROGRAMME = (
    "line = 'wir'",
    "de = 'Unser Programm'",
    "en = 'Ours'",
    "[[rules]]",
    "valid_from = 2026-01-01",
    "rate_model = 'hour'",
    "rate_cents = 700",
    "billable_kinds = ['accompaniment']",
    "part_year = 'full'",
    "confidence = 'H'",
)


def muster(log: MemoryLog) -> list[Engagement]:
    return engagements.group(log, "MUSTER")


def refused(log: MemoryLog, data: bytes, today: date = JOINED) -> str:
    before = log.engagements.all()
    with pytest.raises(RefusedError) as failure:
        joining.join(log, data, today, a_random("refused"))
    assert failure.value.code in messages.codes()
    assert messages.sentence(failure.value)
    assert log.engagements.all() == before
    return failure.value.code


def test_the_answer_opens_at_the_traeger_and_proves_the_new_keys() -> None:
    log = an_own_log()
    made = joining.join(log, invite_bytes(), JOINED, a_random("join"))
    own = identity.signing_key(log).public
    for key in (TRAEGER_OPENING, RESERVE_OPENING, identity.opening_key(log)):
        read = correspondence.open_answer(made.answer, key)
        assert read.key.id == own.id
        assert read.answer.invite == made.engagement.invite_hash
        assert (read.answer.pilot, read.answer.invite_id) == (PILOT, "E-2026-017")
    assert (made.own_words, made.traeger_words) == (own.words(), TRAEGER_KEY.public.words())
    assert muster(log) == [made.engagement]


def test_looking_at_an_invite_changes_nothing() -> None:
    log = an_own_log()
    shown = joining.view(log, invite_bytes(), JOINED)
    assert (shown.known, shown.words, shown.invite.pilot) == (None, TRAEGER_KEY.public.words(), PILOT)
    assert muster(log) == []


def test_a_programme_of_the_traeger_comes_line_by_line() -> None:
    log = a_joined_log(programme=PROGRAMME)
    rule = engagements.rule(muster(log)[0], engagements.book(log), date(2026, 3, 1))
    assert rule is not None
    assert rule.rate_cents == 700


def test_a_renewal_on_the_same_terms_goes_on_and_keeps_its_first_day() -> None:
    log = a_joined_log(term=Term(date(2025, 1, 1), date(2025, 12, 31)))
    first = muster(log)[0]
    assert joining.view(log, invite_bytes(), JOINED).known == first
    again = joined(log, term=Term(date(2026, 1, 1), date(2026, 12, 31)))
    assert muster(log) == [again]
    assert (again.id, again.starts, again.ends) == (first.id, date(2025, 1, 1), date(2026, 12, 31))


def test_new_terms_begin_on_their_day_and_take_the_work_since_then_along() -> None:
    log = a_joined_log()
    early, late = record(log, "early", day=date(2026, 5, 29)), record(log, "late", day=date(2026, 6, 2))
    planned = an_appointment(engagement_id=early.engagement_id, day=date(2026, 6, 20))
    with log.transaction():
        log.appointments.add(planned)
    made = joined(log, role="coordinating", term=Term(date(2026, 6, 1), None))
    before, after = muster(log)
    assert (before.role, before.ends, after) == ("normal", date(2026, 5, 31), made)
    assert (after.role, after.starts, after.ends) == ("coordinating", date(2026, 6, 1), None)
    assert log.activities.get(early.id).engagement_id == before.id
    assert log.activities.get(late.id).engagement_id == after.id
    assert log.appointments.get(planned.id).engagement_id == after.id
    assert engagements.for_day(log, date(2026, 6, 1)) == after


def test_new_terms_for_the_whole_time_replace_the_old_ones() -> None:
    log = a_joined_log()
    made = joined(log, role="coordinating", policy=PolicyTerms(k=7))
    assert muster(log) == [made]
    assert (made.role, made.policy.k, made.starts) == ("coordinating", 7, date(2025, 1, 1))


def test_new_keys_reach_every_line_of_the_traeger() -> None:
    log = a_joined_log()
    traeger = InvitingTraeger(
        "MUSTER", "Musterträger neu e. V.", key_text(TRAEGER_KEY.public), (key_text(RESERVE_OPENING.public),)
    )
    joined(log, line="wir_gesundheit", traeger=traeger)
    told = [(each.line, each.traeger and (each.traeger.name, each.traeger.seal_keys)) for each in muster(log)]
    new = ("Musterträger neu e. V.", (RESERVE_OPENING.public.raw,))
    assert told == [("wir", new), ("wir_gesundheit", new)]


def test_invites_that_cannot_be_taken_are_refused() -> None:
    log = a_joined_log()
    assert refused(log, b"no invite") == "invite_not_one"
    assert refused(log, invite_bytes(expires=date(2025, 1, 6))) == "invite_expired"
    assert refused(log, invite_bytes(pilot=msgspec.structs.replace(PILOT, code="L018"))) == "invite_other_pilot"
    assert refused(log, invite_bytes(programme=("line = 3",))).startswith("programme_")
    stranger = InvitingTraeger(
        "MUSTER", "Wer auch immer", key_text(STRANGER_KEY.public), (key_text(TRAEGER_OPENING.public),)
    )
    forged = correspondence.sign_invite(
        an_invite(traeger=stranger, expires=date(2030, 1, 1), programme=None), STRANGER_KEY
    )
    assert refused(log, forged) == "invite_other_key"


def test_keys_are_made_once() -> None:
    log = an_own_log()
    first = identity.signing_key(log).raw
    joined(log)
    assert (identity.signing_key(log).raw, identity.opening_key(log).raw) == (first, identity.opening_key(log).raw)
