"""The first frame: quick, in its own colour, and before everything else."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lotsenbuch.ui import start
from lotsenbuch.ui import theme as look
from lotsenbuch.ui.main_window import MainWindow
from tests.benchmarks import bench_start

# Wide enough for a busy machine, narrow enough that one eager import of the theme or of a page breaks it.
_LOOSE = 1.6

_BEFORE_PAINT = """
import sys
from lotsenbuch.ui import start, main_window
heavy = ("lotsenbuch.ui.theme", "lotsenbuch.ui.widgets", "lotsenbuch.ui.tasks", "lotsenbuch.i18n",
         "lotsenbuch.bootstrap", "socket", "pickle", "datetime", "sqlalchemy", "reportlab", "pikepdf", "msgspec",
         "cryptography")
print([name for name in heavy if name in sys.modules])
"""


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", _BEFORE_PAINT], capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.strip() == "[]"


def test_the_first_paint_costs_little_more_than_an_empty_window() -> None:
    # Another program may disturb a measurement; it cannot make three of them too slow.
    ratios = []
    for _attempt in range(3):
        ratios.append(bench_start.measure(5).ratio)
        if ratios[-1] <= _LOOSE:
            return
    pytest.fail(f"start to first paint is {min(ratios):.2f} times an empty window")


@pytest.mark.parametrize(("choice", "canvas"), [("light", "#f6f4ee"), ("dark", "#14191c")])
def test_the_first_frame_has_the_ground_of_the_theme(
    choice: str, canvas: str, qapp: QApplication, theme: look.Theme, qtbot: QtBot
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    start.lay_ground(qapp, window, choice)
    assert window.palette().window().color().name() == canvas
    theme.apply(look.Choice(choice))
    assert theme.color(look.Token.CANVAS).name() == canvas, "the theme that follows has the same"


def test_a_dark_system_gets_a_dark_first_frame(qapp: QApplication, theme: look.Theme, qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    theme.apply(look.Choice.DARK)
    start.lay_ground(qapp, window, "system")
    assert window.palette().window().color().lightness() < 60


def test_what_follows_waits_for_the_first_paint(qtbot: QtBot) -> None:
    order: list[str] = []

    class Painted(QWidget):
        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                order.append("painted")
            return super().event(event)

    window = Painted()
    qtbot.addWidget(window)
    start.after_first_paint(window, lambda: order.append("furnished"))
    window.show()
    qtbot.waitUntil(lambda: "furnished" in order)
    assert order[:2] == ["painted", "furnished"]
    assert order.count("furnished") == 1
    window.close()
