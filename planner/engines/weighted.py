"""The goals of a program in one weighted sum, for solvers that know only one goal."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.engines.bound import multipliers
from planner.engines.engine import Face, Status
from planner.engines.highs import Highs
from planner.engines.solve import Solution, solve
from planner.program.program import Goal, Program
from planner.program.tables import FloatArray

FIRMER = 4.0
"""How much more each goal weighs against the next, when a try at the weights was not enough."""
TRIES = 12
SAME = 1e-7
"""How far, relative to its size where that is over 1, a goal may be from its best to count as reached."""


def weighted_cost(program: Program) -> FloatArray:
    """Return one cost for each column, whose minimum is the best solution goal by goal.

    The weights begin at the prices at which that solution holds its earlier goals, and grow until the sum has
    the same optimum; the first goal has weight one. Where there is no solution to compare with, each goal
    weighs a thousand times the next.
    """
    solution = solve(program, Highs())
    goals = [goal for goal in program.goals if goal.name != program.goals[-1].name]
    if solution.status is not Status.OPTIMAL:
        return _summed(goals, [1000.0**-number for number in range(len(goals))])
    stages = solution.stages[: len(goals)]
    weights = np.array([*multipliers(program, stages, [0.0] * len(goals)).earlier, 1.0])
    session = Highs().open(program)
    for _ in range(TRIES):
        cost = _summed(goals, weights)
        values = session.minimise(cost, Face.of(program)).values
        if len(values) and _reaches(goals, values, solution):
            break
        weights = np.maximum(weights * FIRMER ** np.arange(len(goals))[::-1], 1e-9 * weights.max())
    return cost


def _summed(goals: Sequence[Goal], weights: Sequence[float] | FloatArray) -> FloatArray:
    first = next(weight for weight in weights if weight > 0)
    costs = [weight / first * goal.cost for weight, goal in zip(weights, goals, strict=True)]
    return np.asarray(np.sum(costs, axis=0), dtype=float)


def _reaches(goals: Sequence[Goal], values: FloatArray, solution: Solution) -> bool:
    pairs = [(float(goal.cost @ values), float(goal.cost @ solution.values)) for goal in goals]
    return all(abs(reached - best) <= SAME * max(1.0, abs(best)) for reached, best in pairs)
