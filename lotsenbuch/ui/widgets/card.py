"""White cards on warm paper, quiet notes, and the thin line between rows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from lotsenbuch.ui.theme import Space


class Card(QFrame):
    """A rounded ground with a border; ``body`` is its column."""

    def __init__(self, parent: QWidget | None = None, *, part: str = "card", padding: int = Space.L) -> None:
        super().__init__(parent)
        self.setProperty("part", part)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(Space.M)


class Line(QFrame):
    """A divider of one pixel; it carries no meaning and is not read out."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("part", "line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
