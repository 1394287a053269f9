"""Which colours meet in the program, and the contrast that each pair owes (4.5 text, 3 edges and icons)."""

from lotsenbuch.ui.theme import Token

GROUNDS = (Token.SURFACE, Token.SURFACE2, Token.CANVAS, Token.RAIL, Token.HOVER)
TEXT_GROUNDS = (*GROUNDS, Token.ACCENT_TINT, Token.MUTE_TINT, Token.TODAY, Token.WARN_TINT)
TINTED = (Token.ACCENT_TINT, Token.ACCENT_TINT2)
STATES = {
    Token.OK: Token.OK_TINT,
    Token.WARN: Token.WARN_TINT,
    Token.BAD: Token.BAD_TINT,
    Token.ASK: Token.ASK_TINT,
    Token.MUTE: Token.MUTE_TINT,
}
TEXT, MARK = 4.5, 3.0

Pair = tuple[Token, Token, float]


def pairs() -> list[Pair]:
    """Return front colour, ground and the smallest allowed ratio."""
    found: list[Pair] = [(ink, ground, TEXT) for ink in (Token.TEXT, Token.TEXT2) for ground in TEXT_GROUNDS]
    found.append((Token.TEXT, Token.ACCENT_TINT2, TEXT))
    found += [(Token.ACCENT_TEXT, ground, TEXT) for ground in (*GROUNDS, *TINTED, Token.TODAY)]
    found += [(Token.ACCENT, ground, TEXT) for ground in (Token.SURFACE, Token.CANVAS)]
    found += [
        (Token.ACCENT, ground, MARK)
        for ground in (Token.SURFACE2, Token.RAIL, Token.HOVER, Token.ACCENT_TINT2, Token.MUTE_TINT, Token.LINE)
    ]
    found += [(Token.ON_ACCENT, fill, TEXT) for fill in (Token.ACCENT, Token.ACCENT_HOVER, Token.ACCENT_PRESS)]
    for ink, tint in STATES.items():
        found += [(ink, ground, TEXT) for ground in (tint, Token.SURFACE, Token.SURFACE2, Token.CANVAS)]
    found.append((Token.WARN, Token.HOVER, TEXT))
    for mark, tint in ((Token.WARN_MARK, Token.WARN_TINT), (Token.BAD_MARK, Token.BAD_TINT)):
        found += [(mark, ground, MARK) for ground in (Token.SURFACE, Token.CANVAS, tint)]
    found += [(Token.WARN_MARK, Token.ACCENT_TINT2, MARK), (Token.BAD_MARK, Token.TODAY, MARK)]
    found += [(Token.EDGE, ground, MARK) for ground in (*GROUNDS, Token.MUTE_TINT, Token.ACCENT_TINT)]
    found += [
        (Token.FOCUS, ground, MARK)
        for ground in (*GROUNDS, *TINTED, Token.WARN_TINT, Token.BAD_TINT, Token.MUTE_TINT, Token.TODAY)
    ]
    found += [(Token.ON_TOAST, Token.TOAST, TEXT), (Token.TOAST_LINK, Token.TOAST, TEXT)]
    found += [(Token.TOAST, ground, MARK) for ground in (Token.CANVAS, Token.SURFACE)]
    found += [
        (series, ground, MARK)
        for series in (Token.K1, Token.K2, Token.K3, Token.K4, Token.K5)
        for ground in (Token.SURFACE, Token.CANVAS)
    ]
    found.append((Token.OK, Token.ACCENT_TINT2, MARK))
    return found
