"""One month beside the list: its state, what to do with it, its versions and the Träger's answers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lotsenbuch.i18n import _, ngettext
from lotsenbuch.report.wording import hours, long_date, month_year, whole
from lotsenbuch.sheet.model import Answer
from lotsenbuch.ui.pages.sheets_parts import clear
from lotsenbuch.ui.pages.sheets_table import LOOK_OF, key_of
from lotsenbuch.ui.presenters.sheets import MonthKey
from lotsenbuch.ui.presenters.sheets_words import answer_sentence, month_word
from lotsenbuch.ui.theme import Height, Space, Type
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.card import Line
from lotsenbuch.ui.widgets.figure import Figure
from lotsenbuch.ui.widgets.flow_layout import FlowRow
from lotsenbuch.ui.widgets.label import ElidedLabel, Label, Tone
from lotsenbuch.ui.widgets.note import Note, NoteTone
from lotsenbuch.ui.widgets.scroll_column import ScrollColumn
from lotsenbuch.ui.widgets.state import StateChip

if TYPE_CHECKING:
    from lotsenbuch.services.sheet_months import MonthDetail, MonthLine, VersionLine

_MARGIN = 20


class MonthPanel(QFrame):
    """``closing_wanted`` carries month and answers, ``nil_wanted`` a month, ``pdf_wanted`` and ``file_wanted``
    month and version.
    """

    closing_wanted = Signal(object, object)
    nil_wanted = Signal(object)
    pdf_wanted = Signal(object, int)
    file_wanted = Signal(object, int)
    activities_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "panel")
        self.shown: MonthKey | None = None
        scroll = ScrollColumn(_MARGIN)
        self._body = scroll.body
        column = QVBoxLayout(self)
        column.setContentsMargins(1, _MARGIN, 0, 0)
        column.addWidget(scroll)

    def forget(self) -> None:
        """Show nothing."""
        self.shown = None
        clear(self._body)

    def show_month(self, detail: "MonthDetail") -> None:
        """Show another month."""
        clear(self._body)
        line = detail.line
        self.shown = key_of(line)
        self.setAccessibleName(month_year(line.state.month))
        self._head(line)
        self._body.addWidget(self._figure(line))
        newest = detail.versions[0] if detail.versions else None
        if newest is not None and newest.answer is not None and line.state.state in ("question", "confirmed"):
            asked = newest.answer.question is not None
            self._body.addWidget(Note(answer_sentence(newest.answer), NoteTone.ASK if asked else NoteTone.OK))
            if newest.answer.question is not None:
                self._answers(newest.answer.question.id)
        self._actions(detail)
        for version in detail.versions:
            self._body.addWidget(Line())
            self._version(version, newest=version is newest)
        self._body.addStretch(1)

    def _head(self, line: "MonthLine") -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(month_year(line.state.month), Type.LEAD_STRONG))
        words.addWidget(ElidedLabel(line.traeger_name or _("ohne Träger"), tone=Tone.SECOND))
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addLayout(words, 1)
        row.addWidget(StateChip(LOOK_OF[line.state.state], month_word(line)))
        self._body.addWidget(box)

    @staticmethod
    def _figure(line: "MonthLine") -> Figure:
        count = line.state.activities
        said = ngettext("{count} Einsatz, ohne Fahrzeit", "{count} Einsätze, ohne Fahrzeit", count).format(
            count=whole(count)
        )
        if line.state.nil and not count:
            said = _("Nullmeldung")
        return Figure(hours(line.state.minutes), _("h"), said)

    def _actions(self, detail: "MonthDetail") -> None:
        line, key = detail.line, key_of(detail.line)
        state = line.state.state
        if state == "open" and not line.state.activities:
            self._nil(detail, key)
        elif state == "open":
            said = _("Noch nicht abgegeben.") if line.due else _("Dieser Monat läuft noch.")
            self._body.addWidget(Label(said, tone=Tone.SECOND, wrap=True))
            button = Button(_("Monat abschließen"), "file-check", Kind.PRIMARY if line.due else Kind.PLAIN)
            button.clicked.connect(lambda: self.closing_wanted.emit(key, ()))
            self._body.addWidget(button)
        elif state == "changed":
            said = _("Seit dem Versiegeln hat sich etwas geändert. Ihr Träger sieht das erst mit einer neuen Version.")
            self._body.addWidget(Label(said, tone=Tone.SECOND, wrap=True))
            button = Button(_("Neue Version abgeben"), "refresh-cw", Kind.PRIMARY)
            button.clicked.connect(lambda: self.closing_wanted.emit(key, ()))
            self._body.addWidget(button)
        elif state == "sealed":
            said = _("Versiegelt, aber noch nicht gespeichert. Speichern Sie die Datei und geben Sie sie ab.")
            self._body.addWidget(Label(said, tone=Tone.SECOND, wrap=True))

    def _nil(self, detail: "MonthDetail", key: MonthKey) -> None:
        if not detail.line.due:
            self._body.addWidget(Label(_("Dieser Monat läuft noch."), tone=Tone.SECOND, wrap=True))
            return
        said = _("In diesem Monat steht kein Einsatz.")
        if detail.closes_books:
            said = f"{said} {_('Zum Ende eines Quartals gehört eine Statistik dazu: Sie sehen sie vorher an.')}"
        self._body.addWidget(Label(said, tone=Tone.SECOND, wrap=True))
        button = Button(_("Nichts gearbeitet: Nullmeldung"), "circle-slash", Kind.PRIMARY)
        if detail.closes_books:
            button.clicked.connect(lambda: self.closing_wanted.emit(key, ()))
        else:
            button.clicked.connect(lambda: self.nil_wanted.emit(key))
        self._body.addWidget(button)

    def _answers(self, question: str) -> None:
        key = self.shown
        stays = Button(_("Es stimmt so"), "check", Kind.SOFT)
        call = Button(_("Bitte rufen Sie mich an"), "phone", Kind.PLAIN)
        correct = Button(_("Zu den Einsätzen"), "pencil", Kind.PLAIN)
        stays.clicked.connect(lambda: self.closing_wanted.emit(key, (Answer(question, "stays"),)))
        call.clicked.connect(lambda: self.closing_wanted.emit(key, (Answer(question, "call"),)))
        correct.clicked.connect(self.activities_wanted)
        self._body.addWidget(FlowRow(stays, call, correct))
        said = _("Ihre Antwort geht mit einer neuen Version des Nachweises an den Träger.")
        self._body.addWidget(Label(said, tone=Tone.SECOND, wrap=True))

    def _version(self, version: "VersionLine", *, newest: bool) -> None:
        key, number = self.shown, version.version
        title = _("Version {number}").format(number=number)
        said = _("versiegelt am {day}").format(day=long_date(version.issued_at.date()))
        if version.nil:
            said = f"{said}, {_('Nullmeldung')}"
        if not newest:
            said = f"{said}, {_('durch eine neue ersetzt')}"
            if version.answer is not None:
                said = f"{said}. {answer_sentence(version.answer)}"
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(title, Type.STRONG))
        column.addWidget(Label(said, tone=Tone.SECOND, wrap=True))
        look = Button(_("Als PDF ansehen"), "eye", height=Height.BUTTON_SMALL)
        look.setAccessibleName(_("Version {number} als PDF ansehen").format(number=number))
        look.clicked.connect(lambda: self.pdf_wanted.emit(key, number))
        first = version.state == "sealed"
        save = Button(
            _("Datei speichern") if first else _("Datei noch einmal speichern"),
            "save",
            Kind.PRIMARY if first and newest else Kind.PLAIN,
            height=Height.BUTTON_SMALL,
        )
        save.setAccessibleName(_("Datei von Version {number} speichern").format(number=number))
        save.clicked.connect(lambda: self.file_wanted.emit(key, number))
        self._body.addWidget(words)
        self._body.addWidget(FlowRow(look, save))
