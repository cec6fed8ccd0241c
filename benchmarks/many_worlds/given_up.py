"""Goals held against what their solver gave up of the goals before them, by SciPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from planner.engines.engine import Face, size_of
from planner.program.program import Goal, Program

PRECISE = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


@dataclass(frozen=True)
class Reached:
    """What a solver reached of each goal in order, and of all goals before it at that same solution."""

    values: list[float]
    before: list[list[float]]

    @classmethod
    def at(cls, goals: Sequence[Goal], solutions: Sequence[np.ndarray]) -> Reached:
        """Return it from the solution that was found for each goal."""
        values = [float(goal.cost @ found) for goal, found in zip(goals, solutions, strict=True)]
        before = [
            [float(goal.cost @ found) for goal in goals[:number]] for number, found in enumerate(solutions)
        ]
        return cls(values, before)

    @classmethod
    def given_up_nothing(cls, values: list[float]) -> Reached:
        """Return it where every goal is as good at the last solution as it was reached."""
        return cls(values, [values[:number] for number in range(len(values))])

    def apart(self, program: Program, face: Face, goals: Sequence[Goal], room: float) -> float:
        """Return by how much a goal at most is another than the best that the goals before it left.

        What was given up of a goal counts, too, beyond `room`, relative to its size.
        """
        most = 0.0
        for goal, value, before in zip(goals, self.values, self.before, strict=True):
            kept: list[tuple[Goal, float]] = []
            for earlier, left in zip(goals, before, strict=False):
                best = least(program, face, earlier, kept)
                most = max(most, left - best - room * size_of(earlier.cost, best))
                kept.append((earlier, max(left, best)))
            most = max(most, abs(value - least(program, face, goal, kept)))
        return most


def least(program: Program, face: Face, goal: Goal, kept: Sequence[tuple[Goal, float]]) -> float:
    """Return the least of a goal on a face while others are no more than they are."""
    above, below = np.isfinite(face.row_upper), np.isfinite(face.row_lower)
    rows = [program.matrix[above], -program.matrix[below], *(sparse.csr_array([one.cost]) for one, _ in kept)]
    held = np.array([value for _, value in kept])
    ends = [face.row_upper[above], -face.row_lower[below], held]
    found = linprog(
        goal.cost,
        A_ub=sparse.vstack(rows),
        b_ub=np.concatenate(ends),
        bounds=np.stack([face.lower, face.upper], axis=-1),
        method="highs",
        options=PRECISE,
    )
    if found.status != 0:
        raise RuntimeError(f"SciPy comes to no end: {found.message}")
    return float(found.fun)
