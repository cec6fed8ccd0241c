"""Programs in whole numbers that differ in little from one that is solved: only what that touches is solved.

In every island in which nothing differs the solution stays (see `parting`). What was left out is held against
it in the end: where it is broken the rest may stay as it is if nothing is lost by that; else the row joins
the islands that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from planner.engines.whole.islands import Island, parted
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
        joined, found = rows & self.apart.left_out, self._as_it_is()
        while True:
            asked = self.apart.about(columns, rows | joined)
            if not asked.any() or asked.mean() > MOST:
                return None
            found = self._best(asked, joined, np.zeros_like(joined), found)
            if not found.found:
                return None if found.status is Status.FAILED else found
            broken = self._broken(found, but=joined)
            if not broken.any():
                return found
            stayed = self._with_the_rest(asked, joined, broken, found)
            if stayed is not None:
                return stayed
            joined = joined | narrowest(self.program, broken)

    def _as_it_is(self) -> Solution | None:
        """Return the solution that is known, where nothing of this program can be better than that.

        So it is where bounds are tighter. Its last goal alone may then have become another.
        """
        known = self.around.program
        if not _is_tighter(known, self.program):
            return None
        values, engine = self.around.values, self.around.engine
        stages = tuple(_stage(goal, values, None) for goal in known.goals)
        return Solution(self.program, Status.OPTIMAL, values, stages, engine.name, engine.version)

    def _broken(self, found: Solution, but: BoolArray) -> BoolArray:
        """Return the rows that were left out and are broken."""
        return self.apart.left_out & ~but & violated(self.program, found.values)

    def _with_the_rest(
        self, asked: BoolArray, joined: BoolArray, broken: BoolArray, found: Solution
    ) -> Solution | None:
        """Return a solution as good that breaks nothing, the columns not asked for being as they are."""
        felt = broken
        for _ in range(TRIES):
            other = self._best(asked, joined, felt, found)
            if not (other.found and _as_good(found.stages, other.stages)):
                return None
            more = self._broken(other, but=joined | felt)
            if not more.any():
                return replace(other, stages=found.stages)
            felt = felt | more
        return None

    def _best(
        self, asked: BoolArray, joined: BoolArray, felt: BoolArray, better: Solution | None
    ) -> Solution:
        """Return what is best of some columns, the rest being as it is.

        Rows of which all columns are asked for are `joined`, others are `felt`. Where a solution of fewer
        rows, or of wider bounds, is `better` or as good, one as good by all but its last goal is looked for
        first: that may be the first by which it is worse. Then one as good by half of its goals: that there
        is none takes far less time than to find what is best by each.
        """
        island = self.apart.beside(self.program, self.around.values, asked, joined=joined, felt=felt)
        for hoped in _hopes(better):
            if hoped.stages[-1].goal.cost[asked].any():
                found = self._reached(asked, island, hoped)
                if found.status is Status.OPTIMAL:
                    return found
        return self._reached(asked, island, None)

    def _reached(self, asked: BoolArray, island: Island, better: Solution | None) -> Solution:
        """Return what an island of the columns that are asked for comes to.

        Where a better solution is given it is none, or as good as that by the goals before the last of it.
        """
        program, engine = self.program, self.around.engine
        values, stages = np.where(asked, 0.0, self.around.values), list[Stage]()
        if better is not None:
            stages.extend(better.stages[:-1])
        hoped = [] if better is None else _parts(better, island, stages)
        ladder = IslandLadder(island, engine, self.around.known, hoped)
        named = (engine.name, engine.version)
        for number in range(len(stages), len(program.goals)):
            goal = program.goals[number]
            reached = ladder.reach(number, self.watch.pace(program.goals[number:]))
            if reached.status is not Status.OPTIMAL or not _comes_to(reached, hoped):
                status = Status.FAILED if reached.status is Status.OPTIMAL else reached.status
                return Solution(program, status, np.zeros(0), (), *named)
            stages.append(_stage(goal, values, reached if goal.cost[asked].any() else None))
            if self.changed is not None and self.changed(number, stages[-1].value):
                break
        values[asked] = reached.values
        return Solution(program, Status.OPTIMAL, values, tuple(stages), *named, reached.doubted)


def _is_tighter(one: Program, other: Program) -> bool:
    """Say whether all that another program allows is allowed by one, and goals count the same."""
    bounds = all(
        (getattr(one, f"{of}lower") <= getattr(other, f"{of}lower")).all()
        and (getattr(one, f"{of}upper") >= getattr(other, f"{of}upper")).all()
        for of in ("", "row_")
    )
    goals = zip(one.goals, other.goals, strict=True)
    same = np.array_equal(one.step, other.step) and not _coefficients_differ(one, other)
    return bounds and same and all(np.array_equal(mine.cost, its.cost) for mine, its in goals)


def _coefficients_differ(one: Program, other: Program) -> bool:
    differing = _differing_rows(one.matrix, other.matrix)
    return differing is None or bool(differing.any())


def _parts(better: Solution, island: Island, stages: Sequence[Stage]) -> list[float]:
    """Return what an island has of each goal that it has a part in, as it is in a better solution."""
    parts = (stage.goal.cost[island.columns] for stage in stages)
    return [float(cost @ better.values[island.columns]) for cost in parts if cost.any()]


def _hopes(better: Solution | None) -> Iterator[Solution]:
    """Yield a solution up to its last goal, and up to the middle one: those before that are hoped for."""
    if better is not None:
        for count in (len(better.stages), len(better.stages) // 2):
            if count > 1:
                yield replace(better, stages=better.stages[:count])


def _comes_to(reached: Reached, hoped: Sequence[float]) -> bool:
    """Say whether the first goals come to what was hoped for: what is known already may be of others."""
    return all(
        near(stage.goal.cost, value, stage.value) for value, stage in zip(hoped, reached.stages, strict=False)
    )


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
