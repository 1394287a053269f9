"""The checks of ``lint`` over every page, gate, dialog and menu that the program has."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lotsenbuch.ui import theme as look
from tests.ui import lint
from tests.ui.rooms import House, Room

Check = Callable[[QWidget], list[str]]
KEYBOARD: tuple[Check, ...] = (
    lint.nameless,
    lint.doubled_letters,
    lint.doubled_keys,
    lint.out_of_order,
    lint.trapped,
    lint.small_targets,
)
# The whole screen of an old laptop, and the same screen at 200 %.
SIZES = [(1366, 768), (1000, 700), (683, 384)]
STEPS = range(1, 6)


def _offences(rooms: Iterator[Room], *checks: Check) -> list[str]:
    found = []
    for room in rooms:
        QApplication.processEvents()
        for check in checks:
            found += [f"{room.name}: {offence}" for offence in check(room.widget)]
    return found


def _require(offences: list[str]) -> None:
    if offences:
        pytest.fail("\n".join(offences), pytrace=False)


def _gates(house: House) -> Iterator[Room]:
    page = house.first_run()
    for number in STEPS:
        page.show_step(number)
        yield Room(f"first run, step {number}", house.window)


def _resized(house: House, size: tuple[int, int]) -> None:
    house.window.resize(*size)
    QApplication.processEvents()
    assert (house.window.width(), house.window.height()) == size, "the window does not get that small"


def test_pages_are_reached_and_left_by_keyboard(open_house: House) -> None:
    _require(_offences((room for room in open_house.rooms() if not isinstance(room.widget, QMenu)), *KEYBOARD))


def test_gates_are_reached_and_left_by_keyboard(new_house: House) -> None:
    _require(_offences(_gates(new_house), *KEYBOARD))


def test_the_unlock_page_is_reached_and_left_by_keyboard(house: House) -> None:
    _require(_offences(iter([Room("unlock", house.window)]), *KEYBOARD))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_on_pages(open_house: House, size: tuple[int, int]) -> None:
    _resized(open_house, size)
    _require(_offences(open_house.rooms(), lint.cut, lint.scroll_bars))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_at_the_gates(new_house: House, size: tuple[int, int]) -> None:
    _resized(new_house, size)
    _require(_offences(_gates(new_house), lint.cut, lint.scroll_bars))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_on_the_unlock_page(house: House, size: tuple[int, int]) -> None:
    _resized(house, size)
    _require(_offences(iter([Room("unlock", house.window)]), lint.cut, lint.scroll_bars))


@pytest.mark.parametrize("choice", [look.Choice.LIGHT, look.Choice.DARK])
def test_words_stand_out_from_their_ground(open_house: House, theme: look.Theme, choice: look.Choice) -> None:
    theme.apply(choice)
    _require(_offences(open_house.rooms(), lint.pale))


@pytest.mark.parametrize("choice", [look.Choice.LIGHT, look.Choice.DARK])
def test_words_stand_out_at_the_gates(new_house: House, theme: look.Theme, choice: look.Choice) -> None:
    theme.apply(choice)
    _require(_offences(_gates(new_house), lint.pale))


def test_menus_and_rail_lead_somewhere(open_house: House) -> None:
    menus = [room.widget for room in open_house.rooms() if isinstance(room.widget, QMenu)]
    assert len(menus) >= 5
    for menu in menus:
        assert isinstance(menu, QMenu)
        entries = [action for action in menu.actions() if not action.isSeparator()]
        assert entries
        letters = [lint._letter(action.text()) for action in entries]
        assert all(action.isEnabled() for action in entries), menu.title()
        doubled = {letter for letter in letters if letter and letters.count(letter) > 1}
        assert not doubled, f"{menu.title()}: {doubled}"
    for name in open_house.pages:
        page = open_house.show(name)
        assert page.accessibleName(), name


def test_the_checks_find_what_they_look_for(qtbot: QtBot) -> None:
    """Each check is shown a window in which its offence was built in."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = QPushButton("&Speichern"), QPushButton("&Sperren")
    column.addWidget(first)
    column.addWidget(second)
    tiny = QPushButton()
    tiny.setProperty("kind", "quiet")
    tiny.setFixedSize(16, 16)
    column.addWidget(tiny)
    words = QLabel("Ein Satz, der keinen Platz hat")
    words.setFixedWidth(40)
    words.setStyleSheet("color: #cccccc; background: #ffffff;")
    column.addWidget(words)
    QWidget.setTabOrder(second, first)
    QWidget.setTabOrder(first, tiny)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert lint.nameless(window) == ["no name: QPushButton “” in QWidget"]
    assert lint.doubled_letters(window) == ["Alt+s leads to 2 places"]
    assert lint.out_of_order(window) == [
        "Tab goes back from QPushButton “&Sperren” in QWidget to QPushButton “&Speichern” in QWidget"
    ]
    assert lint.small_targets(window) == ["16 x 16: QPushButton “” in QWidget"]
    assert lint.cut(window) == ["narrower than its words: QLabel “Ein Satz, der keinen Platz hat” in QWidget"]
    assert len(lint.pale(window)) == 1
    window.close()
