"""The least part of some changes that does: where to try next, from what the tries before it gave.

A try gives the margins: what the plan fills beyond what is asked for, and each priority beyond what it has
today. They go along straight lines (they are values of linear programs in their bounds), or in leaps where
there are whole numbers, and stand still where nothing more can be filled. The one that is made good last
says where to try: of any other the line leads to where the plan still does not do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from planner.studies.concessions.bargain import HAIR

CLOSE = 1e-6
"""A fill so near to what was asked for is just that; so is a part of a change."""
A_LITTLE = 0.01
"""The part of a change that is taken off to see whether what is just enough goes further than it must."""
Margins = tuple[float, ...]
"""By how much each thing that must hold does; negative where it does not."""
Tried = tuple[float, Margins]
"""A part, and the margins of the plan then."""


@dataclass(frozen=True)
class Narrowing:
    """The largest part that is known not to do, the one `before` it, and the least that is known to do.

    `level` says that the last try filled what the one before it did; `further` that what fills just enough
    may still go further than it must, as a smaller part has done too.
    """

    low: Tried
    high: Tried
    before: Tried | None = None
    level: bool = False
    further: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether the least part that does fills just what is asked for."""
        return is_just_enough(self.low, self.high)

    @property
    def is_done(self) -> bool:
        """Whether no part between the two is worth a try."""
        return self.high[0] - self.low[0] < CLOSE

    def next(self, number: int) -> float:
        """Return the part that is tried next, as the try of a number."""
        if self.is_enough and not self.further:
            return self.high[0] - A_LITTLE * (self.high[0] - self.low[0])
        if self.is_enough and number % 2 and self._on_the_line is not None:
            return self._on_the_line
        if self.is_enough or self.level or number % 2:
            return (self.low[0] + self.high[0]) / 2
        return between(self.low, self.high, number)

    def narrowed(self, part: float, margins: Margins, *, does: bool) -> Narrowing | None:
        """Return what is known after a try; None where it shows that nothing can be taken off."""
        tried = part, margins
        if does:
            level = abs(self._of(tried) - self._of(self.high)) <= CLOSE
            further = self.is_enough and part != self._on_the_line
            return replace(self, high=tried, level=level, further=further)
        if self.is_enough and not self.further:
            return None
        level = abs(self._of(tried) - self._of(self.low)) <= CLOSE
        return replace(self, low=tried, before=self.low, level=level)

    def _of(self, tried: Tried) -> float:
        return tried[1][last_made_good(self.low, self.high)]

    @property
    def _on_the_line(self) -> float | None:
        """Where the line through the last two parts that did not do reaches what is asked for, if it does."""
        if self.before is None or self._of(self.low) <= self._of(self.before):
            return None
        start, missing, end, less = self.before[0], self._of(self.before), self.low[0], self._of(self.low)
        spot = end - less * (end - start) / (less - missing)
        return spot if self.low[0] < spot < self.high[0] else None


def last_made_good(low: Tried, high: Tried) -> int:
    """Return the number of the margin that is the last to be made good on lines between two tries."""
    spots = [
        (-below / (above - below) if above > below else math.inf, -below, number)
        for number, (below, above) in enumerate(zip(low[1], high[1], strict=True))
        if below < 0
    ]
    return max(spots, default=(0.0, 0.0, 0))[2]


def is_just_enough(low: Tried, high: Tried) -> bool:
    """Say whether what is made good last is just made good."""
    return abs(high[1][last_made_good(low, high)]) <= CLOSE


def between(low: Tried, high: Tried, number: int) -> float:
    """Return where a line between two points is nothing, or every fourth time half way.

    Where the upper end is not known to do, what is missing is asked for beside what was.
    """
    spot = last_made_good(low, high)
    start, below, end, above = low[0], min(low[1][spot], -HAIR), high[0], high[1][spot]
    if above < 0 and below > -1.0:
        return min(start - below * (1.0 + number) + CLOSE, (start + end) / 2 if number > 1 else end)
    if number % 4 == 3 or above <= below or below <= -1.0:
        return (start + end) / 2
    crossing = start + (end - start) * -below / (above - below)
    return min(max(crossing, start + 1e-3 * (end - start)), end)
