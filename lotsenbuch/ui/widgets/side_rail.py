"""The whole rail: head, pages, and the fixed parts below the line."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Height, Icon, Radius, Space, Token, Type, WidthClass, icons, theme
from lotsenbuch.ui.theme.metrics import rail_width
from lotsenbuch.ui.theme.painting import rounded, text
from lotsenbuch.ui.widgets.card import Line
from lotsenbuch.ui.widgets.label import ElidedLabel, Tone
from lotsenbuch.ui.widgets.mark import IconLabel, Mark
from lotsenbuch.ui.widgets.rail import RailList

_ICON_X = 12
_WORD_X = 44


class RailButton(QPushButton):
    """A fixed entry below the line; its key stands at the trailing edge."""

    def __init__(self, word: str, icon: str, key_hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(word, parent)
        self._icon = icon
        self._key_hint = key_hint
        self.narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("kind", "rail")
        self.setAccessibleName(word)
        self.setToolTip(f"{word} ({key_hint})" if key_hint else word)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return a row of 40."""
        return QSize(Height.RAIL_ITEM, theme().scaled(Height.RAIL_ITEM))

    def minimumSizeHint(self) -> QSize:
        """Return a row of 40."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon, word and key."""
        look = theme()
        painter = QPainter(self)
        area = self.rect()
        direction = self.layoutDirection()
        if self.underMouse() or self.isDown():
            rounded(painter, QRectF(area), Radius.FIELD, fill=look.color(Token.HOVER))
        x = (area.width() - Icon.RAIL) // 2 if self.narrow else _ICON_X
        square = QRect(x, (area.height() - Icon.RAIL) // 2, Icon.RAIL, Icon.RAIL)
        icons.paint(painter, self._icon, QStyle.visualRect(direction, area, square), Token.TEXT2)
        if self.narrow:
            return
        key = look.text_width(self._key_hint, Type.TEXT) if self._key_hint else 0
        word = QRect(_WORD_X, 0, area.width() - _WORD_X - key - Space.L, area.height())
        place = QStyle.visualRect(direction, area, word)
        text(painter, place, self.text(), look.font(Type.LEAD), look.color(Token.TEXT), direction)
        if key:
            end = QStyle.visualRect(direction, area, area.adjusted(0, 0, -Space.M, 0))
            ink = look.color(Token.TEXT2)
            text(painter, end, self._key_hint, look.font(Type.TEXT), ink, direction, place="trailing")


class SideRail(QFrame):
    """Mark, name and owner; the pages; settings and lock; when it was last saved."""

    lock_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pages = RailList(_("Seiten"))
        self._name = ElidedLabel("", Type.LEAD_STRONG)
        self._owner = ElidedLabel("", tone=Tone.SECOND)
        self._lock = RailButton(_("Sperren"), "lock", _("Strg+L"))
        self._lock.clicked.connect(self.lock_wanted)
        self._saved = ElidedLabel("", tone=Tone.SECOND)
        self._saved_row = QWidget()
        self._words = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.M, 0, Space.M)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        column.addWidget(self.pages, 1)
        column.addLayout(self._build_foot())
        self.follow_width(WidthClass.FULL)

    def _build_head(self) -> QHBoxLayout:
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._owner)
        self._head = QHBoxLayout()
        self._head.setSpacing(Space.M)
        self._head.addWidget(Mark())
        self._head.addWidget(self._words, 1)
        return self._head

    def _build_foot(self) -> QVBoxLayout:
        saved = QHBoxLayout(self._saved_row)
        saved.setContentsMargins(Space.M, Space.S, 0, 0)
        saved.setSpacing(Space.S)
        saved.addWidget(IconLabel("check", Token.OK, Icon.TEXT))
        saved.addWidget(self._saved, 1)
        self._saved_row.hide()
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.S, Space.S, Space.S, 0)
        foot.setSpacing(Space.XS)
        foot.addWidget(Line())
        foot.addWidget(self._lock)
        foot.addWidget(self._saved_row)
        return foot

    def show_owner(self, name: str, owner: str) -> None:
        """Say whose book is open."""
        self._name.setText(name)
        self._owner.setText(owner)
        self._owner.setVisible(bool(owner))

    def show_saved(self, words: str) -> None:
        """Say when the last change was stored, for example "Gespeichert 14:05"."""
        self._saved.setText(words)
        self._saved_row.setVisible(bool(words) and not self._narrow)

    def follow_width(self, class_: WidthClass) -> None:
        """Show words and icons, or icons alone."""
        self._narrow = class_ is not WidthClass.FULL
        self.setFixedWidth(rail_width(class_))
        self.pages.set_narrow(self._narrow)
        self._lock.narrow = self._narrow
        self._lock.update()
        self._words.setVisible(not self._narrow)
        self._saved_row.setVisible(bool(self._saved.text()) and not self._narrow)
        side = (rail_width(class_) - Icon.MARK) // 2 if self._narrow else Space.L
        self._head.setContentsMargins(side, Space.XS, side if self._narrow else Space.S, Space.L)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line towards the page."""
        super().paintEvent(event)
        edge = QRect(self.width() - 1, 0, 1, self.height())
        QPainter(self).fillRect(QStyle.visualRect(self.layoutDirection(), self.rect(), edge), theme().color(Token.LINE))
