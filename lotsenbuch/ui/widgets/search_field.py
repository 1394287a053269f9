"""One field to search in, with its key named at the end."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Height, Icon, Space, Token, Type, Width, icons, theme
from lotsenbuch.ui.widgets.button import IconButton, Kind

_WAIT_MS = 60
_NARROWEST = 176


class SearchField(QLineEdit):
    """Emits ``searched`` shortly after typing stops; Escape empties the field."""

    searched = Signal(str)

    def __init__(self, placeholder: str, key_hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key_hint = key_hint
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setMaximumWidth(Width.SEARCH_LARGE)
        self.setMinimumWidth(_NARROWEST)
        self._clear = IconButton(_("Suche leeren"), "x", Kind.QUIET, height=Height.TARGET, parent=self)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._clear.clicked.connect(self._on_clear_clicked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._on_pause)
        self.textChanged.connect(self._on_text_changed)
        self._set_margins()

    def sizeHint(self) -> QSize:
        """Return the usual width of a search in a page's head."""
        return QSize(Width.SEARCH, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field with Escape, search at once with Return."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._timer.stop()
            self._on_pause()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the room for icon and key when size or direction change."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange}:
            self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the trailing edge."""
        super().resizeEvent(event)
        size = self._clear.sizeHint()
        place = QRect(self.width() - size.width() - Space.S, (self.height() - size.height()) // 2, 0, 0)
        place.setSize(size)
        self._clear.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the magnifier before and the key behind the text."""
        super().paintEvent(event)
        painter = QPainter(self)
        direction = self.layoutDirection()
        icon = QRect(Space.M, (self.height() - Icon.BUTTON) // 2, Icon.BUTTON, Icon.BUTTON)
        icons.paint(painter, "search", QStyle.visualRect(direction, self.rect(), icon), Token.TEXT2)
        if self._key_hint and not self.text():
            painter.setFont(theme().font(Type.TEXT))
            painter.setPen(theme().color(Token.TEXT2))
            width = theme().text_width(self._key_hint, Type.TEXT)
            place = QRect(self.width() - width - Space.M, 0, width, self.height())
            painter.drawText(
                QStyle.visualRect(direction, self.rect(), place),
                Qt.AlignmentFlag.AlignVCenter,
                self._key_hint,
            )

    def _set_margins(self) -> None:
        before = Icon.BUTTON + Space.S
        behind = Space.S + max(int(Height.TARGET), theme().text_width(self._key_hint, Type.TEXT))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            before, behind = behind, before
        self.setTextMargins(before, 0, behind, 0)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._timer.start()

    def _on_pause(self) -> None:
        self.searched.emit(self.text().strip())

    def _on_clear_clicked(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
