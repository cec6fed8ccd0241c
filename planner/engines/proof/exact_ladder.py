"""The goals of a small linear program in order without any rounding, where a solver's was too coarse.

A solver tolerates what is nothing beside the largest number of a program. Where scales are far apart that may
be all of a small line, or all of a cost. Here every number is what it is, so that no tolerance is needed:
what a goal leaves is what is worth nothing to it. What is found is judged as it is, before it is rounded.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from planner.engines.engine import Status
from planner.engines.ladder import Stage
from planner.engines.proof.exact_proof import ExactPlan, Prices
from planner.engines.proof.exact_tableau import GivenUpError, Tableau
from planner.engines.solve import Solution
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program

LARGEST = 60_000
"""Larger programs, in rows times columns, are not solved this way: it would take too long."""
PIVOTS = 3_000
"""After so many it is given up."""
METHOD = "simplex in whole numbers"


def solved_exactly(program: Program, near: Solution) -> tuple[Solution, ExactPlan] | None:
    """Return the solution of a linear program, begun near another; None where it is not found this way.

    Its numbers are the doubles nearest to the exact ones, which stand beside it.
    """
    if len(program.lower) * len(program.row_lower) > LARGEST or len(near.values) != len(program.lower):
        return None
    try:
        tableau = Tableau.of(program, near.values, PIVOTS)
        if not tableau.make_feasible():
            return None
        stages, prices = _stages(program, tableau)
    except GivenUpError:
        return None
    values = _values(program, tableau)
    found = Solution(program, Status.OPTIMAL, values, stages, near.solver, near.version, near.doubted)
    return found, ExactPlan(tuple(tableau.value[: len(values)]), prices)


def _stages(program: Program, tableau: Tableau) -> tuple[tuple[Stage, ...], tuple[Prices, ...]]:
    """Return the stage of each goal with its prices, each held while the next is looked for."""
    held, stages, prices = [frozenset[int]()], list[Stage](), list[Prices]()
    for number, goal in enumerate(program.goals):
        tableau.held = held[-1]
        tableau.minimise(number)
        prices.append(_prices(program, tableau, number))
        stages.append(_stage(program, tableau, number, prices[-1]))
        if goal.series is None:
            held.append(held[-1] | set(tableau.worth(number)))
        else:
            held.append(held[-goal.series.count])
            _settle(program, goal, tableau)
    return tuple(stages), tuple(prices)


def _prices(program: Program, tableau: Tableau, number: int) -> Prices:
    """Return what one more of the activity of rows is worth to a goal, where that is anything."""
    width = len(program.lower)
    worth = tableau.reduced(number).items()
    return {variable - width: each for variable, each in worth if variable >= width}


def _stage(program: Program, tableau: Tableau, number: int, priced: Prices) -> Stage:
    """Return a goal with its value and the prices of rows."""
    prices = np.zeros(len(program.row_lower))
    for row, worth in priced.items():
        prices[row] = float(worth)
    goal = program.goals[number]
    counted = ((column, Fraction(one)) for column, one in enumerate(goal.cost.tolist()) if one)
    value = sum((one * tableau.value[column] for column, one in counted), Fraction(0))
    return Stage(goal, float(value), prices, 0.0, METHOD)


def _settle(program: Program, goal: Goal, tableau: Tableau) -> None:
    """Let none of the columns that a series settles be greater than it is now."""
    for family in goal.series.families if goal.series is not None else ():
        spots = program.family(family)
        for column in range(spots.start, spots.stop):
            tableau.upper[column] = tableau.value[column]


def _values(program: Program, tableau: Tableau) -> FloatArray:
    return np.array([float(one) for one in tableau.value[: len(program.lower)]])
