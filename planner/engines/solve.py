"""Goals in order: each is optimised on the face where all before it stay as good as they are."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import (
    BARELY,
    HELD,
    Doubted,
    Engine,
    Face,
    Held,
    MixedOutcome,
    Outcome,
    Pace,
    Status,
    size_of,
)
from planner.engines.ladder import Changed, Climb, Stage, climb
from planner.engines.start import Start, rounded_down
from planner.engines.trust import Trusted, minimised, near
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program
from planner.program.steps import whole

Progress = Callable[[str, int, int], None]
"""Told before each goal: its name, how many are done, how many there are."""
STATED = 4.0
"""How much more time a goal that somebody asked for gets than one that only chooses among equals."""
STARTING = 0.5
"""How much of the first goal's time a first solution may take, so that there is one."""


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

    @classmethod
    def of(cls, climbed: Climb, engine: Engine) -> Solution:
        """Return what an engine's climb has come to."""
        reached = climbed.status is Status.OPTIMAL
        values = climbed.values if reached else np.zeros(0)
        named = (engine.name, engine.version, climbed.doubted)
        return cls(climbed.faces.program, climbed.status, values, climbed.stages, *named)

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
) -> Solution:
    """Solve a program for all its goals, within a time limit for all of them together.

    A linear program may be held to a face of it. One with whole numbers may end with the first goal that has
    `changed`.
    """
    watch = Watch.of(seconds, progress)
    if program.integer.any():
        return _solve_mixed(program, engine, watch, changed)
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
    return Solution.of(climbed, engine)


def _solve_mixed(program: Program, engine: Engine, watch: Watch, changed: Changed | None) -> Solution:
    """Solve goal by goal with whole numbers."""
    whole_numbers = _WholeNumbers(program, engine)
    for number, goal in enumerate(program.goals):
        watch.tell(goal, number, len(program.goals))
        status = whole_numbers.reach(number, watch.pace(program.goals[number:]))
        if not whole_numbers.found:
            named = (engine.name, engine.version, whole_numbers.doubted)
            return Solution(program, status, np.zeros(0), (), *named)
        if changed is not None and whole_numbers.has_changed(number, changed):
            break
    return whole_numbers.solution()


class _WholeNumbers:
    """Goals reached one after the other in whole numbers.

    What a goal has reached is read from the linear program that is left when the whole numbers are fixed,
    where earlier goals are kept exactly: branch and bound spends what a held goal leaves to rounding, and
    whoever holds the next goal to that finds nothing, or pays for it.
    """

    def __init__(self, program: Program, engine: Engine) -> None:
        self._program, self._engine = program, engine
        self._session = engine.open_mixed(program)
        self._linear = Trusted.of(program.relaxed(), engine.open_fixed)
        self._best: Climb | None = None
        self.doubted: tuple[Doubted, ...] = ()
        self._kept: tuple[tuple[Goal, float], ...] = ()
        self._outcomes: list[MixedOutcome] = []

    @property
    def found(self) -> bool:
        """Whether there is a solution."""
        return self._best is not None

    def has_changed(self, number: int, changed: Changed) -> bool:
        """Say whether what was found has another value of a goal; that is not known of what is not proven."""
        goal, outcome = self._program.goals[number], self._outcomes[number]
        value = self._kept[number][1]
        return near(goal.cost, value, outcome.bound) and changed(number, value)

    def reach(self, number: int, pace: Pace) -> Status:
        """Optimise one goal more; where it is not proven the best solution so far stands for it."""
        goal, began = self._program.goals[number], time.monotonic()
        start = self._begun(goal.cost, pace)
        outcome = self._asked(goal, pace.after(time.monotonic() - began))
        if outcome.status is not Status.OPTIMAL:
            self._choose(start.values, number)
            outcome = replace(outcome, bound=max(outcome.bound, start.bound))
        self._choose(outcome.values, number)
        if self._best is None:
            return Status.FAILED if outcome.status is Status.OPTIMAL else outcome.status
        value = self._best.stages[number].value
        bound = max(_believed(outcome, goal.cost, value), self._least(goal.cost))
        self._outcomes.append(replace(outcome, bound=bound))
        self._kept = (*self._kept, (goal, value))
        return Status.OPTIMAL

    def _least(self, cost: FloatArray) -> float:
        """Return what a goal cannot be less than whatever the rules are: each column at its better end.

        So every goal has a gap, also one that no solver came to before time was up.
        """
        program = self._program
        ends = np.where(cost > 0, program.lower, program.reach)[cost != 0]
        return float(cost[cost != 0] @ ends)

    def _begun(self, cost: FloatArray, pace: Pace) -> Start:
        """Return what is at hand before the first goal's branch and bound, where that may be stopped."""
        if pace.most is None or self._best is not None:
            return Start(np.zeros(0), -np.inf)
        return rounded_down(self._program, cost, pace.most * STARTING)

    def _asked(self, wanted: Goal, pace: Pace) -> MixedOutcome:
        """Minimise with earlier goals held, barely or else less so; a limit if time is up with one found."""
        if pace.most == 0 and self._best is not None:
            return MixedOutcome(Status.LIMIT, np.zeros(0), -np.inf, 0.0, "")
        outcome = MixedOutcome.failed(0.0, "")
        for room in (BARELY, HELD):
            held = tuple(Held.at(goal.cost, value, room) for goal, value in self._kept)
            outcome = minimised(self._session, self._program, wanted.cost, held, pace=pace)
            refused = outcome.status is Status.FAILED
            self.doubted += Doubted.of(wanted.name, outcome.reason, refused=refused)
            if len(outcome.values) or outcome.status is Status.LIMIT or not held:
                break
            pace = pace.after(outcome.seconds)
        return outcome

    def _choose(self, values: FloatArray, number: int) -> None:
        """Take up the whole numbers of an answer where they are better than those at hand."""
        known = self._up_to(number, self._best) if self._best is not None else None
        if len(values):
            found = self._with(whole(values, self._program.step))
            same = known is not None and np.array_equal(found.faces.first.lower, known.faces.first.lower)
            better = None if same else self._up_to(number, found)
            if better is not None and self._keeps(better):
                goal = self._program.goals[number]
                if known is None or (
                    better.stages[number].value < known.stages[number].value - _room(goal.cost, known, number)
                ):
                    known = better
        self._best = known

    def _with(self, fixed: FloatArray) -> Climb:
        """Return the foot of the linear program that is left when the whole numbers are fixed."""
        program = self._program
        lower = np.where(program.integer, fixed, program.lower)
        upper = np.where(program.integer, fixed, program.upper)
        return Climb.begun(program, Face(lower, upper, program.row_lower, program.row_upper))

    def _up_to(self, number: int, climbed: Climb) -> Climb | None:
        """Reach all goals up to one with the same whole numbers; None where that is not possible."""
        goals = self._program.goals[len(climbed.stages) : number + 1]
        reached = climb(goals, climbed, lambda goal, face: self._linear.minimise(goal.cost, face))
        return reached if reached.status is Status.OPTIMAL else None

    def _keeps(self, climbed: Climb) -> bool:
        """Say whether earlier goals are as good as they were held."""
        return all(
            stage.value <= value or near(goal.cost, value, stage.value)
            for (goal, value), stage in zip(self._kept, climbed.stages, strict=False)
        )

    def solution(self) -> Solution:
        """Return what was found; it is optimal where every goal is proven."""
        best, engine = self._best or self._with(self._program.lower), self._engine
        stages = tuple(
            replace(
                stage,
                bound=outcome.bound,
                seconds=outcome.seconds,
                method=outcome.method,
                proven=near(stage.goal.cost, stage.value, outcome.bound),
            )
            for stage, outcome in zip(best.stages, self._outcomes, strict=True)
        )
        status = Status.OPTIMAL if all(stage.proven for stage in stages) else Status.LIMIT
        values = whole(best.values, self._program.step) if len(best.values) else best.values
        doubted = (*self.doubted, *best.doubted)
        return Solution(self._program, status, values, stages, engine.name, engine.version, doubted)


def _room(cost: FloatArray, climbed: Climb, number: int) -> float:
    return HELD * size_of(cost, climbed.stages[number].value)


def _believed(outcome: MixedOutcome, cost: FloatArray, value: float) -> float:
    """Return the bound that a solver proved; none where a solution that is at hand is better."""
    if outcome.status not in (Status.OPTIMAL, Status.LIMIT) or math.isnan(outcome.bound):
        return -np.inf
    lies = outcome.bound > value and not near(cost, value, outcome.bound)
    return -np.inf if lies else outcome.bound
