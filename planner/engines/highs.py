"""HiGHS held in memory: arrays go straight in, and every further solve starts hot."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from planner.engines.engine import Face, Outcome, Status
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
_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
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
        """Hold a program in memory."""
        return HighsSession(program)


class HighsSession:
    """One program in memory; the solver keeps its basis from solve to solve."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._highs: Any = highspy.Highs()
        for option, value in _OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._face = Face.of(program)
        self._warm = False
        self._pass(np.zeros(len(program.lower)))

    def _pass(self, cost: FloatArray) -> None:
        program, matrix = self._program, self._program.matrix
        rows, columns = matrix.shape
        answer = self._highs.passModel(
            columns,
            rows,
            matrix.nnz,
            int(highspy.MatrixFormat.kRowwise),
            int(highspy.ObjSense.kMinimize),
            0.0,
            cost,
            program.lower,
            program.upper,
            program.row_lower,
            program.row_upper,
            matrix.indptr.astype(np.int32),
            matrix.indices.astype(np.int32),
            matrix.data,
            program.integer.astype(np.int32),
        )
        if answer == highspy.HighsStatus.kError:
            raise ValueError("HiGHS refused the program")

    def minimise(self, cost: FloatArray, face: Face, seconds: float | None = None) -> Outcome:
        """Minimise a cost on a face; hot where a basis is at hand."""
        scale = scale_of(cost)
        self._change(cost * scale, face)
        method = self._choose_method(seconds)
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

    def _choose_method(self, seconds: float | None) -> str:
        interior = not self._warm and len(self._program.lower) >= INTERIOR_FROM
        self._set("solver", "ipm" if interior else "simplex")
        self._set("simplex_strategy", 4 if self._warm else 1)
        self._set("time_limit", math.inf if seconds is None else self._highs.getRunTime() + seconds)
        if interior:
            return "interior point with crossover"
        return "primal simplex from the last basis" if self._warm else "dual simplex"

    def _change(self, cost: FloatArray, face: Face) -> None:
        columns = np.arange(len(cost), dtype=np.int32)
        self._highs.changeColsCost(len(columns), columns, cost)
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


def scale_of(cost: FloatArray) -> float:
    """Return the power of two that brings the largest cost to between a half and one."""
    largest = float(np.abs(cost).max(initial=0.0))
    return 1.0 if largest == 0 else 2.0 ** -math.ceil(math.log2(largest))


def _changed(new: FloatArray, old: FloatArray) -> BoolArray:
    return np.not_equal(new, old)
