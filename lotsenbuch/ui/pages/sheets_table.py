"""The list of months: month, Träger where there are several, hours, activities, state."""

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from lotsenbuch.i18n import N_, _
from lotsenbuch.report.wording import hours, month_year, whole
from lotsenbuch.ui.presenters.sheets import MonthKey
from lotsenbuch.ui.presenters.sheets_words import month_word
from lotsenbuch.ui.theme import Height, Space, Token, Type, WidthClass, theme
from lotsenbuch.ui.theme.metrics import STRIP
from lotsenbuch.ui.theme.painting import text
from lotsenbuch.ui.widgets.state import State, chip_width, paint_chip, paint_word

if TYPE_CHECKING:
    from lotsenbuch.services.sheet_months import MonthLine

Index = QModelIndex | QPersistentModelIndex
STATE_ROLE = Qt.ItemDataRole.UserRole + 1
LOOK_OF = {
    "open": State.OPEN,
    "changed": State.CORRECTED,
    "sealed": State.SEALED,
    "handed_over": State.HANDED_IN,
    "confirmed": State.CONFIRMED,
    "question": State.QUESTION,
}
_LOUD = frozenset({State.QUESTION, State.CORRECTED})


class Column(IntEnum):
    """The columns in reading order."""

    MONTH = 0
    TRAEGER = 1
    HOURS = 2
    ACTIVITIES = 3
    STATE = 4


_HEADS = {
    Column.MONTH: N_("Monat"),
    Column.TRAEGER: N_("Träger"),
    Column.HOURS: N_("Stunden"),
    Column.ACTIVITIES: N_("Einsätze"),
    Column.STATE: N_("Stand"),
}
_WIDTHS = {Column.TRAEGER: 200, Column.HOURS: 104, Column.ACTIVITIES: 96, Column.STATE: 152}


def key_of(line: "MonthLine") -> MonthKey:
    """Return which month a line is about."""
    return MonthKey(line.state.traeger_code, line.state.month)


class MonthsModel(QAbstractTableModel):
    """Shows what it was handed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[MonthLine, ...] = ()

    def replace_all(self, lines: "Sequence[MonthLine]") -> None:
        """Show other months."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of months."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words for eye and ear alike, and the state for the painter."""
        line = self.lines[index.row()]
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.HOURS, Column.ACTIVITIES):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == STATE_ROLE and column is Column.STATE:
            return LOOK_OF[line.state.state]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADS[column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            trailing = column in (Column.HOURS, Column.ACTIVITIES)
            side = Qt.AlignmentFlag.AlignRight if trailing else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _words(line: "MonthLine", column: Column) -> str:
    state = line.state
    if column is Column.MONTH:
        return month_year(state.month)
    if column is Column.TRAEGER:
        return line.traeger_name or _("ohne Träger")
    if column is Column.HOURS:
        return _("Nullmeldung") if state.nil and not state.activities else hours(state.minutes)
    if column is Column.ACTIVITIES:
        return whole(state.activities)
    return month_word(line)


def _inner(area: QRect, section: int) -> QRect:
    """Return where the words of a cell stand, heading and rows alike."""
    leading = {Column.MONTH: Space.L, Column.STATE: Space.XL}.get(Column(section), Space.S)
    return area.adjusted(leading, 0, -Space.S, 0)


class _Head(QHeaderView):
    """Headings that stand exactly over their columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(theme().scaled(Height.HEADER))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one heading."""
        look, direction = theme(), self.layoutDirection()
        painter.save()
        painter.fillRect(rect, look.color(Token.SURFACE2))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color(Token.LINE))
        place = "trailing" if section in (Column.HOURS, Column.ACTIVITIES) else "leading"
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        inner = QStyle.visualRect(direction, rect, _inner(rect, section))
        text(painter, inner, words, look.font(Type.STRONG), look.color(Token.TEXT2), direction, place=place)
        painter.restore()


class _Painter(QStyledItemDelegate):
    """Paints rows of 40 with their line, and the strip of the chosen one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        direction = option.direction
        flags: QStyle.StateFlag = option.state
        chosen = bool(flags & QStyle.StateFlag.State_Selected)
        look = theme()
        painter.save()
        over = bool(flags & QStyle.StateFlag.State_MouseOver)
        ground = Token.ACCENT_TINT2 if chosen else Token.HOVER if over else Token.SURFACE
        painter.fillRect(area, look.color(ground))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look.color(Token.LINE))
        if chosen and index.column() == Column.MONTH:
            strip = QRect(area.left(), area.top(), STRIP, area.height())
            painter.fillRect(QStyle.visualRect(direction, area, strip), look.color(Token.ACCENT))
        self._content(painter, area, direction, index)
        painter.restore()

    @staticmethod
    def _content(painter: QPainter, area: QRect, direction: Qt.LayoutDirection, index: Index) -> None:
        column = Column(index.column())
        words = str(index.data())
        inner = _inner(area, index.column())
        if column is Column.STATE:
            state = index.data(STATE_ROLE)
            if state in _LOUD:
                height = theme().scaled(Height.STATE)
                chip = QRect(inner.left(), inner.center().y() - height // 2, chip_width(words), height)
                paint_chip(painter, QStyle.visualRect(direction, inner, chip), state, words, direction)
            else:
                paint_word(painter, QStyle.visualRect(direction, area, inner), state, words, direction)
            return
        trailing = column in (Column.HOURS, Column.ACTIVITIES)
        type_ = Type.STRONG if column is Column.MONTH else Type.TEXT
        ink = theme().color(Token.TEXT)
        place = "trailing" if trailing else "leading"
        text(
            painter, QStyle.visualRect(direction, area, inner), words, theme().font(type_), ink, direction, place=place
        )


class MonthsTable(QTableView):
    """``chosen`` follows the row; ``opened`` is Return or a double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months = MonthsModel(self)
        self.setModel(self.months)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(_("Monate"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalHeader(_Head(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme().scaled(Height.ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.MONTH, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme().scaled(width))
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.clicked.connect(self._on_clicked)

    def show_months(self, lines: "Sequence[MonthLine]") -> None:
        """Show other months and keep the chosen one, else the one that waits longest."""
        kept = self.current()
        self.months.replace_all(lines)
        self.updateGeometry()
        self.setColumnHidden(Column.TRAEGER, len({line.state.traeger_code for line in lines}) < 2)
        if not self.choose(kept):
            waiting = [line for line in lines if line.due]
            first = waiting[-1] if waiting else lines[0] if lines else None
            self.choose(key_of(first) if first else None)

    def current(self) -> MonthKey | None:
        """Return the chosen month."""
        row = self.currentIndex().row()
        return key_of(self.months.lines[row]) if 0 <= row < len(self.months.lines) else None

    def choose(self, key: MonthKey | None) -> bool:
        """Choose a month; tell whether it is in the list."""
        for row, line in enumerate(self.months.lines):
            if key_of(line) == key:
                self.setCurrentIndex(self.months.index(row, 0))
                return True
        return False

    def sizeHint(self) -> QSize:
        """Be as tall as the months, no taller: below the last one the page's own ground goes on."""
        rows = len(self.months.lines) * self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), self.horizontalHeader().height() + rows)

    def follow_width(self, class_: WidthClass) -> None:
        """Keep the key columns in a narrow window."""
        self.setColumnHidden(Column.ACTIVITIES, class_ <= WidthClass.NARROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Return."""
        key = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key is not None:
            self.opened.emit(key)
            return
        super().keyPressEvent(event)

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(key_of(self.months.lines[current.row()]))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(key_of(self.months.lines[index.row()]))
