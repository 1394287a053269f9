"""Heute: one line to log what was, what waits for a word, what comes next, and how the month stands."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from lotsenbuch.i18n import _, ngettext
from lotsenbuch.ui.pages.today_cards import ComingCard, DueCard, MonthCard, WaitingCard, focus_first
from lotsenbuch.ui.pages.today_line import EXAMPLE, QuickLine
from lotsenbuch.ui.presenters.book import Book
from lotsenbuch.ui.presenters.phrases import long_day
from lotsenbuch.ui.presenters.quick_line import LineView
from lotsenbuch.ui.presenters.sheets import MonthKey
from lotsenbuch.ui.presenters.today import CANCELLED, HELD, Recorded, TodayPresenter, Worded
from lotsenbuch.ui.presenters.today_view import Overview
from lotsenbuch.ui.theme import Space, WidthClass
from lotsenbuch.ui.widgets.card import Card
from lotsenbuch.ui.widgets.empty_state import EmptyState
from lotsenbuch.ui.widgets.page import Page, ToastWish

_SIDE = 384
_SIDE_NARROW = 320
SHEETS_PAGE = "sheets"


class TodayPage(Page):
    """The first page of the book."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(long_day(book.clock.today()), parent)
        self._presenter = TodayPresenter(book, self)
        self._returning = False
        self.line = QuickLine()
        self.waiting = WaitingCard()
        self.coming = ComingCard()
        self.month = MonthCard()
        self.due = DueCard()
        self.empty = Card()
        self.empty_state = EmptyState(
            "sun",
            _("Heute steht nichts an. Schreiben Sie oben, was war, zum Beispiel: gestern 9-11 Jobcenter."),
            _("Beispiel einsetzen"),
        )
        self._side = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()
        self._presenter.find_draft()

    def _build(self) -> None:
        for card in (self.waiting, self.coming, self.month, self.due, self.empty):
            card.hide()
        self.empty.body.addWidget(self.empty_state)
        main = QVBoxLayout()
        main.setSpacing(Space.L)
        for card in (self.waiting, self.coming, self.empty):
            main.addWidget(card)
        main.addStretch(1)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(Space.L)
        side.addWidget(self.month)
        side.addWidget(self.due)
        side.addStretch(1)
        self._columns.setSpacing(Space.XL)
        self._columns.addLayout(main, 1)
        self._columns.addWidget(self._side)
        body = self.scrolling()
        body.addWidget(self.line)
        body.addLayout(self._columns, 1)

    def _connect(self) -> None:
        presenter, line = self._presenter, self.line
        line.edited.connect(presenter.type_line)
        line.submitted.connect(presenter.save)
        line.chosen.connect(presenter.choose)
        line.person_wanted.connect(presenter.add_person)
        self.waiting.worded.connect(self._on_worded)
        self.due.chosen.connect(self._on_due_chosen)
        self.empty_state.acted.connect(lambda: line.set_text(EXAMPLE))
        presenter.line_read.connect(self._on_line_read)
        presenter.overview_read.connect(self._on_overview_read)
        presenter.recorded.connect(self._on_recorded)
        presenter.worded.connect(self._on_word_saved)
        presenter.taken_back.connect(self._on_taken_back)
        presenter.person_added.connect(lambda: self.toast_wanted.emit(ToastWish(_("Person eingetragen"))))
        presenter.refused.connect(line.refuse)
        presenter.failed.connect(self.message_wanted)
        presenter.draft_found.connect(self._on_draft_found)
        presenter.stored_at.connect(self.saved)

    def arrived(self, _what: object = None) -> None:
        """Read what is to be shown; the cursor stands in the line."""
        self._presenter.refresh()
        self.line.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow_width(self, class_: WidthClass) -> None:
        """Two columns from 960 on, one below."""
        wide = class_ >= WidthClass.MEDIUM
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(Space.XL if wide else Space.L)
        width = _SIDE if class_ is WidthClass.FULL else _SIDE_NARROW
        self._side.setMinimumWidth(width if wide else 0)
        self._side.setMaximumWidth(width if wide else 16_777_215)

    def begin_entry(self) -> bool:
        """Put the cursor into the line."""
        self.line.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _on_due_chosen(self, key: tuple[str, date]) -> None:
        self.page_wanted.emit(SHEETS_PAGE, MonthKey(*key))

    def _on_line_read(self, view: LineView) -> None:
        self.line.show_view(view)

    def _on_overview_read(self, view: Overview) -> None:
        self.title.setText(view.title)
        self.setAccessibleName(view.title)
        focused: QWidget | None = self.focusWidget()
        within = focused is not None and self.waiting.isAncestorOf(focused)
        self.waiting.show_rows(view.waiting)
        self.coming.show_rows(view.coming)
        self.month.show_month(view.month, view.cap)
        self.month.show()
        self.due.show_rows(view.due)
        self.empty.setVisible(view.empty)
        count = len(view.waiting)
        spoken = ngettext("{count} Termin wartet auf ein Wort", "{count} Termine warten auf ein Wort", count)
        self.count_changed.emit(count, spoken.format(count=count))
        if within or self._returning:
            self._returning = False
            focus_first(self.waiting.first_button, self.line.editor)

    def _on_recorded(self, done: Recorded) -> None:
        if self.line.text() == done.line:
            self.line.clear()
        undo = partial(self._presenter.take_back, done)
        self.toast_wanted.emit(ToastWish(_("Einsatz gespeichert"), undo))

    def _on_taken_back(self, line: str) -> None:
        if line and not self.line.text():
            self.line.set_text(line)

    def _on_draft_found(self, text: str) -> None:
        if not self.line.text():
            self.line.set_text(text)

    def _on_worded(self, appointment_id: str, word: str) -> None:
        self._returning = True
        self._presenter.word(appointment_id, word)

    def _on_word_saved(self, done: Worded) -> None:
        texts = {HELD: _("Einsatz gespeichert"), CANCELLED: _("Termin ausgefallen")}
        text = texts.get(done.word, _("Nicht erschienen: Einsatz gespeichert"))
        self.toast_wanted.emit(ToastWish(text, partial(self._presenter.take_word_back, done)))
