"""What this program is: name, version, licence, and on whose work it stands."""

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

import lotsenbuch
from lotsenbuch.i18n import _
from lotsenbuch.ui.theme import Space, Type, theme
from lotsenbuch.ui.widgets.button import Button
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.mark import Mark

_WIDTH = 440


class About(QDialog):
    """A small window that blocks nothing; its text can be marked and copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Über Lotsenbuch"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme().scaled(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.L)
        column.addLayout(self._build_head())
        for sentence in _sentences():
            label = Label(sentence)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        close = Button(_("Schließen"))
        close.clicked.connect(self.close)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)

    def _build_head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(_("Lotsenbuch"), Type.TITLE))
        version = _("Version {version}").format(version=lotsenbuch.__version__)
        words.addWidget(Label(version, tone=Tone.SECOND))
        head = QHBoxLayout()
        head.setSpacing(Space.L)
        head.addWidget(Mark(), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head


def _sentences() -> tuple[str, ...]:
    return (
        _("Ein verschlüsseltes Buch für Integrationslots*innen. Es arbeitet ohne Internet."),
        _(
            "Lotsenbuch ist freie Software unter der GNU General Public License, Version 3 oder später. "
            "Sie dürfen es nutzen, weitergeben und verändern. Es gibt keine Gewähr."
        ),
        _("Gebaut mit Qt {qt} (LGPL), Noto Sans (OFL) und den Zeichen von Lucide (ISC).").format(qt=qVersion()),
    )
