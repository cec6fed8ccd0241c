"""Goals in order: each is optimised on the face where all before it stay as good as they are."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from planner.engines.engine import Doubted, Engine, Face, Outcome, Pace, Session, Status
from planner.engines.ladder import Changed, Climb, Stage
from planner.engines.trust import Trusted
from planner.engines.whole.island_ladders import Islands, KnownIslands
from planner.engines.whole.whole_numbers import WholeNumbers
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program

Progress = Callable[[str, int, int], None]
"""Told before each goal: its name, how many are done, how many there are."""
STATED = 4.0
"""How much more time a goal that somebody asked for gets than one that only chooses among equals."""
ISLANDS = 0.5
"""How much of the time the islands of a program may take, so that there is some for all of it at once."""


@dataclass(frozen=True, eq=False)
class Solution:
    """What became of a program: a status, and where something was found the values and each goal's stage.

    Values are there where the status is optimal, and for a program with whole numbers also where it is
    `limit` and a solution was found. `doubted` are answers of the solver that were not believed.
    """

    program: Program
    status: Status
    values: FloatArray
    stages: tuple[Stage, ...]
    solver: str
    version: str
    doubted: tuple[Doubted, ...] = ()
    ended: Any = None
    """The basis that the solver ended with, where it has one to go on from."""

    @classmethod
    def of(cls, climbed: Climb, engine: Engine, ended: Any = None) -> Solution:
        """Return what an engine's climb has come to."""
        reached = climbed.status is Status.OPTIMAL
        values = climbed.values if reached else np.zeros(0)
        named = (engine.name, engine.version, climbed.doubted)
        return cls(climbed.faces.program, climbed.status, values, climbed.stages, *named, ended)

    @property
    def found(self) -> bool:
        """Whether there is a solution; that of a program without columns has no values."""
        return self.status is Status.OPTIMAL or len(self.values) > 0


@dataclass(frozen=True)
class Watch:
    """What goes with a solve: when to stop, by the monotonic clock, and whom to tell of progress."""

    deadline: float | None = None
    progress: Progress | None = None

    @classmethod
    def of(cls, seconds: float | None, progress: Progress | None) -> Watch:
        """Return a watch that runs out after so many seconds."""
        return cls(None if seconds is None else time.monotonic() + seconds, progress)

    def left(self) -> float | None:
        """Return the seconds left; None where there is no limit."""
        return None if self.deadline is None else max(self.deadline - time.monotonic(), 0.0)

    def of_part(self, part: float) -> Watch:
        """Return a watch that runs out after a part of the time that is left."""
        left = self.left()
        return self if left is None else replace(self, deadline=time.monotonic() + part * left)

    def pace(self, goals: Sequence[Goal]) -> Pace:
        """Return how long the first of the goals that are left may take.

        A goal that is hard may take up to half of the time that is left, so that the others get theirs.
        """
        left = self.left()
        if left is None:
            return Pace()
        weights = [STATED if goal.stated else 1.0 for goal in goals]
        share = left * weights[0] / sum(weights)
        return Pace(share, left if len(goals) == 1 else max(share, left / 2))

    def tell(self, goal: Goal, done: int, count: int) -> None:
        """Tell of the goal that is begun."""
        if self.progress is not None:
            self.progress(goal.name, done, count)


def solve(
    program: Program,
    engine: Engine,
    *,
    seconds: float | None = None,
    progress: Progress | None = None,
    face: Face | None = None,
    changed: Changed | None = None,
    known: KnownIslands | None = None,
) -> Solution:
    """Solve a program for all its goals, within a time limit for all of them together.

    A linear program may be held to a face of it. One with whole numbers may end with the first goal that has
    `changed`; what is `known` of its islands is not asked for again.
    """
    watch = Watch.of(seconds, progress)
    if program.integer.any():
        return _solve_mixed(program, engine, watch, changed, known or KnownIslands())
    return _solve_linear(program, engine, face or Face.of(program), watch)


def _solve_linear(program: Program, engine: Engine, face: Face, watch: Watch) -> Solution:
    """Solve goal by goal, each on the optimal face of those before it."""
    session = Trusted.of(program, engine.open)

    def ask(goal: Goal, on: Face) -> Outcome:
        return session.minimise(goal.cost, on, watch.left())

    climbed = Climb.begun(program, face)
    for number, goal in enumerate(program.goals):
        watch.tell(goal, number, len(program.goals))
        climbed = climbed.further(goal, ask)
        if climbed.status is not Status.OPTIMAL:
            break
    return Solution.of(climbed, engine, _ended(session.session))


def _ended(session: Session) -> Any:
    """Return the basis that a solver ended with; None of one that does not tell."""
    basis = getattr(session, "basis", None)
    return None if basis is None else basis()


def _solve_mixed(
    program: Program, engine: Engine, watch: Watch, changed: Changed | None, known: KnownIslands
) -> Solution:
    """Solve goal by goal with whole numbers: island by island where that comes to an end, else at once."""
    islands = Islands.of(program, engine, known)
    if islands is not None:
        found = _goal_by_goal(program, engine, (islands, watch.of_part(ISLANDS)), changed)
        if found.status in (Status.OPTIMAL, Status.INFEASIBLE):
            return found
    return _goal_by_goal(program, engine, (WholeNumbers(program, engine), watch), changed)


def _goal_by_goal(
    program: Program, engine: Engine, way: tuple[Islands | WholeNumbers, Watch], changed: Changed | None
) -> Solution:
    """Solve goal by goal in one way; it is optimal where every goal is proven."""
    ladder, watch = way
    for number, goal in enumerate(program.goals):
        watch.tell(goal, number, len(program.goals))
        status = ladder.reach(number, watch.pace(program.goals[number:]))
        if not ladder.found:
            named = (engine.name, engine.version, ladder.doubted)
            return Solution(program, status, np.zeros(0), (), *named)
        if changed is not None and ladder.has_changed(number, changed):
            break
    stages = ladder.stages
    status = Status.OPTIMAL if all(stage.proven for stage in stages) else Status.LIMIT
    return Solution(program, status, ladder.values, stages, engine.name, engine.version, ladder.doubted)
