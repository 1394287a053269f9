"""Inviting and enrolling: whose key it is, eight compared words decide."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.sheet.correspondence import read_invite
from lotsenbuch.traeger import enrolment
from tests.builders.traeger import TODAY, Correspondent, Office, counted_bytes

OWN_RULES = (
    'line = "wir"',
    'de = "WIR"',
    'en = "WIR"',
    "[[rules]]",
    "valid_from = 2026-01-01",
    'rate_model = "hour"',
    "rate_cents = 700",
    'billable_kinds = ["accompaniment"]',
)


def refused(action: Callable[[], Any]) -> str:
    with pytest.raises(ExpectedError) as error:
        action()
    return error.value.code


def test_an_invite_carries_the_keys_and_terms(office: Office) -> None:
    invited = office.invited("  Selin Beispiel ", role="coordinating", ends=date(2026, 12, 31), programme=OWN_RULES)
    read = read_invite(invited.file)
    assert (read.invite.pilot.code, read.invite.pilot.name, read.invite.role) == (
        "L001",
        "Selin Beispiel",
        "coordinating",
    )
    assert (read.invite.term.start, read.invite.term.end) == (date(2026, 1, 1), date(2026, 12, 31))
    assert read.key == office.keys.signing().public
    assert invited.words == read.key.words()
    assert [key.id for key in read.seal_keys] == [office.keys.opening().public.id, office.keys.reserve().public.id]
    assert office.store.pilots.get("L001").programme == "\n".join(OWN_RULES) + "\n"


def test_codes_are_given_in_order_and_gaps_are_used(office: Office) -> None:
    office.invited("Eins")
    office.invited("Drei", code="L003")
    assert [office.invited(name).pilot.code for name in ("Zwei", "Vier")] == ["L002", "L004"]


@pytest.mark.parametrize(
    ("name", "wish", "code"),
    [
        ("  ", {}, "pilot_name_missing"),
        ("x" * 121, {}, "name_long"),
        ("Selin\u202e", {}, "sheet_text"),
        ("Selin", {"code": "l 1"}, "code_wrong"),
        ("Selin", {"role": "chief"}, "role_unknown"),
        ("Selin", {"ends": date(2025, 12, 31)}, "pilot_dates"),
        ("Selin", {"programme": ("line =",)}, "programme_unreadable"),
        ("Selin", {"programme": ('line = "hours"', *OWN_RULES[1:])}, "programme_other_line"),
        ("Selin", {"programme": (*OWN_RULES, "#" * 301)}, "programme_line_long"),
    ],
)
def test_an_impossible_invitation_is_refused_and_stores_nothing(
    office: Office, name: str, wish: dict[str, Any], code: str
) -> None:
    assert refused(lambda: office.invited(name, **wish)) == code
    assert office.store.pilots.all() == []


def test_an_unknown_line_needs_a_programme_file(office: Office) -> None:
    wish = enrolment.Invitation("Selin", "eigenes_programm")
    invite = lambda: enrolment.invite(office.store, office.keys, wish, TODAY, counted_bytes("x"))  # noqa: E731
    assert refused(invite) == "line_unknown"


def test_without_the_words_she_waits_and_with_them_she_is_active(office: Office) -> None:
    pilot = Correspondent()
    answer = pilot.answer(office.invited())
    waiting = enrolment.enrol(office.store, office.keys, answer)
    assert (waiting.pilot.state, " ".join(waiting.words)) == ("waiting", pilot.words)
    assert enrolment.known_keys(office.store) == {}
    spoken = pilot.words.upper().replace(" ", ", ")
    assert enrolment.enrol(office.store, office.keys, answer, spoken).pilot.state == "active"
    assert list(enrolment.known_keys(office.store)) == [pilot.signing.public.id]
    assert enrolment.enrol(office.store, office.keys, answer).pilot.state == "active"


def test_wrong_words_store_nothing(office: Office) -> None:
    answer = Correspondent().answer(office.invited())
    wrong = Correspondent("other").words
    assert refused(lambda: enrolment.enrol(office.store, office.keys, answer, wrong)) == "words_differ"
    assert refused(lambda: enrolment.enrol(office.store, office.keys, answer, "")) == "words_differ"
    assert office.store.pilots.get("L001").state == "invited"


def test_an_answer_to_an_invite_that_was_renewed_is_refused(office: Office) -> None:
    pilot = Correspondent()
    answer = pilot.answer(office.invited())
    office.invited(code="L001", role="coordinating")
    assert refused(lambda: enrolment.enrol(office.store, office.keys, answer, pilot.words)) == "answer_no_invite"


@pytest.mark.parametrize("changes", [{"invite": "f" * 64}, {"invite_id": "other"}])
def test_an_answer_that_names_another_invite_is_refused(office: Office, changes: dict[str, str]) -> None:
    pilot = Correspondent()
    answer = pilot.answer(office.invited(), **changes)
    assert refused(lambda: enrolment.enrol(office.store, office.keys, answer, pilot.words)) == "answer_no_invite"


def test_a_renewed_invite_keeps_the_key(office: Office, pilot: Correspondent) -> None:
    renewed = office.invited("Selin Neu", code="L001", role="coordinating")
    assert (renewed.pilot.state, renewed.pilot.sign_key) == ("active", pilot.signing.public.raw)
    assert enrolment.enrol(office.store, office.keys, pilot.answer(renewed)).pilot.state == "active"


def test_another_key_takes_the_place_of_hers_only_with_the_words(office: Office, pilot: Correspondent) -> None:
    new = Correspondent("new computer")
    answer = new.answer(office.invited(code="L001"))
    assert refused(lambda: enrolment.enrol(office.store, office.keys, answer)) == "answer_other_key"
    assert list(enrolment.known_keys(office.store)) == [pilot.signing.public.id]
    enrolment.enrol(office.store, office.keys, answer, new.words)
    assert list(enrolment.known_keys(office.store)) == [new.signing.public.id]


def test_after_a_reinstall_a_month_is_paid_once(office: Office, pilot: Correspondent) -> None:
    office.receive(pilot.plain(pilot.sheet(office.keys)))
    new = Correspondent("new computer")
    enrolment.enrol(office.store, office.keys, new.answer(office.invited(code="L001")), new.words)
    assert office.verdicts(new.plain(new.sheet(office.keys, minutes=90))) == [("held", "sheet_held")]


def test_one_key_is_never_two_pilots(office: Office, pilot: Correspondent) -> None:
    answer = pilot.answer(office.invited("Zweite"))
    assert refused(lambda: enrolment.enrol(office.store, office.keys, answer, pilot.words)) == "answer_key_taken"
