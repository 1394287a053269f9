"""A row that goes on in the next line where the window is too narrow."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

from lotsenbuch.ui.theme import Space


class FlowLayout(QLayout):
    """Lays widgets out in reading direction, line by line; lines are centred on their tallest part."""

    def __init__(self, parent: QWidget | None = None, spacing: int = Space.S) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._trailing = False
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def align_trailing(self) -> None:
        """Push each line to the trailing edge, as for buttons at the end of a header."""
        self._trailing = True
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take over one item."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or nothing past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away, or nothing past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Say that nothing here wants more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower row is a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at ``width``."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one single line."""
        hints = [item.sizeHint() for item in self._shown()]
        gaps = max(0, len(hints) - 1) * self.spacing()
        width = sum(hint.width() for hint in hints) + gaps
        return self._framed(QSize(width, max((hint.height() for hint in hints), default=0)))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._framed(size)

    def _framed(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._shown():
            hint = item.sizeHint().boundedTo(QSize(max(width, item.minimumSize().width()), 1 << 20))
            needed = hint.width() + (self.spacing() if lines[-1] else 0)
            if lines[-1] and used + needed > width:
                lines.append([])
                used, needed = 0, hint.width()
            lines[-1].append((item, hint))
            used += needed
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        y = area.top()
        for line in self._lines(area.width()):
            height = max((hint.height() for _item, hint in line), default=0)
            if move:
                self._set_line(line, area, y, height)
            y += height + self.spacing()
        return max(0, y - self.spacing() - area.top()) + margins.top() + margins.bottom()

    def _set_line(self, line: list[tuple[QLayoutItem, QSize]], area: QRect, y: int, height: int) -> None:
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        used = sum(hint.width() for _item, hint in line) + self.spacing() * max(0, len(line) - 1)
        x = area.right() + 1 - used if self._trailing else area.left()
        for item, hint in line:
            place = QRect(QPoint(x, y + (height - hint.height()) // 2), hint)
            item.setGeometry(QStyle.visualRect(direction, area, place))
            x += hint.width() + self.spacing()


class FlowRow(QWidget):
    """A widget with a flow layout that leaves spare height to others."""

    def __init__(self, *widgets: QWidget, spacing: int = Space.S, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.flow = FlowLayout(self, spacing)
        for widget in widgets:
            self.flow.addWidget(widget)
