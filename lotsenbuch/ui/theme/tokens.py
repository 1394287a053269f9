"""Names of the colours, and the two sets of values behind them.

The values stand in ``resources/look/colours.json`` alone, so that paper and screen can share them.
A test computes the contrast of every pair that the program puts together.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from lotsenbuch import resources


class Token(StrEnum):
    """A colour by its duty, not by its hue."""

    CANVAS = "canvas"
    RAIL = "rail"
    SURFACE = "surface"
    SURFACE2 = "surface2"
    HOVER = "hover"
    LINE = "line"
    EDGE = "edge"
    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    ACCENT_HOVER = "accent_hover"
    ACCENT_PRESS = "accent_press"
    ON_ACCENT = "on_accent"
    ACCENT_TINT = "accent_tint"
    ACCENT_TINT2 = "accent_tint2"
    ACCENT_TEXT = "accent_text"
    FOCUS = "focus"
    OK = "ok"
    OK_TINT = "ok_tint"
    WARN = "warn"
    WARN_TINT = "warn_tint"
    WARN_MARK = "warn_mark"
    BAD = "bad"
    BAD_TINT = "bad_tint"
    BAD_MARK = "bad_mark"
    ASK = "ask"
    ASK_TINT = "ask_tint"
    MUTE = "mute"
    MUTE_TINT = "mute_tint"
    TOAST = "toast"
    ON_TOAST = "on_toast"
    TOAST_LINK = "toast_link"
    K1 = "k1"
    K2 = "k2"
    K3 = "k3"
    K4 = "k4"
    K5 = "k5"
    TODAY = "today"
    DECO1 = "deco1"
    DECO2 = "deco2"
    DECO3 = "deco3"


Colours = Mapping[Token, str]
TINTS = frozenset(token for token in Token if token.value.endswith(("_tint", "_tint2")))


@cache
def colours(name: str) -> Colours:
    """Return the set ``light`` or ``dark`` as ``#RRGGBB`` by token."""
    table: dict[str, str] = json.loads(resources.text("look/colours.json"))[name]
    return MappingProxyType({token: table[token.value] for token in Token})
