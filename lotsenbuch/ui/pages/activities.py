"""The page Einsätze: the log as a list, filters over it, and the editor beside it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.models.activity_table import ActivityTableModel
from lotsenbuch.ui.pages.activities_filters import FilterBar
from lotsenbuch.ui.pages.activities_panel import ActivityPanel
from lotsenbuch.ui.pages.activities_table import ActivityTable, SumsRow
from lotsenbuch.ui.presenters.activities import ActivitiesPresenter
from lotsenbuch.ui.presenters.activities_choices import Choices, ListFilter
from lotsenbuch.ui.presenters.activities_entry import ActivityEntryPresenter, Done, Opened, Refusal
from lotsenbuch.ui.presenters.activities_rows import ListPart
from lotsenbuch.ui.presenters.book import Book
from lotsenbuch.ui.theme import Space, Type, WidthClass, theme
from lotsenbuch.ui.widgets.button import Button, IconButton, Kind
from lotsenbuch.ui.widgets.card import Card
from lotsenbuch.ui.widgets.empty_state import EmptyState
from lotsenbuch.ui.widgets.page import Page, ToastWish
from lotsenbuch.ui.widgets.search_field import SearchField

# Below this height the table would have no room beside the filters.
_LOW = 420


class ActivitiesPage(Page):
    """All activities, the latest first."""

    def __init__(self, book: Book) -> None:
        super().__init__(_("Einsätze"))
        self._book = book
        self._class = WidthClass.FULL
        self._keep_place = False
        self._focus_wanted = ""
        self._next_row = -1
        self._filters_wanted = False
        self.rows = ActivitiesPresenter(book, self)
        self.entry = ActivityEntryPresenter(book, self)
        self.model = ActivityTableModel(self)
        self._build_head()
        self._build_list()
        self.panel = ActivityPanel()
        self.panel.hide()
        self._lay_out()
        self._connect_list()
        self._connect_entry()
        self.follow_width(self._class)

    def _build_head(self) -> None:
        self.search = SearchField(_("Namen, Notizen, Stellen"), _("Strg+F"))
        self.title.setMinimumWidth(theme().text_width(self.title.text(), Type.TITLE))
        self.filter_button = IconButton(_("Filter zeigen"), "list-filter", Kind.PLAIN)
        self.filter_button.hide()
        self.create_button = Button(_("Einsatz erfassen"), "plus", Kind.PRIMARY, key_hint=_("Strg+N"))
        for widget in (self.search, self.filter_button, self.create_button):
            self.trailing.addWidget(widget)

    def _build_list(self) -> None:
        self.filters = FilterBar()
        self.table = ActivityTable(self.model)
        self.sums = SumsRow()
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.sums)
        self.nothing = EmptyState("notebook-pen", _("Hier stehen bald Ihre Einsätze."), _("Ersten Einsatz erfassen"))
        self.no_match = EmptyState("list-filter", _("Kein Einsatz passt zu dieser Auswahl."), _("Auswahl aufheben"))
        self.empty_bin = EmptyState("trash-2", _("Der Papierkorb ist leer."))
        self.stack = QStackedWidget()
        for widget in (listed, self.nothing, self.no_match, self.empty_bin):
            self.stack.addWidget(widget)
        self.listed = listed

    def _lay_out(self) -> None:
        self.column.removeWidget(self._head)
        self.list_side = QWidget()
        left = QVBoxLayout(self.list_side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self._head)
        content = QVBoxLayout()
        content.setContentsMargins(Space.XL, 0, Space.XL, Space.XL)
        content.setSpacing(Space.L)
        card = Card(padding=1)
        card.body.addWidget(self.stack)
        content.addWidget(self.filters)
        content.addWidget(card, 1)
        left.addLayout(content, 1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list_side, 1)
        row.addWidget(self.panel)
        self.column.addLayout(row, 1)

    def _connect_list(self) -> None:
        self._book.changed.connect(self._on_book_changed)
        self.rows.part_arrived.connect(self._on_part)
        self.rows.choices_arrived.connect(self._on_choices)
        self.model.more_wanted.connect(self.rows.more)
        self.search.searched.connect(self._on_searched)
        self.filters.changed.connect(self._on_filter_changed)
        self.filter_button.clicked.connect(self._on_filter_button)
        self.create_button.clicked.connect(self.begin_entry)
        self.nothing.acted.connect(self.begin_entry)
        self.no_match.acted.connect(self._clear_filters)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened_row)
        self.table.delete_wanted.connect(self._delete)

    def _connect_entry(self) -> None:
        self.entry.opened.connect(self._on_opened)
        self.entry.checked.connect(self.panel.show_checked)
        self.entry.refused.connect(self._on_refused)
        self.entry.done.connect(self._on_done)
        self.entry.person_added.connect(self.panel.take_person)
        self.panel.closed.connect(self._close_panel)
        self.panel.save_wanted.connect(self.entry.save)
        self.panel.check_wanted.connect(self.entry.check)
        self.panel.duplicate_wanted.connect(self._duplicate)
        self.panel.delete_wanted.connect(self._delete)
        self.panel.restore_wanted.connect(self.entry.restore)
        self.panel.person_wanted.connect(self.entry.add_person)

    def arrived(self, what: object = None) -> None:
        """Read the log; the id of an activity opens it, a ``ListFilter`` is shown."""
        if isinstance(what, ListFilter):
            self.filters.show_filter(what)
            self.search.setText(what.text)
            self._show(what)
        elif self.model.rowCount():
            self._reload()
        else:
            self._show(self.rows.filter)
        # After the rows, which the person waits for, and before the panel, which needs the names.
        self.rows.load_choices()
        if isinstance(what, str) and what:
            self._open(what, focus=True)

    def follow_width(self, class_: WidthClass) -> None:
        """Keep the panel beside the list, or in its place."""
        self._class = class_
        self.panel.follow_width(class_)
        self.table.follow_width(class_)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the filters behind a button where the window is low: the rows go first."""
        super().resizeEvent(event)
        self._arrange_filters()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl+S and double with Ctrl+D, wherever the focus is on the page."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_S:
            self.save_entry()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_D:
            self.duplicate_entry()
        else:
            super().keyPressEvent(event)

    def begin_search(self) -> bool:
        """Move the focus to the search."""
        if not self.list_side.isVisible():
            self._close_panel()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        return True

    def begin_entry(self) -> bool:
        """Open the panel for a new entry that begins where the last one ended."""
        self._focus_wanted = "first"
        self.entry.begin()
        return True

    def take_back(self) -> bool:
        """Undo the last thing done on this page."""
        return self.entry.take_back()

    def save_entry(self) -> bool:
        """Save what the panel shows; tell whether there is something to save."""
        if not self.panel.isVisible() or not self.panel.editable:
            return False
        self.panel.ask_to_save()
        return True

    def duplicate_entry(self) -> bool:
        """Double the activity that is shown or marked; tell whether there is one."""
        wanted = self.panel.shown_id if self.panel.isVisible() else self.table.current_id()
        if not wanted or self.rows.filter.deleted:
            return False
        self._duplicate(wanted)
        return True

    def delete_entry(self) -> bool:
        """Delete the activity that is shown or marked; tell whether there is one."""
        wanted = self.panel.shown_id if self.panel.isVisible() else self.table.current_id()
        if not wanted or self.rows.filter.deleted:
            return False
        self._delete(wanted)
        return True

    def _show(self, wanted: ListFilter) -> None:
        self._keep_place = False
        self.rows.show(wanted)

    def _reload(self) -> None:
        self._keep_place = True
        self.rows.reload(self.table.last_row() + 1)

    def _open(self, activity_id: str, *, focus: bool) -> None:
        self._focus_wanted = "first" if focus else ""
        self.entry.open(activity_id)

    def _duplicate(self, activity_id: str) -> None:
        self._focus_wanted = "day"
        self.entry.duplicate(activity_id)

    def _delete(self, activity_id: str) -> None:
        if self.rows.filter.deleted or not activity_id:
            return
        place = self.model.place_of(activity_id)
        self._next_row = -1 if place is None else place
        self.entry.delete(activity_id)

    def _close_panel(self) -> None:
        self.panel.forget()
        self.entry.forget()
        focused = QApplication.focusWidget()
        held = focused is not None and self.panel.isAncestorOf(focused)
        self.panel.hide()
        self._arrange()
        if held and self.stack.currentWidget() is self.listed:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif held:
            self.create_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        # "isHidden" tells what was decided; "isVisible" would also be false while the page is not shown.
        shown = not self.panel.isHidden()
        self.list_side.setVisible(self._class >= WidthClass.MEDIUM or not shown)
        self._arrange_filters()

    def _arrange_filters(self) -> None:
        low = self.height() < _LOW
        self.filter_button.setVisible(low)
        self.panel.fields.facts.setVisible(not low)
        chosen = self.rows.filter.narrows or self.rows.filter.deleted
        self.filters.setVisible(not low or self._filters_wanted or chosen)

    def _on_filter_button(self) -> None:
        self._filters_wanted = not self._filters_wanted
        self._arrange_filters()
        if self.filters.isVisible():
            self.filters.chips["period"].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_book_changed(self) -> None:
        if self.isVisible():
            self._reload()
            self.rows.load_choices()

    def _on_choices(self, choices: Choices) -> None:
        self.filters.offer(choices)
        self.panel.offer(choices)
        self.entry.know(choices)

    def _on_searched(self, words: str) -> None:
        if words != self.rows.filter.text:
            self.filters.show_filter(replace(self.filters.filter, text=words))
            self._show(replace(self.rows.filter, text=words))

    def _on_filter_changed(self, wanted: ListFilter) -> None:
        self._show(replace(wanted, text=self.rows.filter.text))
        if wanted.deleted != self.panel_shows_bin():
            self._close_panel()
        self._arrange_filters()

    def panel_shows_bin(self) -> bool:
        """Tell whether the panel shows something out of the bin."""
        return not self.panel.isHidden() and not self.panel.editable

    def _clear_filters(self) -> None:
        self.search.clear()
        self.filters.show_filter(ListFilter())
        self._show(ListFilter())
        self._arrange_filters()

    def _on_part(self, part: ListPart) -> None:
        more = part.cursor is not None
        if not part.fresh:
            self.model.append(part.lines, part.months, more=more)
            return
        bar = self.table.verticalScrollBar()
        place = bar.value() if self._keep_place else 0
        self.model.replace_all(part.lines, part.months, more=more)
        if part.sums is not None:
            self.sums.show_sums(part.sums)
        self._show_list_or_reason(bool(part.lines))
        self.table.executeDelayedItemsLayout()
        bar.setValue(place)
        self._mark_row()

    def _show_list_or_reason(self, some: bool) -> None:
        wanted = self.rows.filter
        if some:
            self.stack.setCurrentWidget(self.listed)
        elif wanted.narrows:
            self.stack.setCurrentWidget(self.no_match)
        else:
            self.stack.setCurrentWidget(self.empty_bin if wanted.deleted else self.nothing)

    def _mark_row(self) -> None:
        shown = "" if self.panel.isHidden() else self.panel.shown_id
        if not shown and self._next_row >= 0:
            near = self.model.neighbour(min(self._next_row, self.model.rowCount() - 1))
            shown = near.id if near else ""
        self._next_row = -1
        if not shown or not self.table.choose(shown):
            self.table.choose_none()

    def _on_chosen(self, activity_id: str) -> None:
        if activity_id and self._class >= WidthClass.MEDIUM:
            self._open(activity_id, focus=False)

    def _on_opened_row(self, activity_id: str, by_key: bool) -> None:
        if by_key and activity_id == self.panel.shown_id and self.panel.isVisible():
            self.panel.fields.focus_first()
        else:
            self._open(activity_id, focus=by_key or self._class < WidthClass.MEDIUM)

    def _on_opened(self, opened: Opened) -> None:
        self.panel.show_opened(opened, self._book.clock.today())
        self.panel.show()
        self._arrange()
        if opened.row is None:
            self.table.choose_none()
        elif self.table.current_id() != opened.id and self.table.choose(opened.id):
            self.table.scrollTo(self.table.currentIndex())
        if self._focus_wanted == "day":
            self.panel.fields.focus_day()
        elif self._focus_wanted and not opened.deleted:
            self.panel.fields.focus_first()
        elif self._focus_wanted:
            self.panel.restore.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._focus_wanted = ""

    def _on_refused(self, refusal: Refusal) -> None:
        if self.panel.isVisible() and self.panel.editable:
            self.panel.show_refusal(refusal)
        else:
            self.message_wanted.emit(refusal.text)

    def _on_done(self, done: Done) -> None:
        if done.drafted is not None:
            self.panel.forget_draft(done.drafted)
        if done.shows:
            self.entry.open(done.shows)
        elif done.gone == self.panel.shown_id and not self.panel.isHidden():
            self._close_panel()
        step = done.step
        undo = (lambda: self.entry.take_back(step)) if step is not None else None
        self.toast_wanted.emit(ToastWish(done.text, undo, done.icon))
        self.saved.emit(_("Gespeichert {time}").format(time=f"{self._book.clock.now():%H:%M}"))
