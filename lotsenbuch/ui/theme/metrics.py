"""Sizes of the look, in logical pixels; Qt scales them with the screen.

Heights that hold text grow with the person's own text size (``Theme.scaled``); gaps and radii do not.
"""

from enum import Enum, IntEnum
from typing import NamedTuple


class TypeStyle(NamedTuple):
    """Letter height, line height and weight of one step of the type scale."""

    size: int
    line: int
    weight: int


class Type(Enum):
    """The type scale: nothing is set smaller than 13, and there are two weights."""

    TEXT = TypeStyle(13, 20, 400)
    STRONG = TypeStyle(13, 20, 600)
    LEAD = TypeStyle(15, 22, 400)
    LEAD_STRONG = TypeStyle(15, 22, 600)
    TITLE = TypeStyle(20, 28, 600)
    FIGURE = TypeStyle(28, 36, 600)


class Space(IntEnum):
    """The grid of 4 and 8: the only gaps between things."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32


class Radius(IntEnum):
    """Roundness of corners; chips are rounded by half their height."""

    BAR = 2
    CELL = 6
    FIELD = 8
    CARD = 10


class Height(IntEnum):
    """Heights that the pages build on."""

    BAR = 12
    BAR_LARGE = 20
    TARGET = 24
    STATE = 24
    CHIP = 28
    BUTTON_SMALL = 32
    BUTTON = 36
    FIELD = 36
    HEADER = 36
    ROW_DENSE = 36
    RAIL_ITEM = 40
    ROW = 40
    BUTTON_LARGE = 44
    TOAST = 44
    LINE_EDITOR = 48
    UNLOCK_FIELD = 48
    LIST_ROW = 58
    PAGE_HEADER = 64
    FOOT = 64


class Icon(IntEnum):
    """Edge lengths of icons."""

    SMALL = 14
    TEXT = 16
    BUTTON = 18
    RAIL = 20
    MARK = 32
    EMPTY = 48


class Width(IntEnum):
    """Widths of the fixed parts of the frame, and the window widths at which it changes."""

    RAIL_SLIM = 56
    RAIL_NARROW = 64
    RAIL = 208
    SEARCH = 264
    SEARCH_LARGE = 288
    PANEL_NARROW = 360
    EMPTY = 360
    PANEL = 392
    COLUMN = 440
    PICTURE = 520
    TEXT_COLUMN = 640
    FROM_NARROW = 720
    HIDE_PICTURE = 900
    FROM_MEDIUM = 960
    FROM_FULL = 1240


class WidthClass(IntEnum):
    """How wide the window is; the shell decides once, pages follow."""

    TINY = 0
    NARROW = 1
    MEDIUM = 2
    FULL = 3


def width_class(width: int) -> WidthClass:
    """Return the class of a window ``width`` logical pixels wide."""
    bounds = (Width.FROM_NARROW, Width.FROM_MEDIUM, Width.FROM_FULL)
    return WidthClass(sum(width >= bound for bound in bounds))


def rail_width(class_: WidthClass) -> Width:
    """Return the width of the rail in a window of this class."""
    if class_ is WidthClass.FULL:
        return Width.RAIL
    return Width.RAIL_SLIM if class_ is WidthClass.TINY else Width.RAIL_NARROW


FOCUS_MARGIN = 4
FOCUS_WIDTH = 2
FOCUS_GROWTH = 3
HATCH_STEP = 6
HATCH_WIDTH = 1.5
STRIP = 4
SCROLL_BAR = 10
MOTION_MS = 120
MOTION_SLIDE = 8
TOAST_MS = 10_000
FONT_FACTORS = (100, 115, 130, 150)
