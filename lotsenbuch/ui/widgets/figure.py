"""Sums as large figures, and the heads of sections."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lotsenbuch.ui.theme import Space, Token, Type, theme
from lotsenbuch.ui.theme.painting import rounded
from lotsenbuch.ui.widgets.label import Label, Tone


class _Sum(QWidget):
    """Number and unit on one base line, which no layout of Qt can do."""

    def __init__(self, type_: Type) -> None:
        super().__init__()
        self._type = type_
        self._number = ""
        self._unit = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_sum(self, number: str, unit: str) -> None:
        self._number = number
        self._unit = unit
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        width = look.text_width(self._number, self._type) + Space.S + look.text_width(self._unit, Type.LEAD)
        return QSize(width, look.scaled(self._type.value.line))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        large = QFontMetrics(look.font(self._type))
        base = (self.height() - large.height()) // 2 + large.ascent()
        widths = [look.text_width(self._number, self._type), look.text_width(self._unit, Type.LEAD)]
        starts = [0, widths[0] + Space.S]
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            starts = [self.width() - start - width for start, width in zip(starts, widths, strict=True)]
        painter.setFont(look.font(self._type))
        painter.setPen(look.color(Token.TEXT))
        painter.drawText(starts[0], base, self._number)
        painter.setFont(look.font(Type.LEAD))
        painter.setPen(look.color(Token.TEXT2))
        painter.drawText(starts[1], base, self._unit)


class Figure(QWidget):
    """A big number, its small unit, and one short line under it; read out as one sentence."""

    def __init__(
        self, number: str, unit: str, line: str = "", *, middling: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sum = _Sum(Type.TITLE if middling else Type.FIGURE)
        self._line = Label(tone=Tone.SECOND, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._sum)
        column.addWidget(self._line)
        self.show_figure(number, unit, line)

    def show_figure(self, number: str, unit: str, line: str = "") -> None:
        """Show another sum."""
        self._sum.show_sum(number, unit)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self.setAccessibleName(", ".join(part for part in (f"{number} {unit}".strip(), line) if part))


class CountBadge(QWidget):
    """A small rounded number beside a head."""

    def __init__(
        self,
        text: str,
        ground: Token = Token.WARN_TINT,
        ink: Token = Token.WARN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._ground = ground
        self._ink = ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fit()
        self.setAccessibleName(text)

    def show_count(self, text: str) -> None:
        """Show another number; an empty text hides the badge."""
        self._text = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self._fit()
        self.update()

    def _fit(self) -> None:
        height = theme().scaled(Type.STRONG.value.line)
        self.setFixedSize(max(height + Space.XS, theme().text_width(self._text, Type.STRONG) + Space.M), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and number."""
        painter = QPainter(self)
        rounded(painter, self.rect().toRectF(), self.height() / 2, fill=theme().color(self._ground))
        painter.setFont(theme().font(Type.STRONG))
        painter.setPen(theme().color(self._ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class SectionHead(QWidget):
    """The head of a card: its name, a count where one is needed, and at most one link at the end."""

    def __init__(self, text: str, count: str = "", line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(text, Type.LEAD_STRONG)
        self.badge = CountBadge(count)
        self.badge.setVisible(bool(count))
        self.row = QHBoxLayout()
        self.row.setSpacing(Space.S)
        self.row.addWidget(self.title)
        self.row.addWidget(self.badge)
        self.row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.row)
        if line:
            column.addWidget(Label(line, tone=Tone.SECOND, wrap=True))

    def add_trailing(self, widget: QWidget) -> None:
        """Put ``widget``, usually a link, at the trailing edge."""
        self.row.addWidget(widget)
