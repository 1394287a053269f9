"""The whole main job for synthetic pilots: log, sheet, Träger, receipt, report, all on real parts."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from lotsenbuch import bootstrap, words, writing
from lotsenbuch.clock import BERLIN, FixedClock
from lotsenbuch.errors import ExpectedError
from lotsenbuch.example import filling, pilots
from lotsenbuch.example.model import ExamplePilot
from lotsenbuch.services import engagements, handover, joining, receipts, sheets, sheets_state
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.sheet import canonical, reader
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.traeger import contents, enrolment, export, intake, settlement
from lotsenbuch.traeger import receipts as letters
from lotsenbuch.traeger.enrolment import Invitation
from lotsenbuch.traeger.intake import Intake
from lotsenbuch.vault.secret import Passphrase

LINE = "wir"
MEMORY_MIB = 64
PAYMENT_DELAY = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything lies, who takes part, and the passphrase of all vaults."""

    folder: Path
    pilots: tuple[ExamplePilot, ...] = field(repr=False)
    months: tuple[date, ...]
    passphrase: str = field(repr=False)
    told: Callable[[str], None] = field(repr=False)

    @property
    def collection(self) -> Path:
        """The vault of the Träger."""
        return self.folder / "traeger"

    @property
    def sheets(self) -> Path:
        """The folder of the sealed sheets."""
        return self.folder / "nachweise"

    @property
    def letters(self) -> Path:
        """The folder of invites, answers and receipts."""
        return self.folder / "briefe"

    @property
    def reports(self) -> Path:
        """The folder of the Träger's reports."""
        return self.folder / "berichte"

    @property
    def passphrase_file(self) -> Path:
        """The file with the passphrase of all vaults of the demonstration."""
        return self.folder / "passphrase.txt"

    @property
    def begin(self) -> bootstrap.Machine:
        """The day on which pilots are invited: the first of the months."""
        return machine(self.months[0])

    @property
    def end(self) -> bootstrap.Machine:
        """The day on which sheets are issued: shortly after the last month."""
        return machine(sheets_state.last_of(self.months[-1]) + timedelta(days=5))

    def vault(self, pilot: ExamplePilot) -> Path:
        """The vault of one pilot."""
        return self.folder / "lotsen" / pilot.code


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the demonstration did, read back from the vaults and the collection at its end."""

    activities: int
    sheets: int
    accepted: int
    refused: int
    closed: dict[str, int]
    carried_over: int
    pilots_minutes: int
    traeger_minutes: int
    amount_cents: int


@dataclass(frozen=True, slots=True)
class _Handed:
    """One pilot's months: how many activities, and the sheets in the order of their months."""

    activities: int
    issued: tuple[IssuedSheet, ...]


def machine(day: date) -> bootstrap.Machine:
    """Return a machine whose clock stands at noon of ``day``; its random numbers are real."""
    return bootstrap.Machine(FixedClock(datetime.combine(day, time(12), BERLIN)), os.urandom)


def plan(folder: Path, number: int, months: int, seed: int, told: Callable[[str], None]) -> Plan:
    """Make the folders and the passphrase; raises ``folder_not_empty`` before anything is written."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExpectedError("folder_not_empty", folder=str(folder))
    made = Plan(
        folder=folder,
        pilots=tuple(pilots.demo_pilots(seed, number, months)),
        months=tuple(pilots.months_until_december(months)),
        passphrase=" ".join(words.suggest(os.urandom)),
        told=told,
    )
    try:
        for part in (folder, folder / "lotsen", made.sheets, made.letters, made.reports):
            part.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ExpectedError("file_not_written", file=str(folder), reason=os.strerror(error.errno or 0)) from None
    return made


def run(made: Plan) -> Outcome:
    """Do everything; ``told`` is called once for each piece of work that ``steps`` counts."""
    organisation_desk, _words = _create_collection(made)
    try:
        for pilot in made.pilots:
            _enrol(made, organisation_desk, pilot)
    finally:
        organisation_desk.close()
    handed = [_hand_in(made, pilot) for pilot in made.pilots]
    taken = _import(made)
    return _outcome(made, handed, taken)


def steps(made: Plan) -> int:
    """Return how often ``told`` will be called."""
    return 1 + len(made.pilots) * (3 + len(made.months)) + 2


def _create_collection(made: Plan) -> tuple[bootstrap.TraegerDesk, tuple[str, ...] | None]:
    traeger = pilots.traeger()
    new = bootstrap.create_collection(
        made.collection,
        made.passphrase,
        code=traeger.code,
        name=traeger.name,
        recovery=False,
        memory_mib=MEMORY_MIB,
        machine=made.begin,
    )
    made.told("collection")
    return new.desk, new.recovery_words


def _enrol(made: Plan, organisation_desk: bootstrap.TraegerDesk, pilot: ExamplePilot) -> None:
    """Invite one pilot, let her join and log her months, and take her answer in with its eight words."""
    today = made.begin.clock.today()
    wish = Invitation(
        name=pilot.name, line=LINE, role=pilot.role, code=pilot.code, starts=made.months[0]
    )
    invited = enrolment.invite(organisation_desk.collection, organisation_desk.keys, wish, today, os.urandom)
    writing.put(made.letters / f"{pilot.code}.lotsenbuch-einladung", invited.file)
    desk = bootstrap.create_log(
        made.vault(pilot), made.passphrase, recovery=False, memory_mib=MEMORY_MIB, machine=made.begin
    ).desk
    made.told("vault")
    try:
        joined = joining.join(desk.log, invited.file, today, os.urandom)
        writing.put(made.letters / f"{pilot.code}.lotsenbuch-antwort", joined.answer)
        filling.fill(desk.log, pilot, lambda _day: joined.engagement, made.end.clock.today(), os.urandom)
        made.told("log")
    finally:
        desk.close()
    spoken = " ".join(joined.own_words)
    enrolment.enrol(organisation_desk.collection, organisation_desk.keys, joined.answer, spoken)


def _hand_in(made: Plan, pilot: ExamplePilot) -> _Handed:
    """Reopen one pilot's vault and issue the sheet of every month."""
    desk = bootstrap.open_log(made.vault(pilot), Passphrase(made.passphrase), made.end)
    issued = []
    try:
        for month in made.months:
            draft = sheets.draft(desk.log, month, made.end.clock.today())
            sheet = sheets.issue(desk.log, draft, desk.renderer, made.end.clock, nil=draft.sheet.nil)
            handover.save(desk.log, sheet, made.sheets)
            issued.append(sheet)
            made.told("sheet")
    finally:
        desk.close()
    return _Handed(len(pilot.activities), tuple(issued))


def _import(made: Plan) -> Intake:
    """Take all sheets in, write a receipt for each, and the reports of the year."""
    opened = bootstrap.open_collection(made.collection, Passphrase(made.passphrase), made.end)
    try:
        now = made.end.clock.now()
        taken = intake.receive(opened.collection, opened.keys, intake.files_in([made.sheets]), now)
        made.told("import")
        for verdict in taken.verdicts:
            if verdict.sheet_id is not None and verdict.verdict == "accepted":
                _receipt(made, opened, verdict.sheet_id)
        export.export(opened.collection, made.months[-1].year, made.end.clock.today(), opened.year_files, made.reports)
        made.told("reports")
    finally:
        opened.close()
    return taken


def _receipt(made: Plan, opened: bootstrap.TraegerDesk, sheet_id: str) -> None:
    paid_on = made.end.clock.today() + PAYMENT_DELAY
    answer = letters.Answer(paid_on=paid_on)
    written = letters.write(opened.collection, opened.keys, sheet_id, answer, made.end.clock.today())
    writing.put(made.letters / f"{sheet_id}.lotsenbuch-quittung", written.file)


def _outcome(made: Plan, handed: list[_Handed], taken: Intake) -> Outcome:
    pilots_minutes = sum(_take_receipts(made, pilot, each) for pilot, each in zip(made.pilots, handed, strict=True))
    opened = bootstrap.open_collection(made.collection, Passphrase(made.passphrase), made.end)
    try:
        counting = opened.collection.sheets.counting_between(made.months[0], made.months[-1])
        traeger_minutes = sum(contents.settlement(sheet).minutes_by_class.total for sheet in counting)
        amount = settlement.settle(opened.collection, made.months[-1].year).total_cents
    finally:
        opened.close()
    return Outcome(
        activities=sum(each.activities for each in handed),
        sheets=sum(len(each.issued) for each in handed),
        accepted=taken.count("accepted"),
        refused=taken.count("refused"),
        closed=_closed(handed),
        carried_over=_carried_over(handed),
        pilots_minutes=pilots_minutes,
        traeger_minutes=traeger_minutes,
        amount_cents=amount,
    )


def _take_receipts(made: Plan, pilot: ExamplePilot, handed: _Handed) -> int:
    """Reopen one pilot's vault, take her receipts in, and return the minutes that her log holds."""
    desk = bootstrap.open_log(made.vault(pilot), Passphrase(made.passphrase), made.end)
    try:
        for sheet in handed.issued:
            file = made.letters / f"{sheet.sheet_id}.lotsenbuch-quittung"
            if file.exists():
                receipts.take(desk.log, file.read_bytes(), os.urandom)
        made.told("receipts")
        first, last = made.months[0], sheets_state.last_of(made.months[-1])
        ids = {each.id for each in engagements.group(desk.log, pilots.traeger().code)}
        logged = [each for each in desk.log.activities.between(first, last) if each.engagement_id in ids]
        return sum(each.minutes + each.travel_minutes for each in logged)
    finally:
        desk.close()


def _books(sheet: IssuedSheet) -> list[tuple[str, str]]:
    part = reader.statistics(canonical.decode(sheet.payload, Sheet))
    return [(book.book, book.state) for book in part.books] if part else []


def _closed(handed: list[_Handed]) -> dict[str, int]:
    """Count the books that closed, over all sheets."""
    found = {"accompaniments": 0, "households": 0}
    for each in handed:
        for sheet in each.issued:
            for book, state in _books(sheet):
                found[book] += state == "closed"
    return found


def _carried_over(handed: list[_Handed]) -> int:
    """Count the books (pilot x book) that did not close at the last closing."""
    return sum(state == "carried_over" for each in handed for _book, state in _books(each.issued[-1]))
