"""From tokens to ``QPalette``, and from a high-contrast system palette to tokens."""

from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette

from lotsenbuch.ui.theme.tokens import TINTS, Colours, Token

_ROLES = {
    QPalette.ColorRole.Window: Token.CANVAS,
    QPalette.ColorRole.WindowText: Token.TEXT,
    QPalette.ColorRole.Base: Token.SURFACE,
    QPalette.ColorRole.AlternateBase: Token.SURFACE2,
    QPalette.ColorRole.Text: Token.TEXT,
    QPalette.ColorRole.PlaceholderText: Token.TEXT2,
    QPalette.ColorRole.Button: Token.SURFACE,
    QPalette.ColorRole.ButtonText: Token.TEXT,
    QPalette.ColorRole.BrightText: Token.ON_ACCENT,
    QPalette.ColorRole.ToolTipBase: Token.TOAST,
    QPalette.ColorRole.ToolTipText: Token.ON_TOAST,
    QPalette.ColorRole.Highlight: Token.ACCENT_TINT2,
    QPalette.ColorRole.HighlightedText: Token.TEXT,
    QPalette.ColorRole.Accent: Token.ACCENT,
    QPalette.ColorRole.Link: Token.ACCENT_TEXT,
    QPalette.ColorRole.LinkVisited: Token.ACCENT_TEXT,
    QPalette.ColorRole.Light: Token.SURFACE,
    QPalette.ColorRole.Midlight: Token.HOVER,
    QPalette.ColorRole.Mid: Token.LINE,
    QPalette.ColorRole.Dark: Token.EDGE,
    QPalette.ColorRole.Shadow: Token.EDGE,
}
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
    QPalette.ColorRole.HighlightedText,
)


def build(colours: Colours) -> QPalette:
    """Return the palette for all widgets."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(colours[token]))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours[Token.TEXT3]))
    return palette


def high_contrast(system: QPalette) -> Colours:
    """Return tokens made of the few colours that the person has chosen in the system.

    The tints fall away; borders, icons and words carry everything, in text colour on ground colour.
    """
    ground = system.color(QPalette.ColorRole.Window).name()
    text = system.color(QPalette.ColorRole.WindowText).name()
    chosen = system.color(QPalette.ColorRole.Highlight).name()
    on_chosen = system.color(QPalette.ColorRole.HighlightedText).name()
    grounds = {Token.CANVAS, Token.RAIL, Token.SURFACE, Token.SURFACE2, Token.HOVER, Token.TODAY}
    fills = {Token.ACCENT, Token.ACCENT_HOVER, Token.ACCENT_PRESS, Token.DECO1, Token.DECO2}
    table = dict.fromkeys(Token, text)
    table |= dict.fromkeys(grounds | TINTS, ground)
    table |= dict.fromkeys(fills, chosen)
    table |= {Token.ON_ACCENT: on_chosen, Token.ON_TOAST: ground, Token.TOAST_LINK: ground}
    return MappingProxyType(table)
