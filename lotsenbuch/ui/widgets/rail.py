"""The rail at the leading edge: mark and name, the pages, settings, lock, and when it was last saved."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lotsenbuch.ui.theme import Height, Icon, Radius, Space, Token, Type, icons, theme
from lotsenbuch.ui.theme.metrics import FOCUS_WIDTH
from lotsenbuch.ui.theme.painting import rounded, text

NAME_ROLE = int(Qt.ItemDataRole.UserRole)
ICON_ROLE = NAME_ROLE + 1
COUNT_ROLE = NAME_ROLE + 2
_MARGIN = Space.S
_ICON_X = 12
_WORD_X = 44
_STEP = Height.RAIL_ITEM + 2

_Index = QModelIndex | QPersistentModelIndex


class RailDelegate(QStyledItemDelegate):
    """Paints one page of the rail: icon, word, count; icon alone where the rail is narrow."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.narrow = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return a row of 40 and the gap to the next."""
        return QSize(0, theme().scaled(_STEP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row."""
        look = theme()
        state = option.state
        whole: QRect = option.rect
        area = whole.adjusted(_MARGIN, 0, -_MARGIN, -2)
        active = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if active or over:
            rounded(
                painter,
                QRectF(area),
                Radius.FIELD,
                fill=look.color(Token.ACCENT_TINT2 if active else Token.HOVER),
            )
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            rounded(painter, QRectF(area), Radius.FIELD, edge=look.color(Token.FOCUS), width=FOCUS_WIDTH)
        self._paint_content(painter, area, index, active)
        painter.restore()

    def _paint_content(self, painter: QPainter, area: QRect, index: _Index, active: bool) -> None:
        direction = self._view.layoutDirection()
        token = Token.ACCENT_TEXT if active else Token.TEXT2
        x = area.left() + ((area.width() - Icon.RAIL) // 2 if self.narrow else _ICON_X)
        icon = QRect(x, area.top() + (area.height() - Icon.RAIL) // 2, Icon.RAIL, Icon.RAIL)
        icons.paint(painter, index.data(ICON_ROLE), QStyle.visualRect(direction, area, icon), token)
        count = index.data(COUNT_ROLE) or 0
        if self.narrow:
            if count:
                self._paint_dot(painter, QStyle.visualRect(direction, area, icon))
            return
        end = self._paint_count(painter, area, direction, count, active) if count else area.right() - Space.S
        word = QRect(area.left() + _WORD_X, area.top(), end - area.left() - _WORD_X - Space.XS, area.height())
        font = theme().font(Type.LEAD_STRONG if active else Type.LEAD)
        ink = theme().color(Token.ACCENT_TEXT if active else Token.TEXT)
        text(painter, QStyle.visualRect(direction, area, word), str(index.data()), font, ink, direction)

    def _paint_count(
        self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection, count: int, active: bool
    ) -> int:
        figure = str(count) if count < 100 else "99+"
        height = theme().scaled(Type.STRONG.value.line) + 2
        width = max(height, theme().text_width(figure, Type.STRONG) + Space.S)
        place = QRect(area.right() - width - Space.M + 1, area.center().y() - height // 2 + 1, width, height)
        shown = QStyle.visualRect(direction, area, place)
        ground = Token.ACCENT if active else Token.SURFACE
        edge = None if active else theme().color(Token.LINE)
        rounded(painter, QRectF(shown), height / 2, fill=theme().color(ground), edge=edge)
        painter.setFont(theme().font(Type.STRONG))
        painter.setPen(theme().color(Token.ON_ACCENT if active else Token.TEXT))
        painter.drawText(shown, Qt.AlignmentFlag.AlignCenter, figure)
        return place.left()

    def _paint_dot(self, painter: QPainter, icon: QRect) -> None:
        dot = QRectF(icon.right() - 2, icon.top() - 4, Space.S, Space.S)
        rounded(painter, dot, Space.XS, fill=theme().color(Token.ACCENT))


class RailList(QListWidget):
    """The pages as a list: arrow keys move, the chosen page shows at once."""

    page_chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("part", "rail")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._delegate = RailDelegate(self)
        self.setItemDelegate(self._delegate)
        self.currentItemChanged.connect(self._on_current_changed)

    def add_page(self, name: str, icon: str, title: str) -> None:
        """Add a page; ``name`` is its stable key."""
        item = QListWidgetItem(title)
        item.setData(NAME_ROLE, name)
        item.setData(ICON_ROLE, icon)
        item.setToolTip(title)
        self.addItem(item)

    def clear(self) -> None:
        """Take all pages out; none of those that move up meanwhile is chosen, or locking would build them."""
        self.blockSignals(True)
        super().clear()
        self.blockSignals(False)

    def choose(self, name: str) -> None:
        """Mark the page ``name``; ``page_chosen`` follows if it was another one."""
        for item in self._items():
            if item.data(NAME_ROLE) == name:
                self.setCurrentItem(item)

    def choose_silently(self, name: str) -> None:
        """Mark the page ``name`` because it is already shown."""
        self.blockSignals(True)
        self.choose(name)
        self.blockSignals(False)
        self.viewport().update()

    def set_count(self, name: str, count: int, spoken: str) -> None:
        """Show how much waits on a page; ``spoken`` says the same in words."""
        for item in self._items():
            if item.data(NAME_ROLE) == name:
                item.setData(COUNT_ROLE, count)
                words = f"{item.text()}, {spoken}" if count else item.text()
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                item.setToolTip(words)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons and words."""
        self._delegate.narrow = narrow
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the rows again when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _on_current_changed(self, current: QListWidgetItem | None, _previous: QListWidgetItem | None) -> None:
        if current is not None:
            self.page_chosen.emit(current.data(NAME_ROLE))
