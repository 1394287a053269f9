"""Builders of the log's records: plainly invented people, everything of no interest filled in."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from hashlib import sha256
from itertools import count
from typing import Any

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.appointment import Appointment
from lotsenbuch.domain.authority import Authority
from lotsenbuch.domain.client import Client
from lotsenbuch.domain.engagement import Engagement, TraegerRef
from lotsenbuch.domain.identity import Random
from lotsenbuch.services.records import IssuedSheet

DAY = date(2026, 3, 11)
MOMENT = datetime(2026, 4, 1, 8, 30, tzinfo=UTC)


def an_id(word: str) -> str:
    """Return the identity that belongs to a word, so that a test can name it."""
    return sha256(word.encode()).hexdigest()[:32]


def a_random(seed: str = "seed") -> Random:
    """Return a source of bytes that gives the same ones each time."""
    numbers = count()

    def draw(length: int) -> bytes:
        block = b""
        while len(block) < length:
            block += sha256(f"{seed} {next(numbers)}".encode()).digest()
        return block[:length]

    return draw


def an_engagement(word: str = "eigene", **changes: Any) -> Engagement:
    """Return an engagement without a Träger."""
    return replace(Engagement(id=an_id(word), line="wir"), **changes)


def a_traeger(code: str = "MUSTER") -> TraegerRef:
    """Return an invented organisation with two keys to seal for."""
    return TraegerRef(code, "Träger Musterstadt", an_id(code), bytes(range(32)), (b"\x01" * 40, b"\x02" * 40))


def a_client(name: str = "Alba Beispiel", **changes: Any) -> Client:
    """Return an open client whose id follows the name."""
    return replace(Client(id=an_id(name), name=name, opened=date(2026, 1, 5)), **changes)


def an_authority(name: str = "Jobcenter Musterstadt", **changes: Any) -> Authority:
    """Return an entry of the address book whose id follows the name."""
    return replace(Authority(id=an_id(name), code="JOBC", name=name), **changes)


def an_activity(word: str = "activity", **changes: Any) -> Activity:
    """Return an accompaniment of the engagement "eigene" on ``DAY`` from nine to half past ten."""
    activity = Activity(
        id=an_id(word),
        engagement_id=an_id("eigene"),
        kind="accompaniment",
        day=DAY,
        minutes=90,
        start=time(9),
        end=time(10, 30),
        authority_code="JOBC",
    )
    return replace(activity, **changes)


def an_appointment(word: str = "appointment", **changes: Any) -> Appointment:
    """Return a planned appointment of the engagement "eigene" on ``DAY`` at nine for an hour."""
    appointment = Appointment(
        id=an_id(word), engagement_id=an_id("eigene"), day=DAY, start=time(9), minutes=60, authority_code="JOBC"
    )
    return replace(appointment, **changes)


def an_issued_sheet(month: date = date(2026, 3, 1), version: int = 1, **changes: Any) -> IssuedSheet:
    """Return a version of the sheet of pilot L017 for the Träger MUSTER."""
    payload = f"{month} {version}".encode()
    sheet = IssuedSheet(
        sheet_id=f"L017-{month:%Y-%m}",
        version=version,
        traeger_code="MUSTER",
        month=month,
        payload_hash=sha256(payload).hexdigest(),
        replaces=None,
        nil=False,
        issued_at=MOMENT,
        payload=payload,
        envelope=b"envelope " + payload,
        pdf=b"%PDF " + payload,
    )
    return replace(sheet, **changes)
