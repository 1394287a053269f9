"""Step three, "Versiegeln und abgeben": asked once, then saved as a file, then given by hand."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.report.wording import month_year
from lotsenbuch.ui.pages.sheets_parts import FactRow, IconSentence, clear
from lotsenbuch.ui.presenters.sheets import MonthKey, Proposal
from lotsenbuch.ui.presenters.sheets_preview import Fact
from lotsenbuch.ui.theme import Space, Token, Type, Width
from lotsenbuch.ui.widgets.card import Card, Line
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.note import Note, NoteTone

_FIGURES = 2


class HandingStep(QWidget):
    """First the question, afterwards what to do with the file."""

    def __init__(self) -> None:
        super().__init__()
        self._card = Card()
        self._card.setMaximumWidth(Width.TEXT_COLUMN)
        self._saved = Note(tone=NoteTone.OK)
        self._saved.setMaximumWidth(Width.TEXT_COLUMN)
        self._saved.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(self._saved)
        column.addWidget(self._card)
        column.addStretch(1)

    def ask(self, proposal: Proposal) -> None:
        """Ask whether this month is to be sealed."""
        self._saved.hide()
        body = self._card.body
        clear(body)
        body.addWidget(
            Label(
                _("Versiegeln? Danach lässt sich dieser Monat nur mit einer neuen Version ändern."),
                Type.LEAD_STRONG,
                wrap=True,
            )
        )
        body.addWidget(Line())
        sheet = proposal.draft.sheet
        facts = [
            Fact(_("Monat"), month_year(proposal.key.month)),
            Fact(_("Für"), proposal.traeger_name or _("ohne Träger, als PDF zum Unterschreiben")),
            Fact(_("Version"), str(sheet.sheet_version)),
        ]
        facts += [Fact(_("Inhalt"), _("Nullmeldung"))] if sheet.nil else list(proposal.seen.hours.sums[:_FIGURES])
        for fact in facts:
            body.addWidget(FactRow(fact))
        if proposal.seen.statistics is not None and proposal.seen.statistics.groups:
            body.addWidget(Line())
            body.addWidget(
                Label(
                    _("Die Statistik ist danach gemeldet: Jede Zahl darin wird nur einmal gezählt."),
                    tone=Tone.SECOND,
                    wrap=True,
                )
            )

    def show_sealed(self, key: MonthKey, *, plain: bool) -> None:
        """Say what to do with the sealed month."""
        self._saved.show_note(
            _("{month} ist versiegelt.").format(month=month_year(key.month)), NoteTone.OK, icon="file-lock"
        )
        self._saved.show()
        body = self._card.body
        clear(body)
        body.addWidget(Label(_("So geben Sie den Monat ab"), Type.LEAD_STRONG))
        for icon, sentence in _plain_steps() if plain else _sealed_steps():
            body.addWidget(IconSentence(icon, sentence, Token.ACCENT_TEXT))

    def show_saved(self, file: Path) -> None:
        """Say where the file lies."""
        said = _("Gespeichert: {file} im Ordner {folder}.").format(file=file.name, folder=str(file.parent))
        self._saved.show_note(said, NoteTone.OK)
        self._saved.show()

    def note(self) -> str:
        """Return what is said above the card."""
        return self._saved.text()


def _sealed_steps() -> tuple[tuple[str, str], ...]:
    return (
        (
            "save",
            _("Speichern Sie die Datei, zum Beispiel auf einem USB-Stick. Nur Ihr Träger und Sie können sie öffnen."),
        ),
        ("send", _("Geben Sie die Datei Ihrem Träger: auf dem Stick oder als Anhang einer E-Mail.")),
        ("users", _("Schreiben Sie keine Namen von begleiteten Menschen in die E-Mail.")),
        ("mail-check", _("Ihr Träger schickt Ihnen eine Quittung. Lesen Sie sie bei „Nachweise“ ein.")),
    )


def _plain_steps() -> tuple[tuple[str, str], ...]:
    return (
        ("save", _("Speichern Sie das PDF. Es ist nicht verschlüsselt: Es enthält Ihren Namen und Ihre Stunden.")),
        ("printer", _("Drucken Sie es aus. Am Ende sind zwei Zeilen zum Unterschreiben.")),
        ("send", _("Geben Sie den unterschriebenen Nachweis selbst weiter.")),
    )
