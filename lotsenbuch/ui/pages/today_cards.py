"""The cards of Heute: what waits for a word, what comes next, the month, and what is due."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.presenters.today import CANCELLED, HELD, NOT_APPEARED
from lotsenbuch.ui.presenters.today_view import CapFigures, ComingRow, DueRow, MonthFigures, WaitingRow
from lotsenbuch.ui.theme import Height, Icon, Space, Token, Type
from lotsenbuch.ui.widgets.button import Button, IconButton, Kind
from lotsenbuch.ui.widgets.cap_bar import CapBar, Segment
from lotsenbuch.ui.widgets.card import Card, Line
from lotsenbuch.ui.widgets.figure import Figure, SectionHead
from lotsenbuch.ui.widgets.flow_layout import FlowRow
from lotsenbuch.ui.widgets.label import ElidedLabel, Label, Tone
from lotsenbuch.ui.widgets.mark import Disc, IconLabel
from lotsenbuch.ui.widgets.state import State, StateChip

_DAY_WIDTH = 118
_TIME_WIDTH = 52
_ROW_PADDING = 8


def empty_out(layout: QLayout) -> None:
    """Take everything out of a layout; what was shown goes at once, so that no name stays."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty_out(inner)


class WaitingCard(Card):
    """Appointments that are over; ``worded`` carries the id and what became of it."""

    worded = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead(_("Wartet auf ein Wort"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.L)
        self.body.addWidget(self.head)
        self.body.addLayout(self._rows)
        self.first_button: Button | None = None

    def show_rows(self, rows: Sequence[WaitingRow]) -> None:
        """Show all rows; without any the card goes."""
        empty_out(self._rows)
        self.first_button = None
        self.head.badge.show_count(str(len(rows)) if rows else "")
        for row in rows:
            self._rows.addLayout(self._row(row))
        self.setVisible(bool(rows))

    def _row(self, row: WaitingRow) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(row.title, Type.LEAD_STRONG))
        words.addWidget(Label(row.line, tone=Tone.SECOND, wrap=True))
        words.addSpacing(Space.M)
        words.addWidget(self._buttons(row))
        line = QHBoxLayout()
        line.setSpacing(Space.M)
        line.addWidget(IconLabel("circle-help", Token.WARN_MARK, Icon.RAIL), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _buttons(self, row: WaitingRow) -> FlowRow:
        choices = (
            (HELD, _("Hat stattgefunden: {length}").format(length=row.length), "check", Kind.SOFT),
            (CANCELLED, _("Ausgefallen"), "calendar-x", Kind.PLAIN),
            (NOT_APPEARED, _("Nicht erschienen"), "user-x", Kind.PLAIN),
        )
        buttons = []
        for word, text, icon, kind in choices:
            button = Button(text, icon, kind, height=Height.BUTTON_SMALL)
            button.setAccessibleDescription(f"{row.title}. {row.line}")
            button.clicked.connect(lambda _checked=False, chosen=word: self.worded.emit(row.id, chosen))
            buttons.append(button)
        self.first_button = self.first_button or buttons[0]
        return FlowRow(*buttons)


class ComingCard(Card):
    """The next appointments, a line between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        head = SectionHead(_("Als Nächstes"))
        head.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.setSpacing(0)
        self.body.addWidget(head)
        self.body.addLayout(self._rows)

    def show_rows(self, rows: Sequence[ComingRow]) -> None:
        """Show all rows; without any the card goes."""
        empty_out(self._rows)
        for row in rows:
            self._rows.addWidget(Line())
            self._rows.addWidget(ComingLine(row))
        self.setVisible(bool(rows))


class ComingLine(QWidget):
    """One appointment: day, time, disc, place and person, chips at the end; read out as one sentence."""

    def __init__(self, row: ComingRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        spoken = (row.day, row.date, f"{row.start} {row.end}", row.title, row.line, row.soon, row.consent)
        self.setAccessibleName(", ".join(part.strip() for part in spoken if part.strip()))
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.L, _ROW_PADDING, Space.L, _ROW_PADDING)
        line.setSpacing(Space.M)
        line.addWidget(_two(ElidedLabel(row.day, Type.STRONG, Tone.ACCENT), row.date, _DAY_WIDTH))
        line.addWidget(_two(ElidedLabel(row.start, Type.LEAD_STRONG), row.end, _TIME_WIDTH, trailing=True))
        line.addWidget(Disc(row.icon))
        line.addWidget(_two(ElidedLabel(row.title, Type.LEAD_STRONG), row.line), 1)
        chips = QVBoxLayout()
        chips.setSpacing(Space.XS)
        for state, text in ((State.SOON, row.soon), (State.CONSENT, row.consent)):
            if text:
                chips.addWidget(
                    StateChip(state, text), 0, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
                )
        line.addLayout(chips)


def _two(first: ElidedLabel, second: str, width: int = 0, *, trailing: bool = False) -> QWidget:
    """Return two lines, one above the other, in a column of ``width`` or of what is left."""
    pair = QWidget()
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    below = ElidedLabel(second, tone=Tone.SECOND)
    for label in (first, below):
        if trailing:
            label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(label)
    below.setVisible(bool(second))
    if width:
        pair.setFixedWidth(width)
    return pair


class MonthCard(Card):
    """Hours and amount of the month as large figures, then the year's cap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead("")
        self.hours = Figure("", "")
        self.amount = Figure("", "")
        self._cap = QWidget()
        self._cap_figures = Label(type_=Type.STRONG)
        self.bar = CapBar(_("Jahresgrenze"))
        self.sentence = Label(tone=Tone.SECOND, wrap=True)
        pair = QHBoxLayout()
        pair.setSpacing(Space.L)
        for figure, share in ((self.hours, 3), (self.amount, 2)):
            pair.addWidget(figure, share, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.head)
        self.body.addLayout(pair)
        self.body.addWidget(self._cap)
        self._build_cap()

    def _build_cap(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(Label(_("Jahresgrenze"), Type.STRONG))
        head.addStretch(1)
        head.addWidget(self._cap_figures)
        column = QVBoxLayout(self._cap)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.sentence)

    def show_month(self, month: MonthFigures, cap: CapFigures | None) -> None:
        """Show the sums; what no rule says is left away."""
        self.head.title.setText(month.title)
        self.hours.show_figure(month.hours, "h", month.hours_line)
        self.amount.show_figure(month.amount, "€", month.amount_line)
        self.amount.setVisible(bool(month.amount))
        self._cap.setVisible(cap is not None)
        if cap is not None:
            self._cap_figures.setText(cap.figures)
            self.sentence.setText(cap.sentence)
            segments = [Segment(cap.used, Token.K1), Segment(cap.expected, Token.K1, hatched=True)]
            self.bar.show_values(segments, cap.cap, cap.spoken)


class DueCard(Card):
    """Months to hand in: one soft button for the oldest, arrows for the others; ``chosen`` carries its key."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        head = SectionHead(_("Das steht an"))
        head.setContentsMargins(Space.L, Space.M, Space.L, Space.S)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.setSpacing(0)
        self.body.setContentsMargins(0, 0, 0, Space.S)
        self.body.addWidget(head)
        self.body.addLayout(self._rows)

    def show_rows(self, rows: Sequence[DueRow]) -> None:
        """Show all rows; without any the card goes."""
        empty_out(self._rows)
        for number, row in enumerate(rows):
            if number:
                self._rows.addWidget(Line())
            self._rows.addWidget(self._row(row, urgent=number == 0))
        self.setVisible(bool(rows))

    def _row(self, row: DueRow, *, urgent: bool) -> QWidget:
        widget = QWidget()
        line = QHBoxLayout(widget)
        line.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        line.setSpacing(Space.M)
        line.addWidget(IconLabel("file-check", Token.WARN_MARK, Icon.RAIL))
        line.addWidget(_two(ElidedLabel(row.title, Type.STRONG), row.line), 1)
        if urgent:
            button = Button(_("Abschließen"), kind=Kind.SOFT, height=Height.BUTTON_SMALL)
            button.setAccessibleDescription(row.title)
        else:
            button = IconButton(row.title, "chevron-right", height=Height.BUTTON_SMALL)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(row.key))
        line.addWidget(button)
        return widget


def focus_first(*candidates: QWidget | None) -> None:
    """Give the focus to the first of the widgets that can be seen."""
    for widget in candidates:
        if widget is not None and widget.isVisible():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
