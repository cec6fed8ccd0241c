"""Bounds of all variables of a program at once, rows as well as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.engines.engine import Face
from planner.program.blocks import BoolArray, FloatArray

ROOM = 1e-9
"""A variable with at most so much room is at its bound; as the solver has it."""


@dataclass(frozen=True, eq=False)
class Bounds:
    """Bounds of all variables of a program: columns first, then rows."""

    lower: FloatArray
    upper: FloatArray

    @classmethod
    def of(cls, face: Face) -> Bounds:
        """Return those of a face."""
        lower = np.concatenate([face.lower, face.row_lower])
        return cls(lower, np.concatenate([face.upper, face.row_upper]))

    def face(self, columns: int) -> Face:
        """Return the face of a program that has so many columns."""
        lower, upper = self.lower, self.upper
        return Face(lower[:columns], upper[:columns], lower[columns:], upper[columns:])

    def but(self, variable: int, lower: float, upper: float) -> Bounds:
        """Return the same with others for one variable."""
        least, most = self.lower.copy(), self.upper.copy()
        least[variable], most[variable] = lower, upper
        return Bounds(least, most)

    def held(self, which: BoolArray, at: FloatArray) -> Bounds:
        """Return the same with some variables held at their values."""
        return Bounds(np.where(which, at, self.lower), np.where(which, at, self.upper))

    def around(self, at: FloatArray) -> Bounds:
        """Return the same, as far as they must be wider for a point to be within."""
        return Bounds(np.minimum(self.lower, at), np.maximum(self.upper, at))

    def cone(self, at: FloatArray) -> Bounds:
        """Return those bounds alone that a point is at: what it may do if it moves very little."""
        lower = np.where(at <= self.lower + ROOM, at, -np.inf)
        return Bounds(lower, np.where(at >= self.upper - ROOM, at, np.inf))
