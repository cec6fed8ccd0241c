"""HiGHS held in memory: arrays go straight in, and every further solve starts hot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from planner.engines.engine import Face, Held, MixedOutcome, Outcome, Status
from planner.program.program import Program
from planner.program.tables import BoolArray, FloatArray

INTERIOR_FROM = 10_000
"""From this many columns on, the first solve is by interior point with crossover (benchmarks/README.md)."""

_STATUSES = {
    highspy.HighsModelStatus.kOptimal: Status.OPTIMAL,
    highspy.HighsModelStatus.kInfeasible: Status.INFEASIBLE,
    highspy.HighsModelStatus.kUnbounded: Status.UNBOUNDED,
    highspy.HighsModelStatus.kTimeLimit: Status.LIMIT,
    highspy.HighsModelStatus.kIterationLimit: Status.LIMIT,
}
_MIXED_OPTIONS = {"mip_rel_gap": 0.0, "mip_abs_gap": 1e-9, "mip_feasibility_tolerance": 1e-9}
_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
    "primal_simplex_bound_perturbation_multiplier": 0.0,
}


@dataclass(frozen=True)
class Highs:
    """The default engine."""

    name: str = "highs"

    @property
    def version(self) -> str:
        """The version of the HiGHS library."""
        return str(highspy.Highs().version())

    def open(self, program: Program) -> HighsSession:
        """Hold the linear program in memory."""
        return HighsSession(program)

    def open_mixed(self, program: Program) -> HighsMixedSession:
        """Hold the program with its whole numbers in memory."""
        return HighsMixedSession(program)


def _loaded(program: Program, integrality: BoolArray) -> Any:
    """Return a HiGHS instance that holds a program."""
    highs: Any = highspy.Highs()
    for option, value in _OPTIONS.items():
        highs.setOptionValue(option, value)
    matrix = program.matrix
    rows, columns = matrix.shape
    answer = highs.passModel(
        columns,
        rows,
        matrix.nnz,
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.zeros(columns),
        program.lower,
        program.upper,
        program.row_lower,
        program.row_upper,
        matrix.indptr.astype(np.int32),
        matrix.indices.astype(np.int32),
        matrix.data,
        integrality.astype(np.int32),
    )
    if answer == highspy.HighsStatus.kError:
        raise ValueError("HiGHS refused the program")
    return highs


class HighsSession:
    """One linear program in memory; the solver keeps its basis from solve to solve."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._highs = _loaded(program, np.zeros(len(program.lower), dtype=bool))
        self._face = Face.of(program)
        self._cost: FloatArray | None = None
        self._warm = False

    def basis(self) -> Any:
        """Return the basis of the last solve, to start another from."""
        return self._highs.getBasis()

    def minimise(
        self, cost: FloatArray, face: Face, seconds: float | None = None, *, start: Any = None
    ) -> Outcome:
        """Minimise a cost on a face; hot where a basis is at hand.

        `start` is a basis to begin from, such as that of an earlier solve under other bounds; without one the
        last basis is gone on from.
        """
        scale = scale_of(cost)
        self._change(cost, scale, face)
        if start is not None:
            self._highs.setBasis(start)
        method = self._choose_method(seconds, known=start is not None)
        started = self._highs.getRunTime()
        self._highs.run()
        spent = self._highs.getRunTime() - started
        status = self._status()
        if status is not Status.OPTIMAL:
            self._warm = False
            return Outcome.without_values(status, spent, method)
        self._warm = True
        solution = self._highs.getSolution()
        return Outcome(
            status, np.array(solution.col_value), np.array(solution.row_dual) / scale, spent, method
        )

    def _choose_method(self, seconds: float | None, *, known: bool) -> str:
        hot = self._warm or known
        interior = not hot and len(self._program.lower) >= INTERIOR_FROM
        self._set("solver", "ipm" if interior else "simplex")
        self._set("simplex_strategy", 4 if hot else 1)
        self._set("time_limit", math.inf if seconds is None else self._highs.getRunTime() + seconds)
        if interior:
            return "interior point with crossover"
        return "primal simplex from a basis at hand" if hot else "dual simplex"

    def _change(self, cost: FloatArray, scale: float, face: Face) -> None:
        if cost is not self._cost:
            columns = np.arange(len(cost), dtype=np.int32)
            self._highs.changeColsCost(len(columns), columns, cost * scale)
            self._cost = cost
        changed = _changed(face.lower, self._face.lower) | _changed(face.upper, self._face.upper)
        spots = np.flatnonzero(changed).astype(np.int32)
        if len(spots):
            self._highs.changeColsBounds(len(spots), spots, face.lower[spots], face.upper[spots])
        changed = _changed(face.row_lower, self._face.row_lower) | _changed(
            face.row_upper, self._face.row_upper
        )
        spots = np.flatnonzero(changed).astype(np.int32)
        if len(spots):
            self._highs.changeRowsBounds(len(spots), spots, face.row_lower[spots], face.row_upper[spots])
        self._face = face

    def _status(self) -> Status:
        answer = self._highs.getModelStatus()
        if answer == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            self._set("presolve", "off")
            self._highs.run()
            self._set("presolve", "choose")
            answer = self._highs.getModelStatus()
        return _STATUSES.get(answer, Status.FAILED)

    def _set(self, option: str, value: Any) -> None:
        self._highs.setOptionValue(option, value)


class HighsMixedSession:
    """One program with whole numbers in memory; goals held so far stay in it as rows."""

    def __init__(self, program: Program) -> None:
        self._highs = _loaded(program, program.integer)
        self._held = 0
        for option, value in _MIXED_OPTIONS.items():
            self._highs.setOptionValue(option, value)

    def minimise(
        self, cost: FloatArray, held: tuple[Held, ...], *, start: FloatArray, seconds: float | None
    ) -> MixedOutcome:
        """Minimise a cost by branch and bound while goals are held, from a solution where there is one."""
        scale = scale_of(cost)
        columns = np.arange(len(cost), dtype=np.int32)
        self._highs.changeColsCost(len(columns), columns, cost * scale)
        self._hold(held[self._held :])
        if len(start):
            self._highs.setSolution(len(columns), columns, start)
        limit = math.inf if seconds is None else self._highs.getRunTime() + seconds
        self._highs.setOptionValue("time_limit", limit)
        started = self._highs.getRunTime()
        self._highs.run()
        return self._outcome(scale, self._highs.getRunTime() - started)

    def _hold(self, held: tuple[Held, ...]) -> None:
        for goal in held:
            scale = scale_of(goal.cost)
            columns = np.flatnonzero(goal.cost).astype(np.int32)
            self._highs.addRow(
                -math.inf, goal.bound * scale, len(columns), columns, goal.cost[columns] * scale
            )
            self._held += 1

    def _outcome(self, scale: float, spent: float) -> MixedOutcome:
        status = _STATUSES.get(self._highs.getModelStatus(), Status.FAILED)
        info = self._highs.getInfo()
        found = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
        keeps = found and status in (Status.OPTIMAL, Status.LIMIT)
        values = np.array(self._highs.getSolution().col_value) if keeps else np.zeros(0)
        return MixedOutcome(status, values, float(info.mip_dual_bound) / scale, spent, "branch and bound")


def prices_against(
    program: Program, cost: FloatArray, held: Sequence[Held]
) -> tuple[FloatArray, tuple[float, ...]] | None:
    """Return prices of rows and of held goals when a cost is minimised under both; None if that fails.

    The price of a held goal is what one more unit of it would save, so never negative.
    """
    scale, rows = scale_of(cost), len(program.row_lower)
    highs = _loaded(program, np.zeros(len(program.lower), dtype=bool))
    columns = np.arange(len(cost), dtype=np.int32)
    highs.changeColsCost(len(columns), columns, cost * scale)
    scales = [scale_of(goal.cost) for goal in held]
    for goal, factor in zip(held, scales, strict=True):
        used = np.flatnonzero(goal.cost).astype(np.int32)
        highs.addRow(-math.inf, goal.bound * factor, len(used), used, goal.cost[used] * factor)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    prices = np.array(highs.getSolution().row_dual) / scale
    return prices[:rows], tuple(np.maximum(-prices[rows:] * np.array(scales), 0.0).tolist())


def scale_of(cost: FloatArray) -> float:
    """Return the power of two that brings the largest cost to between a half and one."""
    largest = float(np.abs(cost).max(initial=0.0))
    return 1.0 if largest == 0 else 2.0 ** -math.ceil(math.log2(largest))


def _changed(new: FloatArray, old: FloatArray) -> BoolArray:
    return np.not_equal(new, old)
