"""The list of activities as a table: months with their lines, growing as the person scrolls."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from lotsenbuch.i18n import N_, _
from lotsenbuch.ui.models.activity_line import ActivityLine, MonthLine

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns in reading order."""

    DAY = 0
    TIME = 1
    HOURS = 2
    PLACE = 3
    PEOPLE = 4
    STATE = 5


_HEADS = {
    Column.DAY: N_("Tag"),
    Column.TIME: N_("Zeit"),
    Column.HOURS: N_("Stunden"),
    Column.PLACE: N_("Stelle"),
    Column.PEOPLE: N_("Mit"),
    Column.STATE: N_("Stand"),
}


class ActivityTableModel(QAbstractTableModel):
    """Shows what it was handed; ``more_wanted`` asks for the next page, ``append`` brings it.

    The first line of a month has the month's head before it. Heads cannot be chosen, so the arrow keys
    step over them.
    """

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ActivityLine | MonthLine] = []
        self._places: dict[str, int] = {}
        self._month: date | None = None
        self._more = False
        self._asked = False

    def replace_all(self, lines: Sequence[ActivityLine], months: Mapping[date, MonthLine], *, more: bool) -> None:
        """Show other lines, from the first."""
        self.beginResetModel()
        self._rows, self._places, self._month = [], {}, None
        self._take(lines, months)
        self._more, self._asked = more, False
        self.endResetModel()

    def append(self, lines: Sequence[ActivityLine], months: Mapping[date, MonthLine], *, more: bool) -> None:
        """Show the next page below."""
        self._more, self._asked = more, False
        if not lines:
            return
        heads = {line.day.replace(day=1) for line in lines} - {self._month}
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(lines) + len(heads) - 1)
        self._take(lines, months)
        self.endInsertRows()

    def _take(self, lines: Sequence[ActivityLine], months: Mapping[date, MonthLine]) -> None:
        for line in lines:
            month = line.day.replace(day=1)
            if month != self._month:
                self._month = month
                self._rows.append(months[month])
            self._places[line.id] = len(self._rows)
            self._rows.append(line)

    def line(self, row: int) -> ActivityLine | MonthLine | None:
        """Return what stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def place_of(self, activity_id: str) -> int | None:
        """Return the row of an activity, if it is shown already."""
        return self._places.get(activity_id)

    def neighbour(self, row: int) -> ActivityLine | None:
        """Return the activity nearest to ``row``, below before above."""
        for near in (*range(row, min(row + 3, len(self._rows))), *range(row - 1, max(-1, row - 4), -1)):
            found = self.line(near)
            if isinstance(found, ActivityLine):
                return found
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of lines and heads so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether the log has more that nobody has asked for yet."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page; it arrives later."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let activities be chosen and heads not."""
        if isinstance(self.line(index.row()), ActivityLine):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the headings; hours are figures and stand at the trailing edge."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Column.HOURS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words for the eye, for copying and for screen readers, and the line itself for painting."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if isinstance(line, MonthLine):
            if role == Qt.ItemDataRole.DisplayRole and index.column() == Column.DAY:
                return f"{line.name}, {line.count}, {line.hours}"
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.tip
        return _words(line, index.column()) if role == Qt.ItemDataRole.DisplayRole else None


def _words(line: ActivityLine, column: int) -> str:
    words = (
        f"{line.weekday} {line.short_day}",
        line.time,
        line.hours,
        line.place,
        line.people,
        line.state_word,
    )
    return words[column]
