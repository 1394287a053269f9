"""Sheets and letters of invented people, signed with keys made of fixed bytes."""

import hashlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import msgspec
import pikepdf

from lotsenbuch.sheet import container, opening, reader
from lotsenbuch.sheet.correspondence import key_text
from lotsenbuch.sheet.documents import (
    EnrolmentAnswer,
    Invite,
    InvitingTraeger,
    LatestVersion,
    LedgerHead,
    PolicyTerms,
    Receipt,
    Term,
)
from lotsenbuch.sheet.keys import OpeningKey, SealKey, SigningKey
from lotsenbuch.sheet.model import Period, PilotRef, Sheet, TraegerRef
from lotsenbuch.sheet.settlement import ClassMinutes, Day, LineSum, SettlementPart
from lotsenbuch.sheet.statistics import Block, Book, StatisticsPart, Table


def seeded(seed: str) -> Callable[[int], bytes]:
    """A stand-in for the system's randomness that always gives the same bytes for ``seed``."""
    return lambda count: hashlib.shake_256(seed.encode()).digest(count)


PILOT_KEY = SigningKey.generate(seeded("pilot sign"))
PILOT_OPENING = OpeningKey.generate(seeded("pilot open"))
TRAEGER_KEY = SigningKey.generate(seeded("traeger sign"))
TRAEGER_OPENING = OpeningKey.generate(seeded("traeger open"))
RESERVE_OPENING = OpeningKey.generate(seeded("reserve open"))
STRANGER_KEY = SigningKey.generate(seeded("stranger sign"))
STRANGER_OPENING = OpeningKey.generate(seeded("stranger open"))

RECIPIENTS: tuple[SealKey, ...] = (TRAEGER_OPENING.public, RESERVE_OPENING.public, PILOT_OPENING.public)
TRAEGER = TraegerRef("MUSTER", "Musterträger e. V.", TRAEGER_KEY.public.id)
PILOT = PilotRef("L017", "Ayşe Beispiel")
KNOWN = {PILOT_KEY.public.id: PILOT_KEY.public}
DIGEST = hashlib.sha256(b"invented").hexdigest()


def a_settlement(**changes: Any) -> SettlementPart:
    part = SettlementPart(
        days=(Day(date(2026, 3, 2), 150), Day(date(2026, 3, 3), 90)),
        minutes_by_class=ClassMinutes(client_work=240, team=60, travel=80),
        lines=(LineSum("wir", 240, 240, 3, 12_000),),
        distance_km=34,
        accompaniments=3,
        amount_cents=12_000,
    )
    return msgspec.structs.replace(part, **changes)


def a_book(**changes: Any) -> Book:
    blocks = (Block("G_WORK", ("JOBC", "SOZ"), 7), Block("rest", ("AUSL", "ARZT", "NONE"), 6))
    book = Book(
        book="accompaniments",
        state="closed",
        start=date(2026, 1, 1),
        until=date(2026, 3, 31),
        counted=13,
        stacks=1,
        sizes=(13,),
        tables=(Table(1, 4, "authority", 13, blocks),),
    )
    return msgspec.structs.replace(book, **changes)


def a_statistics(**changes: Any) -> StatisticsPart:
    carried = Book(book="households", state="carried_over", start=date(2026, 1, 1), until=date(2026, 3, 31))
    part = StatisticsPart(
        state="closing",
        rule="LB-2",
        tree_version=1,
        k=5,
        m_mid=8,
        m_end=4,
        smax=24,
        topics=True,
        origin="country",
        previous=None,
        hash=DIGEST,
        until=date(2026, 3, 31),
        books=(a_book(), carried),
    )
    return msgspec.structs.replace(part, **changes)


def a_sheet(**changes: Any) -> Sheet:
    """A sheet; ``settlement`` and ``statistics`` may be given as parts, as texts, or as None."""
    if isinstance(changes.get("settlement"), SettlementPart):
        changes["settlement"] = reader.settlement_text(changes["settlement"])
    if isinstance(changes.get("statistics"), StatisticsPart):
        changes["statistics"] = reader.statistics_text(changes["statistics"])
    sheet = Sheet(
        sheet_id="L017-2026-03",
        sheet_version=1,
        pilot=PILOT,
        role="normal",
        period=Period(date(2026, 3, 1), date(2026, 3, 31)),
        nil=False,
        settlement=reader.settlement_text(a_settlement()),
        traeger=TRAEGER,
        recipients=tuple(key.id for key in RECIPIENTS),
        statistics=reader.statistics_text(a_statistics()),
    )
    return msgspec.structs.replace(sheet, **changes)


def a_blank_pdf() -> bytes:
    """One empty page: the container's rules do not look at pages."""
    target = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def a_plain_file(sheet: Sheet | None = None, key: SigningKey = PILOT_KEY) -> bytes:
    """A PDF that carries ``sheet``, signed with ``key``."""
    envelope = opening.sign_sheet(sheet or a_sheet(), key)
    return container.embed(a_blank_pdf(), envelope, date(2026, 3, 31))


def a_sealed_file(sheet: Sheet | None = None, key: SigningKey = PILOT_KEY) -> bytes:
    """The same, sealed for the three recipients."""
    return opening.seal_sheet(a_plain_file(sheet, key), RECIPIENTS)


def an_invite(**changes: Any) -> Invite:
    traeger = InvitingTraeger(
        code="MUSTER",
        name="Musterträger e. V.",
        sign_key=key_text(TRAEGER_KEY.public),
        seal_keys=(key_text(TRAEGER_OPENING.public), key_text(RESERVE_OPENING.public)),
    )
    invite = Invite(
        invite_id="E-2026-017",
        traeger=traeger,
        pilot=PILOT,
        role="normal",
        line="wir",
        term=Term(date(2026, 1, 1), date(2026, 12, 31)),
        expires=date(2026, 2, 15),
        policy=PolicyTerms(k=5, topics=True, origin="country"),
        programme=('line = "wir"', 'de = "WIR-Lots*innen"'),
    )
    return msgspec.structs.replace(invite, **changes)


def an_answer(**changes: Any) -> EnrolmentAnswer:
    answer = EnrolmentAnswer(
        invite_id="E-2026-017",
        invite=DIGEST,
        pilot=PILOT,
        sign_key=key_text(PILOT_KEY.public),
        seal_key=key_text(PILOT_OPENING.public),
        recipients=tuple(key.id for key in RECIPIENTS),
    )
    return msgspec.structs.replace(answer, **changes)


def a_receipt(**changes: Any) -> Receipt:
    receipt = Receipt(
        traeger=TRAEGER,
        pilot="L017",
        sheet_id="L017-2026-03",
        sheet_version=1,
        payload=DIGEST,
        state="confirmed",
        issued=date(2026, 4, 7),
        paid_on=date(2026, 4, 15),
        amount_cents=12_000,
        ledger=LedgerHead(DIGEST, date(2026, 3, 31)),
        latest=(LatestVersion("L017-2026-02", 2, DIGEST), LatestVersion("L017-2026-03", 1, DIGEST)),
    )
    return msgspec.structs.replace(receipt, **changes)
