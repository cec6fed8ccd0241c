"""A program as a PuLP problem, for PuLP 3.3 and PuLP 4 alike.

In PuLP 4 variables and expressions belong to a problem, and a solve answers with a record of its own.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pulp

from planner.engines.engine import Face, Status
from planner.program.program import Program
from planner.program.tables import ColumnBlock, FloatArray, RowBlock

FOUR = hasattr(pulp, "LpSolveStats")
"""Whether this is PuLP 4 or newer."""


def column_names(program: Program) -> list[str]:
    """Return a readable, distinct name for each column, in plain ASCII as solver files need it."""
    return _distinct(
        _name(block.family, program, block, entry)
        for block in program.columns
        for entry in range(block.count)
    )


def row_names(program: Program) -> list[str]:
    """Return a readable, distinct name for each row."""
    return _distinct(
        _name(block.family, program, block, entry) for block in program.rows for entry in range(block.count)
    )


def _name(family: str, program: Program, block: ColumnBlock | RowBlock, entry: int) -> str:
    plain = unicodedata.normalize("NFKD", "_".join([family, *program.ids(block, entry).values()]))
    return re.sub(r"\W", "_", plain.encode("ascii", "ignore").decode())


def _distinct(names: Iterable[str]) -> list[str]:
    used: set[str] = set()
    distinct: list[str] = []
    for name in names:
        number, candidate = 1, name
        while candidate in used:
            number += 1
            candidate = f"{name}__{number}"
        used.add(candidate)
        distinct.append(candidate)
    return distinct


@dataclass(frozen=True, eq=False)
class Model:
    """A program as PuLP holds it: the problem, and its variables in the order of the columns."""

    problem: pulp.LpProblem
    variables: list[pulp.LpVariable]


def model(program: Program, cost: FloatArray, face: Face | None = None, title: str = "plan") -> Model:
    """Return a program as a PuLP problem with one goal.

    Held to a face it is the linear program, whole numbers aside; without one it keeps them.
    """
    integer = program.integer if face is None else np.zeros_like(program.integer)
    face = face or Face.of(program)
    problem = pulp.LpProblem(_distinct([re.sub(r"\W+", "_", title)])[0], pulp.LpMinimize)
    variables = [
        problem.add_variable(
            name, _finite(low), _finite(high), pulp.LpInteger if whole else pulp.LpContinuous
        )
        for name, low, high, whole in zip(column_names(program), face.lower, face.upper, integer, strict=True)
    ]
    problem.setObjective(_expression(variables, np.flatnonzero(cost), cost[np.flatnonzero(cost)]))
    for row, name in enumerate(row_names(program)):
        for suffix, constraint in _constraints(program, face, variables, row):
            problem.addConstraint(constraint, name + suffix)
    return Model(problem, variables)


def _finite(bound: float) -> float | None:
    return float(bound) if np.isfinite(bound) else None


def _expression(
    variables: Sequence[pulp.LpVariable], columns: np.ndarray, coefficients: FloatArray
) -> pulp.LpAffineExpression:
    pairs = zip(columns.tolist(), coefficients.tolist(), strict=True)
    each = {variables[column]: coefficient for column, coefficient in pairs}
    return pulp.LpAffineExpression.from_dict(each) if FOUR else pulp.LpAffineExpression(each)


def _constraints(
    program: Program, face: Face, variables: Sequence[pulp.LpVariable], row: int
) -> Iterable[tuple[str, pulp.LpConstraint]]:
    matrix = program.matrix
    entries = slice(matrix.indptr[row], matrix.indptr[row + 1])
    lower, upper = float(face.row_lower[row]), float(face.row_upper[row])
    expression = _expression(variables, matrix.indices[entries], matrix.data[entries])
    if lower == upper:
        yield "", expression == lower
        return
    if np.isfinite(lower):
        yield ("_least" if np.isfinite(upper) else ""), expression >= lower
    if np.isfinite(upper):
        yield ("_most" if np.isfinite(lower) else ""), expression <= upper


def hold(written: Model, cost: FloatArray, bound: float, name: str) -> None:
    """Add the row that keeps a goal."""
    columns = np.flatnonzero(cost)
    written.problem.addConstraint(_expression(written.variables, columns, cost[columns]) <= bound, name)


def answer(written: Model, solver: str, seconds: float | None) -> tuple[Status, FloatArray]:
    """Let a solver solve a problem; return how that ended, and the values where there are any."""
    with warnings.catch_warnings():
        # The names that PuLP 4 will drop are the user's to choose until then.
        warnings.simplefilter("ignore", DeprecationWarning)
        chosen = pulp.getSolver(solver, msg=False, timeLimit=seconds)
    said = written.problem.solve(chosen)
    status, found = _ended(said) if FOUR else _ended_of_three(written.problem)
    values = [float(variable.value() or 0.0) for variable in written.variables] if found else []
    return status, np.array(values)


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
