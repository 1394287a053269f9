"""Paper: page geometry, type sizes and the light colours, in PDF points (1/72 inch).

Colours come from the look's tokens; print always uses the light set. The left margin leaves room for
the holes of a binder (DIN 5008, form B: 25 mm).
"""

import json
from dataclasses import dataclass
from functools import cache

from lotsenbuch import resources

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
LEFT = 25 * MM
RIGHT = 20 * MM
TOP = 16 * MM
BOTTOM = 19 * MM
FOOT = 10 * MM
WIDTH = PAGE_WIDTH - LEFT - RIGHT

REGULAR = "NotoSans"
BOLD = "NotoSans-Bold"


@dataclass(frozen=True, slots=True)
class Type:
    """A type style: font, size and line height in points, colour token."""

    font: str
    size: float
    leading: float
    colour: str


TEXT = Type(REGULAR, 9.5, 13.5, "text")
STRONG = Type(BOLD, 9.5, 13.5, "text")
LEAD = Type(REGULAR, 11, 16, "text")
SECOND = Type(REGULAR, 8.5, 12, "text2")
LABEL = Type(REGULAR, 8, 11, "text2")
VALUE = Type(BOLD, 10.5, 14, "text")
HEAD = Type(BOLD, 8, 11, "text2")
FIGURE = Type(BOLD, 18, 23, "accent")
UNIT = Type(REGULAR, 10, 23, "text2")
WORD = Type(BOLD, 14, 20, "text")
DENSE = Type(REGULAR, 7.5, 10, "text")
DENSE_STRONG = Type(BOLD, 7.5, 10, "text")
DENSE_HEAD = Type(BOLD, 7.5, 10, "text2")
CAPTION = Type(BOLD, 9.5, 13.5, "text")
HEADINGS = {
    1: Type(BOLD, 20, 26, "text"),
    2: Type(BOLD, 13, 18, "accent_text"),
    3: Type(BOLD, 10.5, 15, "text"),
    4: Type(BOLD, 9.5, 13.5, "text2"),
}
SPACE_BEFORE = {1: 0.0, 2: 13.0, 3: 9.0, 4: 8.0}
SPACE_AFTER = {1: 7.0, 2: 3.0, 3: 2.0, 4: 2.0}


@cache
def colour(token: str) -> tuple[float, float, float]:
    """Return the token's light colour as red, green and blue from 0 to 1."""
    tokens: dict[str, str] = json.loads(resources.text("look/colours.json"))["light"]
    value = tokens[token].lstrip("#")
    red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue
