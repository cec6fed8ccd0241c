"""Programs with whole numbers in HiGHS, and prices found with earlier goals as rows."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

import highspy
import numpy as np

from planner.engines.engine import Held, MixedOutcome, Status
from planner.engines.highs_model import STATUSES, loaded, scale_of, set_cost
from planner.program.program import Program
from planner.program.tables import FloatArray

_OPTIONS = {"mip_rel_gap": 0.0, "mip_abs_gap": 1e-9, "mip_feasibility_tolerance": 1e-9}
_LOOSE = 1e-7
"""What whole numbers may be off by where HiGHS gives up on less, as it does on long ladders of held goals.
They are rounded and checked after it all the same."""


class HighsMixedSession:
    """One program with whole numbers in memory; goals held so far stay in it as rows."""

    def __init__(self, program: Program) -> None:
        self._highs = loaded(program, program.integer)
        self._held = 0
        for option, value in _OPTIONS.items():
            self._highs.setOptionValue(option, value)

    def minimise(
        self, cost: FloatArray, held: tuple[Held, ...], *, start: FloatArray, seconds: float | None
    ) -> MixedOutcome:
        """Minimise a cost by branch and bound while goals are held, from a solution where there is one."""
        scale = scale_of(cost)
        set_cost(self._highs, cost, scale)
        self._hold(held[self._held :])
        if len(start):
            self._highs.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
        started = time.monotonic()
        self._run(math.inf if seconds is None else seconds)
        return self._outcome(scale, time.monotonic() - started)

    def _run(self, seconds: float) -> None:
        # In branch and bound HiGHS counts each run by itself, unlike in the simplex method.
        self._highs.setOptionValue("time_limit", seconds)
        started = time.monotonic()
        self._highs.run()
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kSolveError:
            self._highs.setOptionValue("time_limit", max(seconds - (time.monotonic() - started), 0.0))
            self._highs.setOptionValue("mip_feasibility_tolerance", _LOOSE)
            self._highs.clearSolver()
            self._highs.run()
            self._highs.setOptionValue("mip_feasibility_tolerance", _OPTIONS["mip_feasibility_tolerance"])

    def _hold(self, held: tuple[Held, ...]) -> None:
        for goal in held:
            scale = scale_of(goal.cost)
            columns = np.flatnonzero(goal.cost).astype(np.int32)
            self._highs.addRow(
                -math.inf, goal.bound * scale, len(columns), columns, goal.cost[columns] * scale
            )
            self._held += 1

    def _outcome(self, scale: float, spent: float) -> MixedOutcome:
        status = STATUSES.get(self._highs.getModelStatus(), Status.FAILED)
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
    highs = loaded(program, np.zeros(len(program.lower), dtype=bool))
    set_cost(highs, cost, scale)
    scales = [scale_of(goal.cost) for goal in held]
    for goal, factor in zip(held, scales, strict=True):
        used = np.flatnonzero(goal.cost).astype(np.int32)
        highs.addRow(-math.inf, goal.bound * factor, len(used), used, goal.cost[used] * factor)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    prices = np.array(highs.getSolution().row_dual) / scale
    return prices[:rows], tuple(np.maximum(-prices[rows:] * np.array(scales), 0.0).tolist())
