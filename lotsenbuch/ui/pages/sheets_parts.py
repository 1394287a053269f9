"""Small parts of "Nachweise": a line with a value, a sentence with an icon, a table of one stack."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lotsenbuch.ui.presenters.sheets_preview import CountRow, Fact, StackTable
from lotsenbuch.ui.theme import Icon, Radius, Space, Token, Type, theme
from lotsenbuch.ui.theme.painting import hatch, rounded, rounded_path
from lotsenbuch.ui.widgets.label import ElidedLabel, Label, Tone
from lotsenbuch.ui.widgets.mark import IconLabel

_SWATCH = 10
_SUM_LINE = 2
_TITLE_SAMPLE = "Stapel 24 (88)"


class FactRow(QWidget):
    """A name and, at the trailing edge, its value; both are read out together."""

    def __init__(self, fact: Fact, *, margin: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 1, margin, 1)
        row.setSpacing(Space.S)
        row.addWidget(ElidedLabel(fact.name), 1)
        row.addWidget(Label(fact.value, Type.STRONG if fact.strong else Type.TEXT))
        self.setAccessibleName(f"{fact.name}: {fact.value}")


class IconSentence(QWidget):
    """An icon and a wrapping sentence on the ground of the page."""

    def __init__(self, icon: str, sentence: str, token: Token = Token.TEXT2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Label(sentence, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(IconLabel(icon, token, Icon.BUTTON), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def text(self) -> str:
        """Return the sentence."""
        return self._text.text()


class SumLine(QWidget):
    """The line above sums, darker than those between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_SUM_LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), theme().color(Token.EDGE))


class _Swatch(QWidget):
    """A small hatched square: this number was put together from several codes."""

    def __init__(self, merged: bool) -> None:
        super().__init__()
        self._merged = merged
        self.setFixedSize(_SWATCH, _SWATCH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self._merged:
            hatch(painter, rounded_path(area, Radius.BAR), theme().color(Token.EDGE))
            rounded(painter, area, Radius.BAR, edge=theme().color(Token.EDGE))
        else:
            rounded(painter, area, Radius.BAR, fill=theme().color(Token.K1))


class StackView(QWidget):
    """The numbers of one stack as they stand in the file."""

    def __init__(self, table: StackTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout()
        column.setSpacing(0)
        for counted in table.rows:
            column.addWidget(self._line(counted))
        title = Label(table.title, tone=Tone.SECOND)
        title.setFixedWidth(theme().text_width(_TITLE_SAMPLE, Type.TEXT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, Space.XS)
        row.setSpacing(Space.S)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setAccessibleName(", ".join([table.title, *(f"{row.name}: {row.count}" for row in table.rows)]))

    @staticmethod
    def _line(counted: CountRow) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(_Swatch(counted.merged))
        row.addWidget(ElidedLabel(counted.name), 1)
        row.addWidget(Label(str(counted.count), Type.STRONG))
        line.setFixedHeight(theme().scaled(Type.TEXT.value.line))
        return line


def clear(layout: QVBoxLayout) -> None:
    """Empty a column; what was in it goes at the next turn."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None and isinstance(inner, QVBoxLayout):
            clear(inner)
