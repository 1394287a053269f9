"""The session: what the window needs around it, and what whoever wires pages and services is handed."""

import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from lotsenbuch import i18n, log, messages, paths, settings
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _
from lotsenbuch.settings import Settings
from lotsenbuch.ui import theme as look
from lotsenbuch.ui.main_window import MainWindow
from lotsenbuch.ui.start import after_first_paint, run
from lotsenbuch.ui.tasks import TaskRunner
from lotsenbuch.ui.theme.metrics import FONT_FACTORS
from lotsenbuch.ui.widgets.enter_key import EnterPresses

__all__ = ["Session", "after_first_paint", "hear_bugs", "open_session", "run", "set_language"]

_LOOK_ACTIONS = {"look_system": "system", "look_light": "light", "look_dark": "dark"}


class Session(QObject):
    """What the composition gets: window, tasks, theme and the settings of this machine."""

    def __init__(self, app: QApplication, stored: Settings, window: MainWindow | None = None) -> None:
        super().__init__(app)
        self.settings = stored
        self.tasks = TaskRunner(self)
        self._theme = look.install(app)
        self._enter = EnterPresses(app)
        self.window = window or MainWindow()
        self.tasks.failed.connect(self._on_task_failed)
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

    def _on_task_failed(self, error: ExpectedError) -> None:
        """Say in the message bar what no page has asked to hear."""
        self.window.complain(messages.sentence(error))

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


def open_session(app: QApplication, stored: Settings, window: MainWindow) -> Session:
    """Bring language, look and life to the window, which has been painted empty."""
    with suppress(OSError):
        # A log that cannot be written keeps nobody from her own one.
        log.open_file(paths.log_file())
    set_language(app, stored.language)
    look.install(app).apply(look.Choice(stored.theme), stored.font_percent, motion=stored.motion)
    # From here on the theme's own palette holds, not the first frame's.
    window.setPalette(QPalette())
    session = Session(app, stored, window)
    hear_bugs(session.window)
    return session


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
            _("Das hätte nicht passieren dürfen. Ihre Daten sind sicher. Kennung für die Hilfe: {code}").format(
                code=code
            )
        )

    sys.excepthook = hook
