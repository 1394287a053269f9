"""A column that scrolls up and down and keeps its edges in line with the head above it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from lotsenbuch.ui.theme import Space
from lotsenbuch.ui.theme.metrics import SCROLL_BAR


class ScrollColumn(QScrollArea):
    """``body`` is the column; when the bar appears it takes its room from the margin, nothing jumps."""

    def __init__(self, margin: int = Space.XL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = margin
        content = QWidget()
        content.setProperty("ground", "none")
        self.body = QVBoxLayout(content)
        self.body.setSpacing(Space.L)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._on_range_changed(0, 0)

    def _on_range_changed(self, _least: int, most: int) -> None:
        trailing = self._margin - SCROLL_BAR if most > 0 else self._margin
        left, right = self._margin, trailing
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left, right = right, left
        self.body.setContentsMargins(left, 0, right, self._margin)
