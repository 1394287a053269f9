"""Pieces of regular expressions that the readers share.

All repetitions are bounded, so that reading a long or hostile line takes linear time. Digits are 0-9 only.
"""

import re

END = r"(?!\w)(?![.,:][0-9])"
GAP = r"\s{0,3}"
SOME = r"\s{1,3}"

NUMBERS = {
    "eins": 1, "ein": 1, "eine": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "fuenf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "zwoelf": 12,
}  # fmt: skip
NUMBER_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))

HOUR_UNIT = r"(?:stunden?|std\.?|h)"
MINUTE_UNIT = r"(?:minuten?|min\.?)"


def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern that ignores capitals."""
    return re.compile(text, re.IGNORECASE)
