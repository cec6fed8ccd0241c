"""Which variables outside a basis can move within bounds, and which of them is worth most to move."""

from __future__ import annotations

import numpy as np

from planner.engines.hot.bounds import ROOM, Bounds
from planner.engines.hot.path import Path
from planner.program.blocks import FloatArray

PRICE = 1e-9
"""Reduced costs up to this, of costs scaled to at most one, are none; as the solver has it."""


class Movable:
    """The room that is left along a path; it is told which variables have moved."""

    def __init__(self, path: Path, bounds: Bounds) -> None:
        """Look at all variables."""
        self._path, self._bounds = path, bounds
        self._rise = np.where((bounds.upper - path.value > ROOM) & path.outside, -1.0, 0.0)
        self._fall = np.where((path.value - bounds.lower > ROOM) & path.outside, 1.0, 0.0)
        self._worth, self._other = np.empty_like(self._rise), np.empty_like(self._rise)

    def most_worth(self, reduced: FloatArray) -> int | None:
        """Return the variable that is worth most to move, by reduced costs; None where none is."""
        np.multiply(reduced, self._rise, out=self._worth)
        np.multiply(reduced, self._fall, out=self._other)
        np.maximum(self._worth, self._other, out=self._worth)
        best = int(self._worth.argmax())
        return best if self._worth.item(best) > PRICE else None

    def moved(self, variable: int) -> None:
        """Look again at a variable that has moved, entered the basis or left it."""
        path, bounds = self._path, self._bounds
        outside, value = path.outside.item(variable), path.value.item(variable)
        self._rise[variable] = -1.0 if outside and bounds.upper.item(variable) - value > ROOM else 0.0
        self._fall[variable] = 1.0 if outside and value - bounds.lower.item(variable) > ROOM else 0.0
