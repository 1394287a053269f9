"""The one theme of the program: every painter and every style sheet asks it for colours and sizes."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from lotsenbuch.ui.theme import fonts, palette, qss
from lotsenbuch.ui.theme.focus_ring import FocusRing
from lotsenbuch.ui.theme.metrics import Type
from lotsenbuch.ui.theme.style import LookStyle
from lotsenbuch.ui.theme.tokens import Colours, Token, colours


class Choice(StrEnum):
    """What the person wants: light, dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Holds the active colours and text size and brings them to the application.

    ``changed`` is emitted after palette, style sheet and fonts are in place.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._family = fonts.family(app)
        self._system_palette = QPalette(app.palette())
        self._choice = Choice.SYSTEM
        self._percent = 100
        self._motion = True
        self._colours: Colours = colours("light")
        self._cache: dict[Token, QColor] = {}
        self._ring: FocusRing | None = None
        self._fonts: dict[Type, QFont] = {}
        self._style = LookStyle(self)
        app.setStyle(self._style)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        app.focusChanged.connect(self._on_focus_changed)

    def apply(self, choice: Choice, font_percent: int = 100, *, motion: bool = True) -> None:
        """Take over the person's choices; ``font_percent`` multiplies the system's scaling."""
        self._choice = choice
        self._percent = font_percent
        self._motion = motion
        self._refresh()

    @property
    def dark(self) -> bool:
        """Tell whether the dark set is shown."""
        if self._choice is Choice.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice is Choice.DARK

    @property
    def high_contrast(self) -> bool:
        """Tell whether the system asks for its own few colours."""
        # PySide invalidates what a temporary wrapper hands out, so each step keeps its name.
        hints = self._app.styleHints()
        accessibility = hints.accessibility()
        return accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast

    @property
    def motion_wanted(self) -> bool:
        """Tell whether the person allows things to move."""
        return self._motion

    @property
    def motion(self) -> bool:
        """Tell whether things may slide; the system's switch and the person's must both allow it."""
        return self._motion and self._style.system_moves()

    def color(self, token: Token) -> QColor:
        """Return the active colour behind ``token``."""
        found = self._cache.get(token)
        if found is None:
            found = self._cache[token] = QColor(self._colours[token])
        return found

    def font(self, type_: Type) -> QFont:
        """Return the font of one step of the type scale at the person's text size."""
        found = self._fonts.get(type_)
        if found is None:
            found = self._fonts[type_] = fonts.font(self._family, type_, self._percent)
        return found

    def text_width(self, text: str, type_: Type) -> int:
        """Return the width of one line of ``text``."""
        return QFontMetrics(self.font(type_)).horizontalAdvance(text) + 1

    def scaled(self, length: int) -> int:
        """Return a height that holds text, or an icon beside it, at the person's text size."""
        return round(length * self._percent / 100)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        # The ring hangs in the window it was last shown in, and goes when that window is destroyed.
        if self._ring is None or not isValid(self._ring):
            self._ring = FocusRing(self)
        self._ring.follow(new)

    def _on_scheme_changed(self) -> None:
        if self._choice is Choice.SYSTEM:
            self._refresh()

    def _refresh(self) -> None:
        name = "dark" if self.dark else "light"
        self._colours = palette.high_contrast(self._system_palette) if self.high_contrast else colours(name)
        self._cache.clear()
        self._fonts.clear()
        self._app.setFont(self.font(Type.TEXT))
        self._app.setPalette(palette.build(self._colours))
        self._app.setStyleSheet(qss.stylesheet(self._colours, self._percent))
        self.changed.emit()


_installed: list[Theme] = []


def install(app: QApplication) -> Theme:
    """Create the theme of ``app`` in light colours, or return the one that is installed."""
    if not _installed:
        _installed.append(Theme(app))
        _installed[0].apply(Choice.SYSTEM)
    return _installed[0]


def theme() -> Theme:
    """Return the installed theme; painting before ``install`` is a bug."""
    return _installed[0]
