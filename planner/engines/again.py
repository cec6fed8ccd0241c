"""A program solved again and again with changed bounds, hot.

The first goal always starts from the basis that it ended with the first time, so that an answer does not
depend on what was asked before; the others go on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from planner.engines.engine import Face, Outcome, Status
from planner.engines.highs import Highs, HighsSession
from planner.engines.ladder import Ask, Changed, Climb, climb
from planner.engines.solve import Solution, Watch, solve
from planner.engines.trust import Trusted
from planner.program.program import Goal, Program


class Again:
    """One program held by HiGHS for many solves that differ in the bounds of rows and columns.

    With whole numbers there is no hot start: each solve is one from the beginning.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self._mixed = bool(program.integer.any())
        self._session: Trusted[HighsSession] | None = None
        self._starts: dict[str, Any] = {}

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
        self, face: Face, goals: Sequence[Goal], changed: Changed, *, seconds: float | None = None
    ) -> Solution:
        """Return the solution under bounds near its own, for some goals up to the first that has `changed`.

        The goals may cost a little else than the program's of the same name.
        """
        if self._mixed:
            held = replace(face.held(self.program), goals=tuple(goals))
            return solve(held, Highs(), seconds=seconds, changed=changed)
        return self._goal_by_goal(face, goals, seconds, changed)

    def solve_like(
        self, program: Program, *, seconds: float | None = None, changed: Changed | None = None
    ) -> Solution:
        """Return the solution of a linear program of the same matrix with bounds and goals of its own.

        `seconds` limits all its goals together. It ends with the first goal that has `changed`, where that
        is asked.
        """
        ask = self._asking(program.goals, Watch.of(seconds, None).left, near=changed is not None)
        begun = Climb.begun(self.program, Face.of(program))
        return replace(Solution.of(climb(program.goals, begun, ask, changed), Highs()), program=program)

    def _goal_by_goal(
        self, face: Face, goals: Sequence[Goal], seconds: float | None, changed: Changed | None = None
    ) -> Solution:
        begun = Climb.begun(self.program, face)
        ask = self._asking(goals, lambda: seconds, near=changed is not None)
        return Solution.of(climb(goals, begun, ask, changed), Highs())

    def _asking(self, goals: Sequence[Goal], left: Callable[[], float | None], *, near: bool) -> Ask:
        """Return what asks the solver goal by goal, each within the seconds that are left.

        Where what is asked for is `near` what was solved first, each goal starts from where it ended then,
        whose prices are still right; where it is not, only the first does.
        """
        held = self._session = self._session or Trusted.of(self.program, Highs().open)

        def ask(goal: Goal, on: Face) -> Outcome:
            known = self._starts.get(goal.name)
            start = known if near or goal is goals[0] else None
            outcome = held.minimise(goal.cost, on, left(), start=start, tightened=near and known is not None)
            if outcome.status is Status.OPTIMAL and known is None:
                self._starts[goal.name] = held.session.basis()
            return outcome

        return ask
