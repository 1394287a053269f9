"""Steps of the first run: where it is kept, the passphrase, and what the book begins with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.ui.pages.new_passphrase import NewPassphrase
from lotsenbuch.ui.presenters.first_run import FirstRunPresenter
from lotsenbuch.ui.presenters.gate import place_words
from lotsenbuch.ui.theme import Height, Icon, Space, Token, Type
from lotsenbuch.ui.widgets.button import Button, Kind
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.mark import IconLabel


class Step(QWidget):
    """One step: a title, content, and its buttons in a row at the end. ``done`` leads to the next step."""

    done = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.L)

    def add_buttons(self, *buttons: Button) -> QHBoxLayout:
        """Add the step's buttons: the loud one leading, the others at the end."""
        row = QHBoxLayout()
        row.setContentsMargins(0, Space.S, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(buttons[0])
        row.addStretch(1)
        for button in buttons[1:]:
            row.addWidget(button)
        self.column.addLayout(row)
        return row

    def begin(self) -> None:
        """Be shown: put the focus where one begins."""

    def show_busy(self, busy: bool) -> None:
        """Show that something is being done."""
        self.setEnabled(not busy)


def next_button(text: str = "") -> Button:
    """Return the one loud button of a step."""
    return Button(text or _("Weiter"), "arrow-right", Kind.PRIMARY, height=Height.BUTTON_LARGE)


def fact(icon: str, head: str, text: str) -> QWidget:
    """Return an icon with a strong line and a sentence under it."""
    widget = QWidget()
    words = QVBoxLayout()
    words.setSpacing(Space.XS)
    words.addWidget(Label(head, Type.STRONG, wrap=True))
    words.addWidget(Label(text, tone=Tone.SECOND, wrap=True))
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.M)
    row.addWidget(IconLabel(icon, Token.ACCENT, Icon.RAIL), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return widget


class PlaceStep(Step):
    """Where the book is kept, and who can read it."""

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__(_("Ihr Lotsenbuch gehört Ihnen"))
        where = f"{place_words(presenter.place)} › {presenter.place.name}"
        self.column.addWidget(fact("hard-drive", _("Es liegt nur auf diesem Computer"), where))
        self.column.addWidget(
            fact(
                "lock",
                _("Lesen können es nur Sie"),
                _("Alles wird mit Ihrer Passphrase verschlüsselt. Ohne sie kann niemand hineinsehen, auch wir nicht."),
            )
        )
        self.column.addWidget(
            fact(
                "file-check",
                _("Ihr Träger sieht nur, was Sie abgeben"),
                _("Das ist einmal im Monat der Nachweis: Stunden und Summen, keine Namen und keine Notizen."),
            )
        )
        self.next = next_button()
        self.next.clicked.connect(self.done)
        self.add_buttons(self.next)

    def begin(self) -> None:
        """One button is enough here."""
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)


class PassphraseStep(Step):
    """The passphrase; with it the vault is created."""

    back = Signal()

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__(_("Womit öffnen Sie es?"))
        self._presenter = presenter
        self.entry = NewPassphrase(presenter.suggest())
        self.next = next_button(_("Lotsenbuch anlegen"))
        self.back_button = Button(_("Zurück"), "arrow-left", Kind.LINK)
        self.column.addWidget(self.entry)
        self.add_buttons(self.next, self.back_button)
        self.next.clicked.connect(self._on_submitted)
        self.back_button.clicked.connect(self.back)
        self.entry.submitted.connect(self._on_submitted)
        self.entry.other_wanted.connect(lambda: self.entry.suggest(presenter.suggest()))
        presenter.refused.connect(self.entry.refuse)

    def begin(self) -> None:
        """Begin in the field."""
        self.entry.begin()

    def clear(self) -> None:
        """Forget the passphrase."""
        self.entry.clear()

    def show_busy(self, busy: bool) -> None:
        """Show on the button that the vault is being made: that takes a second or two."""
        super().show_busy(busy)
        self.next.setText(_("Wird angelegt …") if busy else _("Lotsenbuch anlegen"))
        self.next.updateGeometry()

    def _on_submitted(self) -> None:
        text = self.entry.agreed()
        if text:
            self._presenter.create(text)


class BeginStep(Step):
    """Empty, or with the example."""

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__(_("Womit möchten Sie beginnen?"))
        self.empty = Button(_("Leer beginnen"), "check", Kind.PRIMARY, height=Height.BUTTON_LARGE)
        self.example = Button(_("Mit Beispiel ansehen"), "book-open", Kind.PLAIN, height=Height.BUTTON_LARGE)
        text = QVBoxLayout()
        text.setSpacing(Space.L)
        text.addWidget(
            fact(
                "notebook-pen",
                _("Leer"),
                _("Für Ihre eigene Arbeit. Den ersten Einsatz schreiben Sie gleich in einer Zeile."),
            )
        )
        text.addWidget(
            fact(
                "users",
                _("Mit Beispiel"),
                _("Ein erfundenes halbes Jahr zum Kennenlernen. Es bleibt im Buch, also nur zum Ausprobieren."),
            )
        )
        self.column.addLayout(text)
        self.add_buttons(self.empty, self.example)
        self.empty.clicked.connect(lambda: presenter.finish(example=False))
        self.example.clicked.connect(lambda: presenter.finish(example=True))

    def begin(self) -> None:
        """Begin at the usual answer."""
        self.empty.setFocus(Qt.FocusReason.OtherFocusReason)
