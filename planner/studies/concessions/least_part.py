"""The least part of some changes that does: where to try next, from what the tries before it gave.

A try gives what the plan fills beyond what is asked for. That grows along straight lines, each less steep
than the one before (it is the value of a linear program in its bounds), or in leaps where there are whole
numbers, and stands still where nothing more can be filled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.studies.concessions.bargain import HAIR

CLOSE = 1e-6
"""A fill so near to what was asked for is just that; so is a part of a change."""
A_LITTLE = 0.01
"""The part of a change that is taken off to see whether what is just enough goes further than it must."""
Tried = tuple[float, float]
"""A part, and what the plan then fills beyond what is asked for."""


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
        return abs(self.high[1]) <= CLOSE

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

    def narrowed(self, part: float, beyond: float, *, does: bool) -> Narrowing | None:
        """Return what is known after a try; None where it shows that nothing can be taken off."""
        if does:
            level = abs(beyond - self.high[1]) <= CLOSE
            further = self.is_enough and part != self._on_the_line
            return replace(self, high=(part, beyond), level=level, further=further)
        if self.is_enough and not self.further:
            return None
        level = abs(beyond - self.low[1]) <= CLOSE
        return replace(self, low=(part, min(beyond, -HAIR)), before=self.low, level=level)

    @property
    def _on_the_line(self) -> float | None:
        """Where the line through the last two parts that did not do reaches what is asked for, if it does."""
        if self.before is None or self.low[1] <= self.before[1]:
            return None
        (start, missing), (end, less) = self.before, self.low
        spot = end - less * (end - start) / (less - missing)
        return spot if self.low[0] < spot < self.high[0] else None


def between(low: Tried, high: Tried, number: int) -> float:
    """Return where a line between two points is nothing, or every fourth time half way.

    Where the upper end is not known to do, what is missing is asked for beside what was.
    """
    (start, below), (end, above) = low, high
    if above < 0 and below > -1.0:
        return min(start - below * (1.0 + number) + CLOSE, (start + end) / 2 if number > 1 else end)
    if number % 4 == 3 or above <= below or below <= -1.0:
        return (start + end) / 2
    spot = start + (end - start) * -below / (above - below)
    return min(max(spot, start + 1e-3 * (end - start)), end)
