"""What the page "Nachweise" asks for: months, a draft and its reasons, sealing, files, receipts."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lotsenbuch import catalogue
from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.domain.activity import Activity
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _, language
from lotsenbuch.messages import sentence
from lotsenbuch.report.wording import day_of_month
from lotsenbuch.services import (
    engagements,
    handover,
    local_report,
    month_check,
    receipts,
    sheet_months,
    sheets,
    sheets_state,
)
from lotsenbuch.services.local_report import LocalReport
from lotsenbuch.services.records import IssuedSheet
from lotsenbuch.services.sheet_months import MonthDetail
from lotsenbuch.services.sheets import Draft
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.files import read_file
from lotsenbuch.sheet.model import Answer, Sheet
from lotsenbuch.ui.presenters import sheets_preview, sheets_words
from lotsenbuch.ui.presenters.book import Book
from lotsenbuch.ui.presenters.sheets_preview import SheetView


@dataclass(frozen=True, slots=True)
class MonthKey:
    """A month of one Träger; the code is empty for work without one."""

    traeger_code: str
    month: date


@dataclass(frozen=True, slots=True)
class GapRow:
    """One thing to look at: which activity, as the list of activities calls it, and what about it."""

    activity_id: str
    activity: str = field(repr=False)
    sentence: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A month as it would be handed in now: what to look at, what the Träger sees, and why.

    ``running`` tells that the month is not over yet; ``namesakes`` are names that several cases carry.
    """

    key: MonthKey
    draft: Draft = field(repr=False)
    traeger_name: str = field(repr=False)
    gaps: tuple[GapRow, ...] = field(repr=False)
    namesakes: tuple[str, ...] = field(repr=False)
    seen: SheetView = field(repr=False)
    report: LocalReport = field(repr=False)
    running: bool
    answers: tuple[Answer, ...] = ()


class SheetsPresenter(QObject):
    """Brings everything back as plain values; whatever did not work comes as a sentence in ``failed``."""

    months_ready = Signal(object)
    detail_ready = Signal(object)
    proposal_ready = Signal(object)
    pdf_ready = Signal(bytes)
    sealed = Signal(object)
    saved = Signal(object)
    receipt_taken = Signal(object, str)
    failed = Signal(str)

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._today = book.clock.today
        self.folder = Path.home()
        """Where files were saved last; known as long as the book is open, never stored."""

    def load_months(self) -> None:
        """Ask for the list; ``months_ready`` follows."""
        today = self._today()
        self._book.read(
            lambda desk: sheet_months.months(desk.log, today),
            context=self,
            on_done=self.months_ready.emit,
            on_error=self._fail,
        )

    def load_detail(self, key: MonthKey) -> None:
        """Ask for one month; ``detail_ready`` follows."""
        today = self._today()

        def job(desk: PilotDesk) -> MonthDetail:
            return sheet_months.detail(desk.log, key.traeger_code, key.month, today)

        self._book.read(job, context=self, on_done=self.detail_ready.emit, on_error=self._fail)

    def propose(self, key: MonthKey, answers: tuple[Answer, ...] = ()) -> None:
        """Ask for the sheet as it would be now; ``proposal_ready`` follows."""
        today = self._today()
        self._book.read(
            lambda desk: _proposal(desk, key, answers, today),
            context=self,
            on_done=self.proposal_ready.emit,
            on_error=self._fail,
        )

    def preview_pdf(self, proposal: Proposal) -> None:
        """Ask for the bytes that sealing would store; ``pdf_ready`` follows."""
        self._book.read(
            lambda desk: sheets.preview_pdf(desk.log, proposal.draft, desk.renderer),
            context=self,
            on_done=self.pdf_ready.emit,
            on_error=self._fail,
        )

    def stored_pdf(self, key: MonthKey, version: int) -> None:
        """Ask for the document of a sealed version; ``pdf_ready`` follows."""
        self._book.read(
            lambda desk: _version(desk, key, version).pdf,
            context=self,
            on_done=self.pdf_ready.emit,
            on_error=self._fail,
        )

    def seal(self, proposal: Proposal) -> None:
        """Seal what was shown and nothing else; ``sealed`` follows with the stored sheet."""
        today = self._today()

        def job(desk: PilotDesk) -> IssuedSheet:
            fresh = _draft(desk, proposal.key, proposal.answers, today)
            if fresh.payload != proposal.draft.payload:
                raise ExpectedError("month_edited", month=proposal.key.month.strftime("%m/%Y"))
            return sheets.issue(desk.log, fresh, desk.renderer, desk.machine.clock, nil=fresh.sheet.nil)

        self._book.write(job, context=self, on_done=self.sealed.emit, on_error=self._fail)

    def report_nothing(self, key: MonthKey) -> None:
        """Seal a nil return at once; only for months in which no books close. ``sealed`` follows."""
        today = self._today()

        def job(desk: PilotDesk) -> IssuedSheet:
            draft = _draft(desk, key, (), today)
            return sheets.issue(desk.log, draft, desk.renderer, desk.machine.clock, nil=True)

        self._book.write(job, context=self, on_done=self.sealed.emit, on_error=self._fail)

    def save(self, key: MonthKey, version: int, folder: Path) -> None:
        """Write the file of a version into ``folder``; ``saved`` follows with its path."""
        self.folder = folder
        self._book.write(
            lambda desk: handover.save(desk.log, _version(desk, key, version), folder),
            context=self,
            on_done=self.saved.emit,
            on_error=self._fail,
        )

    def take_receipt(self, file: Path) -> None:
        """Read a receipt; ``receipt_taken`` follows with the month it speaks of and what it says."""

        def job(desk: PilotDesk) -> tuple[MonthKey, str]:
            taken = receipts.take(desk.log, read_file(file), desk.machine.random)
            key = MonthKey(taken.sheet.traeger_code, taken.sheet.month)
            return key, sheets_words.answer_sentence(taken.receipt)

        self._book.write(
            job,
            context=self,
            on_done=lambda found: self.receipt_taken.emit(*found),
            on_error=self._fail,
        )

    def _fail(self, error: ExpectedError) -> None:
        self.failed.emit(sentence(error))


def _version(desk: PilotDesk, key: MonthKey, version: int) -> IssuedSheet:
    return next(each for each in desk.log.sheets.versions(key.traeger_code, key.month) if each.version == version)


def _draft(desk: PilotDesk, key: MonthKey, answers: tuple[Answer, ...], today: date) -> Draft:
    return sheets.draft(desk.log, key.month, today, traeger_code=key.traeger_code, answers=answers)


def _proposal(desk: PilotDesk, key: MonthKey, answers: tuple[Answer, ...], today: date) -> Proposal:
    log = desk.log
    answers = answers or _answers_before(desk, key)
    draft = _draft(desk, key, answers, today)
    group = engagements.group(log, key.traeger_code)
    traeger = group[0].traeger if group else None
    asked = sheets.closes_books(log, key.traeger_code, key.month)
    return Proposal(
        key=key,
        draft=draft,
        traeger_name=traeger.name if traeger else "",
        gaps=tuple(
            GapRow(hint.activity.id, activity_line(hint.activity), sheets_words.gap_sentence(hint.gap))
            for hint in month_check.hints(log, key.month, key.traeger_code, today)
        ),
        namesakes=month_check.namesakes(log, key.month, key.traeger_code) if asked else (),
        seen=sheets_preview.view(draft.sheet),
        report=local_report.explain(log, draft),
        running=sheets_state.last_of(key.month) >= today,
        answers=answers,
    )


def _answers_before(desk: PilotDesk, key: MonthKey) -> tuple[Answer, ...]:
    """Return what the newest version answered already, so that a correction does not take it back."""
    issued = sheets_state.newest(desk.log, key.traeger_code, key.month)
    return canonical.decode(issued.payload, Sheet).answers if issued else ()


def activity_line(activity: Activity) -> str:
    """Return day, time and place of an activity in one line, without any name."""
    code = activity.authority_code
    known = catalogue.authorities().name(code, language()) if code else ""
    place = known or catalogue.kinds().name(activity.kind, language())
    when = day_of_month(activity.day)
    if activity.start is not None:
        when = _("{day} um {time} Uhr").format(day=when, time=f"{activity.start:%H:%M}")
    return f"{when}, {place}"
