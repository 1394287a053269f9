"""The fields of an activity, as texts in and texts out; durations, times and ways keep each other company."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lotsenbuch.i18n import _
from lotsenbuch.ui.pages.activities_chips import ChipsField, completer_for
from lotsenbuch.ui.pages.activities_facts import Facts
from lotsenbuch.ui.presenters import activities_form as names
from lotsenbuch.ui.presenters.activities_choices import Choice, Choices
from lotsenbuch.ui.presenters.activities_form import ActivityForm, counts_as
from lotsenbuch.ui.presenters.activities_reading import Times
from lotsenbuch.ui.presenters.activities_reckoning import facts, relink, tidied
from lotsenbuch.ui.theme import Space, theme
from lotsenbuch.ui.widgets.field import Field
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.note import Hint

_NOTE_HEIGHT = 104
_BETWEEN = 14
# Label above and hint below stay in view with a field.
_AROUND = 72


def _line(placeholder: str = "") -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(placeholder)
    # Three fields share a narrow panel; what they hold is short.
    line.setMinimumWidth(theme().scaled(64))
    return line


class ActivityFields(QWidget):
    """``edited`` after every change by the person, ``person_wanted`` with the name of a case to open."""

    edited = Signal()
    person_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self._choices = Choices()
        self._filling = False
        self._build_editors()
        self._fields = self._build_fields()
        # Beside each other fields are too narrow for a sentence: their hints stand under the row.
        rows = (names.DAY, names.KIND, names.LENGTH, names.TRAVEL, names.DISTANCE, names.WAITING)
        self._row_hints = {name: Hint(self._fields[name].editor) for name in rows}
        self.time_hint = self._row_hints[names.LENGTH]
        self.facts = Facts()
        self.counted = Label(tone=Tone.SECOND, wrap=True)
        self.counted.hide()
        self._lay_out()
        self._connect()

    def _build_editors(self) -> None:
        self.day, self.start, self.end, self.length = _line(), _line("8:30"), _line("10:30"), _line("2,0 h")
        self.travel, self.distance, self.waiting = _line("min"), _line("km"), _line("min")
        self.kind = QComboBox()
        self.kind.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.place = QLineEdit()
        self.place.setPlaceholderText(_("zum Beispiel Jobcenter"))
        self._place_names = QStringListModel(self)
        completer_for(self.place, self._place_names)
        self.people = ChipsField("user", _("Person …"), addable=True)
        self.topics = ChipsField("tag", _("Thema …"), addable=False)
        self.billable = QCheckBox(_("Zählt für die Abrechnung"))
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme().scaled(_NOTE_HEIGHT))

    def _build_fields(self) -> dict[str, Field]:
        return {
            names.DAY: Field(_("Tag"), self.day),
            names.KIND: Field(_("Art"), self.kind),
            names.START: Field(_("Von"), self.start),
            names.END: Field(_("Bis"), self.end),
            names.LENGTH: Field(_("Dauer"), self.length),
            names.PLACE: Field(_("Stelle"), self.place),
            names.PEOPLE: Field(_("Mit"), self.people),
            names.TOPICS: Field(_("Thema"), self.topics),
            names.TRAVEL: Field(_("Fahrt"), self.travel),
            names.DISTANCE: Field(_("Strecke"), self.distance),
            names.WAITING: Field(_("Gewartet"), self.waiting),
            names.NOTE: Field(_("Notiz (bleibt hier)"), self.note),
        }

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        column.addWidget(self.facts)
        column.addLayout(self._row((names.DAY, names.KIND)))
        column.addLayout(self._row((names.START, names.END, names.LENGTH)))
        place = self._fields[names.PLACE].layout()
        if isinstance(place, QVBoxLayout):
            place.insertWidget(2, self.counted)
        for name in (names.PLACE, names.PEOPLE, names.TOPICS):
            column.addWidget(self._fields[name])
        column.addLayout(self._row((names.TRAVEL, names.DISTANCE, names.WAITING)))
        column.addWidget(self.billable)
        column.addWidget(self._fields[names.NOTE])

    def _row(self, shown: Sequence[str]) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        column.addLayout(row)
        for name in shown:
            row.addWidget(self._fields[name], 1, Qt.AlignmentFlag.AlignTop)
            if name in self._row_hints:
                column.addWidget(self._row_hints[name])
        return column

    def _connect(self) -> None:
        for edited, line in ((names.START, self.start), (names.END, self.end), (names.LENGTH, self.length)):
            line.textEdited.connect(lambda _text, edited=edited: self._on_time_edited(edited))
        for line in (self.day, self.travel, self.distance, self.waiting):
            line.textEdited.connect(self._on_edited)
        for line in (self.day, self.start, self.end, self.length, self.travel, self.distance, self.waiting):
            line.editingFinished.connect(self._on_left)
        self.place.textChanged.connect(self._on_place_changed)
        self.kind.activated.connect(self._on_edited)
        self.people.changed.connect(self._on_edited)
        self.topics.changed.connect(self._on_edited)
        self.people.new_wanted.connect(self.person_wanted)
        self.billable.clicked.connect(self._on_edited)
        self.note.textChanged.connect(self._on_edited)

    def offer(self, choices: Choices) -> None:
        """Take over what the fields complete."""
        self._choices = choices
        self._place_names.setStringList(list(dict.fromkeys(place.name for place in choices.places)))
        self.people.offer(choices.people)
        self.topics.offer([choice for group in choices.topics for choice in group.choices])
        self._offer_kinds([choice for group in choices.kinds for choice in group.choices])

    def _offer_kinds(self, kinds: Sequence[Choice]) -> None:
        chosen = self.kind.currentData()
        self.kind.clear()
        for kind in kinds:
            self.kind.addItem(kind.name, kind.code)
        if chosen:
            self._choose_kind(chosen)

    def _choose_kind(self, code: str) -> None:
        place = self.kind.findData(code)
        if place < 0:
            # A code of a newer version: it has no name here, and it must not be lost.
            self.kind.addItem(code, code)
            place = self.kind.count() - 1
        self.kind.setCurrentIndex(place)

    def show_form(self, form: ActivityForm, today: date) -> None:
        """Fill the fields without telling anyone, and take all hints away."""
        self._today = today
        self._filling = True
        self.day.setText(form.day)
        self._show_times(Times(form.start, form.end, form.length))
        self._choose_kind(form.kind)
        self.place.setText(form.place)
        self.people.show_chosen(form.people, form.unknown_person)
        self.topics.show_chosen(form.topics, form.unknown_topic)
        self.travel.setText(form.travel)
        self.distance.setText(form.distance)
        self.waiting.setText(form.waiting)
        self.billable.setChecked(form.billable)
        self.note.setPlainText(form.note)
        self._filling = False
        self.clear_hints()
        self._show_facts()

    def form(self) -> ActivityForm:
        """Return the fields as they are now."""
        return ActivityForm(
            day=self.day.text(),
            start=self.start.text(),
            end=self.end.text(),
            length=self.length.text(),
            kind=self.kind.currentData() or "",
            place=self.place.text(),
            people=self.people.chosen(),
            topics=self.topics.chosen(),
            unknown_person=self.people.unknown(),
            unknown_topic=self.topics.unknown(),
            travel=self.travel.text(),
            distance=self.distance.text(),
            waiting=self.waiting.text(),
            billable=self.billable.isChecked(),
            note=self.note.toPlainText(),
        )

    def settle(self) -> None:
        """Finish names that were typed to their end without Return."""
        self.people.settle()
        self.topics.settle()

    def set_locked(self, locked: bool) -> None:
        """Show without letting anything change: in the bin an activity is only read."""
        lines = (self.day, self.start, self.end, self.length, self.place, self.travel, self.distance, self.waiting)
        for line in lines:
            line.setReadOnly(locked)
        self.note.setReadOnly(locked)
        self.people.set_locked(locked)
        self.topics.set_locked(locked)
        self.kind.setEnabled(not locked)
        self.billable.setEnabled(not locked)

    def clear_hints(self) -> None:
        """Take all warnings and refusals away."""
        for hint in (*self._row_hints.values(), *(field.hint for field in self._fields.values())):
            hint.warn("")

    def warn(self, name: str, words: str) -> None:
        """Warn at a field."""
        self.hint(name).warn(words)

    def refuse(self, name: str, words: str) -> None:
        """Say at a field why nothing was saved, and go there."""
        self.hint(name).refuse(words)
        self._go_to(self._fields.get(name, self._fields[names.DAY]).editor)

    def focus_first(self) -> None:
        """Begin where an entry differs most from the last: its start."""
        self._go_to(self.start)
        self.start.selectAll()

    def focus_day(self) -> None:
        """Begin at the day, as after a copy."""
        self._go_to(self.day)
        self.day.selectAll()

    def _go_to(self, editor: QWidget) -> None:
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        # The layout of a panel that has just been filled or shown is done in the next turn.
        QTimer.singleShot(0, editor, lambda: self._bring_into_view(editor))

    def _bring_into_view(self, editor: QWidget) -> None:
        area = self._scroll_area()
        if area is not None:
            area.ensureWidgetVisible(editor, 0, theme().scaled(_AROUND))

    def scroll_to_top(self) -> None:
        """Begin to read at the first field."""
        area = self._scroll_area()
        if area is not None:
            area.verticalScrollBar().setValue(0)

    def _scroll_area(self) -> QScrollArea | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above if isinstance(above, QScrollArea) else None

    def in_reading_order(self) -> tuple[QWidget, ...]:
        """Return what the Tab key walks through."""
        times = (self.day, self.kind, self.start, self.end, self.length)
        ways = (self.travel, self.distance, self.waiting)
        return (*times, self.place, self.people.line, self.topics.line, *ways, self.billable, self.note)

    def hint(self, name: str) -> Hint:
        """Return the place for sentences about a field."""
        if name in {names.START, names.END, names.LENGTH}:
            return self.time_hint
        own = self._row_hints.get(name)
        if own is not None:
            return own
        return self._fields[name].hint if name in self._fields else self._row_hints[names.DAY]

    def _show_times(self, times: Times) -> None:
        for line, words in ((self.start, times.start), (self.end, times.end), (self.length, times.length)):
            if line.text() != words:
                line.setText(words)

    def _show_facts(self) -> None:
        self.facts.show_facts(facts(self.form()))

    def _on_edited(self) -> None:
        if not self._filling:
            self._show_facts()
            self.edited.emit()

    def _on_time_edited(self, edited: str) -> None:
        self._show_times(relink(self.form(), edited, self._today))
        self._on_edited()

    def _on_left(self) -> None:
        """Write what was understood the way it is always written."""
        form = self.form()
        tidy = tidied(form, self._today)
        if tidy == form:
            return
        blockers = [QSignalBlocker(line) for line in (self.day, self.start, self.end, self.length)]
        self.day.setText(tidy.day)
        self._show_times(Times(tidy.start, tidy.end, tidy.length))
        self.travel.setText(tidy.travel)
        self.distance.setText(tidy.distance)
        self.waiting.setText(tidy.waiting)
        del blockers

    def _on_place_changed(self, words: str) -> None:
        kind = counts_as(words, self._choices.places)
        self.counted.setText(_("Zählt als: {kind}").format(kind=kind) if kind else "")
        self.counted.setVisible(bool(kind))
        self._on_edited()

    def without_unknown(self) -> ActivityForm:
        """Return the fields for a check while somebody still types a name."""
        return replace(self.form(), unknown_person="", unknown_topic="")
