"""A Träger with its pilots and sheets, all invented."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from lotsenbuch.clock import BERLIN
from lotsenbuch.sheet import canonical, opening, reader
from lotsenbuch.sheet.container import embed
from lotsenbuch.sheet.correspondence import key_text, read_invite, seal_answer
from lotsenbuch.sheet.documents import EnrolmentAnswer
from lotsenbuch.sheet.keys import OpeningKey, SigningKey
from lotsenbuch.sheet.model import Period, PilotRef, Sheet, TraegerRef
from lotsenbuch.sheet.settlement import ClassMinutes, LineSum, SettlementPart
from lotsenbuch.sheet.statistics import StatisticsPart
from lotsenbuch.traeger import enrolment, intake, profile
from lotsenbuch.traeger.enrolment import Invitation, Invited
from lotsenbuch.traeger.intake import Intake
from lotsenbuch.traeger.ports import Collection, Keys
from lotsenbuch.traeger.records import ACTIVE, COUNTS, Pilot, Profile, QuarantinedFile, StoredSheet
from tests.builders.memory_collection import MemoryCollection
from tests.builders.sheets import a_blank_pdf, seeded

TODAY = date(2026, 4, 10)
NOW = datetime(2026, 4, 10, 9, 30, tzinfo=BERLIN)
PROFILE = Profile("MUSTER", "Zentrum Musterstadt e. V.")
MARCH = date(2026, 3, 1)
_BLANK = a_blank_pdf()


def counted_bytes(seed: str) -> Callable[[int], bytes]:
    """Return a source of bytes that never gives the same twice and always begins the same."""
    numbers = count()
    return lambda length: hashlib.shake_256(f"{seed} {next(numbers)}".encode()).digest(length)


def a_pilot(code: str = "L017", **changes: Any) -> Pilot:
    """Return an active pilot since January without keys."""
    pilot = Pilot(
        code=code,
        name="Ayşe Beispiel",
        role="normal",
        line="wir",
        state=ACTIVE,
        invite_id="a1",
        invite_hash="0" * 64,
        starts=date(2026, 1, 1),
        ends=None,
        expires=date(2026, 3, 1),
    )
    return replace(pilot, **changes)


def a_settlement_of(*lines: LineSum, **changes: Any) -> SettlementPart:
    """Return a settlement part whose sums follow from its lines."""
    minutes = sum(each.minutes for each in lines)
    part = SettlementPart((), ClassMinutes(client_work=minutes), lines, 0, 0, sum(each.amount_cents for each in lines))
    return msgspec.structs.replace(part, **changes)


def a_line(billable: int, line: str = "wir", **changes: Any) -> LineSum:
    """Return a month's sums of a line at five euros an hour, half up."""
    return msgspec.structs.replace(LineSum(line, billable, billable, 1, (1000 * billable + 60) // 120), **changes)


def a_stored_sheet(
    word: str = "sheet",
    *,
    pilot: str = "L017",
    month: date = MARCH,
    settlement: SettlementPart | None = None,
    statistics: StatisticsPart | None = None,
    **changes: Any,
) -> StoredSheet:
    """Return a counting first version; ``word`` makes its payload its own."""
    sheet = StoredSheet(
        id=0,
        sheet_id=f"{pilot}-{month:%Y-%m}",
        version=1,
        pilot_code=pilot,
        month=month,
        payload_hash=hashlib.sha256(f"{word} {pilot} {month}".encode()).hexdigest(),
        replaces=None,
        signer="ab" * 16,
        state=COUNTS,
        nil=False,
        role="normal",
        batch=0,
        received_at=NOW,
        payload=word.encode(),
        envelope=b"envelope",
        settlement=reader.settlement_text(settlement or a_settlement_of(a_line(600))),
        statistics=reader.statistics_text(statistics) if statistics else None,
    )
    return replace(sheet, **changes)


def a_quarantined_file(content: bytes = b"%PDF", **changes: Any) -> QuarantinedFile:
    """Return a file that waits."""
    digest = hashlib.sha256(content).hexdigest()
    return replace(QuarantinedFile(0, digest, "brief.pdf", "cd" * 16, content, NOW, 0), **changes)


def filled(collection: Collection, *sheets: StoredSheet, pilots: tuple[Pilot, ...] = ()) -> int:
    """Put pilots and sheets into a collection; return the batch they came with."""
    with collection.transaction():
        if not pilots:
            pilots = tuple(a_pilot(code) for code in sorted({each.pilot_code for each in sheets}))
        for pilot in pilots:
            collection.pilots.add(pilot)
        batch = collection.batches.open(NOW).id
        for sheet in sheets:
            collection.sheets.add(replace(sheet, batch=batch))
    return batch


def a_collection() -> MemoryCollection:
    """Return a collection of the Träger MUSTER with its keys."""
    collection = MemoryCollection()
    profile.found(collection, collection.keys, PROFILE, counted_bytes("office"))
    return collection


@dataclass
class Correspondent:
    """A pilot at her own computer: she answers an invite and hands in sheets."""

    seed: str = "pilot"
    signing: SigningKey = field(init=False)
    opening: OpeningKey = field(init=False)

    def __post_init__(self) -> None:
        self.signing = SigningKey.generate(seeded(f"{self.seed} sign"))
        self.opening = OpeningKey.generate(seeded(f"{self.seed} open"))

    @property
    def words(self) -> str:
        return " ".join(self.signing.public.words())

    def answer(self, invited: Invited, **changes: Any) -> bytes:
        """Return her sealed answer to an invite."""
        read = read_invite(invited.file)
        recipients = [*read.seal_keys, self.opening.public]
        answer = EnrolmentAnswer(
            invite_id=read.invite.invite_id,
            invite=read.digest,
            pilot=read.invite.pilot,
            sign_key=key_text(self.signing.public),
            seal_key=key_text(self.opening.public),
            recipients=tuple(key.id for key in recipients),
        )
        return seal_answer(msgspec.structs.replace(answer, **changes), self.signing, recipients)

    def sheet(self, keys: Keys, code: str = "L001", month: date = MARCH, **changes: Any) -> Sheet:
        """Return her sheet for the Träger with these keys; ``minutes`` make it differ from others."""
        part = a_settlement_of(a_line(changes.pop("minutes", 60)))
        last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        sheet = Sheet(
            sheet_id=f"{code}-{month:%Y-%m}",
            sheet_version=1,
            pilot=PilotRef(code, "Selin Beispiel"),
            role="normal",
            period=Period(month, last),
            nil=False,
            settlement=reader.settlement_text(part),
            traeger=TraegerRef(PROFILE.code, PROFILE.name, keys.signing().public.id),
            recipients=tuple(key.public.id for key in (keys.opening(), keys.reserve(), self.opening)),
        )
        return msgspec.structs.replace(sheet, **changes)

    def corrected(self, sheet: Sheet, minutes: int, **changes: Any) -> Sheet:
        """Return the next version of a sheet."""
        text = reader.settlement_text(a_settlement_of(a_line(minutes)))
        fresh = msgspec.structs.replace(
            sheet, sheet_version=sheet.sheet_version + 1, replaces=hash_of(sheet), settlement=text
        )
        return msgspec.structs.replace(fresh, **changes)

    def plain(self, sheet: Sheet) -> bytes:
        """Return the signed PDF."""
        return embed(_BLANK, opening.sign_sheet(sheet, self.signing), sheet.period.end)

    def sealed(self, sheet: Sheet, keys: Keys) -> bytes:
        """Return the signed PDF, sealed for the Träger and herself."""
        recipients = [keys.opening().public, keys.reserve().public, self.opening.public]
        return opening.seal_sheet(self.plain(sheet), recipients)


def hash_of(sheet: Sheet) -> str:
    """Return the hash that corrections name."""
    return canonical.digest(canonical.encode(sheet))


@dataclass
class Office:
    """A Träger's desk in memory, and a folder for the files that arrive."""

    folder: Path
    store: MemoryCollection = field(default_factory=a_collection)

    @property
    def keys(self) -> Keys:
        return self.store.keys

    def invited(self, name: str = "Selin Beispiel", **wish: Any) -> Invited:
        random = counted_bytes(f"invite {name} {wish}")
        return enrolment.invite(self.store, self.keys, Invitation(name, "wir", **wish), TODAY, random)

    def enrolled(self, pilot: Correspondent, **wish: Any) -> Pilot:
        """Return the pilot after the whole enrolment."""
        answer = pilot.answer(self.invited(**wish))
        return enrolment.enrol(self.store, self.keys, answer, pilot.words).pilot

    def receive(self, *contents: bytes) -> Intake:
        """Write files and take them in as one import."""
        paths = []
        for content in contents:
            path = self.folder / f"{hashlib.sha256(content).hexdigest()[:12]}.pdf"
            path.write_bytes(content)
            paths.append(path)
        return intake.receive(self.store, self.keys, paths, NOW)

    def verdicts(self, *contents: bytes) -> list[tuple[str, str]]:
        return [(each.verdict, each.code) for each in self.receive(*contents).verdicts]

    def states(self, code: str = "L001", month: date = MARCH) -> dict[int, str]:
        """Return the state of each version of a month; a version that is there twice shows its last state."""
        return {each.version: each.state for each in self.store.sheets.of_month(code, month)}
