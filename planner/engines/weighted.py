"""The goals of a program in one weighted sum, for solvers that know only one goal."""

from __future__ import annotations

import numpy as np

from planner.engines.bound import multipliers
from planner.engines.engine import Status
from planner.engines.highs import Highs
from planner.engines.solve import solve
from planner.program.program import TIE_BREAK, Program
from planner.program.tables import FloatArray

SAFETY = 2.0
"""How much more than just enough an earlier goal weighs."""


def weighted_cost(program: Program) -> FloatArray:
    """Return one cost for each column, whose minimum is the best solution goal by goal.

    Scaled so that the first goal has weight one.
    """
    goals = [goal for goal in program.goals if goal.name != TIE_BREAK]
    solution = solve(program, Highs())
    stages = solution.stages[: len(goals)]
    if solution.status is Status.OPTIMAL:
        gaps = [1e-12] * len(goals)
        earlier = multipliers(program, stages, gaps).earlier
        weights = [*(SAFETY * weight for weight in earlier), 1.0]
    else:
        weights = [1000.0 ** (len(goals) - number) for number in range(len(goals))]
    weights = [max(weight, 1e-6 * max(weights)) for weight in weights]
    costs = [weight / weights[0] * goal.cost for weight, goal in zip(weights, goals, strict=True)]
    return np.asarray(np.sum(costs, axis=0), dtype=float)
