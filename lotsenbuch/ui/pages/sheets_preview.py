"""Step two, "Das sieht Ihr Träger": hours, statistics, and the words beside them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.report.wording import number_word
from lotsenbuch.ui.pages.sheets_parts import FactRow, IconSentence, StackView, SumLine, clear
from lotsenbuch.ui.presenters import sheets_words
from lotsenbuch.ui.presenters.sheets import Proposal
from lotsenbuch.ui.presenters.sheets_preview import Fact, HoursView, StatisticsView, TableGroup
from lotsenbuch.ui.theme import Space, Token, Type, WidthClass, theme
from lotsenbuch.ui.widgets.bar_row import BarRow
from lotsenbuch.ui.widgets.card import Card, Line
from lotsenbuch.ui.widgets.figure import SectionHead
from lotsenbuch.ui.widgets.label import ElidedLabel, Label, Tone
from lotsenbuch.ui.widgets.note import Note, NoteTone

_HOURS, _STATISTICS = 304, 376
_ANY = 16_777_215
_LEAST_FOR_NAMES, _MOST_FOR_NAMES = 0.48, 0.64
_MARGIN = Space.L - 1  # the card's border is the last pixel


class HoursCard(Card):
    """The settlement part: days, then what is told for the whole month only."""

    def __init__(self) -> None:
        super().__init__(padding=1)
        self.body.setSpacing(0)

    def show_hours(self, hours: HoursView, nil: bool) -> None:
        """Show another month."""
        clear(self.body)
        head = SectionHead(_("1 · Ihre Stunden"), line=_("jeden Monat, mit Ihrem Namen"))
        head.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, Space.M)
        self.body.addWidget(head)
        self.body.addWidget(Line())
        if nil:
            note = Label(_("Nullmeldung: In diesem Monat gab es keine Einsätze."), wrap=True)
            note.setContentsMargins(_MARGIN, Space.M, _MARGIN, Space.M)
            self.body.addWidget(note)
        self._days(hours)
        self._rows(hours.sums, Space.S)
        if hours.parts:
            self.body.addWidget(Line())
            self._rows(hours.parts, Space.S)
        if hours.remark:
            remark = Label(hours.remark, tone=Tone.SECOND, wrap=True)
            remark.setContentsMargins(_MARGIN, 0, _MARGIN, Space.M)
            self.body.addWidget(remark)
        self.body.addStretch(1)

    def _days(self, hours: HoursView) -> None:
        if not hours.days:
            return
        head = QWidget()
        head.setProperty("ground", "surface2")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(_MARGIN, Space.XS, _MARGIN, Space.XS)
        row.addWidget(Label(_("Tag"), Type.STRONG, Tone.SECOND), 1)
        row.addWidget(Label(_("Stunden"), Type.STRONG, Tone.SECOND))
        self.body.addWidget(head)
        for day in hours.days:
            self.body.addWidget(Line())
            self.body.addWidget(FactRow(day, margin=_MARGIN))
        self.body.addWidget(SumLine())

    def _rows(self, facts: tuple[Fact, ...], space: int) -> None:
        self.body.addSpacing(space)
        for fact in facts:
            self.body.addWidget(FactRow(fact, margin=_MARGIN))
        self.body.addSpacing(space)


class StatisticsCard(Card):
    """The statistics part: every table with its bars, or the sentence that says why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(Space.S)

    def show_statistics(self, part: StatisticsView | None, proposal: Proposal) -> None:
        """Show another month; without a Träger there is a sentence only."""
        clear(self.body)
        if part is None:
            self.body.addWidget(SectionHead(_("Keine Statistik")))
            self._sentence(
                _("Ohne einen Träger gibt es keine Statistik. Alles über die Menschen bleibt auf diesem Gerät.")
            )
        else:
            line = _("höchstens viermal im Jahr, ohne Namen")
            self.body.addWidget(SectionHead(_("2 · Kleine Statistik"), line=line))
            share = _label_share(part)
            for group in part.groups:
                self._group(group, part.most, share)
            for sentence in sheets_words.statistics_sentences(part, proposal.report):
                self._sentence(sentence)
        self.body.addStretch(1)

    def _sentence(self, sentence: str) -> None:
        self.body.addWidget(Line())
        self.body.addWidget(IconSentence("lock", sentence, Token.OK))

    def _group(self, group: TableGroup, most: int, share: float) -> None:
        self.body.addWidget(Line())
        head = QHBoxLayout()
        head.addWidget(Label(group.title, Type.STRONG))
        head.addStretch(1)
        head.addWidget(ElidedLabel(group.total, tone=Tone.SECOND))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        for row in group.rows:
            column.addWidget(BarRow(row.name, row.count, most, merged=row.merged, label_share=share))
        if group.stacks:
            column.addSpacing(Space.S)
            for stack in group.stacks:
                column.addWidget(StackView(stack))
        self.body.addWidget(box)


def _label_share(part: StatisticsView) -> float:
    """Return the share of a row that the longest name needs, the same for all rows of the card."""
    longest = max((theme().text_width(row.name, Type.TEXT) for group in part.groups for row in group.rows), default=0)
    room = _STATISTICS - 2 * Space.L
    return min(_MOST_FOR_NAMES, max(_LEAST_FOR_NAMES, (longest + Space.L) / room))


class WordsColumn(QWidget):
    """What never leaves, why there is an "Übrige", what stays and when it counts; none of it is in the file."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, Space.M, 0, 0)
        self.body.setSpacing(Space.S)

    def show_words(self, proposal: Proposal) -> None:
        """Show the words for another month."""
        clear(self.body)
        part = proposal.seen.statistics
        self._head(_("Das steht nie im Nachweis") if part is None else _("Das geht nie an den Träger"))
        for sentence in (
            _("Namen der begleiteten Menschen"),
            _("Uhrzeiten und Orte: Wo eine bestimmte Person war, lässt sich aus dem Nachweis nicht sicher ablesen."),
            _("Notizen: Nur Sie können sie lesen."),
            _("Kombinationen, zum Beispiel Herkunft und Stelle"),
        ):
            self.body.addWidget(IconSentence("lock", sentence, Token.OK))
        if part is not None:
            self._why(part.k)
        self._head(_("Wann gehen die Zahlen hinaus?"))
        self._text(_("Erst wenn Sie versiegelt haben und die Datei selbst weitergeben. Das Programm schickt nichts."))
        self.body.addWidget(Note(self._final(proposal), NoteTone.INFO))
        if part is not None:
            self._reasons(proposal)
        self.body.addStretch(1)

    def _head(self, text: str) -> None:
        if self.body.count():
            self.body.addSpacing(Space.XS)
            self.body.addWidget(Line())
            self.body.addSpacing(Space.XS)
        self.body.addWidget(Label(text, Type.LEAD_STRONG))

    def _text(self, sentence: str) -> None:
        self.body.addWidget(Label(sentence, tone=Tone.SECOND, wrap=True))

    def _why(self, k: int) -> None:
        self._head(_("Warum steht da „Übrige“?"))
        least = number_word(k)
        self._text(
            _(
                "Jede Zahl ist eine Zahl verschiedener Haushalte, mindestens {least}. Alles Kleinere steht unter "
                "„Übrige“."
            ).format(least=least)
        )
        self._text(
            _("Wer nur einmal da war, zählt mit, steht aber nie allein: immer mit {others} oder mehr anderen.").format(
                others=number_word(k - 1)
            )
        )

    def _reasons(self, proposal: Proposal) -> None:
        """Say for this month what was merged and what stays: this never leaves the device."""
        report = proposal.report
        merged = [sheets_words.merge_sentence(merge) for merge in report.merges]
        staying = list(sheets_words.staying_sentences(report))
        if report.depth:
            staying.insert(0, sheets_words.depth_sentence(report.depth))
        for title, sentences in ((_("Was hier bleibt"), staying), (_("Was zusammengefasst ist"), merged)):
            if sentences:
                self._head(title)
            for sentence in sentences:
                self._text(sentence)

    @staticmethod
    def _final(proposal: Proposal) -> str:
        if proposal.seen.statistics is None:
            return _("Was versiegelt ist, ändert sich nicht mehr. Eine Korrektur wird eine neue Version.")
        if proposal.report.repeated:
            return _(
                "Die Statistik bleibt, wie sie schon gemeldet ist. Korrekturen an ihr zählen in der nächsten Meldung."
            )
        return _("Was gemeldet ist, ändert sich nicht mehr. Korrekturen zählen in der nächsten Meldung.")


class PreviewStep(QWidget):
    """Three columns; two and one below them in a narrower window; one under the other in a small one."""

    def __init__(self) -> None:
        super().__init__()
        self.hours = HoursCard()
        self.statistics = StatisticsCard()
        self.words = WordsColumn()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.L)
        self.follow_width(WidthClass.FULL)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what would leave now."""
        self.hours.show_hours(proposal.seen.hours, proposal.draft.sheet.nil)
        self.statistics.show_statistics(proposal.seen.statistics, proposal)
        self.words.show_words(proposal)

    def follow_width(self, class_: WidthClass) -> None:
        """Put the columns where there is room for them."""
        parts: tuple[QWidget, ...] = (self.hours, self.statistics, self.words)
        for part in parts:
            self._grid.removeWidget(part)
        across = {WidthClass.FULL: 3, WidthClass.MEDIUM: 2}.get(class_, 1)
        places = {3: ((0, 0), (0, 1), (0, 2)), 2: ((0, 0), (0, 1), (1, 0)), 1: ((0, 0), (1, 0), (2, 0))}[across]
        for part, (row, column) in zip(parts, places, strict=True):
            span = 2 if across == 2 and part is self.words else 1
            self._grid.addWidget(part, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        widths = (_HOURS, _STATISTICS) if across == 3 else (_ANY, _ANY)
        for card, width in zip((self.hours, self.statistics), widths, strict=True):
            card.setMinimumWidth(width if across == 3 else 0)
            card.setMaximumWidth(width)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column == across - 1 or across == 2 > column else 0)
        self.words.setContentsMargins(Space.S if across == 3 else 0, 0, 0, 0)
