"""The page "Nachweise": the months, one of them, its way to the Träger, and its document."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lotsenbuch.i18n import _, ngettext
from lotsenbuch.report.wording import month_year
from lotsenbuch.sheet.model import Answer
from lotsenbuch.ui.pages.sheets_choosing import Choosers
from lotsenbuch.ui.pages.sheets_closing import DONE, HANDING, ClosingView
from lotsenbuch.ui.pages.sheets_detail import MonthPanel
from lotsenbuch.ui.pages.sheets_table import MonthsTable, key_of
from lotsenbuch.ui.pages.sheets_viewer import PdfView
from lotsenbuch.ui.presenters.book import Book
from lotsenbuch.ui.presenters.sheets import MonthKey, Proposal, SheetsPresenter
from lotsenbuch.ui.theme import Space, Width, WidthClass
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.card import Card
from lotsenbuch.ui.widgets.empty_state import EmptyState
from lotsenbuch.ui.widgets.page import Page, ToastWish
from lotsenbuch.ui.widgets.state import State, StateChip

if TYPE_CHECKING:
    from lotsenbuch.services.records import IssuedSheet
    from lotsenbuch.services.sheet_months import MonthDetail, MonthLine


class SheetsPage(Page):
    """One of: the list with a month beside it, a month alone (narrow window), three steps, a document."""

    def __init__(self, book: Book, choosers: Choosers | None = None, parent: QWidget | None = None) -> None:
        super().__init__(_("Nachweise"), parent)
        self._choosers = choosers or Choosers()
        self.presenter = SheetsPresenter(book, self)
        self.closing: ClosingView | None = None
        self._wanted: object = None
        self._begun: MonthKey | None = None
        self._class = WidthClass.FULL
        self.table = MonthsTable()
        self.panel = MonthPanel()
        self.viewer = PdfView()
        self._before_viewer: QWidget | None = None
        self._build_head()
        self._build_views()
        self._connect(book)
        self._show(self._months)

    def _build_head(self) -> None:
        self.back_button = Button(_("Nachweise"), "arrow-left", Kind.LINK)
        self.back_button.clicked.connect(self.go_back)
        self.leading.addWidget(self.back_button)
        self.chip = StateChip(State.UNSEALED, _("noch nicht versiegelt"))
        self.receipt_button = Button(_("Quittung einlesen"), "file-down")
        self.receipt_button.clicked.connect(self._on_receipt_clicked)
        self.trailing.addWidget(self.chip)
        self.trailing.addWidget(self.receipt_button)

    def _build_views(self) -> None:
        card = Card(padding=1)
        card.body.addWidget(self.table)
        self._months = QWidget()
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.XL, 0, Space.XL, Space.XL)
        inner.addWidget(card)
        inner.addStretch(1)
        self._months_row = QHBoxLayout(self._months)
        self._months_row.setContentsMargins(0, 0, 0, 0)
        self._months_row.setSpacing(0)
        self._months_row.addLayout(inner, 1)
        self._months_row.addWidget(self.panel)
        self.empty = EmptyState("file-check", _("Es gibt noch keinen Monat zum Abgeben."), _("Zu den Einsätzen"))
        self._alone = QWidget()
        self._alone_column = QVBoxLayout(self._alone)
        self._alone_column.setContentsMargins(0, 0, 0, 0)
        self._views = QStackedWidget()
        for view in (self._months, self.empty, self._alone, self.viewer):
            self._views.addWidget(view)
        self.column.addWidget(self._views, 1)

    def _connect(self, book: Book) -> None:
        presenter, panel = self.presenter, self.panel
        book.changed.connect(self._on_book_changed)
        presenter.months_ready.connect(self._on_months_ready)
        presenter.detail_ready.connect(self._on_detail_ready)
        presenter.proposal_ready.connect(self._on_proposal_ready)
        presenter.pdf_ready.connect(self._on_pdf_ready)
        presenter.sealed.connect(self._on_sealed)
        presenter.saved.connect(self._on_saved)
        presenter.receipt_taken.connect(self._on_receipt_taken)
        presenter.failed.connect(self._on_failed)
        self.table.chosen.connect(presenter.load_detail)
        self.table.opened.connect(self._on_month_opened)
        self.empty.acted.connect(lambda: self.page_wanted.emit("activities", None))
        panel.activities_wanted.connect(lambda: self.page_wanted.emit("activities", None))
        panel.closing_wanted.connect(self.begin_closing)
        panel.nil_wanted.connect(presenter.report_nothing)
        panel.pdf_wanted.connect(presenter.stored_pdf)
        panel.file_wanted.connect(self._save)

    def arrived(self, what: object = None) -> None:
        """Show the months; ``what`` may be a ``MonthKey`` or the first day of a month to open."""
        self._wanted = what
        if what is not None:
            self._drop_closing()
            self._show(self._months)
        self.presenter.load_months()

    def begin_closing(self, key: MonthKey, answers: tuple[Answer, ...] = ()) -> None:
        """Take a month through the three steps; ``answers`` go along to the Träger."""
        self._drop_closing()
        self._begun = key
        self.presenter.propose(key, answers)

    def go_back(self) -> bool:
        """Go one step back; tell whether there was one."""
        view = self._views.currentWidget()
        if view is self.viewer:
            self.viewer.forget()
            self._show(self._before_viewer or self._months)
        elif self.closing is not None and view is self.closing:
            self.closing.go_back()
        elif view is self._alone:
            self._show(self._months)
        else:
            return False
        return True

    def follow_width(self, class_: WidthClass) -> None:
        """Put the month beside the list, or on a page of its own."""
        self._class = class_
        wide = class_ >= WidthClass.MEDIUM
        self.table.follow_width(class_)
        if wide:
            self.panel.setFixedWidth(Width.PANEL if class_ is WidthClass.FULL else Width.PANEL_NARROW)
            self._months_row.addWidget(self.panel)
            if self._views.currentWidget() is self._alone:
                self._show(self._months)
        else:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16_777_215)
            self._alone_column.addWidget(self.panel)
        if self.closing is not None:
            self.closing.follow_width(class_)

    def _show(self, view: QWidget) -> None:
        self._views.setCurrentWidget(view)
        closing = self.closing is not None and view is self.closing
        self.back_button.setVisible(view not in (self._months, self.empty))
        self.back_button.setText(_("Zurück") if view is self.viewer else _("Nachweise"))
        self.receipt_button.setVisible(view in (self._months, self.empty))
        self.chip.setVisible(closing and self._class > WidthClass.TINY)
        self.title.setText(self.closing.title() if self.closing is not None and closing else self._title_of(view))

    def _title_of(self, view: QWidget) -> str:
        key = self.closing.proposal.key if self.closing else self.panel.shown
        if view in (self.viewer, self._alone) and key is not None:
            return (
                _("Nachweis {month}").format(month=month_year(key.month))
                if view is self.viewer
                else month_year(key.month)
            )
        return _("Nachweise")

    def _drop_closing(self) -> None:
        self._begun = None
        if self.closing is not None:
            self._views.removeWidget(self.closing)
            self.closing.deleteLater()
            self.closing = None

    def _on_book_changed(self) -> None:
        self.presenter.load_months()
        if self.closing is not None and self.closing.step != DONE:
            self.presenter.propose(self.closing.proposal.key, self.closing.proposal.answers)

    def _on_months_ready(self, lines: "Sequence[MonthLine]") -> None:
        due = sum(line.due for line in lines)
        said = ngettext("{count} Monat abzugeben", "{count} Monate abzugeben", due).format(count=due)
        self.count_changed.emit(due, said if due else "")
        self.table.show_months(lines)
        self._open_wanted(lines)
        if not lines:
            self.panel.forget()
        elif (key := self.table.current()) is not None:
            self.presenter.load_detail(key)
        view = self._views.currentWidget()
        if view in (self._months, self.empty):
            self._show(self._months if lines else self.empty)

    def _open_wanted(self, lines: "Sequence[MonthLine]") -> None:
        wanted, self._wanted = self._wanted, None
        for line in sorted(lines, key=lambda each: not each.due):
            key = key_of(line)
            if wanted == key or (isinstance(wanted, date) and key.month == wanted.replace(day=1)):
                self.table.choose(key)
                if line.due and line.state.activities:
                    self.begin_closing(key)
                return

    def _on_detail_ready(self, detail: "MonthDetail") -> None:
        if key_of(detail.line) == self.table.current():
            self.panel.show_month(detail)
            if self._views.currentWidget() is self._alone:
                self._show(self._alone)

    def _on_month_opened(self, key: MonthKey) -> None:
        self.presenter.load_detail(key)
        if self._class < WidthClass.MEDIUM:
            self._show(self._alone)

    def _on_proposal_ready(self, proposal: Proposal) -> None:
        if self.closing is not None and self.closing.proposal.key == proposal.key:
            self.closing.update_proposal(proposal)
        elif proposal.key == self._begun:
            self.closing = self._build_closing(proposal)
            self._views.addWidget(self.closing)
            self.closing.follow_width(self._class)
            self._on_step_changed(self.closing.step)
            self._show(self.closing)
            self.closing.primary.setFocus()

    def _build_closing(self, proposal: Proposal) -> ClosingView:
        closing = ClosingView(proposal)
        closing.left.connect(self._on_closing_left)
        closing.activity_wanted.connect(lambda activity: self.page_wanted.emit("activities", activity))
        closing.pdf_wanted.connect(lambda: self.presenter.preview_pdf(closing.proposal))
        closing.seal_wanted.connect(lambda: self.presenter.seal(closing.proposal))
        closing.file_wanted.connect(
            lambda: self._save(closing.proposal.key, closing.proposal.draft.sheet.sheet_version)
        )
        closing.step_changed.connect(self._on_step_changed)
        return closing

    def _on_step_changed(self, step: int) -> None:
        sealed = step == DONE
        self.chip.show_state(
            State.SEALED if sealed else State.UNSEALED, _("versiegelt") if sealed else _("noch nicht versiegelt")
        )

    def _on_closing_left(self) -> None:
        self._drop_closing()
        self._show(self._months)
        self.table.setFocus()

    def _on_pdf_ready(self, data: bytes) -> None:
        self._before_viewer = self._views.currentWidget()
        self._show(self.viewer)
        self.viewer.show_document(data)

    def _on_sealed(self, sheet: "IssuedSheet") -> None:
        key = MonthKey(sheet.traeger_code, sheet.month)
        if self.closing is not None and self.closing.proposal.key == key:
            self.closing.show_sealed()
        else:
            said = _("{month}: Nullmeldung ist versiegelt").format(month=month_year(sheet.month))
            self.toast_wanted.emit(ToastWish(said, icon="file-lock"))

    def _save(self, key: MonthKey, version: int) -> None:
        folder = self._choosers.folder(self, self.presenter.folder)
        if folder is not None:
            self.presenter.save(key, version, folder)

    def _on_saved(self, file: Path) -> None:
        if self.closing is not None and self._views.currentWidget() is self.closing:
            self.closing.show_saved(file)
        else:
            said = _("Gespeichert: {file}").format(file=file.name)
            self.toast_wanted.emit(ToastWish(said, icon="save"))

    def _on_receipt_clicked(self) -> None:
        file = self._choosers.receipt(self, self.presenter.folder)
        if file is not None:
            self.presenter.take_receipt(file)

    def _on_receipt_taken(self, key: MonthKey, said: str) -> None:
        self.table.choose(key)
        words = _("{month}: {said}").format(month=month_year(key.month), said=said)
        self.toast_wanted.emit(ToastWish(words, icon="mail-check"))

    def _on_failed(self, said: str) -> None:
        if self.closing is not None and self.closing.step == HANDING:
            # What was shown is no longer what would be sealed, or it could not be sealed: look and try again.
            self.closing.go_to(HANDING)
            self.presenter.propose(self.closing.proposal.key, self.closing.proposal.answers)
        self.message_wanted.emit(said)
