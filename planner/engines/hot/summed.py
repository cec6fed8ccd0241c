"""Several goals in one cost, in which a solver sees each: the weighted sum of as many as that goes for.

What they weigh is a guess that is the same for all faces of a program: whoever runs it proves each goal
afterwards (`proven_runs`). Weights that are known to be enough, for a solver whose answer nobody proves, take
a solution to be found: see `weighted`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program

FIRM = 100.0
"""How many times as much as the largest part of a goal that of the one before it weighs in their sum."""
FIRMEST = 10.0
"""How many times as firm it is where a solver still sees as many goals: fewer are then traded for others."""
FIRMER = 10.0
"""How many times as firm that is before a goal that nobody stated: it trades with costs, not with fills."""
FAINTEST = 1e-13
"""No part of a goal weighs less than this beside the largest of the sum: the solver would not see it."""


@dataclass(frozen=True, eq=False)
class Summed:
    """The first of some goals, as many as one sum lets a solver see, what each weighs in it, and the sum."""

    goals: tuple[Goal, ...]
    weights: FloatArray
    cost: FloatArray

    @classmethod
    def of(cls, program: Program, goals: Sequence[Goal]) -> Summed:
        """Return the sum of at least the first goal."""
        firm = FIRM * FIRMEST
        if _seen(program, goals, firm) < (count := _seen(program, goals, FIRM)):
            firm = FIRM
        seen = tuple(goals[:count])
        weights = _weights(seen, firm) / [_largest(program, goal) for goal in seen]
        return cls(seen, weights, np.asarray(weights @ [goal.cost for goal in seen], dtype=float))


def _seen(program: Program, goals: Sequence[Goal], firm: float) -> int:
    """Return how many of the first goals a solver sees in their sum; it sees the first."""
    count = 1
    while count < len(goals) and _faintest(program, goals[: count + 1], firm) >= FAINTEST:
        count += 1
    return count


def _weights(goals: Sequence[Goal], firm: float) -> FloatArray:
    """Return what the largest part of each goal weighs in a sum."""
    less = [1 / firm if goal.stated else 1 / (firm * FIRMER) for goal in goals[1:]]
    return np.asarray(np.cumprod([1.0, *less]), dtype=float)


def _faintest(program: Program, goals: Sequence[Goal], firm: float) -> float:
    """Return the smallest part of the last of some goals in their sum; none where there is a series."""
    parts = np.abs(goals[-1].cost * program.scale.column) / _largest(program, goals[-1])
    if any(goal.series is not None for goal in goals) or not parts.any():
        return 0.0
    return float(parts[parts > 0].min() * _weights(goals, firm)[-1])


def _largest(program: Program, goal: Goal) -> float:
    """Return what a goal's dearest column costs at its reach; one where none costs anything."""
    return float(np.abs(goal.cost * program.scale.column).max(initial=0.0)) or 1.0
