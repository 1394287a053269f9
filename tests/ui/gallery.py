"""All parts of the look on one sheet: for the eye (``python tests/ui/gallery.py FOLDER``) and for tests.

People, places and figures are invented.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from lotsenbuch.ui import theme as look
from lotsenbuch.ui.theme import Height, Space, Token
from lotsenbuch.ui.widgets.bar_row import BarRow
from lotsenbuch.ui.widgets.button import Button, IconButton, Kind
from lotsenbuch.ui.widgets.cap_bar import CapBar, Segment
from lotsenbuch.ui.widgets.card import Card, Line
from lotsenbuch.ui.widgets.chip import Chip, ChipKind
from lotsenbuch.ui.widgets.empty_state import EmptyState
from lotsenbuch.ui.widgets.field import Field
from lotsenbuch.ui.widgets.figure import Figure, SectionHead
from lotsenbuch.ui.widgets.flow_layout import FlowRow
from lotsenbuch.ui.widgets.label import Label, Tone
from lotsenbuch.ui.widgets.note import Note, NoteTone
from lotsenbuch.ui.widgets.quick_add import Part, QuickAddFrame
from lotsenbuch.ui.widgets.search_field import SearchField
from lotsenbuch.ui.widgets.segments import Segments
from lotsenbuch.ui.widgets.state import State, StateChip
from lotsenbuch.ui.widgets.stepper import Stepper

PARTS = (
    Part("Mi 11. März", "calendar-days"),
    Part("9:00–11:30 · 2,5 h", "clock"),
    Part("Jobcenter", "landmark"),
    Part("Amina B.", "user"),
    Part("Fahrt 40 min", "car"),
    Part("12 km", "route"),
    Part("„Bescheid“: Thema oder Notiz?", "circle-help", asked=True, key="Bescheid"),
)
STATES = (
    (State.OPEN, "offen"),
    (State.NIL, "Nullmeldung"),
    (State.CHECKED, "geprüft"),
    (State.CONFIRMED, "bestätigt"),
    (State.HANDED_IN, "übergeben"),
    (State.SEALED, "versiegelt"),
    (State.CORRECTED, "korrigiert"),
    (State.MISSING, "fehlt"),
    (State.REFUSED, "abgelehnt"),
    (State.QUESTION, "Frage offen"),
    (State.HINT, "über 80 %"),
    (State.CONSENT, "Einwilligung fehlt"),
)


def build() -> QWidget:
    """Return one sheet with every part."""
    page = QWidget()
    page.setProperty("ground", "canvas")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.setWindowTitle("Lotsenbuch")
    column = QVBoxLayout(page)
    column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XL)
    column.setSpacing(Space.L)
    column.addLayout(_header())
    quick = QuickAddFrame("gestern 9-11 Jobcenter mit …")
    quick.editor.setText("gestern 9-11:30 Jobcenter mit Amina +40 weg 12 km Bescheid")
    quick.show_parts(PARTS)
    column.addWidget(quick)
    column.addWidget(_stepper())
    grid = QGridLayout()
    grid.setSpacing(Space.L)
    grid.addWidget(_waiting(), 0, 0)
    grid.addWidget(_chips(), 1, 0)
    grid.addWidget(_fields(), 2, 0)
    grid.addWidget(_sums(), 0, 1, 2, 1)
    grid.addWidget(_words(), 2, 1)
    grid.setColumnStretch(0, 7)
    grid.setColumnStretch(1, 4)
    column.addLayout(grid)
    column.addStretch(1)
    return page


def _header() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.M)
    row.addWidget(Label("Donnerstag, 12. März", look.Type.TITLE))
    row.addWidget(IconButton("Zurück", "chevron-left", Kind.PLAIN))
    row.addWidget(IconButton("Weiter", "chevron-right", Kind.PLAIN))
    row.addStretch(1)
    row.addWidget(Segments("Ansicht", ("Woche", "Monat", "Liste")))
    row.addWidget(SearchField("Alles durchsuchen", "Strg+F"), 1)
    row.addWidget(Button("Einsatz erfassen", "plus", Kind.PRIMARY, key_hint="Strg+N"))
    return row


def _stepper() -> Stepper:
    stepper = Stepper(("Lücken prüfen", "Das sieht Ihr Träger", "Versiegeln und abgeben"))
    stepper.show_step(2)
    return stepper


def _waiting() -> Card:
    card = Card()
    head = SectionHead("Wartet auf ein Wort", "1")
    head.add_trailing(Button("Kalender öffnen", "arrow-right", Kind.LINK, height=Height.BUTTON_SMALL))
    card.body.addWidget(head)
    card.body.addWidget(Label("Jugendamt mit Olena T.", look.Type.LEAD_STRONG))
    card.body.addWidget(Label("Gestern, Mi 11. März, 13:00–15:30. Was ist daraus geworden?", tone=Tone.SECOND))
    row = FlowRow()
    flow = row.flow
    small = Height.BUTTON_SMALL
    flow.addWidget(Button("Hat stattgefunden: 2,5 h", "check", Kind.SOFT, height=small))
    flow.addWidget(Button("Verschoben", "calendar-clock", height=small))
    flow.addWidget(Button("Ausgefallen", "calendar-x", height=small))
    flow.addWidget(Button("Nicht erschienen", "user-x", height=small))
    disabled = Button("Als PDF ansehen", "eye", height=small)
    disabled.setEnabled(False)
    flow.addWidget(disabled)
    card.body.addWidget(row)
    card.body.addStretch(1)
    return card


def _chips() -> Card:
    card = Card()
    filters = FlowRow()
    flow = filters.flow
    chosen = Chip("Februar und März 2026", "calendar-days", ChipKind.FILTER, removable=True)
    chosen.setChecked(True)
    flow.addWidget(chosen)
    for text in ("Person", "Stelle", "Thema"):
        flow.addWidget(Chip(text, "plus", ChipKind.FILTER))
    flow.addWidget(Chip("Herr Sommer", "user", ChipKind.PERSON))
    card.body.addWidget(filters)
    card.body.addWidget(FlowRow(*(StateChip(state, word) for state, word in STATES)))
    card.body.addStretch(1)
    return card


def _fields() -> Card:
    card = Card()
    row = QHBoxLayout()
    row.setSpacing(Space.M)
    end = Field("&Bis", QLineEdit("10:30"))
    for field in (Field("&Von", QLineEdit("8:30")), end, Field("&Dauer", QLineEdit("2,0 h"))):
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    card.body.addLayout(row)
    topic = QComboBox()
    topic.addItems(["Aufenthalt", "Arbeit und Soziales"])
    topic_field = Field("&Thema", topic)
    topic_field.warn("Das überschneidet sich mit dem Termin „Kita“, 10:00–11:00. Speichern geht trotzdem.")
    card.body.addWidget(topic_field)
    note = QPlainTextEdit("Verlängerung beantragt. Die Karte kommt mit der Post.")
    note.setTabChangesFocus(True)
    note.setFixedHeight(64)
    card.body.addWidget(Field("&Notiz (bleibt hier)", note))
    boxes = QHBoxLayout()
    for box in (QCheckBox("Zählt für die Abrechnung"), QRadioButton("Hell"), QRadioButton("Dunkel")):
        box.setChecked(box.text() != "Hell")
        boxes.addWidget(box)
    card.body.addLayout(boxes)
    card.body.addStretch(1)
    return card


def _sums() -> Card:
    card = Card()
    card.body.addWidget(SectionHead("März bis heute"))
    figures = QHBoxLayout()
    figures.addWidget(Figure("14,5", "h", "8 Einsätze, dazu 3,5 h Fahrt"), 1)
    figures.addWidget(Figure("72,50", "€", "5 € pro Stunde"), 1)
    card.body.addLayout(figures)
    cap = CapBar("Jahresgrenze")
    hours = "52,5 von 276 h. Wenn es so weitergeht: etwa 270 h bis Dezember"
    cap.show_values([Segment(3150, Token.ACCENT), Segment(13050, Token.ACCENT, hatched=True)], 276 * 60, hours)
    money = CapBar("Steuerfreibetrag")
    money.show_values(
        [Segment(26250, Token.ACCENT), Segment(60000, Token.K2, hatched=True)], 330_000, "862,50 von 3.300 €"
    )
    full = CapBar("Anteil")
    full.show_values([Segment(231, Token.K2)], 276, "231 von 276 h", ticks=(220,))
    pool = CapBar("Topf", height=Height.BAR_LARGE)
    pool.show_values([Segment(2888, Token.ACCENT), Segment(64, Token.ACCENT, hatched=True)], 3200, "2.888 von 3.200 h")
    for bar, name, line in (
        (cap, "Jahresgrenze", "Wenn es so weitergeht: etwa 270 h bis Dezember"),
        (money, "Steuerfreibetrag", "davon 600 € aus einem anderen Ehrenamt"),
        (full, "Anteil, Strich = 80 %", ""),
        (pool, "Topf", "etwa 248 h bleiben frei"),
    ):
        card.body.addWidget(Label(name, look.Type.STRONG))
        card.body.addWidget(bar)
        if line:
            card.body.addWidget(Label(line, tone=Tone.SECOND, wrap=True))
    card.body.addWidget(Line())
    card.body.addWidget(SectionHead("Behörden", line="72 Begleitungen"))
    for name, value in (("Arbeit und Soziales", 28), ("Aufenthalt", 21), ("Übrige", 23)):
        card.body.addWidget(BarRow(name, value, 40, merged=name == "Übrige"))
    card.body.addStretch(1)
    return card


def _words() -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setSpacing(Space.S)
    for tone, text in (
        (NoteTone.INFO, "Was gemeldet ist, ändert sich nicht mehr."),
        (NoteTone.MUTE, "Gesperrt um 14:03. Grund: 5 Minuten ohne Eingabe."),
        (NoteTone.BAD, "Die Sicherung ging nicht: Der USB-Stick ist voll. Bitte einen anderen nehmen."),
        (NoteTone.ASK, "Ihr Träger fragt: Stimmt der 8. März?"),
    ):
        column.addWidget(Note(text, tone))
    column.addWidget(EmptyState("calendar-days", "Diese Woche ist frei.", "Termin eintragen"))
    column.addStretch(1)
    return side


def main(folder: Path) -> None:
    """Write the sheet in both themes, large text and right to left."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    installed = look.install(app)
    variants = (
        ("hell", look.Choice.LIGHT, 100, False),
        ("dunkel", look.Choice.DARK, 100, False),
        ("hell-150", look.Choice.LIGHT, 150, False),
        ("hell-rtl", look.Choice.LIGHT, 100, True),
    )
    for name, choice, percent, mirrored in variants:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        installed.apply(choice, percent)
        page = build()
        page.resize(1158, 900)
        page.show()
        app.processEvents()
        page.grab().save(str(folder / f"gallery-{name}.png"))
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
