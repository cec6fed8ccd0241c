"""Goals in order in whole numbers, by branch and bound on one program."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
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
    MixedSession,
    Pace,
    Status,
    size_of,
)
from planner.engines.ladder import Changed, Climb, Stage, climb
from planner.engines.trust import Trusted, minimised, near, relative_violation
from planner.engines.whole.narrowing import left_by
from planner.engines.whole.start import Start, rounded_down
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program
from planner.program.steps import whole

STARTING = 0.5
"""How much of the first goal's time a first solution may take, so that there is one."""
SMALL = 2_000
"""Of a program of fewer columns a first solution is there at once: it is looked for where it is needed."""

KEPT = 1e-9
"""Values keep to a program that break nothing by more than this, in proportion to its size."""


@dataclass(frozen=True, eq=False)
class Answered:
    """What branch and bound said of a goal, and what of that was not believed."""

    outcome: MixedOutcome
    doubted: tuple[Doubted, ...]


class WholeNumbers:
    """Goals reached one after the other in whole numbers.

    What a goal has reached is read from the linear program that is left when the whole numbers are fixed,
    where earlier goals are kept exactly: branch and bound spends what a held goal leaves to rounding, and
    whoever holds the next goal to that finds nothing, or pays for it.

    `known` are the answers for the first few goals, where the same was asked before: all else is done again,
    so that what comes after them is the same to the last digit. `at_hand` are values that may be the best.
    `hoped` are values that nothing can be better than by the first few goals: those are not asked for, and
    there is a solution only where it comes to them.
    """

    def __init__(
        self,
        program: Program,
        engine: Engine,
        known: Sequence[Answered] = (),
        at_hand: FloatArray | None = None,
        hoped: Sequence[float] = (),
    ) -> None:
        """Hold a program; values at hand that break it are not looked at."""
        self._program, self._engine = program, engine
        self._session = engine.open_mixed(program)
        self._left, self._narrowed, self._narrows = program, 0, engine.in_memory
        self._linear = Trusted.of(program.relaxed(), engine.open_fixed)
        self._best: Climb | None = None
        self._known, self._answers = tuple(known), list[Answered]()
        self._at_hand = None if at_hand is None or _breaks(program, at_hand) else at_hand
        self._kept = tuple(zip(program.goals, hoped, strict=False))
        self._outcomes = [MixedOutcome.hoped(value) for value in hoped]
        self._hopes = bool(hoped)

    @property
    def found(self) -> bool:
        """Whether there is a solution."""
        return self._best is not None

    @property
    def count(self) -> int:
        """How many goals were reached."""
        return len(self._outcomes)

    def has_changed(self, number: int, changed: Changed) -> bool:
        """Say whether what was found has another value of a goal; that is not known of what is not proven."""
        goal, outcome = self._program.goals[number], self._outcomes[number]
        value = self._kept[number][1]
        return near(goal.cost, value, outcome.bound) and changed(number, value)

    def reach(self, number: int, pace: Pace) -> Status:
        """Optimise one goal more; where it is not proven the best solution so far stands for it."""
        goal, began = self._program.goals[number], time.monotonic()
        small = len(self._program.lower) < SMALL
        start = None if small else self._begun(goal.cost, pace)
        self._answers.append(self._asked(goal, pace.after(time.monotonic() - began)))
        outcome = self._answers[-1].outcome
        if outcome.status is not Status.OPTIMAL:
            start = start or self._begun(goal.cost, pace)
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
        """Return what is at hand without the first goal's branch and bound, where that may be stopped."""
        if pace.most is None or self._best is not None:
            return Start(np.zeros(0), -np.inf)
        return rounded_down(self._program, cost, pace.most * STARTING)

    def _asked(self, wanted: Goal, pace: Pace) -> Answered:
        """Minimise with earlier goals held, barely or else less so; a limit if time is up with one found."""
        if len(self._answers) < len(self._known):
            return self._known[len(self._answers)]
        if pace.most == 0 and self._best is not None:
            return Answered(MixedOutcome(Status.LIMIT, np.zeros(0), -np.inf, 0.0, ""), ())
        outcome, doubted = MixedOutcome.failed(0.0, ""), tuple[Doubted, ...]()
        for session, program, room in self._ways():
            held = tuple(Held.at(goal.cost, value, room) for goal, value in self._kept)
            outcome = minimised(session, program, wanted.cost, held, pace=pace, at_hand=self._at_hand)
            refused = outcome.status is Status.FAILED
            doubted += Doubted.of(wanted.name, outcome.reason, refused=refused)
            if len(outcome.values) or outcome.status is Status.LIMIT or not held or self._hopes:
                break
            pace = pace.after(outcome.seconds)
        return Answered(outcome, doubted)

    def _ways(self) -> Iterator[tuple[MixedSession, Program, float]]:
        """Yield what is asked, and how much of earlier goals may be used up: what they leave, or else all."""
        self._narrow()
        if self._left is not self._program:
            yield self._engine.open_mixed(self._left), self._left, BARELY
        for room in (BARELY, HELD):
            yield self._session, self._program, room

    def _narrow(self) -> None:
        """Leave out what goals so far do not leave, up to the first of which nothing is left out."""
        while self._narrows and self._narrowed < len(self._kept):
            (goal, value), bound = self._kept[self._narrowed], self._outcomes[self._narrowed].bound
            left = left_by(self._left, goal.cost, value) if near(goal.cost, value, bound) else self._left
            self._narrows, self._left, self._narrowed = left is not self._left, left, self._narrowed + 1

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

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The goals that were reached, each with what is proven of it."""
        best = self._best or self._with(self._program.lower)
        return tuple(
            replace(
                stage,
                bound=outcome.bound,
                seconds=outcome.seconds,
                method=outcome.method,
                proven=near(stage.goal.cost, stage.value, outcome.bound),
            )
            for stage, outcome in zip(best.stages, self._outcomes, strict=True)
        )

    @property
    def values(self) -> FloatArray:
        """The solution."""
        best = self._best or self._with(self._program.lower)
        return whole(best.values, self._program.step) if len(best.values) else best.values

    @property
    def doubted(self) -> tuple[Doubted, ...]:
        """The answers that were not believed."""
        told = (one for answer in self._answers for one in answer.doubted)
        return (*told, *(self._best.doubted if self._best is not None else ()))

    @property
    def answers(self) -> tuple[Answered, ...]:
        """The answers so far, where none was ended by a limit and no goal was hoped for."""
        ended = all(answer.outcome.status is Status.OPTIMAL for answer in self._answers)
        return tuple(self._answers) if ended and not self._hopes else ()


def _breaks(program: Program, values: FloatArray) -> bool:
    return relative_violation(program, values) > KEPT


def _room(cost: FloatArray, climbed: Climb, number: int) -> float:
    return HELD * size_of(cost, climbed.stages[number].value)


def _believed(outcome: MixedOutcome, cost: FloatArray, value: float) -> float:
    """Return the bound that a solver proved; none where a solution that is at hand is better."""
    if outcome.status not in (Status.OPTIMAL, Status.LIMIT) or math.isnan(outcome.bound):
        return -np.inf
    lies = outcome.bound > value and not near(cost, value, outcome.bound)
    return -np.inf if lies else outcome.bound
