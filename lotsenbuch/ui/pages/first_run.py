"""The first run: five short steps in the frame of the unlock page."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.pages.first_run_invite import InviteStep
from lotsenbuch.ui.pages.first_run_recovery import RecoveryStep
from lotsenbuch.ui.pages.first_run_steps import BeginStep, PassphraseStep, PlaceStep, Step
from lotsenbuch.ui.pages.gate_frame import GateFrame
from lotsenbuch.ui.presenters.first_run import FirstRunPresenter
from lotsenbuch.ui.theme import Radius, Space, Token, Type, theme
from lotsenbuch.ui.theme.painting import rounded
from lotsenbuch.ui.widgets.announcing import announce
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.note import Note, NoteTone


class _StepLine(QWidget):
    """One stroke for each step, those behind and the present one in accent; the words beside it say the same."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self.current = 1
        self.setFixedHeight(Space.XS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = (self.width() - (self._count - 1) * Space.S) / self._count
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for number in range(self._count):
            place = self._count - 1 - number if mirrored else number
            token = Token.ACCENT if number < self.current else Token.LINE
            area = QRectF(place * (width + Space.S), 0, width, self.height())
            rounded(painter, area, Radius.BAR, fill=theme().color(token))


class FirstRunPage(GateFrame):
    """Shows one step after the other; ``finished`` is the presenter's."""

    step_shown = Signal(int)

    def __init__(self, presenter: FirstRunPresenter, parent: QWidget | None = None) -> None:
        super().__init__(_("Lotsenbuch einrichten"), parent)
        self._presenter = presenter
        presenter.setParent(self)
        self.number = 0
        self.place = PlaceStep(presenter)
        self.passphrase = PassphraseStep(presenter)
        self.recovery = RecoveryStep(presenter)
        self.invite = InviteStep(presenter)
        self.begin_step = BeginStep(presenter)
        self.steps: tuple[Step, ...] = (self.place, self.passphrase, self.recovery, self.invite, self.begin_step)
        self._where = Label(tone=Tone.SECOND)
        self._line = _StepLine(len(self.steps))
        self._title = Label(type_=Type.TITLE, wrap=True)
        self.note = Note(tone=NoteTone.BAD)
        self.note.hide()
        self.body.addWidget(self._where)
        self.body.addWidget(self._line)
        self.body.addWidget(self._title)
        self.body.addWidget(self.note)
        for step in self.steps:
            step.hide()
            self.body.addWidget(step)
        self._connect()
        self.show_step(1)

    def _connect(self) -> None:
        presenter = self._presenter
        for step in self.steps:
            step.done.connect(self._on_done)
        self.passphrase.back.connect(lambda: self.show_step(1))
        presenter.created.connect(self._on_created)
        presenter.failed.connect(self._on_failed)
        presenter.busy_changed.connect(self._on_busy_changed)

    @property
    def current(self) -> Step:
        """The step that is shown."""
        return self.steps[self.number - 1]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the focus to where the step begins."""
        super().focusInEvent(event)
        self.current.begin()

    def show_step(self, number: int) -> None:
        """Show the step ``number``, from 1."""
        if self.number:
            self.current.hide()
        self.number = number
        self.note.hide()
        self._line.current = number
        self._line.update()
        self._where.setText(_("Schritt {number} von {count}").format(number=number, count=len(self.steps)))
        self._title.setText(self.current.title)
        self.current.show()
        self.current.begin()
        announce(self, f"{self._where.text()}: {self.current.title}")
        self.step_shown.emit(number)

    def abandon(self) -> None:
        """Close the vault that was created, when the window is closed before the end."""
        self._presenter.abandon()

    def _on_done(self) -> None:
        self.show_step(self.number + 1)

    def _on_created(self, words: tuple[str, ...]) -> None:
        self.passphrase.clear()
        self.recovery.show_words(words)
        self.show_step(self.steps.index(self.recovery) + 1)

    def _on_failed(self, sentence: str) -> None:
        self.note.show_note(sentence, NoteTone.BAD)
        self.note.show()
        self.reveal(self.note)
        announce(self, sentence, urgent=True)

    def _on_busy_changed(self, busy: bool) -> None:
        if busy:
            self.note.hide()
        self.current.show_busy(busy)
