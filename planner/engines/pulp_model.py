"""A program as a PuLP problem, for PuLP 3.3 and PuLP 4 alike.

In PuLP 4 variables and expressions belong to a problem, and a solve answers with a record of its own.
"""

from __future__ import annotations

import math
import re
import unicodedata
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pulp

from planner.engines.engine import Face, Status
from planner.program.blocks import ColumnBlock, FloatArray, RowBlock
from planner.program.program import Program

PRECISE: dict[str, list[Any]] = {"SCIP_PY": ["numerics/feastol", 1e-9]}
"""Options of solvers that would else break rows by more than what a plan in whole numbers is held to.

SCIP leaves a millionth of what a row adds up: with 26 battalions that is more than what lies between one
battalion too many and less than one.
"""
FOUR = hasattr(pulp, "LpSolveStats")
"""Whether this is PuLP 4 or newer."""


LONGEST = 80
"""Letters of a name, before the number that sets it apart: PuLP writes no name of more than a hundred."""


def column_names(program: Program) -> list[str]:
    """Return a readable, distinct name for each column, such as every reader of solver files takes.

    All begin alike: no name is then a word of the LP format (`st`, `free`, `end`, `inf...`), a number (`e5`)
    or begins with a digit, whatever ids a scenario has.
    """
    return [f"x_{name}" for name in _base_names(program, program.columns)]


def row_names(program: Program) -> list[str]:
    """Return a readable, distinct name for each row, as for columns; one with two sides is two rows there."""
    return [f"row_{name}" for name in _base_names(program, program.rows)]


def _base_names(program: Program, blocks: Sequence[ColumnBlock | RowBlock]) -> list[str]:
    return _distinct(
        _plain("_".join([block.family, *program.ids(block, entry).values()]))
        for block in blocks
        for entry in range(block.count)
    )


def _plain(text: str) -> str:
    """Return a text in letters, digits and underscores of ASCII, not too long."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"\W", "_", ascii_text)[:LONGEST]


def _distinct(names: Iterable[str]) -> list[str]:
    """Return the names in their order; one that is taken gets `__2`, `__3` ... behind it."""
    used: set[str] = set()
    tried: dict[str, int] = {}
    distinct: list[str] = []
    for name in names:
        candidate = name
        while candidate in used:
            tried[name] = tried.get(name, 1) + 1
            candidate = f"{name}__{tried[name]}"
        used.add(candidate)
        distinct.append(candidate)
    return distinct


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
    counted = program.counted if face is None else np.ones_like(program.step)
    integer = program.integer if face is None else np.zeros_like(program.integer)
    program, cost = (program.in_steps(), cost * counted) if face is None else (program, cost)
    face = face or Face.of(program)
    problem = pulp.LpProblem(_plain(title) or "plan", pulp.LpMinimize)
    variables = [
        problem.add_variable(
            name, _finite(low), _finite(high), pulp.LpInteger if whole else pulp.LpContinuous
        )
        for name, low, high, whole in zip(column_names(program), face.lower, face.upper, integer, strict=True)
    ]
    problem.setObjective(_expression(variables, np.flatnonzero(cost), cost[np.flatnonzero(cost)]))
    for row, name in enumerate(row_names(program)):
        for side, constraint in _constraints(program, face, variables, row):
            problem.addConstraint(constraint, f"{side}{name}")
    return Model(problem, variables, counted)


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
    """Yield the sides of a row, each with what its name begins with: one that ends so may be another's."""
    matrix = program.matrix
    entries = slice(matrix.indptr[row], matrix.indptr[row + 1])
    lower, upper = float(face.row_lower[row]), float(face.row_upper[row])
    expression = _expression(variables, matrix.indices[entries], matrix.data[entries])
    if lower == upper:
        yield "", expression == lower
        return
    if np.isfinite(lower):
        yield ("least_" if np.isfinite(upper) else ""), expression >= lower
    if np.isfinite(upper):
        yield ("most_" if np.isfinite(lower) else ""), expression <= upper


def mps_file(problem: pulp.LpProblem, file: Path) -> None:
    """Write a problem as an MPS file that all readers take alike.

    A whole number with the bound `LO 0` alone, as PuLP writes it, is at most 1 for GLPK, so that it has no
    upper bound is written too.
    """
    problem.writeMPS(str(file))
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    above = {line.split()[2] for line in lines if line.startswith(" UP ")}
    file.write_text("".join(_open_above(line, above) for line in lines), encoding="utf-8")


def _open_above(line: str, above: set[str]) -> str:
    name = line.split()[2] if line.startswith(" LO ") else None
    return line if name is None or name in above else f"{line} PL BND       {name}\n"


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
