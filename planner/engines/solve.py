"""Goals in order: each is optimised on the face where all before it stay as good as they are."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import Engine, Face, Held, MixedOutcome, Status
from planner.engines.faces import Faces
from planner.program.program import Goal, Program
from planner.program.tables import FloatArray

Progress = Callable[[str, int, int], None]
"""Told before each goal: its name, how many are done, how many there are."""
HELD = 1e-9
"""How much of a goal, relative to its size where that is over 1, later goals may use up in whole numbers."""


@dataclass(frozen=True, eq=False)
class Stage:
    """One goal as it was solved: its value, and the prices of all rows on the face it was solved on.

    `bound` is what the solver says that no solution can be better than, where whole numbers were solved for;
    prices are then those of the linear program with the whole numbers fixed.
    """

    goal: Goal
    value: float
    prices: FloatArray
    seconds: float
    method: str
    bound: float | None = None
    noise: float = 0.0


@dataclass(frozen=True, eq=False)
class Solution:
    """What became of a program: a status, and where something was found the values and each goal's stage.

    Values are there where the status is optimal, and for a program with whole numbers also where it is
    `limit` and a solution was found.
    """

    program: Program
    status: Status
    values: FloatArray
    stages: tuple[Stage, ...]
    solver: str
    version: str

    @property
    def found(self) -> bool:
        """Whether there is a solution."""
        return len(self.values) > 0


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
) -> Solution:
    """Solve a program for all its goals, within a time limit for all of them together.

    A linear program may be held to a face of it.
    """
    watch = Watch.of(seconds, progress)
    if program.integer.any():
        return _solve_mixed(program, engine, watch)
    return _solve_linear(program, engine, face or Face.of(program), watch)


def _solve_linear(program: Program, engine: Engine, face: Face, watch: Watch) -> Solution:
    """Solve goal by goal, each on the optimal face of those before it."""
    session = engine.open(program)
    stages: list[Stage] = []
    values, faces = np.zeros(0), Faces.of(program, face)
    for number, goal in enumerate(program.goals):
        watch.tell(goal, number, len(program.goals))
        outcome = session.minimise(goal.cost, faces.last, watch.left())
        if outcome.status is not Status.OPTIMAL:
            status = _later(outcome.status) if stages else outcome.status
            return Solution(program, status, np.zeros(0), tuple(stages), engine.name, engine.version)
        values = outcome.values
        value = float(goal.cost @ values)
        stages.append(
            Stage(goal, value, outcome.prices, outcome.seconds, outcome.method, noise=outcome.noise)
        )
        faces = faces.reached(goal, outcome.prices, outcome.noise, values)
    return Solution(program, Status.OPTIMAL, values, tuple(stages), engine.name, engine.version)


def _later(status: Status) -> Status:
    """Return the status of a goal after the first: its face holds a solution, so only a limit is believed."""
    return status if status is Status.LIMIT else Status.FAILED


def _solve_mixed(program: Program, engine: Engine, watch: Watch) -> Solution:
    """Solve goal by goal with whole numbers, then once more with these fixed, for clean values and prices."""
    session = engine.open_mixed(program)
    held: tuple[Held, ...] = ()
    outcomes: list[MixedOutcome] = []
    for number, goal in enumerate(program.goals):
        watch.tell(goal, number, len(program.goals))
        outcome = session.minimise(goal.cost, held, seconds=watch.left())
        if not len(outcome.values):
            break
        outcomes.append(outcome)
        if outcome.status is not Status.OPTIMAL:
            break
        reached = max(float(goal.cost @ outcome.values), outcome.bound)
        held = (*held, Held(goal.cost, reached + HELD * max(1.0, abs(reached))))
    if not outcomes:
        return Solution(program, outcome.status, np.zeros(0), (), engine.name, engine.version)
    proven = all(one.status is Status.OPTIMAL for one in outcomes) and len(outcomes) == len(program.goals)
    return _with_whole_numbers(program, engine, outcomes, Status.OPTIMAL if proven else Status.LIMIT)


def _with_whole_numbers(
    program: Program, engine: Engine, outcomes: Sequence[MixedOutcome], status: Status
) -> Solution:
    """Return the solution of the linear program that is left when the whole numbers are fixed."""
    whole = np.round(outcomes[-1].values)
    face = Face(
        np.where(program.integer, whole, program.lower),
        np.where(program.integer, whole, program.upper),
        program.row_lower,
        program.row_upper,
    )
    linear = _solve_linear(program, engine, face, Watch())
    if not linear.found:
        return replace(linear, status=Status.FAILED)
    stages = [
        replace(stage, bound=outcome.bound, seconds=outcome.seconds, method=outcome.method)
        for stage, outcome in zip(linear.stages, outcomes, strict=False)
    ]
    unproven = [replace(stage, bound=-np.inf) for stage in linear.stages[len(stages) :]]
    return replace(linear, status=status, stages=(*stages, *unproven))
