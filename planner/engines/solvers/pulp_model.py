"""A program as a PuLP problem, for PuLP 3.3 and PuLP 4 alike.

In PuLP 4 variables and expressions belong to a problem, and a solve answers with a record of its own.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pulp

from planner.engines.engine import Face, Status
from planner.engines.solvers.program_lines import ProgramLine, program_lines
from planner.program.blocks import FloatArray
from planner.program.program import Program

PRECISE: dict[str, list[Any]] = {"SCIP_PY": ["numerics/feastol", 1e-9]}
"""Options of solvers that would else break rows by more than what a plan in whole numbers is held to.

SCIP leaves a millionth of what a row adds up: with 26 battalions that is more than what lies between one
battalion too many and less than one.
"""
FOUR = hasattr(pulp, "LpSolveStats")
"""Whether this is PuLP 4 or newer."""


@dataclass(frozen=True, eq=False)
class Model:
    """A program as PuLP holds it: the problem, and its variables in the order of the columns.

    One of a variable is `counted` units of its column.
    """

    problem: pulp.LpProblem
    variables: list[pulp.LpVariable]
    counted: FloatArray


def model(program: Program, cost: FloatArray, face: Face | None = None, title: str = "plan") -> Model:
    """Return a program as a PuLP problem with one goal.

    Held to a face it is the linear program, whole numbers aside; without one it keeps them, and a variable
    whose column has a step counts its steps.
    """
    lines = program_lines(program, cost, face, title)
    problem = pulp.LpProblem(lines.title, pulp.LpMinimize)
    variables = [
        problem.add_variable(
            name, _finite(low), _finite(high), pulp.LpInteger if whole else pulp.LpContinuous
        )
        for name, low, high, whole in lines.bounded()
    ]
    problem.setObjective(_expression(variables, *lines.objective))
    for line in lines.rows:
        problem.addConstraint(_constraint(variables, line), line.name)
    return Model(problem, variables, lines.counted)


def _finite(bound: float) -> float | None:
    return float(bound) if np.isfinite(bound) else None


def _expression(
    variables: Sequence[pulp.LpVariable], columns: np.ndarray, coefficients: FloatArray
) -> pulp.LpAffineExpression:
    pairs = zip(columns.tolist(), coefficients.tolist(), strict=True)
    each = {variables[column]: coefficient for column, coefficient in pairs}
    return pulp.LpAffineExpression.from_dict(each) if FOUR else pulp.LpAffineExpression(each)


def _constraint(variables: Sequence[pulp.LpVariable], line: ProgramLine) -> pulp.LpConstraint:
    expression = _expression(variables, line.columns, line.coefficients)
    if line.sense == "=":
        return expression == line.bound
    return expression >= line.bound if line.sense == ">=" else expression <= line.bound


def hold(written: Model, cost: FloatArray, bound: float, name: str) -> None:
    """Add the row that keeps a goal."""
    columns = np.flatnonzero(cost)
    cost = cost * written.counted
    written.problem.addConstraint(_expression(written.variables, columns, cost[columns]) <= bound, name)


def answer(written: Model, solver: str, seconds: float | None) -> tuple[Status, FloatArray]:
    """Let a solver solve a problem; return how that ended, and the values where there are any."""
    with warnings.catch_warnings():
        # The names that PuLP 4 will drop are the user's to choose until then.
        warnings.simplefilter("ignore", DeprecationWarning)
        chosen = pulp.getSolver(solver, msg=False, timeLimit=_whole(seconds), options=PRECISE.get(solver))
    said = written.problem.solve(chosen)
    status, found = _ended(said) if FOUR else _ended_of_three(written.problem)
    values = [float(variable.value() or 0.0) for variable in written.variables] if found else []
    return status, np.array(values) * written.counted if found else np.zeros(0)


def _whole(seconds: float | None) -> int | None:
    """Return a limit in whole seconds: GLPK takes no others, and ends at once where it is given one."""
    return None if seconds is None else max(math.ceil(seconds), 1)


def _ended(said: Any) -> tuple[Status, bool]:
    """Return what PuLP 4 says, and whether there are values: one of its limits is that of the gap."""
    words = pulp.LpSolveStatus
    status = {
        words.Optimal: Status.OPTIMAL,
        words.GapLimit: Status.OPTIMAL,
        words.Infeasible: Status.INFEASIBLE,
        words.Unbounded: Status.UNBOUNDED,
        words.Undefined: Status.FAILED,
        words.NumericalError: Status.FAILED,
    }.get(said.status, Status.LIMIT)
    return status, bool(said.has_solution) and status in (Status.OPTIMAL, Status.LIMIT)


def _ended_of_three(problem: pulp.LpProblem) -> tuple[Status, bool]:
    """Return what is behind PuLP 3's two words for it, which call a time limit optimal."""
    if problem.sol_status == pulp.LpSolutionIntegerFeasible:
        return Status.LIMIT, True
    status = {
        pulp.LpStatusOptimal: Status.OPTIMAL,
        pulp.LpStatusInfeasible: Status.INFEASIBLE,
        pulp.LpStatusUnbounded: Status.UNBOUNDED,
        pulp.LpStatusNotSolved: Status.LIMIT,
    }.get(problem.status, Status.FAILED)
    return status, status is Status.OPTIMAL
