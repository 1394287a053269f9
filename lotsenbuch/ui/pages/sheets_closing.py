""" "Monat abschließen": three steps on one page, with their buttons below."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.report.wording import month_year
from lotsenbuch.ui.pages.sheets_gaps import GapsStep
from lotsenbuch.ui.pages.sheets_handing import HandingStep
from lotsenbuch.ui.pages.sheets_preview import PreviewStep
from lotsenbuch.ui.presenters.sheets import Proposal
from lotsenbuch.ui.theme import Space, Token, WidthClass
from lotsenbuch.ui.widgets.announcing import announce
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.label import ElidedLabel, Tone
from lotsenbuch.ui.widgets.mark import IconLabel
from lotsenbuch.ui.widgets.scroll_column import ScrollColumn
from lotsenbuch.ui.widgets.stepper import Stepper

GAPS, PREVIEW, HANDING, DONE = 1, 2, 3, 4
_FOOT = 14


class ClosingView(QWidget):
    """One month on its way out.

    ``left`` goes back to the list, ``activity_wanted`` to an activity; ``pdf_wanted``, ``seal_wanted`` and
    ``file_wanted`` ask the page for the work behind them. ``step_changed`` follows every move.
    """

    left = Signal()
    activity_wanted = Signal(str)
    pdf_wanted = Signal()
    seal_wanted = Signal()
    file_wanted = Signal()
    step_changed = Signal(int)

    def __init__(self, proposal: Proposal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposal = proposal
        self.plain = not proposal.key.traeger_code
        self.step = GAPS
        self._saved = False
        self._wide = True
        self.stepper = Stepper(self._titles())
        self.stepper.step_chosen.connect(self.go_to)
        self.gaps, self.preview, self.handing = GapsStep(), PreviewStep(), HandingStep()
        self.gaps.activity_wanted.connect(self.activity_wanted)
        self._columns = [ScrollColumn() for _step in (GAPS, PREVIEW, HANDING)]
        self._steps = QStackedWidget()
        steps = (self.gaps, self.preview, self.handing)
        for area, step, title in zip(self._columns, steps, self._titles(), strict=True):
            # What is read here has nothing to press: without a focus of its own it could not be scrolled by keys.
            area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            area.setAccessibleName(title)
            area.body.addWidget(step)
            self._steps.addWidget(area)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(Space.XL, 0, Space.XL, Space.L)
        self._top.addWidget(self.stepper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self._steps, 1)
        column.addWidget(self._build_foot())
        self.update_proposal(proposal)
        self.go_to(GAPS)

    def title(self) -> str:
        """Return the title of the page."""
        return _("{month} abschließen").format(month=month_year(self.proposal.key.month))

    def _titles(self) -> tuple[str, str, str]:
        seen = _("Das steht im Nachweis") if self.plain else _("Das sieht Ihr Träger")
        return _("Lücken prüfen"), seen, _("Versiegeln und abgeben")

    def _build_foot(self) -> QFrame:
        self.back = Button(_("Zurück"), "arrow-left")
        self._icon = IconLabel("file-check", Token.TEXT2)
        self._sentence = ElidedLabel(_("Diese Vorschau ist genau die Datei."), tone=Tone.SECOND)
        self.second = Button(_("Als PDF ansehen"), "eye")
        self.primary = Button("", kind=Kind.PRIMARY)
        self.back.clicked.connect(self.go_back)
        self.second.clicked.connect(self._on_second_clicked)
        self.primary.clicked.connect(self._on_primary_clicked)
        foot = QFrame()
        foot.setProperty("part", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.XL, _FOOT - 1, Space.XL, _FOOT)
        row.setSpacing(Space.M)
        row.addWidget(self.back)
        row.addSpacing(Space.S)
        row.addWidget(self._icon)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.second)
        row.addWidget(self.primary)
        return foot

    def update_proposal(self, proposal: Proposal) -> None:
        """Show the month as it is now, at the step one is at; a sealed one stays as it was sealed."""
        if self.step == DONE:
            return
        self.proposal = proposal
        self.gaps.show_proposal(proposal)
        self.preview.show_proposal(proposal)
        self.handing.ask(proposal)

    def go_to(self, step: int) -> None:
        """Show a step."""
        self.step = step
        self.stepper.show_step(step)
        self._steps.setCurrentIndex(min(step, HANDING) - 1)
        self._place_stepper()
        self._label_foot()
        self.step_changed.emit(step)
        announce(self, self.stepper.accessibleName())

    def go_back(self) -> None:
        """Go one step back, or to the list."""
        if self.step in (PREVIEW, HANDING):
            self.go_to(self.step - 1)
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by pages, whatever has the focus."""
        bar = self._columns[min(self.step, HANDING) - 1].verticalScrollBar()
        direction = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if direction:
            bar.setValue(bar.value() + direction * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def show_sealed(self) -> None:
        """The month is sealed: say what to do with its file."""
        self.handing.show_sealed(self.proposal.key, plain=self.plain)
        self.go_to(DONE)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_saved(self, file: Path) -> None:
        """The file is written: say where it lies."""
        self._saved = True
        self.handing.show_saved(file)
        self._label_foot()
        announce(self, self.handing.note())

    def follow_width(self, class_: WidthClass) -> None:
        """Let the steps scroll away where there is little height, and leave the sentence out."""
        self.preview.follow_width(class_)
        self._wide = class_ >= WidthClass.MEDIUM
        self.stepper.set_compact(class_ < WidthClass.MEDIUM)
        self._place_stepper()
        self._label_foot()

    def _place_stepper(self) -> None:
        """Keep the stepper in view; where there is little height it scrolls away with its step."""
        if self._wide:
            self._top.addWidget(self.stepper)
        else:
            self._columns[min(self.step, HANDING) - 1].body.insertWidget(0, self.stepper)
        self._top.setContentsMargins(Space.XL, 0, Space.XL, Space.L if self._wide else 0)

    def _label_foot(self) -> None:
        words, icon = {
            GAPS: (_("Weiter: {step}").format(step=self._titles()[1]), "arrow-right"),
            PREVIEW: (_("Weiter: Versiegeln"), "file-lock"),
            HANDING: (_("Versiegeln"), "file-lock"),
            DONE: (_("Fertig"), "check") if self._saved else (_("Datei speichern"), "save"),
        }[self.step]
        self.primary.setText(words)
        self.primary.set_icon(icon)
        self.primary.setEnabled(True)
        self.back.setVisible(self.step != DONE)
        preview = self.step == PREVIEW
        self._icon.setVisible(preview and self._wide)
        self._sentence.setText(_("Diese Vorschau ist genau die Datei.") if preview and self._wide else "")
        self.second.setVisible(preview or (self.step == DONE and self._saved))
        self.second.setText(_("Als PDF ansehen") if preview else _("Datei noch einmal speichern"))
        self.second.set_icon("eye" if preview else "save")

    def _on_primary_clicked(self) -> None:
        if self.step in (GAPS, PREVIEW):
            self.go_to(self.step + 1)
        elif self.step == HANDING:
            # Sealing takes a moment; a second click must not ask for it again.
            self.primary.setEnabled(False)
            self.seal_wanted.emit()
        elif self._saved:
            self.left.emit()
        else:
            self.file_wanted.emit()

    def _on_second_clicked(self) -> None:
        if self.step == PREVIEW:
            self.pdf_wanted.emit()
        else:
            self.file_wanted.emit()
