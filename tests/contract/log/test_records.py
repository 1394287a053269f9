"""The contract of the smaller rooms of the log: what was stored comes back as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from lotsenbuch.clock import BERLIN
from lotsenbuch.domain.authority import Authority
from lotsenbuch.domain.client import GIVEN, Client
from lotsenbuch.domain.engagement import COORDINATING, ReleasePolicy
from lotsenbuch.domain.payment import Payment
from lotsenbuch.domain.training import Training
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import SheetMark
from tests.builders.log import (
    DAY,
    a_client,
    a_traeger,
    an_activity,
    an_appointment,
    an_authority,
    an_engagement,
    an_id,
    an_issued_sheet,
)


def test_an_engagement_comes_back_as_it_was(log: Log) -> None:
    engagement = an_engagement(
        "muster",
        line="wir_gesundheit",
        role=COORDINATING,
        traeger=a_traeger(),
        pilot_code="L017",
        pilot_name="Lotta Lotsin",
        starts=date(2026, 1, 1),
        ends=date(2026, 12, 31),
        policy=ReleasePolicy(7, topics=False, origin="language"),
        programme_override='line = "wir"',
        invite_hash="ab" * 32,
    )
    with log.transaction():
        log.engagements.add(engagement)
    assert log.engagements.get(engagement.id) == engagement
    assert log.engagements.all() == [an_engagement(), engagement]
    later = replace(engagement, traeger=None, ends=None)
    with log.transaction():
        log.engagements.replace(later)
    assert log.engagements.all() == [an_engagement(), later]


def test_a_client_comes_back_with_languages_in_order_and_unknown_codes(log: Log) -> None:
    client = Client(
        id=an_id("family"),
        name='Familie "Ü"; 日本',
        languages=("ti", "ar", "x-newer"),
        origin="ER",
        age_band="NEWER",
        gender="W",
        persons=5,
        consent=GIVEN,
        consent_on=date(2026, 2, 1),
        note="zweite\nZeile",
        opened=date(2026, 1, 1),
        closed=date(2026, 3, 1),
    )
    with log.transaction():
        log.clients.add(client)
    assert log.clients.get(client.id) == client
    later = replace(client, languages=("ar",), closed=None)
    with log.transaction():
        log.clients.replace(later)
    assert log.clients.get(client.id) == later


def test_clients_come_by_name_as_in_a_dictionary(log: Log) -> None:
    with log.transaction():
        log.clients.add(a_client("ole Klein", closed=date(2026, 2, 2)))
    names = [client.name for client in log.clients.all()]
    assert names == ["Alba Muster", "ole Klein", "Ömer Beispiel", "Zora Probe"]
    assert "ole Klein" not in [client.name for client in log.clients.all(closed=False)]


def test_recent_clients_are_those_of_the_latest_activities(log: Log) -> None:
    zora, omer, alba = an_id("Zora Probe"), an_id("Ömer Beispiel"), an_id("Alba Muster")
    moment = datetime(2026, 3, 12, 9, tzinfo=BERLIN)
    with log.transaction():
        log.clients.add(a_client("Kim Fertig", closed=DAY))
        log.activities.add(an_activity("old", day=date(2026, 1, 9), client_ids=(omer, an_id("Kim Fertig"))))
        log.activities.add(an_activity("new", client_ids=(zora,)))
        log.activities.add(an_activity("bin", day=date(2026, 5, 1), client_ids=(alba,), deleted_at=moment))
    assert [client.id for client in log.clients.recent(5)] == [zora, omer, alba]
    assert [client.id for client in log.clients.recent(1)] == [zora]


def test_an_authority_comes_back_and_the_latest_is_recent(log: Log) -> None:
    authority = Authority(an_id("house"), "SOZ", "Haus", "Weg 1", "Mo 8-12", "2.04", "Frau X", "Pass", "Notiz")
    with log.transaction():
        log.authorities.add(authority)
        log.activities.add(an_activity("old", authority_id=an_id("Jobcenter Musterstadt"), day=date(2026, 1, 1)))
        log.activities.add(an_activity("new", authority_id=authority.id))
    assert log.authorities.get(authority.id) == authority
    assert [each.name for each in log.authorities.all()] == ["Bürgeramt Nord", "Haus", "Jobcenter Musterstadt"]
    assert [each.name for each in log.authorities.recent(2)] == ["Haus", "Jobcenter Musterstadt"]
    changed = replace(authority, room="3.01")
    with log.transaction():
        log.authorities.replace(changed)
    assert log.authorities.get(authority.id) == changed


def test_an_appointment_comes_back_with_the_names_it_shows(log: Log) -> None:
    people = (an_id("Zora Probe"), an_id("Alba Muster"))
    planned = an_appointment(client_ids=people, authority_id=an_id("Bürgeramt Nord"), note="Pass mitnehmen")
    typed = an_appointment("typed", day=date(2026, 3, 10), start=None, authority_word="beim Amt")
    with log.transaction():
        log.appointments.add(planned)
        log.appointments.add(typed)
    rows = log.appointments.between(None, None)
    assert [row.appointment for row in rows] == [typed, planned]
    assert [row.authority_name for row in rows] == ["beim Amt", "Bürgeramt Nord"]
    assert rows[1].client_names == ("Zora Probe", "Alba Muster")
    assert [row.appointment for row in log.appointments.between(DAY, DAY)] == [planned]
    moved = replace(planned, client_ids=people[:1], state="moved")
    with log.transaction():
        log.appointments.replace(moved)
    assert log.appointments.get(planned.id) == moved


def test_appointments_wait_when_they_are_over_and_nothing_came_of_them(log: Log) -> None:
    with log.transaction():
        log.activities.add(an_activity())
        log.appointments.add(an_appointment("over", start=time(9), minutes=60))
        log.appointments.add(an_appointment("still on", start=time(9), minutes=61))
        log.appointments.add(an_appointment("all day", start=None))
        log.appointments.add(an_appointment("yesterday", day=date(2026, 3, 10), start=None))
        log.appointments.add(an_appointment("overnight", day=date(2026, 3, 10), start=time(23), minutes=720))
        log.appointments.add(an_appointment("cancelled", day=date(2026, 3, 9), state="cancelled"))
        log.appointments.add(an_appointment("done", day=date(2026, 3, 9), activity_id=an_id("activity")))
        log.appointments.add(an_appointment("tomorrow", day=date(2026, 3, 12)))
    waiting = log.appointments.waiting(DAY, datetime(2026, 3, 11, 10, tzinfo=BERLIN))
    assert [row.appointment.id for row in waiting] == [an_id("yesterday"), an_id("over")]


def test_trainings_and_payments_come_back(log: Log) -> None:
    training = Training(an_id("course"), DAY, "Asylrecht", 8, certificate=True, note="online")
    first = Payment(an_id("p1"), an_id("eigene"), date(2026, 3, 1), date(2026, 4, 9), 12_345)
    with log.transaction():
        log.trainings.add(training)
        log.payments.put(first)
        log.payments.put(Payment(an_id("p0"), an_id("eigene"), date(2026, 2, 1), date(2026, 4, 8), 1))
    assert log.trainings.all() == [training]
    assert [payment.amount_cents for payment in log.payments.all()] == [1, 12_345]
    corrected = Payment(an_id("p2"), an_id("eigene"), date(2026, 3, 1), date(2026, 4, 10), 99)
    with log.transaction():
        log.payments.put(corrected)
    assert log.payments.all()[1:] == [corrected]


def test_every_version_of_a_sheet_is_kept(log: Log) -> None:
    first, second = an_issued_sheet(), an_issued_sheet(version=2, replaces="00" * 32)
    april = an_issued_sheet(date(2026, 4, 1), nil=True)
    other = an_issued_sheet(traeger_code="")
    with log.transaction():
        for sheet in (second, first, april, other):
            log.sheets.add(sheet)
    assert log.sheets.versions("MUSTER", date(2026, 3, 1)) == [first, second]
    assert log.sheets.versions("ANDERE", date(2026, 3, 1)) == []
    assert log.sheets.by_id("L017-2026-03") == [other, first, second]
    assert log.sheets.latest() == [april, other, second]
    marks = log.sheets.marks()
    assert [(each.traeger_code, each.month, each.version) for each in marks] == [
        (each.traeger_code, each.month, each.version) for each in (april, other, second)
    ]
    assert marks[2] == SheetMark("MUSTER", second.month, "L017-2026-03", 2, second.nil, "sealed", second.activities)
    assert log.sheets.marks(april.month) == marks[:1]
    confirmed = replace(second, state="confirmed", receipt=b"receipt")
    with log.transaction():
        log.sheets.replace(confirmed)
    assert log.sheets.versions("MUSTER", date(2026, 3, 1)) == [first, confirmed]


def test_a_secret_is_replaced(log: Log) -> None:
    with log.transaction():
        log.secrets.put("sign", b"\x00old")
        log.secrets.put("sign", b"\x00new")
    assert log.secrets.get("sign") == b"\x00new"
    assert log.secrets.get("other") is None


def test_what_is_not_there_has_its_own_code(log: Log) -> None:
    calls: dict[str, list[Callable[[], object]]] = {
        "engagement_unknown": [
            lambda: log.engagements.get("no"),
            lambda: log.engagements.replace(an_engagement("no")),
        ],
        "client_unknown": [lambda: log.clients.get("no"), lambda: log.clients.replace(a_client("no"))],
        "authority_unknown": [
            lambda: log.authorities.get("no"),
            lambda: log.authorities.replace(an_authority("no")),
        ],
        "appointment_unknown": [
            lambda: log.appointments.get("no"),
            lambda: log.appointments.replace(an_appointment("no")),
        ],
        "activity_unknown": [
            lambda: log.activities.get("no"),
            lambda: log.activities.row("no"),
            lambda: log.activities.replace(an_activity("no")),
            lambda: log.activities.seal("MUSTER", "L017-2026-03", {"no": "stamp"}),
        ],
        "sheet_unknown": [lambda: log.sheets.replace(an_issued_sheet())],
    }
    for code, failing in calls.items():
        for call in failing:
            with pytest.raises(ExpectedError) as caught, log.transaction():
                call()
            assert caught.value.code == code
