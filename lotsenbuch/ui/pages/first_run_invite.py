"""The Träger's invite: who it is from, eight words to compare, and the answer that goes back."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.pages.first_run_steps import Step, fact, next_button
from lotsenbuch.ui.presenters.first_run import ANSWER_SUFFIX, FirstRunPresenter, InviteShown, JoinedShown
from lotsenbuch.ui.theme import Height, Type
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.card import Card
from lotsenbuch.ui.widgets.label import Label, Tone

_WORDS_IN_LINE = 4


class InviteStep(Step):
    """Choose the file, look at it, take it; or later."""

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__(_("Haben Sie eine Einladung?"))
        self._presenter = presenter
        self._invite: InviteShown | None = None
        self.choose_button = Button(_("Einladung auswählen"), "folder-open", Kind.PRIMARY, height=Height.BUTTON_LARGE)
        self.take_button = Button(
            _("Annehmen und Antwort speichern"), "check", Kind.PRIMARY, height=Height.BUTTON_LARGE
        )
        self.later = Button(_("Später"), kind=Kind.LINK)
        self.next = next_button()
        self._ask = Label(
            _(
                "Ihr Träger schickt Ihnen eine Datei mit der Endung „.lotsenbuch-einladung“. Ohne sie geht auch alles:"
                " Der Nachweis ist dann ein PDF zum Ausdrucken."
            ),
            wrap=True,
        )
        self.card = Card()
        self.card.hide()
        self.column.addWidget(self._ask)
        self.column.addWidget(self.card)
        self.add_buttons(self.choose_button, self.later)
        row = self.add_buttons(self.take_button)
        row.addWidget(self.next)
        self.take_button.hide()
        self.next.hide()
        self.choose_button.clicked.connect(self._on_choose_clicked)
        self.take_button.clicked.connect(self._on_take_clicked)
        self.later.clicked.connect(self.done)
        self.next.clicked.connect(self.done)
        presenter.invite_read.connect(self._on_invite_read)
        presenter.joined.connect(self._on_joined)

    def begin(self) -> None:
        """Begin at the file."""
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, *widgets: QWidget) -> None:
        while (item := self.card.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            self.card.body.addWidget(widget)
        self.card.show()

    def _on_choose_clicked(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        kinds = _("Einladung (*.lotsenbuch-einladung)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Einladung auswählen"), folder, kinds)
        if chosen:
            self._presenter.read_invite(Path(chosen))

    def _on_invite_read(self, invite: InviteShown) -> None:
        self._invite = invite
        self._ask.hide()
        self._fill(
            Label(invite.traeger, Type.LEAD_STRONG, wrap=True),
            Label(
                _("{line}, für {pilot} ({code})").format(line=invite.line, pilot=invite.pilot, code=invite.code),
                wrap=True,
            ),
            fact("phone", _("Vergleichen Sie diese acht Wörter am Telefon"), _word_lines(invite.words)),
            fact(
                "shield-check",
                _("Erst ab {count} Haushalten wird gezählt").format(count=invite.k),
                _("Kleinere Gruppen fasst der Nachweis zusammen."),
            ),
        )
        self.choose_button.set_kind(Kind.PLAIN)
        self.choose_button.setText(_("Andere Datei"))
        self.choose_button.updateGeometry()
        self.take_button.show()
        self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_take_clicked(self) -> None:
        if self._invite is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggestion = str(Path(folder) / f"{self._invite.code}{ANSWER_SUFFIX}")
        kinds = _("Antwort (*{suffix})").format(suffix=ANSWER_SUFFIX)
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Antwort speichern"), suggestion, kinds)
        if chosen:
            self._presenter.take_invite(self._invite, Path(chosen))

    def _on_joined(self, joined: JoinedShown) -> None:
        self._fill(
            Label(
                _("Sie sind angemeldet: {traeger}").format(traeger=joined.traeger), Type.LEAD_STRONG, Tone.OK, wrap=True
            ),
            fact("send", _("Schicken Sie diese Datei Ihrem Träger"), joined.file.name),
            fact("phone", _("Ihre acht Wörter, für den Vergleich am Telefon"), _word_lines(joined.own_words)),
        )
        for button in (self.choose_button, self.later, self.take_button):
            button.hide()
        self.next.show()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)


def _word_lines(words: tuple[str, ...]) -> str:
    return "\n".join(" ".join(words[at : at + _WORDS_IN_LINE]) for at in range(0, len(words), _WORDS_IN_LINE))
