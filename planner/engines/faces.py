"""The faces that goals leave, one after the other: what may change when a goal and all before it are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import Face
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program


@dataclass(frozen=True, eq=False)
class Faces:
    """The faces so far: `left[k]` is what k goals have left, so `left[0]` is what was begun with."""

    program: Program
    left: tuple[Face, ...]

    @classmethod
    def of(cls, program: Program, whole: Face | None = None) -> Faces:
        """Return the beginning: the whole program, or a face of it."""
        return cls(program, (whole or Face.of(program),))

    @property
    def first(self) -> Face:
        """What was begun with."""
        return self.left[0]

    @property
    def last(self) -> Face:
        """What is left now."""
        return self.left[-1]

    def reached(self, goal: Goal, prices: FloatArray, noise: float, values: FloatArray) -> Faces:
        """Return the faces with one more, on which a goal stays as good as it is in a solution.

        `prices` and their relative error `noise` are those that prove it, `values` its columns. The last of
        a series takes the place of all of it: see `Series`.
        """
        if goal.series is None:
            face = self.last.optimal(self.program, goal.cost, prices, values, noise)
        else:
            before = self.left[-goal.series.count]
            face = replace(before, upper=settled(self.program, goal, values, before.upper))
        return replace(self, left=(*self.left, face))

    def loosened(self, values: FloatArray, wider: float) -> Faces:
        """Return the faces with the last wide enough for a solution and a little more, by each one's size."""
        return replace(self, left=(*self.left[:-1], self.last.around(self.program, values, wider)))


def settled(program: Program, goal: Goal, values: FloatArray, upper: FloatArray) -> FloatArray:
    """Return upper bounds of columns with those that a series has settled held to their values."""
    held = upper.copy()
    for family in goal.series.families if goal.series is not None else ():
        spots = program.family(family)
        held[spots] = np.minimum(held[spots], np.maximum(values[spots], program.lower[spots]))
    return held
