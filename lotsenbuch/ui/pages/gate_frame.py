"""The frame of unlock and first run: the picture, a column of 440, a quiet line at the foot."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Icon, Space, Token, Width, theme
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.mark import IconLabel
from lotsenbuch.ui.widgets.unlock_picture import UnlockPicture

_FOOT = 56
_LOW_WINDOW = 480


class GateFrame(QWidget):
    """``body`` is the column, centred in what the picture leaves; it scrolls where the window is low."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self._picture = UnlockPicture()
        self.content = QWidget()
        self.content.setFixedWidth(Width.COLUMN)
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, Space.XL, 0, Space.XL)
        self.body.setSpacing(Space.L)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._scrolled(), 1)
        self._foot = self._build_foot()
        right.addWidget(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._picture)
        row.addLayout(right, 1)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _scrolled(self) -> QScrollArea:
        ground = QWidget()
        ground.setProperty("ground", "none")
        centre = QVBoxLayout(ground)
        centre.setContentsMargins(Space.L, 0, Space.L, 0)
        centre.addStretch(1)
        # No alignment here: it would take the height from the hint and cut sentences that wrap.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.content)
        row.addStretch(1)
        centre.addLayout(row)
        centre.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(ground)
        scroll.viewport().setAutoFillBackground(False)
        self._scroll = scroll
        return scroll

    def _build_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("part", "foot_quiet")
        foot.setFixedHeight(theme().scaled(_FOOT))
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(Space.XXL, 0, Space.XXL, 0)
        self.foot.setSpacing(Space.S)
        self.foot.addWidget(IconLabel("hard-drive", Token.TEXT2, Icon.BUTTON))
        self.foot.addWidget(Label(_("Alles bleibt auf diesem Computer"), tone=Tone.SECOND))
        self.foot.addStretch(1)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the picture away where the window is narrow, the foot where it is low."""
        super().resizeEvent(event)
        self._picture.setVisible(event.size().width() >= Width.HIDE_PICTURE)
        low = event.size().height() < _LOW_WINDOW
        self._foot.setVisible(not low)
        margin = Space.M if low else Space.XL
        self.body.setContentsMargins(0, margin, 0, margin)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so far that ``widget`` can be seen."""
        self._scroll.ensureWidgetVisible(widget, 0, Space.XL)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.content.isAncestorOf(new):
            # What was shown with it has its place only after the next layout.
            QTimer.singleShot(0, new, lambda: self.reveal(new))
