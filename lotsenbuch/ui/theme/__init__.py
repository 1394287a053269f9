"""Colours, sizes, type, style and icons: the only place in which a colour or a radius is written."""

from lotsenbuch.ui.theme.metrics import Height, Icon, Radius, Space, Type, Width, WidthClass
from lotsenbuch.ui.theme.theme import Choice, Theme, install, theme
from lotsenbuch.ui.theme.tokens import Token

__all__ = [
    "Choice",
    "Height",
    "Icon",
    "Radius",
    "Space",
    "Theme",
    "Token",
    "Type",
    "Width",
    "WidthClass",
    "install",
    "theme",
]
