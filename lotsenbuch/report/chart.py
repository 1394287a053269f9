"""The chart model: horizontal bars with their numbers, drawn on paper from these plain values.

Colour never works alone: a bar's figure stands beside it, and what is merged or estimated is hatched.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BarPart:
    """One stretch of a bar. ``hatched`` marks what is merged ("Übrige") or estimated."""

    value: float
    hatched: bool = False
    colour: str = "k1"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its stretches from left to right and the figure printed beside it.

    ``low`` and ``high`` draw an interval over the bar, in the unit of the values.
    """

    label: str
    parts: tuple[BarPart, ...]
    shown: str
    low: float | None = None
    high: float | None = None

    @property
    def reach(self) -> float:
        """The largest value this bar needs on the axis, which starts at zero."""
        total = sum(part.value for part in self.parts)
        return max(total, self.high or 0.0)


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars on one common scale from zero. ``label_head`` and ``figure_head`` title the two text columns."""

    title: str
    label_head: str
    figure_head: str
    bars: tuple[Bar, ...]
    scale: float = 0.0

    @property
    def reach(self) -> float:
        """The end of the scale: at least ``scale``, so that charts beside one another can share theirs."""
        return max([self.scale, *(bar.reach for bar in self.bars)]) or 1.0
