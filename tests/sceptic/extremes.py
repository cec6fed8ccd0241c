"""The least and the most that a nation can send in plans as good, asked of SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from planner.formulation.formulate import formulate
from planner.formulation.tie_break import TIE_BREAK
from planner.program.blocks import CONTRIBUTION, FloatArray
from planner.program.program import Program
from planner.scenario.scenario import Scenario

LEFT = 1e-9
"""What is left to each goal that is kept, so that rounding does not leave nothing."""


def extreme(scenario: Scenario, goals: dict[str, float], one: dict[str, Any], sign: float) -> float | None:
    """Return an end of a range, goals before cost kept and cost within its slack; None if unknown.

    What is left to the goals moves the end by itself, and by many people where one of them costs next to
    nothing: it is asked for with twice as much left, too, and what that brings is taken off.
    """
    once, twice = (_within(scenario, goals, one, sign, left) for left in (LEFT, 2.0 * LEFT))
    return None if once is None or twice is None else 2.0 * once - twice


def _within(
    scenario: Scenario, goals: dict[str, float], one: dict[str, Any], sign: float, left: float
) -> float | None:
    """Return an end of a range with something left to each goal that is kept.

    The tie-break is kept by nothing: what it chooses among is what a range is about.
    """
    formulation = formulate(scenario, form="direct")
    program, ground = formulation.program, formulation.ground
    mine = ground.keys["nation"] == ground.index.names["nation"].index(one["nation"])
    months = ground.index.months[ground.keys["phase"]]
    weight = np.zeros(len(program.lower))
    weight[program.family(CONTRIBUTION)] = mine * months * ground.weights(one["measure"])
    held = [LinearConstraint(program.matrix, program.row_lower, program.row_upper)]
    for goal in program.goals:
        if goal.name == TIE_BREAK:
            break
        value = goals[goal.name] if goal.name in goals else _least(program, goal.cost, held)
        if value is None:
            return None
        slack = one["slack"] * value if goal.name == "cost" else 0.0
        held.append(LinearConstraint(goal.cost, -np.inf, value + slack + left * max(1.0, abs(value))))
        if goal.name == "cost":
            break
    end = _least(program, -sign * weight, held)
    return None if end is None else -sign * end


def _least(program: Program, cost: FloatArray, held: list[LinearConstraint]) -> float | None:
    """Return the least that a cost can be; None where SciPy does not say.

    A yes that is a millionth of one allows people of its own: whole numbers are rounded, and the rest is
    asked for again beside them. Units in steps are counted in steps.
    """
    size = np.where(program.integer, program.step, 1.0)
    counted = [LinearConstraint(sparse.csr_array(one.A * size), one.lb, one.ub) for one in held]
    lower, upper = program.lower / size, program.upper / size
    ends = Bounds(lower, upper)
    answer = milp(cost * size, constraints=counted, bounds=ends, integrality=program.integer)
    if answer.status == 0 and program.integer.any():
        whole = np.round(answer.x)
        lower, upper = (np.where(program.integer, whole, end) for end in (lower, upper))
        answer = milp(cost * size, constraints=counted, bounds=Bounds(lower, upper))
    return float(cost @ (size * answer.x)) if answer.status == 0 else None
