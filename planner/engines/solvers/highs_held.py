"""A program as HiGHS holds it: scaled, and changed in place from run to run."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from planner.engines.engine import Face, Status
from planner.engines.solvers.highs_model import STATUSES, loaded, scale_of
from planner.engines.solvers.sizes import sized_alike
from planner.program.blocks import FloatArray, IntArray
from planner.program.program import Program

PRIMAL = 4
"""HiGHS's number for the primal simplex method: quickest here on all sizes, and hot after a changed cost."""
DUAL = 1
"""Its number for the dual simplex method."""

NONE: IntArray = np.zeros(0, dtype=np.int32)

Point = tuple[FloatArray, FloatArray, FloatArray]
"""Columns, what rows add up to, and prices of the scaled cost."""


class HeldProgram:
    """One linear program in HiGHS's memory, with the cost and the face that it was given last.

    It is held scaled (see `Scale`): HiGHS's tolerances are absolute, and would take the whole need of a line
    of few units, or what it is worth, for nothing beside a line of millions.
    """

    def __init__(self, program: Program) -> None:
        self.program, self.scale = program, program.scale
        self.highs = loaded(sized_alike(program), np.zeros(len(program.lower), dtype=bool))
        self._face = Face.of(program)
        self._cost: FloatArray | None = None
        self._given = np.zeros(len(program.lower))

    def scale_of(self, cost: FloatArray) -> float:
        """Return what a cost is multiplied by, to be of a size that HiGHS's tolerance suits."""
        return scale_of(cost * self.scale.column)

    def change(self, cost: FloatArray, scale: float, face: Face) -> None:
        """Give HiGHS the cost, if it is another array than last time, and the bounds that differ; scaled."""
        if cost is not self._cost:
            self.set_cost(cost, scale)
            self._cost = cost
        before, self._face = self._face, face
        spots = _changed((face.lower, before.lower), (face.upper, before.upper))
        if len(spots):
            size = self.scale.column[spots]
            lower, upper = face.lower[spots] / size, face.upper[spots] / size
            self.highs.changeColsBounds(len(spots), spots, lower, upper)
        spots = _changed((face.row_lower, before.row_lower), (face.row_upper, before.row_upper))
        if len(spots):
            size = self.scale.row[spots]
            lower, upper = face.row_lower[spots] * size, face.row_upper[spots] * size
            self.highs.changeRowsBounds(len(spots), spots, lower, upper)

    def set_cost(self, cost: FloatArray, scale: float) -> None:
        """Give HiGHS a cost for the next run alone, where it differs: whatever cost comes then is another."""
        given, self._given = self._given, cost * self.scale.column * scale
        spots = np.flatnonzero(self._given != given).astype(np.int32)
        if len(spots):
            self.highs.changeColsCost(len(spots), spots, self._given[spots])
        self._cost = None

    def set(self, option: str, value: Any) -> None:
        """Set an option of HiGHS."""
        self.highs.setOptionValue(option, value)

    def tolerate(self, infeasibility: float) -> None:
        """Set what may be left of an infeasibility, in a row's unit and in scaled prices."""
        self.set("primal_feasibility_tolerance", infeasibility)
        self.set("dual_feasibility_tolerance", infeasibility)

    def begin_carefully(self) -> None:
        """Begin from nothing, by the dual simplex method, and with what presolve takes off taken off."""
        self.highs.clearSolver()
        self.set("solver", "simplex")
        self.set("simplex_strategy", DUAL)
        self.set("presolve", "on")

    @property
    def ended(self) -> Any:
        """How the last run ended, in HiGHS's words."""
        return self.highs.getModelStatus()

    @property
    def optimal(self) -> bool:
        """Whether the last run ended with an answer that is best."""
        return bool(self.ended == highspy.HighsModelStatus.kOptimal)

    @property
    def objective(self) -> float:
        """What the last run found, of the cost as HiGHS holds it."""
        return float(self.highs.getObjectiveValue())

    def values(self) -> FloatArray:
        """Return the columns that the last run found."""
        return np.array(self.highs.getSolution().col_value) * self.scale.column

    def point(self) -> Point:
        """Return what the last run found.

        HiGHS copies all of it at each look, so one look serves the answer and its proof.
        """
        solution, column, row = self.highs.getSolution(), self.scale.column, self.scale.row
        values, activity = np.array(solution.col_value) * column, np.array(solution.row_value) / row
        return values, activity, np.array(solution.row_dual) * row

    def status(self) -> Status:
        """Return how the last run ended; where that gives no verdict, after others in other ways.

        Without presolve both simplex methods may come to none of a program that has no solution.
        """
        if self.ended == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            self.set("presolve", "off")
            self.highs.run()
            self.set("presolve", "choose")
        for presolve in ("off", "on"):
            if self.ended in STATUSES:
                break
            self.begin_carefully()
            self.set("presolve", presolve)
            self.highs.run()
        return STATUSES.get(self.ended, Status.FAILED)


def _changed(*bounds: tuple[FloatArray, FloatArray]) -> IntArray:
    """Return where some bounds are others than before."""
    changed = [new != old for new, old in bounds if new is not old]
    return np.flatnonzero(np.logical_or.reduce(changed)).astype(np.int32) if changed else NONE
