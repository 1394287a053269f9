"""Contrast of two colours as WCAG 2.2 defines it (success criterion 1.4.3, relative luminance)."""


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 for black to 1 for white, of ``#RRGGBB``."""
    red, green, blue = (_linear(int(colour[index : index + 2], 16) / 255) for index in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
