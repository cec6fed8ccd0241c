"""HiGHS held in memory: arrays go straight in, and every further solve starts hot."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import highspy
import numpy as np

from planner.engines.engine import Face, Outcome, Status
from planner.engines.solvers import large_start
from planner.engines.solvers.highs_held import DUAL, PRIMAL, HeldProgram, Point
from planner.engines.solvers.highs_mixed import LimitedSession
from planner.engines.solvers.highs_model import scale_of, set_limit, version
from planner.engines.solvers.unproven import SHARP, unproven
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program

LARGE_FROM = 10_000
"""From this many columns on, a place is looked for to begin the first solve from, and pivots from a basis at
hand are counted (benchmarks/README.md)."""
PATIENCE = 4_000
"""In a large program a basis at hand is gone on from for so many pivots: about as long as interior point with
crossover takes from nothing. That follows then: where a goal leads far away, the simplex method may take ten
times as long (benchmarks/README.md)."""
LESS_PATIENCE = PATIENCE // 4
"""For so many once that was in vain: what is hard to reach for one goal often is for the next. For so many
too where a goal is left out: what it asked for is mostly of no use then, or all of it."""
FAR = 0.1
"""Where of what is sent at a basis at hand so large a part is asked for by nobody any more, the basis is far
from what costs the least: it takes about five pivots to let go of each contribution."""
SHARPER = 2.0**14
"""How many times as large the cost is then made, and so the solver's tolerance as small."""
DEVEX, USUAL = 1, -1
"""HiGHS's numbers for rows weighted as the dual simplex method goes along, and for what it does of itself:
begin with exact weights. Runs for a sum take too few pivots for these, and fewer with costs as they are."""
CAREFUL = "presolve and dual simplex, from nothing"
HOT, COLD = "primal simplex from a basis at hand", "primal simplex"


@dataclass(frozen=True)
class Highs:
    """The default engine."""

    name: str = "highs"
    in_memory: ClassVar[bool] = True

    @property
    def version(self) -> str:
        """The version of the HiGHS library."""
        return version()

    def open(self, program: Program) -> HighsSession:
        """Hold the linear program in memory."""
        return HighsSession(program)

    def open_fixed(self, program: Program) -> HighsSession:
        """Hold the linear program for solving it with whole numbers fixed."""
        return HighsSession(program)

    def open_mixed(self, program: Program) -> LimitedSession:
        """Hold the program with its whole numbers."""
        return LimitedSession(program)


class HighsSession:
    """One linear program in memory; the solver keeps its basis from solve to solve."""

    def __init__(self, program: Program) -> None:
        self._held = HeldProgram(program)
        self._highs = self._held.highs
        self._warm, self._inner, self._patience = False, False, PATIENCE
        self._prices: dict[str, tuple[Goal, FloatArray, float]] = {}

    def basis(self) -> Any:
        """Return the basis of the last solve, to start another from."""
        return self._highs.getBasis()

    def minimise(
        self,
        cost: FloatArray,
        face: Face,
        seconds: float | None = None,
        *,
        start: Any = None,
        tightened: bool = False,
        careful: bool = False,
        summed: bool = False,
        afresh: bool = False,
        let_go: float | None = None,
    ) -> Outcome:
        """Minimise a cost on a face; hot where a basis is at hand.

        `start` is a basis to begin from, such as that of an earlier solve under other bounds; without one the
        last basis is gone on from. With it nothing else of earlier solves is left where it is `afresh`: which
        of equally good answers comes out then does not depend on them. `tightened` says that only bounds have
        changed since that basis was the best, so that it still has the right prices. A cost that is `summed`
        of several has parts far smaller than its largest; the answer then has no prices: whoever works out
        those of each has to prove them. Where a goal is left out since the basis, `let_go` is
        which part of what is sent there costs something and was only its.
        """
        scale = self._held.scale_of(cost) * (SHARPER if summed else 1.0)
        began = time.perf_counter()
        self._held.change(cost, scale, face)
        if start is not None:
            if afresh:
                self._highs.clearSolver()
                self._patience = PATIENCE
            self._highs.setBasis(start)
        set_limit(self._highs, seconds)
        method = CAREFUL if careful else self._prepare(cost, face, known=start is not None, let_go=let_go)
        if careful:
            self._held.begin_carefully()
        if tightened and (self._warm or afresh):
            self._held.set("simplex_strategy", DUAL)
        self._held.set("simplex_dual_edge_weight_strategy", DEVEX if summed else USUAL)
        self._held.set("dual_simplex_cost_perturbation_multiplier", 0.0 if summed else 1.0)
        self._highs.run()
        if self._lost_patience():
            method = self._run_again(method, cost, face)
        status = self._held.status()
        self._warm, self._inner = status is Status.OPTIMAL, method == large_start.INTERIOR
        if not self._warm:
            return Outcome.without_values(status, time.perf_counter() - began, method)
        if summed:
            objective, seconds = self._held.objective / scale, time.perf_counter() - began
            return Outcome(
                Status.OPTIMAL, self._held.values(), np.zeros(0), seconds, method, objective=objective
            )
        point = self._held.point()
        answer = self._answer(point, scale, method)
        if self._blunt(point, cost, scale=scale, face=face) > SHARP:
            answer = self._sharpened(cost, scale, method) or answer
        return replace(answer, seconds=time.perf_counter() - began)

    @property
    def pivots(self) -> int:
        """How many pivots the last run took."""
        return int(self._highs.getInfo().simplex_iteration_count)

    def prices(self, goals: Sequence[Goal]) -> list[FloatArray]:
        """Return the prices of rows for some goals at the basis that the last solve ended with.

        They are the costs of the basic columns, solved for by the basis turned over. After interior point the
        basis is handed back first: HiGHS has its inverse only if the simplex method went on, and where it has
        none the process ends there without a word.
        """
        if self._inner:
            self._highs.setBasis(self._highs.getBasis())
            self._inner = False
        _, basic = self._highs.getBasicVariables()
        own = np.maximum(basic, -1)
        found = []
        for goal in goals:
            cost, scale = self._priced(goal)
            _, prices = self._highs.getBasisTransposeSolve(cost[own])
            found.append(prices * (self._held.scale.row / scale))
        return found

    def _priced(self, goal: Goal) -> tuple[FloatArray, float]:
        """Return the scaled cost of a goal's columns, that of any row at the end, and its scale."""
        if goal.name not in self._prices or self._prices[goal.name][0] is not goal:
            cost = goal.cost * self._held.scale.column
            scale = scale_of(cost)
            self._prices[goal.name] = goal, np.append(cost * scale, 0.0), scale
        return self._prices[goal.name][1:]

    def _answer(self, point: Point, scale: float, method: str) -> Outcome:
        """Return what the last run found, for a cost that was multiplied by a scale."""
        values, _, prices = point
        return Outcome(
            Status.OPTIMAL, values, prices / scale, 0.0, method, objective=self._held.objective / scale
        )

    def _blunt(self, point: Point, cost: FloatArray, *, scale: float, face: Face) -> float:
        """Return how far prices are from proving the values: what going where there is room would save."""
        values, activity, prices = point
        return float(unproven(self._held.program, cost * scale, prices, (values, activity), face))

    def _sharpened(self, cost: FloatArray, scale: float, method: str) -> Outcome | None:
        """Go on from the basis with its inverse worked out afresh and the cost many times as large.

        The solver's tolerance is absolute. None where that comes to no end.
        """
        self._held.set_cost(cost, scale * SHARPER)
        self._highs.setBasis(self._highs.getBasis())
        self._highs.run()
        if not self._held.optimal:
            return None
        return self._answer(self._held.point(), scale * SHARPER, method)

    def _prepare(self, cost: FloatArray, face: Face, *, known: bool, let_go: float | None) -> str:
        """Set the method of the next run, and where it starts; return its name."""
        method, large = HOT if self._warm or known else COLD, len(cost) >= LARGE_FROM
        if large and (let_go or 0.0) >= FAR:
            return large_start.begun_unsent(self._held, face)
        if method == COLD and large:
            method = large_start.begun(self._held, cost, face)
        self._held.set("solver", "ipm" if method == large_start.INTERIOR else "simplex")
        self._held.set("simplex_strategy", PRIMAL)
        self._held.set("presolve", "off" if method == COLD else "choose")
        if method in (HOT, large_start.NARROWED) and large:
            left_out = let_go is not None
            self._held.set("simplex_iteration_limit", LESS_PATIENCE if left_out else self._patience)
        return method

    def _lost_patience(self) -> bool:
        """Say whether the last run took more pivots than were worth it."""
        self._held.set("simplex_iteration_limit", highspy.kHighsIInf)
        return bool(self._held.ended == highspy.HighsModelStatus.kIterationLimit)

    def _run_again(self, vain: str, cost: FloatArray, face: Face) -> str:
        """Find the answer another way than the one that was in vain; return its name."""
        self._patience = min(self._patience, LESS_PATIENCE)
        method = large_start.begun_again(self._held, cost, face) if vain == HOT else large_start.INTERIOR
        if method != large_start.INTERIOR:
            if method != large_start.UNSENT:
                self._held.set("solver", "simplex")
                self._held.set("presolve", "choose")
                self._held.set("simplex_iteration_limit", PATIENCE)
            self._highs.run()
            if not self._lost_patience():
                return method
        self._highs.clearSolver()
        self._held.set("solver", "ipm")
        self._highs.run()
        return large_start.INTERIOR
