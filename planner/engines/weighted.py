"""The goals of a program in one weighted sum, for solvers that know only one goal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from planner.engines.engine import Face
from planner.engines.highs import Highs
from planner.engines.proofs import proofs_of
from planner.engines.solve import Solution, solve
from planner.engines.trust import Trusted, minimised
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program

FIRMER = 4.0
"""How much more each goal weighs against the next, when a try at the weights was not enough."""
TRIES, TRIES_MIXED = 12, 5
SAME = 1e-7
"""How far, relative to its size where that is over 1, a goal may be from its best to count as reached."""
DOUBT = 1e-9
"""The gap, relative to a goal's size, that a multiple of it is taken to cost when weights are first tried."""
LEAST = 1e-9
"""The least weight of a goal beside the largest: below, no solver sees it."""

Minimise = Callable[[FloatArray], FloatArray]


def weighted_cost(program: Program) -> FloatArray:
    """Return one cost for each column, whose minimum is the best solution by each stated goal in order.

    The weights begin at the prices at which that solution holds its earlier goals, and grow until the sum has
    the same optimum; the last goal has weight one, so that a gap the solver allows is small beside it. Goals
    that only choose further among equally good solutions are not part of it. Where there is no solution to
    compare with, each goal weighs a thousand times the next.
    """
    stated = replace(program, goals=tuple(goal for goal in program.goals if goal.stated))
    relaxed = stated.relaxed()
    solution = solve(relaxed, Highs())
    if not solution.found:
        return _summed(stated.goals, np.array([1000.0**-number for number in range(len(stated.goals))]))
    last = proofs_of(relaxed, solution.values, solution.stages, DOUBT)[-1]
    weights = np.array([*(one.times for one in last.multiple.earlier), 1.0])
    weights = _firm_enough(solution, weights, _linear(relaxed), TRIES)
    if stated.integer.any():
        weights = _firm_enough(solve(stated, Highs()), weights, _mixed(stated), TRIES_MIXED)
    return _summed(stated.goals, weights)


def _firm_enough(solution: Solution, weights: FloatArray, minimise: Minimise, tries: int) -> FloatArray:
    """Return weights under which the sum reaches the solution's goals, as far as so many tries find them.

    They are firmer than just enough, where a solution that gives up an earlier goal would be as good.
    """
    goals = solution.program.goals
    growth = FIRMER ** np.arange(len(goals))[::-1]
    for _ in range(tries):
        weights = np.maximum(weights * growth, LEAST * weights.max())
        values = minimise(_summed(goals, weights))
        if not solution.found or (len(values) and _reaches(goals, values, solution)):
            break
    return weights


def _linear(program: Program) -> Minimise:
    session = Trusted.of(program, Highs().open)
    return lambda cost: session.minimise(cost, Face.of(program)).values


def _mixed(program: Program) -> Minimise:
    session = Highs().open_mixed(program)
    return lambda cost: minimised(session, program, cost).values


def _summed(goals: Sequence[Goal], weights: FloatArray) -> FloatArray:
    costs = [weight / weights[-1] * goal.cost for weight, goal in zip(weights, goals, strict=True)]
    return np.asarray(np.sum(costs, axis=0), dtype=float)


def _reaches(goals: Sequence[Goal], values: FloatArray, solution: Solution) -> bool:
    pairs = [(float(goal.cost @ values), float(goal.cost @ solution.values)) for goal in goals]
    return all(abs(reached - best) <= SAME * max(1.0, abs(best)) for reached, best in pairs)
