"""The list of all keys behind F1."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.actions import Shortcut
from lotsenbuch.ui.theme import Space, Type
from lotsenbuch.ui.widgets.button import Button
from lotsenbuch.ui.widgets.card import Line
from lotsenbuch.ui.widgets.label import Label, Tone


class ShortcutList(QDialog):
    """Stays open beside the window while one tries the keys out."""

    def __init__(self, shortcuts: Iterable[Shortcut], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Tastenkürzel"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(Label(_("Tastenkürzel"), Type.TITLE))
        columns = QGridLayout()
        columns.setHorizontalSpacing(Space.XXL)
        columns.setVerticalSpacing(Space.S)
        self._fill(columns, shortcuts)
        column.addLayout(columns)
        column.addStretch(1)
        close = Button(_("Schließen"))
        close.clicked.connect(self.close)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)

    @staticmethod
    def _fill(grid: QGridLayout, shortcuts: Iterable[Shortcut]) -> None:
        row = 0
        for menu, entries in groupby(shortcuts, key=lambda shortcut: shortcut.menu):
            if row:
                grid.addWidget(Line(), row, 0, 1, 2)
                row += 1
            grid.addWidget(Label(menu, tone=Tone.SECOND), row, 0, 1, 2)
            row += 1
            for entry in entries:
                grid.addWidget(Label(entry.text), row, 0)
                grid.addWidget(Label(entry.key, Type.STRONG), row, 1)
                row += 1
