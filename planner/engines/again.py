"""A program solved again and again with changed bounds, hot.

The first goal always starts from the basis that it ended with the first time, so that an answer does not
depend on what was asked before; the others go on from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from planner.engines.engine import Face, Outcome, Status
from planner.engines.highs import Highs, HighsSession
from planner.engines.ladder import Ask, Climb, climb
from planner.engines.solve import Solution, solve
from planner.engines.trust import Trusted
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program


class Again:
    """One program held by HiGHS for many solves that differ in the bounds of rows and columns.

    With whole numbers there is no hot start: each solve is one from the beginning.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self._mixed = bool(program.integer.any())
        self._session: Trusted[HighsSession] | None = None
        self._start: Any = None

    def solve(
        self, face: Face | None = None, goals: Sequence[Goal] | None = None, *, seconds: float | None = None
    ) -> Solution:
        """Return the solution under other bounds, for all goals or only the first few of them.

        `face` may be wider or tighter than the program; `goals` must be a prefix of the program's. `seconds`
        limits a linear program goal by goal, and one with whole numbers in all. A status that is not optimal
        comes without values, except for whole numbers stopped at the limit.
        """
        wanted = self.program.goals if goals is None else tuple(goals)
        bounds = Face.of(self.program) if face is None else face
        if self._mixed:
            return solve(replace(bounds.held(self.program), goals=wanted), Highs(), seconds=seconds)
        return self._goal_by_goal(bounds, wanted, seconds)

    def until(
        self, face: Face, reached: FloatArray, same: float, *, seconds: float | None = None
    ) -> Solution:
        """Return the solution under other bounds up to the first goal that changes, all where none does.

        `reached` has the values of the first goals as they were: no more goals than these are asked for. One
        has changed where it differs by more than `same`, relative to its size over 1.
        """
        wanted = self.program.goals[: len(reached)]
        if self._mixed:
            return self.solve(face, wanted, seconds=seconds)
        found, ask = Climb.begun(self.program, face), self._ask(wanted, seconds)
        for goal, before in zip(wanted, reached, strict=True):
            found = found.further(goal, ask)
            if found.status is not Status.OPTIMAL:
                break
            if abs(found.stages[-1].value - before) > same * max(1.0, abs(before)):
                break
        return Solution.of(found, Highs())

    def _goal_by_goal(self, face: Face, goals: Sequence[Goal], seconds: float | None) -> Solution:
        return Solution.of(climb(goals, Climb.begun(self.program, face), self._ask(goals, seconds)), Highs())

    def _ask(self, goals: Sequence[Goal], seconds: float | None) -> Ask:
        held = self._session = self._session or Trusted.of(self.program, Highs().open)

        def ask(goal: Goal, on: Face) -> Outcome:
            start = self._start if goal is goals[0] else None
            outcome = held.minimise(goal.cost, on, seconds, start=start)
            if outcome.status is Status.OPTIMAL:
                self._start = self._start or held.session.basis()
            return outcome

        return ask
