"""The table of activities: rows painted with the tokens, months between them, keys as in any list."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from lotsenbuch.i18n import _
from lotsenbuch.ui.models.activity_line import DELETED, HINT, OPEN, SEALED, ActivityLine, MonthLine, SumsLine
from lotsenbuch.ui.models.activity_table import LINE_ROLE, ActivityTableModel, Column
from lotsenbuch.ui.theme import Height, Radius, Space, Token, Type, WidthClass, theme
from lotsenbuch.ui.theme.metrics import FOCUS_WIDTH, STRIP
from lotsenbuch.ui.theme.painting import rounded_path, text
from lotsenbuch.ui.widgets.state import State, paint_word

Index = QModelIndex | QPersistentModelIndex
_STATES = {OPEN: State.OPEN, HINT: State.HINT, SEALED: State.SEALED, DELETED: State.NIL}
_FIXED = {Column.DAY: 98, Column.TIME: 96, Column.HOURS: 76, Column.STATE: 108}
_PLACE, _PLACE_SHARE = 150, 0.56
_WEEKDAY = 28
_MONTH_ROW = 32
_SUMS_ROW = 44
# The next page is asked for while there is still this much to scroll.
_AHEAD_VIEWS = 2


class ActivityDelegate(QStyledItemDelegate):
    """Paints activities and the heads of months."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell, or the head that goes over all of them."""
        line = index.data(LINE_ROLE)
        painter.save()
        if isinstance(line, MonthLine):
            _paint_month(painter, option, line)
        elif isinstance(line, ActivityLine):
            table = option.widget
            if isinstance(table, ActivityTable):
                table.paint_ground(painter, option, index)
            _paint_cell(painter, option, line, Column(index.column()))
        painter.restore()


def _paint_month(painter: QPainter, option: QStyleOptionViewItem, line: MonthLine) -> None:
    look, direction = theme(), option.direction
    painter.fillRect(option.rect, look.color(Token.SURFACE2))
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), look.color(Token.LINE))
    area = option.rect.adjusted(Space.L, 0, -Space.L, 0)
    text(painter, area, line.name, look.font(Type.STRONG), look.color(Token.TEXT), direction)
    name = look.text_width(line.name, Type.STRONG) + Space.M
    count = QStyle.visualRect(direction, area, area.adjusted(name, 0, 0, 0))
    text(painter, count, line.count, look.font(Type.TEXT), look.color(Token.TEXT2), direction)
    text(painter, area, line.hours, look.font(Type.STRONG), look.color(Token.TEXT), direction, place="trailing")


def _paint_cell(painter: QPainter, option: QStyleOptionViewItem, line: ActivityLine, column: Column) -> None:
    look, direction = theme(), option.direction
    before = Space.L if column is Column.DAY else Space.S
    area = QStyle.visualRect(direction, option.rect, option.rect.adjusted(before, 0, -Space.S, 0))
    plain, strong, ink = look.font(Type.TEXT), look.font(Type.STRONG), look.color(Token.TEXT)
    if column is Column.STATE:
        paint_word(painter, area, _STATES[line.state], line.state_word, direction)
    elif column is Column.DAY:
        text(painter, area, line.weekday, plain, ink, direction)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        second = ink if chosen else look.color(Token.TEXT2)
        rest = QStyle.visualRect(direction, area, area.adjusted(look.scaled(_WEEKDAY), 0, 0, 0))
        text(painter, rest, line.short_day, plain, second, direction)
    elif column is Column.HOURS:
        text(painter, area, line.hours, strong, ink, direction, place="trailing")
    else:
        words = {Column.TIME: line.time, Column.PLACE: line.place, Column.PEOPLE: line.people}[column]
        text(painter, area, words, strong if column is Column.PLACE else plain, ink, direction)


class ActivityTable(QTableView):
    """``chosen`` carries the id of the activity the person is on, ``opened`` that of one she wants to edit
    (by a key or not), ``delete_wanted`` that of one she wants to be rid of."""

    chosen = Signal(str)
    opened = Signal(str, bool)
    delete_wanted = Signal(str)

    def __init__(self, model: ActivityTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self._hovered = -1
        self.setModel(model)
        self.setItemDelegate(ActivityDelegate(self))
        self.setAccessibleName(_("Liste der Einsätze"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._shape_head()
        self._fit_rows()
        model.rowsInserted.connect(self._on_rows_inserted)
        model.modelReset.connect(self._on_model_reset)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def _shape_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalScrollBar().rangeChanged.connect(lambda _least, most: self._round_head(trailing=most == 0))
        self._round_head(trailing=True)

    def _round_head(self, *, trailing: bool) -> None:
        """Round the head as the card around it; where the scroll bar stands, the head ends before the corner."""
        corner = Radius.CARD - 1
        self.horizontalHeader().setStyleSheet(
            "QHeaderView { background: transparent; }"
            f"QHeaderView::section:first {{ border-top-left-radius: {corner}px; padding-left: {Space.L}px; }}"
            f"QHeaderView::section:last {{ border-top-right-radius: {corner if trailing else 0}px; }}"
        )

    def follow_width(self, class_: WidthClass) -> None:
        """Keep the columns that say what, when and with whom."""
        self.setColumnHidden(Column.STATE, class_ is WidthClass.TINY)
        self._fit_columns()

    def choose(self, activity_id: str) -> bool:
        """Mark a row without telling anyone; tell whether it is here."""
        row = self._lines.place_of(activity_id)
        if row is None:
            return False
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self._lines.index(row, Column.DAY))
        self.blockSignals(blocked)
        return True

    def choose_none(self) -> None:
        """Mark no row."""
        blocked = self.blockSignals(True)
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self.blockSignals(blocked)

    def current_id(self) -> str:
        """Return the id of the activity the person is on, empty for none."""
        line = self._lines.line(self.currentIndex().row())
        return line.id if isinstance(line, ActivityLine) else ""

    def last_row(self) -> int:
        """Return the last row in view."""
        row = self.rowAt(self.viewport().height() - 1)
        return row if row >= 0 else self._lines.rowCount() - 1

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the person is now; the ring goes along with her."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid() and current.row() != previous.row():
            self.chosen.emit(self.current_id())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open with a click, on the row that is marked already too."""
        super().mouseReleaseEvent(event)
        line = self._lines.line(self.indexAt(event.position().toPoint()).row())
        if isinstance(line, ActivityLine) and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(line.id, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Return, delete with Delete."""
        key, current = event.key(), self.current_id()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current:
            self.opened.emit(current, True)
        elif key == Qt.Key.Key_Delete and current:
            self.delete_wanted.emit(current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first activity, so that the arrow keys have a place to start from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() is not Qt.FocusReason.MouseFocusReason:
            first = self._lines.neighbour(0)
            if first is not None:
                self.choose(first.id)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the whole row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Take the tint away."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room that is left to place and people."""
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_lines"):
            self._fit_rows()
            self._on_model_reset()
            self._fit_columns()

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint what lies under a cell: tint, divider, the strip of the chosen row, the ring of the current one."""
        look, area = theme(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or index.row() == self._hovered:
            painter.fillRect(area, look.color(Token.ACCENT_TINT2 if chosen else Token.HOVER))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look.color(Token.LINE))
        first = index.column() == Column.DAY
        if chosen and first:
            strip = QRect(area.left(), area.top(), STRIP, area.height())
            painter.fillRect(QStyle.visualRect(option.direction, area, strip), look.color(Token.ACCENT))
        if self.hasFocus() and index.row() == self.currentIndex().row():
            last = self.horizontalHeader().logicalIndexAt(self.horizontalHeader().length() - 1)
            self._paint_ring(painter, area, leading=first, trailing=index.column() == last)

    def _paint_ring(self, painter: QPainter, area: QRect, *, leading: bool, trailing: bool) -> None:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            leading, trailing = trailing, leading
        ring, wide = theme().color(Token.FOCUS), FOCUS_WIDTH
        painter.fillRect(QRect(area.left(), area.top(), area.width(), wide), ring)
        painter.fillRect(QRect(area.left(), area.bottom() - wide + 1, area.width(), wide), ring)
        if leading:
            painter.fillRect(QRect(area.left(), area.top(), wide, area.height()), ring)
        if trailing:
            painter.fillRect(QRect(area.right() - wide + 1, area.top(), wide, area.height()), ring)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().scaled(Height.ROW))
        self.horizontalHeader().setFixedHeight(theme().scaled(Height.ROW))

    def _fit_columns(self) -> None:
        look = theme()
        rest = self.viewport().width()
        for column, width in _FIXED.items():
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, look.scaled(width))
                rest -= look.scaled(width)
        place = min(max(look.scaled(_PLACE), round(rest * _PLACE_SHARE)), max(0, rest))
        self.setColumnWidth(Column.PLACE, place)
        self.setColumnWidth(Column.PEOPLE, max(0, rest - place))

    def _on_rows_inserted(self, _parent: Index, first: int, last: int) -> None:
        height = theme().scaled(_MONTH_ROW)
        for row in range(first, last + 1):
            if isinstance(self._lines.line(row), MonthLine):
                self.setSpan(row, 0, 1, len(Column))
                self.setRowHeight(row, height)

    def _on_model_reset(self) -> None:
        self.clearSpans()
        self._on_rows_inserted(QModelIndex(), 0, self._lines.rowCount() - 1)

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value > bar.maximum() - _AHEAD_VIEWS * self.viewport().height() and self._lines.canFetchMore(QModelIndex()):
            self._lines.fetchMore(QModelIndex())


class SumsRow(QWidget):
    """The totals of everything that the filters leave, always in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sums = SumsLine(())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_sums(self, sums: SumsLine) -> None:
        """Show other totals."""
        self._sums = sums
        self.setAccessibleName(sums.spoken)
        self.update()

    def words(self) -> str:
        """Return the totals as they are read out."""
        return self._sums.spoken

    def sizeHint(self) -> QSize:
        """Return the height of the row; it takes whatever width there is."""
        return QSize(0, theme().scaled(_SUMS_ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint figures strong and units quiet, from the leading edge."""
        painter = QPainter(self)
        look, direction = theme(), self.layoutDirection()
        ground = self.rect().adjusted(0, -Radius.CARD, 0, 0).toRectF()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(rounded_path(ground, Radius.CARD - 1), look.color(Token.SURFACE2))
        painter.setPen(QPen(look.color(Token.LINE), 1))
        painter.fillRect(QRect(0, 0, self.width(), 1), look.color(Token.LINE))
        at = int(Space.L)
        for figure, unit in self._sums.parts:
            for words, type_, token, gap in (
                (figure, Type.LEAD_STRONG, Token.TEXT, Space.XS),
                (unit, Type.TEXT, Token.TEXT2, Space.XL),
            ):
                width = look.text_width(words, type_)
                area = QStyle.visualRect(direction, self.rect(), QRect(at, 0, width, self.height()))
                text(painter, area, words, look.font(type_), look.color(token), direction)
                at += width + gap
