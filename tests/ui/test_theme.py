"""Colours keep their contrast, follow the choice at once, and are written in one place."""

import ast
import itertools
import math
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lotsenbuch import resources
from lotsenbuch.ui import theme as look
from lotsenbuch.ui.theme import Token, Type, icons, palette
from lotsenbuch.ui.theme.contrast import ratio
from lotsenbuch.ui.theme.focus_ring import FocusRing
from lotsenbuch.ui.theme.icons import MIRRORED
from lotsenbuch.ui.theme.metrics import WidthClass, rail_width, width_class
from lotsenbuch.ui.theme.tokens import colours
from lotsenbuch.ui.widgets.flow_layout import FlowRow
from tests.ui.contrast_pairs import Pair, pairs
from tests.ui.hands import click, press

UI = Path(__file__).resolve().parents[2] / "lotsenbuch" / "ui"


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair[0]}-on-{pair[1]}")
def test_every_pair_keeps_its_contrast(name: str, pair: Pair) -> None:
    ink, ground, least = pair
    table = colours(name)
    assert ratio(table[ink], table[ground]) >= least


def test_contrast_is_computed_as_wcag_says() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_chart_colours_are_told_apart_by_ordinary_eyes(name: str) -> None:
    series = [colours(name)[token] for token in (Token.K1, Token.K2, Token.K3, Token.K4, Token.K5)]
    assert min(_distance(one, other) for one, other in itertools.combinations(series, 2)) > 30


def test_colours_and_pixel_sizes_are_written_in_the_theme_alone() -> None:
    found = []
    for file in UI.rglob("*.py"):
        if "theme" in file.relative_to(UI).parts:
            continue
        source = file.read_text(encoding="utf-8")
        found += [f"{file.name}: {text}" for text in _colour_literals(source)]
        if "setPixelSize" in source or "setPointSize" in source:
            found.append(f"{file.name}: sets a letter height")
    assert not found


def test_the_search_for_colours_finds_one() -> None:
    assert list(_colour_literals('x = "color: #A0B1C2;"\ny = QColor("red")\nz = QColor(1, 2, 3)')) == [
        "#A0B1C2",
        "QColor",
        "QColor",
    ]


def test_a_choice_repaints_everything_at_once(qapp: QApplication, theme: look.Theme, qtbot: QtBot) -> None:
    label = QLabel("Heute")
    qtbot.addWidget(label)
    with qtbot.waitSignal(theme.changed):
        theme.apply(look.Choice.DARK)
    assert theme.dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(colours("dark")[Token.CANVAS])
    assert theme.color(Token.TEXT) == QColor(colours("dark")[Token.TEXT])
    assert colours("dark")[Token.SURFACE] in qapp.styleSheet()


def test_the_own_text_size_grows_letters_and_the_heights_that_hold_them(qapp: QApplication, theme: look.Theme) -> None:
    theme.apply(look.Choice.LIGHT, 150)
    assert qapp.font().pixelSize() == 20
    assert theme.font(Type.FIGURE).pixelSize() == 42
    assert theme.scaled(36) == 54


def test_fields_do_not_jump_when_they_get_the_focus(qtbot: QtBot) -> None:
    window, first, second = _two_fields(qtbot)
    before = (first.sizeHint(), first.cursorRect().topLeft())
    second.setFocus()
    first.setFocus()
    assert (first.sizeHint(), first.cursorRect().topLeft()) == before
    assert first.height() == 36
    window.close()


def test_the_ring_follows_the_tab_key_and_not_the_mouse(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(24, 24, 24, 24)
    buttons = [QPushButton("Eins"), QPushButton("Zwei")]
    column.addWidget(FlowRow(*buttons))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    buttons[0].setFocus()
    press(buttons[0], Qt.Key.Key_Tab)
    ring = window.findChild(FocusRing)
    assert ring is not None
    assert ring.widget() is buttons[1]
    corner = buttons[1].mapTo(window, buttons[1].rect().topLeft())
    assert ring.parentWidget() is window, "a row around the button would cut the ring"
    assert ring.geometry() == QRect(corner, buttons[1].size()).adjusted(-4, -4, 4, 4)
    click(buttons[0])
    assert buttons[0].hasFocus()
    assert not ring.isVisible()


def test_the_ring_survives_the_window_it_was_shown_in(qtbot: QtBot) -> None:
    for _round in range(2):
        window = QWidget()
        column = QVBoxLayout(window)
        buttons = [QPushButton("Eins"), QPushButton("Zwei")]
        for button in buttons:
            column.addWidget(button)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        buttons[0].setFocus()
        press(buttons[0], Qt.Key.Key_Tab)
        ring = window.findChild(FocusRing)
        assert ring is not None
        assert ring.isVisible()
        with qtbot.waitSignal(window.destroyed):
            window.deleteLater()


def test_high_contrast_uses_the_systems_colours_and_no_tints() -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.Window, QColor(Qt.GlobalColor.black))
    system.setColor(QPalette.ColorRole.WindowText, QColor(Qt.GlobalColor.yellow))
    table = palette.high_contrast(system)
    black = QColor(Qt.GlobalColor.black).name()
    assert {table[token] for token in Token if token.value.endswith("_tint")} == {black}
    assert table[Token.EDGE] == table[Token.TEXT] == QColor(Qt.GlobalColor.yellow).name()


def test_an_icon_takes_the_colour_of_its_token_and_changes_with_the_theme(theme: look.Theme) -> None:
    icon = icons.icon("check", Token.OK)
    assert _inks(icon.pixmap(QSize(20, 20)).toImage()) == {colours("light")[Token.OK].lower()}
    theme.apply(look.Choice.DARK)
    assert _inks(icon.pixmap(QSize(20, 20)).toImage()) == {colours("dark")[Token.OK].lower()}


def test_arrows_turn_over_with_the_writing_and_a_clock_does_not(qapp: QApplication) -> None:
    plain = {name: _drawn(name) for name in ("arrow-left", "clock", "undo-2")}
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert _drawn("clock") == plain["clock"]
    assert _drawn("undo-2") == plain["undo-2"].flipped(Qt.Orientation.Horizontal)
    assert _drawn("arrow-left") == plain["arrow-left"].flipped(Qt.Orientation.Horizontal)


def test_every_icon_named_in_the_code_is_shipped_with_its_licence() -> None:
    shipped = {file.stem for file in resources.path("icons").glob("*.svg")}
    assert shipped >= MIRRORED
    for file in resources.path("icons").glob("*.svg"):
        assert "currentColor" in file.read_text(encoding="utf-8"), file.name
    assert "ISC License" in resources.text("icons/LICENSE-Lucide.txt")
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


@pytest.mark.parametrize(
    ("width", "expected", "rail"),
    [
        (640, WidthClass.TINY, 56),
        (719, WidthClass.TINY, 56),
        (720, WidthClass.NARROW, 64),
        (960, WidthClass.MEDIUM, 64),
        (1239, WidthClass.MEDIUM, 64),
        (1240, WidthClass.FULL, 208),
    ],
)
def test_the_width_decides_the_rail(width: int, expected: WidthClass, rail: int) -> None:
    assert width_class(width) is expected
    assert rail_width(expected) == rail


def _two_fields(qtbot: QtBot) -> tuple[QWidget, QLineEdit, QLineEdit]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = QLineEdit("8:30"), QLineEdit("10:30")
    column.addWidget(first)
    column.addWidget(second)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window, first, second


def _drawn(name: str) -> QImage:
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icons.paint(painter, name, QRect(0, 0, 24, 24), Token.TEXT)
    painter.end()
    return image


def _inks(image: QImage) -> set[str]:
    """Return the colours of all pixels that are painted in full."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    colours_seen = (image.pixelColor(x, y) for x, y in points)
    return {color.name() for color in colours_seen if color.alpha() == 255}


def _colour_literals(source: str) -> list[str]:
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            match = re.search(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b|rgba?\(", node.value)
            if match:
                found.append((node.lineno, match.group()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "QColor":
            literal = any(isinstance(argument, ast.Constant) for argument in node.args)
            found += [(node.lineno, "QColor")] if literal else []
    return [text for _line, text in sorted(found)]


def _distance(one: str, other: str) -> float:
    return math.dist(_lab(one), _lab(other))


def _lab(colour: str) -> tuple[float, float, float]:
    """CIE 1976 L*a*b* of an sRGB colour, white point D65."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
    fx, fy, fz = (_root(value) for value in (x / 0.95047, y, z / 1.08883))
    return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > 0.008856 else 7.787 * value + 16 / 116
