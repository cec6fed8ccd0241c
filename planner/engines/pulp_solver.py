"""PuLP: the way to every solver that it knows, and to .lp and .mps files."""

from __future__ import annotations

import re
import time
import unicodedata
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pulp

from planner.engines.engine import Face, Held, MixedOutcome, Outcome, Pace, Status
from planner.engines.highs import Highs, HighsSession
from planner.engines.highs_model import scale_of
from planner.program.program import Program
from planner.program.tables import ColumnBlock, FloatArray, RowBlock

CLOSE = 1e-6
"""How far, relative to its size, an answer called optimal may be from the best."""


def available() -> tuple[str, ...]:
    """Return the names of the solvers that PuLP finds on this machine, sorted."""
    return tuple(sorted(pulp.listSolvers(onlyAvailable=True)))


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
    return pulp.LpAffineExpression({variables[column]: coefficient for column, coefficient in pairs})


def _constraints(
    program: Program, face: Face, variables: Sequence[pulp.LpVariable], row: int
) -> Iterable[tuple[str, pulp.LpConstraint]]:
    matrix = program.matrix
    entries = slice(matrix.indptr[row], matrix.indptr[row + 1])
    lower, upper = float(face.row_lower[row]), float(face.row_upper[row])
    ends = (
        [("", pulp.LpConstraintEQ, lower)]
        if lower == upper
        else [
            ("" if not np.isfinite(upper) else "_least", pulp.LpConstraintGE, lower),
            ("" if not np.isfinite(lower) else "_most", pulp.LpConstraintLE, upper),
        ]
    )
    for suffix, sense, bound in ends:
        if np.isfinite(bound):
            expression = _expression(variables, matrix.indices[entries], matrix.data[entries])
            yield suffix, pulp.LpConstraint(expression, sense, rhs=bound)


@dataclass(frozen=True)
class Pulp:
    """Any solver through PuLP, by the name that PuLP gives it."""

    name: str
    version: str = field(default=f"PuLP {pulp.__version__}")

    def open(self, program: Program) -> PulpSession:
        """Hold a program; PuLP writes it anew for each goal."""
        return PulpSession(program, self.name)

    def open_fixed(self, program: Program) -> HighsSession:
        """Hold what the solver's whole numbers leave: eight digits are no ground to hold goals on."""
        return Highs().open(program)

    def open_mixed(self, program: Program) -> PulpMixedSession:
        """Hold a program with its whole numbers."""
        return PulpMixedSession(program, self.name)


class PulpSession:
    """A program solved through PuLP, from the beginning for each goal.

    Most solvers hand prices back through a file with eight digits, some hand back none; so the prices that
    prove an answer are found by HiGHS. Any prices prove a bound, whoever found them.
    """

    def __init__(self, program: Program, solver: str) -> None:
        self._program = program
        self._solver = solver
        self._prover = Highs().open(program)

    def minimise(self, cost: FloatArray, face: Face, seconds: float | None = None) -> Outcome:
        """Minimise a cost on a face; an answer that is not proven is not called optimal."""
        scale = scale_of(cost)
        written = model(self._program, cost * scale, face)
        status, values, spent = _answer(written, self._solver, seconds)
        if status is Status.LIMIT:
            return Outcome.without_values(status, spent, self._solver)
        proof = self._prover.minimise(cost, face)
        if status is not Status.OPTIMAL:
            return Outcome.without_values(_agreed(status, proof.status), spent, self._solver)
        if proof.status is Status.OPTIMAL and _close(float(cost @ values), float(cost @ proof.values)):
            return Outcome(status, values, proof.prices, spent, self._solver)
        ended = Status.LIMIT if _late(spent, seconds) else Status.FAILED
        return Outcome.without_values(ended, spent, self._solver)


class PulpMixedSession:
    """A program with whole numbers solved through PuLP, from the beginning for each goal.

    PuLP hands no bound back, so what no solution can be better than is found by HiGHS.
    """

    def __init__(self, program: Program, solver: str) -> None:
        self._program = program
        self._solver = solver
        self._prover = Highs().open_mixed(program)

    def minimise(
        self, cost: FloatArray, held: tuple[Held, ...], *, pace: Pace, careful: bool = False
    ) -> MixedOutcome:
        """Minimise a cost while goals are held."""
        scale = scale_of(cost)
        written = model(self._program, cost * scale)
        for number, goal in enumerate(held):
            columns = np.flatnonzero(goal.cost)
            expression = _expression(written.variables, columns, goal.cost[columns] * scale_of(goal.cost))
            bound = goal.bound * scale_of(goal.cost)
            written.problem.addConstraint(
                pulp.LpConstraint(expression, pulp.LpConstraintLE, rhs=bound), f"goal_{number + 1}"
            )
        seconds = None if pace.most is None else pace.most / 2
        status, values, spent = _answer(written, self._solver, seconds)
        if not len(values):
            why = status if status is Status.LIMIT else _agreed(status, self._ends(cost, held, pace))
            return replace(MixedOutcome.failed(spent, self._solver), status=why)
        values = self._precise(cost, held, values)
        if not len(values):
            return MixedOutcome.failed(spent, self._solver)
        proof = self._prover.minimise(cost, held, pace=pace.after(spent), careful=careful)
        ended = status is Status.OPTIMAL and proof.status is Status.OPTIMAL and not _late(spent, seconds)
        return MixedOutcome(
            Status.OPTIMAL if ended else Status.LIMIT, values, proof.bound, spent, self._solver
        )

    def _ends(self, cost: FloatArray, held: tuple[Held, ...], pace: Pace) -> Status:
        return self._prover.minimise(cost, held, pace=pace).status

    def _precise(self, cost: FloatArray, held: tuple[Held, ...], values: FloatArray) -> FloatArray:
        """Return the best values with the same whole numbers, to all digits; solvers write eight.

        None where these whole numbers break a rule.
        """
        program = self._program
        whole = np.where(program.integer, np.round(values), 0.0)
        fixed = replace(
            program,
            lower=np.where(program.integer, whole, program.lower),
            upper=np.where(program.integer, whole, program.upper),
        )
        return Highs().open_mixed(fixed).minimise(cost, held, pace=Pace()).values


def _answer(written: Model, solver: str, seconds: float | None) -> tuple[Status, FloatArray, float]:
    """Return the status, the values where there are any, and the seconds spent."""
    started = time.perf_counter()
    try:
        written.problem.solve(_solver(solver, seconds))
    except pulp.PulpSolverError:
        return Status.FAILED, np.zeros(0), time.perf_counter() - started
    spent, status = time.perf_counter() - started, _status(written.problem)
    found = status is Status.OPTIMAL or written.problem.sol_status == pulp.LpSolutionIntegerFeasible
    values = [float(variable.value() or 0.0) for variable in written.variables] if found else []
    return status, np.array(values), spent


def _solver(name: str, seconds: float | None) -> pulp.LpSolver:
    """Return PuLP's solver of a name; the names that PuLP 4 will drop are the user's to choose until then."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return pulp.getSolver(name, msg=False, timeLimit=seconds)


def _close(reached: float, best: float) -> bool:
    return abs(reached - best) <= CLOSE * max(1.0, abs(best))


def _agreed(said: Status, proven: Status) -> Status:
    """Return why there are no values: what HiGHS finds too, where the solver does not say or says the same.

    GLPK leaves an infeasible linear program without a verdict.
    """
    empty = proven in (Status.INFEASIBLE, Status.UNBOUNDED)
    return proven if empty and said in (proven, Status.FAILED) else Status.FAILED


def _late(spent: float, seconds: float | None) -> bool:
    """Say whether a solver may have been stopped by its limit, whatever it says."""
    return seconds is not None and spent >= 0.9 * seconds


def _status(problem: pulp.LpProblem) -> Status:
    """Return the status behind PuLP's two words for it, which call a time limit optimal."""
    if problem.sol_status == pulp.LpSolutionIntegerFeasible:
        return Status.LIMIT
    return {
        pulp.LpStatusOptimal: Status.OPTIMAL,
        pulp.LpStatusInfeasible: Status.INFEASIBLE,
        pulp.LpStatusUnbounded: Status.UNBOUNDED,
        pulp.LpStatusNotSolved: Status.LIMIT,
    }.get(problem.status, Status.FAILED)
