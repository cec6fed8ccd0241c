"""HiGHS held in memory: arrays go straight in, and every further solve starts hot."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import highspy
import numpy as np

from planner.engines.engine import Face, Outcome, Status
from planner.engines.highs_mixed import LimitedSession
from planner.engines.highs_model import STATUSES, TOLERANCE, loaded, scale_of, set_cost, set_limit, version
from planner.engines.merged import merged, spread
from planner.engines.narrowed import narrowed
from planner.engines.sizes import sized_alike
from planner.program.blocks import FloatArray, IntArray
from planner.program.products import times
from planner.program.program import Goal, Program

LARGE_FROM = 10_000
"""From this many columns on, the first solve starts from a merged program; where lines do not merge, from the
lines that its goal asks of; and where these are most of all, it is by interior point with crossover
(benchmarks/README.md)."""
INTERIOR, MERGED = "interior point with crossover", "primal simplex from merged lines"
NARROWED = "primal simplex from the lines asked of"
PATIENCE = 4_000
"""In a large program a basis at hand is gone on from for so many pivots: about as long as interior point with
crossover takes from nothing. That follows then: where a goal leads far away, the simplex method may take ten
times as long (benchmarks/README.md)."""
PATIENCE_BY_ROWS = 1 / 3
"""For so many for each row, where that is more, from a basis handed in: it is that of a near question,
as from the plan to what it would be without one of its goals."""
FIRST_PATIENCE = 5 * PATIENCE
"""For so many in the program of the lines that a first goal asks of, where one costs much less."""
LESS_PATIENCE = PATIENCE // 4
"""For so many once that was in vain: what is hard to reach for one goal often is for the next."""
PRIMAL = 4
"""HiGHS's number for the primal simplex method: quickest here on all sizes, and hot after a changed cost."""
DUAL = 1
"""Its number for the dual simplex method."""
SHARP = 1e-14
"""What prices may leave unproven, of costs scaled to at most one, in one column or row. After many pivots
HiGHS's inverse of the basis is off by a million times that, within its tolerance, and a face cut by such
prices keeps the best plans of later goals out."""
SHARPER = 2.0**14
"""How many times as large the cost is then made, and so the solver's tolerance as small."""
LOOSE = 1e-5
"""What is tolerated in a first run from a point that carries rounding."""
CAREFUL = "presolve and dual simplex, from nothing"
HOT, COLD = "primal simplex from a basis at hand", "primal simplex"

NONE: IntArray = np.zeros(0, dtype=np.int32)

Point = tuple[FloatArray, FloatArray, FloatArray]
"""Columns, what rows add up to, and prices of the scaled cost."""


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
    """One linear program in memory; the solver keeps its basis from solve to solve.

    The solver holds it scaled (see `Scale`): its tolerances are absolute, and would take the whole need of a
    line of few units, or what it is worth, for nothing beside a line of millions.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._scale = program.scale
        self._highs = loaded(sized_alike(program), np.zeros(len(program.lower), dtype=bool))
        self._face = Face.of(program)
        self._cost: FloatArray | None = None
        self._warm, self._patience = False, PATIENCE
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
    ) -> Outcome:
        """Minimise a cost on a face; hot where a basis is at hand.

        `start` is a basis to begin from, such as that of an earlier solve under other bounds; without one the
        last basis is gone on from. With it nothing else of earlier solves is left where it is `afresh`: which
        of equally good answers comes out then does not depend on them. `tightened` says that only bounds have
        changed since that basis was the best, so that it still has the right prices. A cost that is `summed`
        of several has parts far smaller than its largest; the answer then has no prices: whoever works out
        those of each has to prove them.
        """
        scale = scale_of(cost * self._scale.column) * (SHARPER if summed else 1.0)
        began = time.perf_counter()
        self._change(cost, scale, face)
        if start is not None:
            if afresh:
                self._highs.clearSolver()
                self._patience = PATIENCE
            self._highs.setBasis(start)
        set_limit(self._highs, seconds)
        method = CAREFUL if careful else self._prepare(cost, face, known=start is not None)
        if careful:
            self._begin_carefully()
        if tightened and (self._warm or afresh):
            self._set("simplex_strategy", DUAL)
        self._highs.run()
        if self._lost_patience():
            method = INTERIOR
        status = self._status()
        self._warm = status is Status.OPTIMAL
        if not self._warm:
            return Outcome.without_values(status, time.perf_counter() - began, method)
        if summed:
            values = np.array(self._highs.getSolution().col_value) * self._scale.column
            objective = float(self._highs.getObjectiveValue()) / scale
            seconds = time.perf_counter() - began
            return Outcome(Status.OPTIMAL, values, np.zeros(0), seconds, method, objective=objective)
        point = self._point()
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

        They are the costs of the basic columns, solved for by the basis turned over.
        """
        _, basic = self._highs.getBasicVariables()
        own = np.maximum(basic, -1)
        found = []
        for goal in goals:
            cost, scale = self._priced(goal)
            _, prices = self._highs.getBasisTransposeSolve(cost[own])
            found.append(prices * (self._scale.row / scale))
        return found

    def _priced(self, goal: Goal) -> tuple[FloatArray, float]:
        """Return the scaled cost of a goal's columns, that of any row at the end, and its scale."""
        if goal.name not in self._prices or self._prices[goal.name][0] is not goal:
            cost = goal.cost * self._scale.column
            scale = scale_of(cost)
            self._prices[goal.name] = goal, np.append(cost * scale, 0.0), scale
        return self._prices[goal.name][1:]

    def _point(self) -> Point:
        """Return what the last run found.

        HiGHS copies all of it at each look, so one look serves the answer and its proof.
        """
        solution, column, row = self._highs.getSolution(), self._scale.column, self._scale.row
        values, activity = np.array(solution.col_value) * column, np.array(solution.row_value) / row
        return values, activity, np.array(solution.row_dual) * row

    def _answer(self, point: Point, scale: float, method: str) -> Outcome:
        """Return what the last run found, for a cost that was multiplied by a scale."""
        values, _, prices = point
        objective = float(self._highs.getObjectiveValue()) / scale
        return Outcome(Status.OPTIMAL, values, prices / scale, 0.0, method, objective=objective)

    def _blunt(self, point: Point, cost: FloatArray, *, scale: float, face: Face) -> float:
        """Return how far prices are from proving the values: what going where there is room would save."""
        values, activity, prices = point
        return float(unproven(self._program, cost * scale, prices, (values, activity), face))

    def _sharpened(self, cost: FloatArray, scale: float, method: str) -> Outcome | None:
        """Go on from the basis with its inverse worked out afresh and the cost many times as large.

        The solver's tolerance is absolute. None where that comes to no end.
        """
        set_cost(self._highs, cost * self._scale.column, scale * SHARPER)
        self._cost = None
        self._highs.setBasis(self._highs.getBasis())
        self._highs.run()
        ended = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return self._answer(self._point(), scale * SHARPER, method) if ended else None

    def _prepare(self, cost: FloatArray, face: Face, *, known: bool) -> str:
        """Set the method of the next run, and where it starts; return its name."""
        method = HOT if self._warm or known else COLD
        if method == COLD and len(self._program.lower) >= LARGE_FROM:
            method = self._start(cost, face)
        self._set("solver", "ipm" if method == INTERIOR else "simplex")
        self._set("simplex_strategy", PRIMAL)
        self._set("presolve", "off" if method == COLD else "choose")
        if method in (HOT, NARROWED) and len(self._program.lower) >= LARGE_FROM:
            near = int(len(self._program.row_lower) * PATIENCE_BY_ROWS) if known else 0
            self._set("simplex_iteration_limit", max(self._patience, near))
        return method

    def _lost_patience(self) -> bool:
        """Say whether the last run took more pivots than were worth it; another has then found the answer."""
        self._set("simplex_iteration_limit", highspy.kHighsIInf)
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kIterationLimit:
            return False
        self._patience = min(self._patience, LESS_PATIENCE)
        self._highs.clearSolver()
        self._set("solver", "ipm")
        self._highs.run()
        return True

    def _start(self, cost: FloatArray, face: Face) -> str:
        """Find a place to start from in a large program, if there is one; return the method from there."""
        if self._starts_merged(cost, face):
            return MERGED
        return NARROWED if self._starts_narrowed(cost, face) else INTERIOR

    def _starts_narrowed(self, cost: FloatArray, face: Face) -> bool:
        """Start from what is best with nothing sent but to the lines that a goal asks of."""
        smaller = narrowed(self._program, cost, face)
        if smaller is None:
            return False
        scale = scale_of(cost * self._scale.column)
        self._change(cost, scale, smaller)
        self._set("solver", "simplex")
        self._set("simplex_strategy", PRIMAL)
        self._set("presolve", "on")
        self._set("simplex_iteration_limit", FIRST_PATIENCE)
        self._highs.run()
        self._set("simplex_iteration_limit", highspy.kHighsIInf)
        ended = bool(self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)
        self._change(cost, scale, face)
        if not ended:
            self._highs.clearSolver()
        return ended

    def _starts_merged(self, cost: FloatArray, face: Face) -> bool:
        """Start from the solution of the program with like lines merged, where that is much smaller."""
        smaller = merged(self._program, cost) if face.is_whole(self._program) else None
        if smaller is None:
            return False
        highs = loaded(smaller, np.zeros(len(smaller.cost), dtype=bool))
        set_cost(highs, smaller.cost, scale_of(smaller.cost))
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return False
        point = highspy.HighsSolution()
        values = spread(self._program, smaller, np.array(highs.getSolution().col_value))
        point.col_value = values / self._scale.column
        point.value_valid = True
        self._highs.setSolution(point)
        self._run_loosely()
        return True

    def _run_loosely(self) -> None:
        """Solve from a point whose rounding the usual tolerance would not take for feasible."""
        self._set("solver", "simplex")
        self._set("simplex_strategy", PRIMAL)
        self._tolerate(LOOSE)
        self._highs.run()
        self._tolerate(TOLERANCE)

    def _tolerate(self, infeasibility: float) -> None:
        self._set("primal_feasibility_tolerance", infeasibility)
        self._set("dual_feasibility_tolerance", infeasibility)

    def _change(self, cost: FloatArray, scale: float, face: Face) -> None:
        """Give HiGHS the cost, if it is another array than last time, and the bounds that differ; scaled."""
        if cost is not self._cost:
            set_cost(self._highs, cost * self._scale.column, scale)
            self._cost = cost
        before, self._face = self._face, face
        spots = _changed((face.lower, before.lower), (face.upper, before.upper))
        if len(spots):
            size = self._scale.column[spots]
            lower, upper = face.lower[spots] / size, face.upper[spots] / size
            self._highs.changeColsBounds(len(spots), spots, lower, upper)
        spots = _changed((face.row_lower, before.row_lower), (face.row_upper, before.row_upper))
        if len(spots):
            size = self._scale.row[spots]
            lower, upper = face.row_lower[spots] * size, face.row_upper[spots] * size
            self._highs.changeRowsBounds(len(spots), spots, lower, upper)

    def _status(self) -> Status:
        """Return how the last run ended; where that gives no verdict, after others in other ways.

        Without presolve both simplex methods may come to none of a program that has no solution.
        """
        answer = self._highs.getModelStatus()
        if answer == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            self._set("presolve", "off")
            self._highs.run()
            self._set("presolve", "choose")
            answer = self._highs.getModelStatus()
        for presolve in ("off", "on"):
            if answer in STATUSES:
                break
            self._run_afresh(presolve)
            answer = self._highs.getModelStatus()
        return STATUSES.get(answer, Status.FAILED)

    def _run_afresh(self, presolve: str) -> None:
        """Solve from nothing and by the other method, where the first came to no verdict."""
        self._begin_carefully()
        self._set("presolve", presolve)
        self._highs.run()

    def _begin_carefully(self) -> None:
        """Begin from nothing, by the other method, and with what presolve takes off taken off."""
        self._highs.clearSolver()
        self._set("solver", "simplex")
        self._set("simplex_strategy", DUAL)
        self._set("presolve", "on")

    def _set(self, option: str, value: Any) -> None:
        self._highs.setOptionValue(option, value)


def unproven(
    program: Program, cost: FloatArray, prices: FloatArray, at: tuple[FloatArray, FloatArray], face: Face
) -> FloatArray:
    """Return what going where there is room would save by some prices, for a cost of at most one.

    `at` are the values of columns and what rows add up to. All but the cost may be of many faces at once.
    """
    (values, activity), column, row = at, program.scale.column, program.scale.row
    reduced = (cost - times(program.by_column, prices)) * column
    of_columns = _saved(reduced, (values - face.lower) / column, (face.upper - values) / column)
    of_rows = _saved(prices / row, (activity - face.row_lower) * row, (face.row_upper - activity) * row)
    most: FloatArray = np.maximum(of_columns.max(axis=-1, initial=0.0), of_rows.max(axis=-1, initial=0.0))
    return most


def _saved(worth: FloatArray, down: FloatArray, up: FloatArray) -> FloatArray:
    """Return what each would save on its way down or up, of a size at most."""
    return np.maximum(worth * np.minimum(down, 1.0), -worth * np.minimum(up, 1.0))


def _changed(*bounds: tuple[FloatArray, FloatArray]) -> IntArray:
    """Return where some bounds are others than before."""
    changed = [new != old for new, old in bounds if new is not old]
    return np.flatnonzero(np.logical_or.reduce(changed)).astype(np.int32) if changed else NONE
