"""Programs in whole numbers that differ in little from one that is solved: only what that touches is solved.

In every island in which nothing differs the solution stays (see `parting`). What was left out is held against
it in the end: where it is broken the rest may stay as it is if nothing is lost by that; else the row joins
the islands that it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from planner.engines.engine import Engine, Status
from planner.engines.ladder import Changed, Stage
from planner.engines.solve import Solution, Watch
from planner.engines.solvers.highs_mixed import METHOD
from planner.engines.trust import near
from planner.engines.whole.island_ladders import COLUMNS, IslandLadder, KnownIslands, Reached
from planner.engines.whole.islands import parted
from planner.engines.whole.parting import Parting, narrowest, violated
from planner.program.blocks import BoolArray, FloatArray
from planner.program.program import Goal, Program

MOST = 0.9
"""Where more than this part of the columns is touched all is solved, as if nothing was known."""
TRIES = 3
"""So often more of the rows that were left out are felt with the rest as it is."""


@dataclass(frozen=True, eq=False)
class Around:
    """A program with a solution that is the best by all its goals in order, and what is known near it."""

    program: Program
    values: FloatArray
    engine: Engine
    known: KnownIslands

    @cached_property
    def apart(self) -> Parting | None:
        """The program taken apart; None where that would take long, or goals are not sums over islands."""
        program = self.program
        if not (self.engine.in_memory and len(program.lower) <= COLUMNS and parted(program.goals)):
            return None
        return Parting.around(program, self.values, self.engine, self.known)

    def solve(
        self, program: Program, *, seconds: float | None = None, changed: Changed | None = None
    ) -> Solution | None:
        """Return the solution of another program, up to the first goal that has `changed`.

        None where it differs in too much, or comes to no end this way.
        """
        differs = _differing(self.program, program)
        if differs is None or self.apart is None:
            return None
        return _NearBy(self, self.apart, program, Watch.of(seconds, None), changed).solved(*differs)


def _differing(mine: Program, other: Program) -> tuple[BoolArray, BoolArray] | None:
    """Return the columns and the rows in which two programs differ; None where that is not all."""
    goals = list(zip(mine.goals, other.goals, strict=False))
    if mine.matrix.shape != other.matrix.shape or len(mine.goals) != len(other.goals):
        return None
    if any((one.name, one.series) != (two.name, two.series) for one, two in goals):
        return None
    pairs = [(getattr(mine, name), getattr(other, name)) for name in ("lower", "upper", "reach", "step")]
    pairs.extend((one.cost, two.cost) for one, two in goals)
    columns = np.logical_or.reduce([one != two for one, two in pairs])
    rows = (mine.row_lower != other.row_lower) | (mine.row_upper != other.row_upper)
    coefficients = _differing_rows(mine.matrix, other.matrix)
    if coefficients is None or (rows & (np.diff(mine.matrix.indptr) == 0)).any():
        return None
    return columns, rows | coefficients


def _differing_rows(mine: sparse.csr_array, other: sparse.csr_array) -> BoolArray | None:
    """Return the rows whose coefficients differ; None where they are of other columns."""
    rows = np.zeros(mine.shape[0], dtype=bool)
    if other is mine:
        return rows
    if not (np.array_equal(mine.indptr, other.indptr) and np.array_equal(mine.indices, other.indices)):
        return None
    rows[np.repeat(np.arange(len(rows)), np.diff(mine.indptr))[mine.data != other.data]] = True
    return rows


@dataclass(frozen=True, eq=False)
class _NearBy:
    """A program that differs in little; `watch` and `changed` end its solving."""

    around: Around
    apart: Parting
    program: Program
    watch: Watch
    changed: Changed | None

    def solved(self, columns: BoolArray, rows: BoolArray) -> Solution | None:
        """Return its solution, some columns and rows being those in which it differs."""
        joined = rows & self.apart.left_out
        while True:
            asked = self.apart.about(columns, rows | joined)
            if not asked.any() or asked.mean() > MOST:
                return None
            found = self._best(asked, joined, felt=np.zeros_like(joined))
            if not found.found:
                return None if found.status is Status.FAILED else found
            broken = self._broken(found, but=joined)
            if not broken.any():
                return found
            stayed = self._with_the_rest(asked, joined, broken, found)
            if stayed is not None:
                return stayed
            joined = joined | narrowest(self.program, broken)

    def _broken(self, found: Solution, but: BoolArray) -> BoolArray:
        """Return the rows that were left out and are broken."""
        return self.apart.left_out & ~but & violated(self.program, found.values)

    def _with_the_rest(
        self, asked: BoolArray, joined: BoolArray, broken: BoolArray, found: Solution
    ) -> Solution | None:
        """Return a solution as good that breaks nothing, the columns not asked for being as they are."""
        felt = broken
        for _ in range(TRIES):
            other = self._best(asked, joined, felt)
            if not (other.found and _as_good(found.stages, other.stages)):
                return None
            more = self._broken(other, but=joined | felt)
            if not more.any():
                return replace(other, stages=found.stages)
            felt = felt | more
        return None

    def _best(self, asked: BoolArray, joined: BoolArray, felt: BoolArray) -> Solution:
        """Return what is best of some columns, the rest being as it is.

        Rows of which all columns are asked for are `joined`, others are `felt`.
        """
        program, engine = self.program, self.around.engine
        values, stages = np.where(asked, 0.0, self.around.values), []
        island = self.apart.beside(program, self.around.values, asked, joined=joined, felt=felt)
        ladder = IslandLadder(island, engine, self.around.known)
        named = (engine.name, engine.version)
        for number, goal in enumerate(program.goals):
            reached = ladder.reach(number, self.watch.pace(program.goals[number:]))
            if reached.status is not Status.OPTIMAL:
                return Solution(program, reached.status, np.zeros(0), (), *named)
            stages.append(_stage(goal, values, reached if goal.cost[asked].any() else None))
            if self.changed is not None and self.changed(number, stages[-1].value):
                break
        values[asked] = reached.values
        return Solution(program, Status.OPTIMAL, values, tuple(stages), *named, reached.doubted)


def _stage(goal: Goal, rest: FloatArray, reached: Reached | None) -> Stage:
    """Return what a goal has come to with the rest as it is; all is rest where nothing was asked for."""
    there = float(goal.cost @ rest)
    if reached is None:
        return Stage(goal, there, np.zeros(0), 0.0, METHOD, bound=there)
    last = reached.stages[-1]
    bound = there + (last.value if last.bound is None else last.bound)
    return Stage(goal, there + last.value, np.zeros(0), last.seconds, last.method, bound=bound)


def _as_good(stages: Sequence[Stage], others: Sequence[Stage]) -> bool:
    """Say whether other stages have come to the same."""
    return len(stages) == len(others) and all(
        near(one.goal.cost, one.value, other.value) for one, other in zip(stages, others, strict=True)
    )
