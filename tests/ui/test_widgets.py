"""The parts do what they promise: to the mouse, to keys, to screen readers, from right to left."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lotsenbuch.ui import theme as look
from lotsenbuch.ui.theme import Token, theme
from lotsenbuch.ui.widgets.bar_row import BarRow
from lotsenbuch.ui.widgets.button import Button, IconButton, Kind
from lotsenbuch.ui.widgets.cap_bar import CapBar, Segment
from lotsenbuch.ui.widgets.chip import Chip, ChipKind
from lotsenbuch.ui.widgets.field import Field
from lotsenbuch.ui.widgets.figure import Figure
from lotsenbuch.ui.widgets.flow_layout import FlowRow
from lotsenbuch.ui.widgets.label import ElidedLabel, Label
from lotsenbuch.ui.widgets.quick_add import Part, QuickAddFrame
from lotsenbuch.ui.widgets.search_field import SearchField
from lotsenbuch.ui.widgets.segments import Segments
from lotsenbuch.ui.widgets.state import LOOKS, State
from lotsenbuch.ui.widgets.stepper import Stepper
from tests.ui import gallery
from tests.ui.hands import click, press
from tests.ui.stage import name_of, shown

MIRRORED = Qt.LayoutDirection.RightToLeft


def test_every_control_has_a_name_and_a_target_of_24_pixels(qtbot: QtBot) -> None:
    page = shown(qtbot, gallery.build())
    controls = [
        child
        for child in page.findChildren(QWidget)
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(controls) > 20
    assert [type(child).__name__ for child in controls if not name_of(child)] == []
    small = [name_of(child) for child in controls if min(child.width(), child.height()) < 24]
    assert small == []


def test_a_label_never_reads_markup(qtbot: QtBot) -> None:
    label = Label("<b>Amina</b> & Co.")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert name_of(label) == "<b>Amina</b> & Co."


def test_a_cut_label_offers_its_whole_text(qtbot: QtBot) -> None:
    label = ElidedLabel("Ausländerbehörde Musterstadt, Zimmer 2.14")
    qtbot.addWidget(label)
    label.show()
    label.resize(80, 20)
    assert label.toolTip() == "Ausländerbehörde Musterstadt, Zimmer 2.14"
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_the_button_grows_with_icon_key_and_text_size(qtbot: QtBot) -> None:
    plain, full = Button("Speichern"), Button("Speichern", "check", Kind.PRIMARY, key_hint="Strg+S")
    for button in (plain, full):
        qtbot.addWidget(button)
    assert full.sizeHint().width() > plain.sizeHint().width() + 18 + 8
    assert plain.sizeHint().height() == 36
    theme().apply(look.Choice.LIGHT, 150)
    assert plain.sizeHint().height() == 54


def test_a_small_button_is_32_high_in_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    button = Button("Verschoben", "calendar-clock", height=look.Height.BUTTON_SMALL)
    column.addWidget(button)
    shown(qtbot, window)
    assert button.height() == 32


def test_an_icon_alone_has_name_and_tooltip(qtbot: QtBot) -> None:
    button = IconButton("Bereich schließen", "x")
    qtbot.addWidget(button)
    assert (name_of(button), button.toolTip()) == ("Bereich schließen", "Bereich schließen")


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_the_delete_key_removes_a_person(qtbot: QtBot, key: Qt.Key) -> None:
    chip = Chip("Herr Sommer", "user", ChipKind.PERSON)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.removed, timeout=500):
        press(chip, key)


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_cross_removes_and_the_rest_does_not(qtbot: QtBot, qapp: QApplication, mirrored: bool) -> None:
    if mirrored:
        qapp.setLayoutDirection(MIRRORED)
    chip = Chip("Herr Sommer", "user", ChipKind.PERSON)
    shown(qtbot, chip)
    assert min(chip.cross_rect().width(), chip.cross_rect().height()) >= 24
    assert (chip.cross_rect().left() < chip.width() // 2) is mirrored
    removed: list[bool] = []
    chip.removed.connect(lambda: removed.append(True))
    click(chip, QPoint(chip.width() // 2, 14))
    assert removed == []
    with qtbot.assertNotEmitted(chip.clicked):
        click(chip, chip.cross_rect().center())
    assert removed == [True]


def test_a_filter_has_its_cross_only_while_it_is_chosen(qtbot: QtBot) -> None:
    chip = Chip("Begleitung", "tag", ChipKind.FILTER, removable=True)
    qtbot.addWidget(chip)
    assert not chip.has_cross()
    narrow = chip.sizeHint().width()
    press(chip, Qt.Key.Key_Return)
    assert chip.isChecked()
    assert chip.has_cross()
    assert chip.sizeHint().width() > narrow


def test_every_state_has_icon_and_ground() -> None:
    assert set(LOOKS) == set(State)
    for state in (State.MISSING, State.QUESTION, State.CHECKED, State.OPEN, State.HINT):
        others = [LOOKS[other] for other in State if LOOKS[other].ground is not LOOKS[state].ground]
        assert LOOKS[state].icon not in {other.icon for other in others}, "colour would be alone"


def test_the_cap_bar_tells_value_and_words(qtbot: QtBot) -> None:
    bar = CapBar("Jahresgrenze")
    qtbot.addWidget(bar)
    words = "52,5 von 276 Stunden, bei gleichem Tempo 270"
    bar.show_values([Segment(3150, Token.ACCENT), Segment(13050, Token.ACCENT, hatched=True)], 276 * 60, words)
    interface = QAccessible.queryAccessibleInterface(bar)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Jahresgrenze"
    assert interface.text(QAccessible.Text.Description) == words
    assert (bar.value(), bar.maximum()) == (3150, 16560)


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_cap_bar_paints_stretches_in_proportion_and_in_reading_direction(
    qtbot: QtBot, qapp: QApplication, mirrored: bool
) -> None:
    if mirrored:
        qapp.setLayoutDirection(MIRRORED)
    bar = CapBar("Anteil")
    qtbot.addWidget(bar)
    bar.resize(402, 12)
    bar.show_values([Segment(25, Token.ACCENT), Segment(500, Token.K2)], 100, "")
    (first, _one), (second, _two) = bar.spans()
    assert first.width() == pytest.approx(100)
    assert second.width() == pytest.approx(300 - 1), "one pixel of surface stands between them"
    assert (first.left() > second.left()) is mirrored
    image = bar.grab().toImage()
    assert _at(image, 390 if mirrored else 12) == theme().color(Token.ACCENT).name()
    assert _at(image, 12 if mirrored else 390) == theme().color(Token.K2).name()


def test_a_merged_class_is_hatched_and_a_zero_has_no_bar(qtbot: QtBot) -> None:
    solid, merged, nothing = BarRow("Aufenthalt", 20, 20), BarRow("Übrige", 20, 20, merged=True), BarRow("A", 0, 20)
    inks = []
    for row in (solid, merged, nothing):
        qtbot.addWidget(row)
        row.resize(360, 20)
        place = row.bar_rect().toRect()
        image = row.grab(place.adjusted(3, 3, -3, -3)).toImage() if place.width() else QImage()
        points = [(x, y) for x in range(image.width()) for y in range(image.height())]
        inks.append({image.pixelColor(x, y).name() for x, y in points})
    assert inks[0] == {theme().color(Token.K1).name()}
    assert len(inks[1]) > 1
    assert inks[2] == set()
    assert name_of(merged) == "Übrige: 20"


def test_the_figure_is_read_as_one_sentence(qtbot: QtBot) -> None:
    figure = Figure("14,5", "h", "8 Einsätze, dazu 3,5 h Fahrt")
    qtbot.addWidget(figure)
    assert name_of(figure) == "14,5 h, 8 Einsätze, dazu 3,5 h Fahrt"


def test_a_row_of_buttons_wraps_and_gets_higher(qtbot: QtBot) -> None:
    row = FlowRow(Button("Verschoben"), Button("Ausgefallen"), Button("Nicht erschienen"))
    qtbot.addWidget(row)
    wide, narrow = row.flow.heightForWidth(900), row.flow.heightForWidth(180)
    assert (wide, narrow) == (36, 3 * 36 + 2 * 8)
    row.resize(180, narrow)
    row.show()
    places = [row.flow.itemAt(index) for index in range(3)]
    assert [item.geometry().top() for item in places if item is not None] == [0, 44, 88]


def test_a_row_starts_at_the_right_in_mirrored_windows(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(MIRRORED)
    row = FlowRow(Button("Eins"), Button("Zwei"))
    qtbot.addWidget(row)
    row.resize(600, 36)
    row.show()
    first, second = (child.geometry() for child in row.findChildren(Button))
    assert first.right() == 599
    assert second.right() == first.left() - 8 - 1


def test_a_field_gives_its_editor_name_and_warning(qtbot: QtBot) -> None:
    editor = QLineEdit("10:30")
    field = Field("&Bis", editor)
    shown(qtbot, field)
    assert name_of(editor) == "Bis"
    assert field.label.buddy() is editor
    field.warn("Das überschneidet sich mit dem Termin „Kita“. Speichern geht trotzdem.")
    assert field.hint.isVisible()
    assert "überschneidet" in editor.accessibleDescription()
    assert not editor.property("invalid")
    field.refuse("Das Ende liegt vor dem Anfang.")
    assert editor.property("invalid")
    field.warn("")
    assert not field.hint.isVisible()
    assert editor.accessibleDescription() == ""
    assert not editor.property("invalid")


def test_the_search_waits_for_a_pause_and_escape_empties_it(qtbot: QtBot) -> None:
    search = SearchField("Alles durchsuchen", "Strg+F")
    shown(qtbot, search)
    heard: list[str] = []
    search.searched.connect(heard.append)
    for letter in "Gr":
        search.insert(letter)
    search.insert("ün ")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["Grün"]
    with qtbot.waitSignal(search.searched) as emptied:
        press(search, Qt.Key.Key_Escape)
    assert emptied.args == [""]


def test_quick_add_shows_chips_and_says_them_as_one_text(qtbot: QtBot) -> None:
    quick = QuickAddFrame("gestern 9-11 Jobcenter mit …")
    shown(qtbot, quick, 900)
    quick.show_parts(gallery.PARTS[:2] + gallery.PARTS[-1:])
    chips = quick.findChildren(Chip)
    assert [chip.text() for chip in chips] == [part.text for part in gallery.PARTS[:2] + gallery.PARTS[-1:]]
    spoken = "Erkannt: Mi 11. März, 9:00–11:30 · 2,5 h. Bitte klären: „Bescheid“: Thema oder Notiz?"
    assert quick.editor.accessibleDescription() == spoken
    with qtbot.waitSignal(quick.asked) as question:
        click(chips[-1])
    assert question.args == ["Bescheid"]
    quick.show_parts(())
    assert quick.editor.accessibleDescription() == ""


def test_quick_add_keeps_unchanged_chips_and_its_border_follows_the_editor(qtbot: QtBot) -> None:
    quick = QuickAddFrame("…")
    shown(qtbot, quick, 900)
    quick.show_parts(gallery.PARTS[:1])
    before = quick.findChildren(Chip)
    quick.show_parts([Part("Mi 11. März", "calendar-days")])
    assert quick.findChildren(Chip) == before
    quick.editor.setFocus()
    assert quick.property("active") is True
    quick.editor.clearFocus()
    assert quick.property("active") is False


def test_quick_add_submits_with_return_and_never_an_empty_line(qtbot: QtBot) -> None:
    quick = QuickAddFrame("…")
    shown(qtbot, quick, 900)
    with qtbot.assertNotEmitted(quick.submitted):
        press(quick.editor, Qt.Key.Key_Return)
    quick.editor.insert("gestern 9-11 Bürgerbüro")
    with qtbot.waitSignal(quick.submitted) as sent:
        press(quick.editor, Qt.Key.Key_Return)
    assert sent.args == ["gestern 9-11 Bürgerbüro"]
    press(quick.editor, Qt.Key.Key_Escape)
    assert quick.editor.text() == ""


def test_only_finished_steps_can_be_chosen(qtbot: QtBot) -> None:
    stepper = Stepper(("Lücken prüfen", "Das sieht Ihr Träger", "Versiegeln und abgeben"))
    shown(qtbot, stepper, 1000)
    stepper.show_step(2)
    assert name_of(stepper) == "Schritt 2 von 3: Das sieht Ihr Träger"
    steps = stepper.findChildren(QAbstractButton)
    with qtbot.assertNotEmitted(stepper.step_chosen):
        click(steps[2])
    with qtbot.waitSignal(stepper.step_chosen) as chosen:
        press(steps[0], Qt.Key.Key_Space)
    assert chosen.args == [1]


def test_the_chosen_segment_is_reported(qtbot: QtBot) -> None:
    segments = Segments("Ansicht", ("Woche", "Monat", "Liste"))
    shown(qtbot, segments)
    with qtbot.waitSignal(segments.chosen) as chosen:
        click(segments.findChildren(QAbstractButton)[2])
    assert (chosen.args, segments.index) == ([2], 2)


def test_labels_stand_at_the_leading_edge_whatever_their_letters(qtbot: QtBot, qapp: QApplication) -> None:
    label = Label("Jahresgrenze")
    qtbot.addWidget(label)
    qapp.setLayoutDirection(MIRRORED)
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    assert label.alignment() & Qt.AlignmentFlag.AlignAbsolute
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert label.alignment() & Qt.AlignmentFlag.AlignLeft


def _at(image: QImage, x: int) -> str:
    return image.pixelColor(x, image.height() // 2).name()
