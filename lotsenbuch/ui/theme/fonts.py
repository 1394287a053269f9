"""Which typeface is used, and fonts by the steps of the type scale."""

import sys

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from lotsenbuch import resources
from lotsenbuch.ui.theme.metrics import Type

BUNDLED = "Noto Sans"
_FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")
_WINDOWS = ("Segoe UI Variable Text", "Segoe UI")
# What fontconfig answers when a desktop has chosen nothing: an alias or the oldest fallback.
_UNCHOSEN = frozenset({"", "sans", "sans serif", "sans-serif", "dejavu sans", "bitstream vera sans", "helvetica"})
_WEIGHTS = {400: QFont.Weight.Normal, 600: QFont.Weight.DemiBold}
_TABULAR = "tnum"


def family(app: QApplication) -> str:
    """Return the family for all texts: the system's own where it has one, else the bundled Noto Sans."""
    if sys.platform == "darwin":
        return app.font().family()
    if sys.platform == "win32":
        present = set(QFontDatabase.families())
        for name in _WINDOWS:
            if name in present:
                return name
    chosen = app.font().family()
    if chosen.lower() not in _UNCHOSEN:
        return chosen
    return _bundled() or chosen


def _bundled() -> str:
    """Load the bundled files; without them the system's choice has to do."""
    loaded = [QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}"))) for name in _FILES]
    return BUNDLED if all(number >= 0 for number in loaded) else ""


def font(family_name: str, type_: Type, percent: int) -> QFont:
    """Return the font for one step of the scale, ``percent`` being the person's text size."""
    made = QFont(family_name)
    made.setPixelSize(pixels(type_, percent))
    made.setWeight(_WEIGHTS[type_.value.weight])
    if sys.platform == "darwin":
        made.setFeature(QFont.Tag(_TABULAR), 1)
    return made


def pixels(type_: Type, percent: int) -> int:
    """Return the letter height in logical pixels."""
    return round(type_.value.size * percent / 100)
