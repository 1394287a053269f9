"""Desks for the tests of the pilot's use cases: a log in memory, a Träger that invited, a clock, a plain renderer."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from lotsenbuch import programme
from lotsenbuch.clock import BERLIN, FixedClock
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.services import activities, engagements, joining, sheets
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.sheet import correspondence
from lotsenbuch.sheet.documents import Term
from tests.builders.log import a_client, a_random, an_activity
from tests.builders.memory_log import MemoryLog
from tests.builders.sheets import TRAEGER_KEY, an_invite

BOOK = programme.book()
JOINED = date(2025, 1, 7)
CLOCK = FixedClock(datetime(2026, 7, 10, 9, tzinfo=BERLIN))
TODAY = CLOCK.today()
MARCH = date(2026, 3, 1)


class PlainRenderer:
    """Implements ``Renderer``: a document that is made of payload and envelope and of nothing else."""

    def sheet(self, payload: bytes, envelope: bytes | None) -> bytes:
        return b"%PDF-plain\n" + payload + b"\n" + (envelope or b"")


def invite_bytes(**changes: Any) -> bytes:
    """Return a signed invite for pilot L017 from 2025 on, without a programme of its own."""
    told: dict[str, Any] = {"term": Term(date(2025, 1, 1), None), "expires": date(2030, 1, 1), "programme": None}
    return correspondence.sign_invite(an_invite(**(told | changes)), TRAEGER_KEY)


def joined(log: Log, **changes: Any) -> Engagement:
    """Take an invite and return the engagement."""
    return joining.join(log, invite_bytes(**changes), JOINED, a_random(f"join {changes}")).engagement


def an_own_log() -> MemoryLog:
    """Return a log with the engagement "eigene" alone."""
    log = MemoryLog(a_random("cards"))
    engagements.ensure_own(log, a_random("own"))
    return log


def a_joined_log(**changes: Any) -> MemoryLog:
    """Return a log with "eigene" and an engagement for MUSTER from 2025 on."""
    log = an_own_log()
    joined(log, **changes)
    return log


def clients(log: Log, number: int) -> list[str]:
    """Open invented cases and return their ids."""
    made = [a_client(f"Haushalt {each:02}", origin="SY", languages=("ara",)) for each in range(number)]
    with log.transaction():
        for client in made:
            log.clients.add(client)
    return [client.id for client in made]


def record(log: Log, word: str = "activity", **changes: Any) -> Activity:
    """Record an activity through the service, by default for the engagement of its day."""
    plain = an_activity(word, **changes)
    if "engagement_id" not in changes:
        plain = an_activity(word, engagement_id=engagements.for_day(log, plain.day).id, **changes)
    return activities.record(log, plain, BOOK, TODAY, a_random(word)).activity


def issue(log: Log, month: date = MARCH, *, nil: bool = False, code: str | None = None) -> IssuedSheet:
    """Preview and issue a month."""
    return sheets.issue(log, sheets.draft(log, month, TODAY, traeger_code=code), PlainRenderer(), CLOCK, nil=nil)


def visits(log: Log, households: Sequence[str], first: date, times: int = 1) -> list[Activity]:
    """Record ``times`` accompaniments of each household, one a day from ``first`` on."""
    made = []
    for number, household in enumerate([each for _turn in range(times) for each in households]):
        day = first + timedelta(days=number % 28)
        word = f"{first} {number}"
        made.append(record(log, word, day=day, start=None, end=None, client_ids=(household,), topics=("BRIEFE",)))
    return made
