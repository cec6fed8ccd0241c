"""A program solved again and again with changed bounds, hot.

The first goal always starts from the basis that it ended with the first time, so that an answer does not
depend on what was asked before; the others go on from there. What is asked for near the solution starts from
the solution itself, goal by goal, so that no more of it moves than must.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from planner.engines.engine import Face, Outcome, Status
from planner.engines.ladder import Ask, Changed, Climb, climb
from planner.engines.solve import Solution, Watch, solve
from planner.engines.solvers.highs import Highs, HighsSession
from planner.engines.trust import Trusted
from planner.engines.whole.island_ladders import KnownIslands
from planner.program.program import Goal, Program


class Again:
    """One program held by HiGHS for many solves that differ in the bounds of rows and columns.

    With whole numbers there is no hot start: each solve is one from the beginning, of what is not `known`.
    """

    def __init__(self, program: Program, known: KnownIslands | None = None) -> None:
        self.program, self.known = program, known or KnownIslands()
        self._mixed = bool(program.integer.any())
        self._start: Any = None
        self._beside: dict[str, Any] | None = None

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
            held = replace(bounds.held(self.program), goals=wanted)
            return solve(held, Highs(), seconds=seconds, known=self.known)
        return self._goal_by_goal(bounds, wanted, seconds)

    def until(
        self, face: Face, goals: Sequence[Goal], changed: Changed, *, seconds: float | None = None
    ) -> Solution:
        """Return the solution under bounds near its own, for some goals up to the first that has `changed`.

        The goals may cost a little else than the program's of the same name.
        """
        if self._mixed:
            held = replace(face.held(self.program), goals=tuple(goals))
            return solve(held, Highs(), seconds=seconds, changed=changed, known=self.known)
        begun = Climb.begun(self.program, face)
        return Solution.of(climb(goals, begun, self._asking_beside(seconds), changed), Highs())

    def solve_like(
        self, program: Program, *, seconds: float | None = None, changed: Changed | None = None
    ) -> Solution:
        """Return the solution of a linear program of the same matrix with bounds and goals of its own.

        `seconds` limits all its goals together. It ends with the first goal that has `changed`, where that
        is asked. Nothing is left of earlier solves but the basis that it starts from.
        """
        ask = self._asking(program.goals, Watch.of(seconds, None).left, afresh=True)
        begun = Climb.begun(self.program, Face.of(program))
        return replace(Solution.of(climb(program.goals, begun, ask, changed), Highs()), program=program)

    @cached_property
    def _held(self) -> Trusted[HighsSession]:
        return Trusted.of(self.program, Highs().open)

    def _goal_by_goal(self, face: Face, goals: Sequence[Goal], seconds: float | None = None) -> Solution:
        begun, ask = Climb.begun(self.program, face), self._asking(goals, lambda: seconds)
        return Solution.of(climb(goals, begun, ask), Highs())

    def _asking(
        self, goals: Sequence[Goal], left: Callable[[], float | None], *, afresh: bool = False
    ) -> Ask:
        """Return what asks the solver goal by goal, each within the seconds that are left."""
        held = self._held

        def ask(goal: Goal, on: Face) -> Outcome:
            start = self._start if goal is goals[0] else None
            outcome = held.minimise(goal.cost, on, left(), start=start, afresh=afresh and start is not None)
            if outcome.status is Status.OPTIMAL:
                self._start = self._start or held.session.basis()
            return outcome

        return ask

    def _asking_beside(self, seconds: float | None) -> Ask:
        """Return what asks the solver for each goal from the program's own solution."""
        starts = self._beside = self._beside or self._at_the_solution()
        held = self._held

        def ask(goal: Goal, on: Face) -> Outcome:
            start = starts.get(goal.name)
            known = start is not None
            return held.minimise(goal.cost, on, seconds, start=start, tightened=known, afresh=known)

        return ask

    def _at_the_solution(self) -> dict[str, Any]:
        """Return for each goal a basis at the program's own solution whose prices are right for the goal.

        It is as good as can be by each goal on its face, so none of them takes a step from there.
        """
        ask = self._asking(self.program.goals, lambda: None, afresh=True)
        climbed = climb(self.program.goals, Climb.begun(self.program), ask)
        held = self._held
        solution, bases = held.session.basis(), {}
        for stage, face in zip(climbed.stages, climbed.faces.left, strict=False):
            held.minimise(stage.goal.cost, face, start=solution, afresh=True)
            bases[stage.goal.name] = held.session.basis()
        return bases
