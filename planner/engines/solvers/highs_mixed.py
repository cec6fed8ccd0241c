"""Programs with whole numbers in HiGHS."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import highspy
import numpy as np

from planner.engines.engine import ENOUGH, Held, MixedOutcome, Pace, Status
from planner.engines.solvers.child import HIGHS, Child, Task
from planner.engines.solvers.highs_model import STATUSES, loaded, scale_of, set_cost
from planner.engines.whole.whole_costs import whole_scale_of
from planner.program.blocks import FloatArray
from planner.program.program import Program

_OPTIONS = {
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-9,
    "mip_feasibility_tolerance": 1e-9,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_detect_symmetry": False,
}
"""What is left out looks for any solution, and for columns that can change places: a third of the time of
programs that the root of the tree settles, as most here are."""
METHOD = "branch and bound"
APART_FROM = 2_000
"""From this many columns on HiGHS does not look at the clock often enough: where there is a limit it then
runs in a process of its own, which is ended. Starting one takes longer than all of a small program."""
_TOLD_EVERY = 0.25
"""Seconds between two bounds that are told."""
PROVEN = 1e-9
"""A bound proves a solution that is at hand where it is this near, relative to what is over 1."""
_LOOSE = 1e-7
"""What whole numbers may be off by where HiGHS gives up on less, as it does on long ladders of held goals.
They are rounded and checked after it all the same."""


class HighsMixedSession:
    """One program with whole numbers, given to HiGHS anew for each goal.

    No solution is handed over to start from: with one, HiGHS 1.15 can lose the optimum in presolve and prove
    the wrong value, and 1.16 can answer with the start itself. What an earlier run has found would be one.
    One that is at hand is kept aside, and a run ends once nothing better is proven to be: most take longer to
    find a solution that is as good as what they have proven.
    """

    def __init__(self, program: Program, found: Callable[[MixedOutcome], None] | None = None) -> None:
        self._program, self._found = program, found

    @cached_property
    def _stepped(self) -> Program:
        return self._program.in_steps()

    def minimise(
        self,
        cost: FloatArray,
        held: tuple[Held, ...],
        *,
        pace: Pace,
        careful: bool = False,
        at_hand: FloatArray | None = None,
    ) -> MixedOutcome:
        """Minimise a cost by branch and bound while goals are held; carefully is without presolve.

        A solution at hand that keeps the goals is the answer where nothing better is proven to be.
        """
        # Of a program without whole numbers HiGHS tells no bound.
        known = _keeping(at_hand, held) if self._program.integer.any() and not careful else None
        if known is not None and self._is_best(cost, known):
            value = float(cost @ known)
            return MixedOutcome(Status.OPTIMAL, known, value, 0.0, METHOD, value)
        size = self._program.counted
        scale = scale_of(cost * size) if careful else whole_scale_of(cost * size, self._stepped.integer)
        highs = loaded(self._stepped, self._stepped.integer)
        for option, value in _OPTIONS.items():
            highs.setOptionValue(option, value)
        if careful:
            highs.setOptionValue("presolve", "off")
        set_cost(highs, cost * size, scale)
        _hold(highs, [Held(goal.cost * size, goal.bound) for goal in held])
        started = time.monotonic()
        if self._found is not None:
            _tell(highs, scale, self._in_units)
        if known is not None:
            _end_proven(highs, float(cost @ known) * scale)
        _run(highs, pace)
        outcome = _outcome(highs, scale, time.monotonic() - started)
        if known is not None and _proves(outcome, float(cost @ known), scale):
            value = float(cost @ known)
            return replace(outcome, status=Status.OPTIMAL, values=known, objective=value)
        if outcome.status is Status.OPTIMAL and not self._stepped.integer.any():
            outcome = replace(
                outcome, bound=outcome.objective or 0.0
            )  # HiGHS proves a linear program by its prices
        return replace(outcome, values=outcome.values * size) if len(outcome.values) else outcome

    def _is_best(self, cost: FloatArray, known: FloatArray) -> bool:
        """Say whether a solution has all that costs anything where it costs least, whatever the rows."""
        ends = np.where(cost > 0, self._program.lower, np.minimum(self._program.upper, self._program.reach))
        return bool(np.all((known == ends) | (cost == 0)))

    def _in_units(self, outcome: MixedOutcome) -> None:
        if self._found is not None:
            size = self._program.counted
            told = replace(outcome, values=outcome.values * size) if len(outcome.values) else outcome
            self._found(told)


class LimitedSession:
    """One program with whole numbers, solved where it can be ended if there is a limit and it is large."""

    def __init__(self, program: Program) -> None:
        self._program, self._here = program, HighsMixedSession(program)
        self._apart = Child(program, HIGHS)

    def minimise(
        self,
        cost: FloatArray,
        held: tuple[Held, ...],
        *,
        pace: Pace,
        careful: bool = False,
        at_hand: FloatArray | None = None,
    ) -> MixedOutcome:
        """Minimise a cost while goals are held; at the limit the best solution found so far is the answer."""
        if pace.most is None or len(self._program.lower) < APART_FROM:
            return self._here.minimise(cost, held, pace=pace, careful=careful, at_hand=at_hand)
        said = self._apart.ask(Task(cost, None, held, pace.most, pace.share, careful))
        return MixedOutcome(said.status, said.values, said.bound, said.seconds, METHOD, said.objective)


def _tell(highs: Any, scale: float, found: Callable[[MixedOutcome], None]) -> None:
    """Tell of each better solution as it is found, and from time to time of the bound."""
    last = time.monotonic()

    def solution(event: Any) -> None:
        values, objective = np.array(event.data_out.mip_solution), event.data_out.objective_function_value
        told(values, event.data_out.mip_dual_bound, objective / scale)

    def bound(event: Any) -> None:
        nonlocal last
        if time.monotonic() >= last + _TOLD_EVERY:
            last = time.monotonic()
            told(np.zeros(0), event.data_out.mip_dual_bound, None)

    def told(values: FloatArray, least: float, objective: float | None) -> None:
        found(MixedOutcome(Status.LIMIT, values, float(least) / scale, 0.0, METHOD, objective))

    highs.cbMipImprovingSolution += solution
    highs.cbMipInterrupt += bound


def _hold(highs: Any, held: Sequence[Held]) -> None:
    """Add a row for each goal that is held."""
    for goal in held:
        scale = scale_of(goal.cost)
        columns = np.flatnonzero(goal.cost).astype(np.int32)
        highs.addRow(-math.inf, goal.bound * scale, len(columns), columns, goal.cost[columns] * scale)


def _run(highs: Any, pace: Pace) -> None:
    """Run within a pace; after an error once more in the time left, with whole numbers held less closely."""
    seconds = math.inf if pace.most is None else pace.most
    if pace.share is not None and seconds > pace.share:
        _end_early(highs, time.monotonic() + pace.share)
    # In branch and bound HiGHS counts each run by itself, unlike in the simplex method.
    highs.setOptionValue("time_limit", seconds)
    started = time.monotonic()
    highs.run()
    if highs.getModelStatus() == highspy.HighsModelStatus.kSolveError:
        highs.setOptionValue("time_limit", max(seconds - (time.monotonic() - started), 0.0))
        highs.setOptionValue("mip_feasibility_tolerance", _LOOSE)
        highs.clearSolver()
        highs.run()


def _end_early(highs: Any, after: float) -> None:
    """Let a run end once its gap is small, as soon as its share of the time is over."""

    def consider(event: Any) -> None:
        if time.monotonic() < after:
            return
        best, bound = event.data_out.mip_primal_bound, event.data_out.mip_dual_bound
        if math.isfinite(best) and best - bound <= ENOUGH * abs(best):
            event.interrupt()

    highs.cbMipInterrupt += consider


def _keeping(at_hand: FloatArray | None, held: Sequence[Held]) -> FloatArray | None:
    """Return a solution that is at hand where it keeps the goals that are held."""
    if at_hand is None or any(float(goal.cost @ at_hand) > goal.bound for goal in held):
        return None
    return at_hand


def _end_proven(highs: Any, value: float) -> None:
    """Let a run end once it has proven that nothing is better than a solution of this value at hand."""

    def consider(event: Any) -> None:
        if _is_proven(value, event.data_out.mip_dual_bound):
            event.interrupt()

    highs.cbMipInterrupt += consider


def _proves(outcome: MixedOutcome, value: float, scale: float) -> bool:
    """Say whether a run that ended of itself or early has proven that nothing is better than a value."""
    ended = outcome.status in (Status.OPTIMAL, Status.LIMIT)
    return ended and _is_proven(value * scale, outcome.bound * scale)


def _is_proven(value: float, bound: float) -> bool:
    """Say whether a bound leaves nothing better than a value."""
    return value - bound <= PROVEN * max(1.0, abs(value))


def _outcome(highs: Any, scale: float, spent: float) -> MixedOutcome:
    status = STATUSES.get(highs.getModelStatus(), Status.FAILED)
    info = highs.getInfo()
    found = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    keeps = found and status in (Status.OPTIMAL, Status.LIMIT)
    values = np.array(highs.getSolution().col_value) if keeps else np.zeros(0)
    bound, objective = float(info.mip_dual_bound) / scale, float(info.objective_function_value) / scale
    return MixedOutcome(status, values, bound, spent, METHOD, objective)
