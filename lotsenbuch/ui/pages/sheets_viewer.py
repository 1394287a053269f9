"""Looking at a PDF from memory: the very bytes of the file, page under page, nothing written anywhere."""

import pypdfium2 as pdfium
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.pages.sheets_parts import clear
from lotsenbuch.ui.theme import Height, Space, Token, theme
from lotsenbuch.ui.theme.metrics import SCROLL_BAR
from lotsenbuch.ui.widgets.button import Button
from lotsenbuch.ui.widgets.label import Label, Tone

_STEP = 1.25
_SMALLEST, _LARGEST, _USUAL = 0.4, 4.0, 1.25


class PdfView(QWidget):
    """Shows one document; ``data`` are the bytes that are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data = b""
        self.pages: list[QLabel] = []
        self._zoom = _USUAL
        self.smaller = Button(_("Kleiner"), "minus", height=Height.BUTTON_SMALL)
        self.larger = Button(_("Größer"), "plus", height=Height.BUTTON_SMALL)
        self.smaller.clicked.connect(lambda: self._step(-1))
        self.larger.clicked.connect(lambda: self._step(1))
        self._line = Label(tone=Tone.SECOND)
        bar = QHBoxLayout()
        bar.setContentsMargins(Space.XL, 0, Space.XL, Space.S)
        bar.setSpacing(Space.S)
        bar.addWidget(self._line, 1)
        bar.addWidget(self.smaller)
        bar.addWidget(self.larger)
        content = QWidget()
        content.setProperty("ground", "none")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(Space.XL, 0, Space.XL, Space.XL)
        self._column.setSpacing(Space.L)
        # Arrow keys and page keys scroll, so the area takes the focus.
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setWidget(content)
        self.area.viewport().setAutoFillBackground(False)
        self.area.setAccessibleName(_("Seiten des Dokuments"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.area, 1)

    def show_document(self, data: bytes) -> None:
        """Show the document in ``data`` from its first page, as wide as there is room for it."""
        self.data = data
        self._zoom = min(_USUAL, max(_SMALLEST, self._fitting()))
        self._draw()
        self.area.verticalScrollBar().setValue(0)
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let go of the document."""
        self.data = b""
        clear(self._column)
        self.pages = []

    def _step(self, direction: int) -> None:
        self._zoom = min(_LARGEST, max(_SMALLEST, self._zoom * _STEP**direction))
        self.smaller.setEnabled(self._zoom > _SMALLEST)
        self.larger.setEnabled(self._zoom < _LARGEST)
        self._draw()

    def _fitting(self) -> float:
        """Return the zoom at which the first page is as wide as the view."""
        document = pdfium.PdfDocument(self.data)
        try:
            width: float = document.get_page_size(0)[0]
        finally:
            document.close()
        return (self.area.width() - SCROLL_BAR - 2 * Space.XL) / width

    def _draw(self) -> None:
        clear(self._column)
        self.pages = []
        document = pdfium.PdfDocument(self.data)
        try:
            total = len(document)
            for number in range(total):
                page = document[number]
                label = self._page_label(page)
                label.setAccessibleName(_("Seite {number} von {total}").format(number=number + 1, total=total))
                self.pages.append(label)
                self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
                page.close()
        finally:
            document.close()
        self._column.addStretch(1)
        self._line.setText(_("{total} Seiten, genau wie in der Datei").format(total=total))

    def _page_label(self, page: pdfium.PdfPage) -> QLabel:
        ratio = self.devicePixelRatioF()
        bitmap = page.render(scale=self._zoom * ratio, prefer_bgrx=True)
        shown = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
        ).copy()
        bitmap.close()
        edge = QPainter(shown)
        edge.setPen(theme().color(Token.LINE))
        edge.drawRect(shown.rect().adjusted(0, 0, -1, -1))
        edge.end()
        shown.setDevicePixelRatio(ratio)
        label = QLabel()
        label.setPixmap(QPixmap.fromImage(shown))
        label.setFixedSize(shown.deviceIndependentSize().toSize())
        text = page.get_textpage()
        label.setAccessibleDescription(text.get_text_range())
        text.close()
        return label
