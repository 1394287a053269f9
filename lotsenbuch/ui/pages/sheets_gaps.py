"""Step one, "Lücken prüfen": what to look at before the month is sealed; all of it may stay as it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lotsenbuch.i18n import _, ngettext
from lotsenbuch.ui.pages.sheets_parts import IconSentence, clear
from lotsenbuch.ui.presenters.sheets import GapRow, Proposal
from lotsenbuch.ui.theme import Height, Icon, Space, Token, Type
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.card import Card, Line
from lotsenbuch.ui.widgets.label import ElidedLabel, Label, Tone
from lotsenbuch.ui.widgets.mark import IconLabel
from lotsenbuch.ui.widgets.note import Note, NoteTone


class GapLine(QWidget):
    """One hint with its activity and the way to it."""

    opened = Signal(str)

    def __init__(self, gap: GapRow) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(gap.activity, Type.STRONG))
        words.addWidget(Label(gap.sentence, tone=Tone.SECOND, wrap=True))
        self.button = Button(_("Ansehen"), kind=Kind.LINK, height=Height.BUTTON_SMALL)
        self.button.setAccessibleName(_("Ansehen: {activity}").format(activity=gap.activity))
        self.button.clicked.connect(lambda: self.opened.emit(gap.activity_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.XS, 0, Space.XS)
        row.setSpacing(Space.M)
        row.addWidget(IconLabel("triangle-alert", Token.WARN_MARK, Icon.BUTTON), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)


class GapsStep(QWidget):
    """``activity_wanted`` carries the id of an activity to look at."""

    activity_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[GapLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.L)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the hints of another month."""
        clear(self._column)
        self.lines = []
        if proposal.running:
            self._column.addWidget(
                Note(
                    _("Dieser Monat ist noch nicht zu Ende. Was später dazukommt, braucht eine neue Version."),
                    NoteTone.WARN,
                )
            )
        if proposal.draft.sheet.nil:
            self._column.addWidget(self._nil_card())
        else:
            self._column.addWidget(self._card(proposal))
        self._column.addStretch(1)

    @staticmethod
    def _nil_card() -> Card:
        card = Card()
        card.body.addWidget(Label(_("In diesem Monat steht kein Einsatz."), Type.LEAD_STRONG))
        card.body.addWidget(
            Label(
                _("Wenn das stimmt, geben Sie eine Nullmeldung ab. Dann weiß Ihr Träger, dass nichts fehlt."), wrap=True
            )
        )
        return card

    def _card(self, proposal: Proposal) -> Card:
        card = Card()
        count = len(proposal.gaps) + len(proposal.namesakes)
        if not count:
            number = len(proposal.draft.activity_ids)
            said = ngettext(
                "{number} Einsatz geprüft: Nichts fehlt und nichts fällt auf.",
                "{number} Einsätze geprüft: Nichts fehlt und nichts fällt auf.",
                number,
            )
            card.body.addWidget(IconSentence("check", said.format(number=number), Token.OK))
            return card
        head = ngettext("{count} Punkt zum Nachsehen", "{count} Punkte zum Nachsehen", count).format(count=count)
        card.body.addWidget(Label(head, Type.LEAD_STRONG))
        card.body.addWidget(Label(_("Sie müssen nichts ändern: Weiter geht es auch so."), tone=Tone.SECOND, wrap=True))
        for gap in proposal.gaps:
            line = GapLine(gap)
            line.opened.connect(self.activity_wanted)
            self.lines.append(line)
            card.body.addWidget(Line())
            card.body.addWidget(line)
        for name in proposal.namesakes:
            card.body.addWidget(Line())
            sentence = _("„{name}“ steht mehrmals in Ihrer Liste. Ist das dieselbe Familie? Gezählt werden Haushalte.")
            card.body.addWidget(IconSentence("users", sentence.format(name=name), Token.WARN_MARK))
        return card
