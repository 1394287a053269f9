"""Starts Qt, the theme and the window; what happens then is decided by whoever is handed the window."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from types import TracebackType

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from lotsenbuch import i18n, log, settings
from lotsenbuch.i18n import _
from lotsenbuch.settings import Settings
from lotsenbuch.ui import theme as look
from lotsenbuch.ui.main_window import MainWindow
from lotsenbuch.ui.tasks import TaskRunner
from lotsenbuch.ui.theme.metrics import FONT_FACTORS

_LOOK_ACTIONS = {"look_system": "system", "look_light": "light", "look_dark": "dark"}
_EXIT_TIMEOUT_S = 5.0


class Session(QObject):
    """What the composition gets: window, tasks, theme and the settings of this machine."""

    def __init__(self, app: QApplication, stored: Settings) -> None:
        super().__init__(app)
        self.settings = stored
        self.tasks = TaskRunner(self)
        self.window = MainWindow()
        self._theme = look.install(app)
        self._connect_view()
        self._mark_choice()

    def change(self, changed: Settings) -> None:
        """Take over and store new settings; look and text size follow at once."""
        self.settings = changed
        self._theme.apply(look.Choice(changed.theme), changed.font_percent, motion=changed.motion)
        self._mark_choice()
        self.tasks.run(lambda: settings.save(changed), context=self)

    def _connect_view(self) -> None:
        table = self.window.actions_table
        for name, choice in _LOOK_ACTIONS.items():
            table.connect_action(name, partial(self._choose_look, choice))
        table.connect_action("larger", lambda: self._step(1))
        table.connect_action("smaller", lambda: self._step(-1))
        table.connect_action("normal_size", lambda: self._size(FONT_FACTORS[0]))

    def _choose_look(self, choice: str) -> None:
        self.change(replace(self.settings, theme=choice))

    def _step(self, direction: int) -> None:
        place = FONT_FACTORS.index(self.settings.font_percent) + direction
        self._size(FONT_FACTORS[min(max(place, 0), len(FONT_FACTORS) - 1)])

    def _size(self, percent: int) -> None:
        if percent != self.settings.font_percent:
            self.change(replace(self.settings, font_percent=percent))

    def _mark_choice(self) -> None:
        for name, choice in _LOOK_ACTIONS.items():
            self.window.actions_table.get(name).setChecked(choice == self.settings.theme)


def run(argv: Sequence[str], compose: Callable[[Session], object]) -> int:
    """Open the window and stay until it is closed.

    ``compose`` wires pages and services to the session. It runs after the window has been painted for
    the first time, so that the heavy imports behind it cost no waiting.
    """
    app = QApplication(list(argv))
    app.setApplicationName("lotsenbuch")
    app.setApplicationDisplayName("Lotsenbuch")
    app.setDesktopFileName("lotsenbuch")
    stored = settings.load()
    set_language(app, stored.language)
    look.install(app).apply(look.Choice(stored.theme), stored.font_percent, motion=stored.motion)
    session = Session(app, stored)
    hear_bugs(session.window)
    session.window.show()
    kept: list[object] = []
    after_first_paint(session.window, lambda: kept.append(compose(session)))
    code = app.exec()
    session.tasks.close(_EXIT_TIMEOUT_S)
    return code


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


def set_language(app: QApplication, language: str) -> None:
    """Show our texts and Qt's own in ``language``, in its direction, with German dates and sums."""
    i18n.activate(language)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
    app.setLayoutDirection(QLocale(language).textDirection())
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))


def hear_bugs(window: MainWindow) -> None:
    """Show a short code for whatever was not expected, and write down where it happened."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        code = log.failure(error.with_traceback(trace))
        window.complain(
            _("Das hätte nicht passieren dürfen. Ihre Daten sind sicher. Kennwort für die Hilfe: {code}").format(
                code=code
            )
        )

    sys.excepthook = hook
