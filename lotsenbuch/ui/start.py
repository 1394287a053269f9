"""The first frame: a window on its ground, painted before anything else is imported.

Before the first paint this module pays for as little as possible beyond an empty window. It therefore does
not touch the name ``Qt`` or ``QStyle``, whose hundreds of enumerations PySide builds when they are first named:
together they cost a quarter of what a whole empty window does. Everything else follows in the next turn.
"""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from lotsenbuch import resources, settings
from lotsenbuch.ui.main_window import MainWindow

if TYPE_CHECKING:
    from lotsenbuch.ui.application import Session

_EXIT_TIMEOUT_S = 30.0
_HALF_LIGHT = 128


def run(argv: Sequence[str], compose: "Callable[[Session], object]") -> int:
    """Open the window and stay until it is closed.

    ``compose`` wires pages and services to the session. It runs after the window has been painted for
    the first time, so that the heavy imports behind it cost no waiting; it should import them itself.
    """
    app = QApplication(list(argv))
    app.setApplicationName("lotsenbuch")
    app.setApplicationDisplayName("Lotsenbuch")
    app.setDesktopFileName("lotsenbuch")
    stored = settings.load()
    window = MainWindow()
    lay_ground(app, window, stored.theme)
    sessions: list[Session] = []
    kept: list[object] = []

    def furnish() -> None:
        from lotsenbuch.ui.application import open_session

        sessions.append(open_session(app, stored, window))
        kept.append(compose(sessions[0]))

    after_first_paint(window, furnish)
    window.show()
    code = app.exec()
    for session in sessions:
        session.tasks.close(_EXIT_TIMEOUT_S)
    return code


def lay_ground(app: QApplication, window: QWidget, theme: str) -> None:
    """Give the window its own ground in the colours it will have, so that nothing flashes when the theme comes."""
    palette = app.palette()
    dark = theme == "dark" or (theme == "system" and palette.window().color().lightness() < _HALF_LIGHT)
    colours = json.loads(resources.text("look/colours.json"))["dark" if dark else "light"]
    palette.setColor(QPalette.ColorRole.Window, QColor(colours["canvas"]))
    window.setPalette(palette)


class _PaintWatch(QObject):
    """Waits for the window's first paint, then steps aside."""

    def __init__(self, window: QWidget, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def after_first_paint(window: QWidget, then: Callable[[], object]) -> None:
    """Call ``then`` once, in the turn after ``window`` has been painted for the first time."""
    _PaintWatch(window, then)
