"""What each goal cost those after it: how much better they would be had it not been asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from planner.engines.engine import Engine, Face, Outcome, Session, Status
from planner.engines.faces import Faces
from planner.engines.ladder import Climb, climb
from planner.engines.solve import Solution, Watch, solve
from planner.engines.solvers.narrowed import let_go
from planner.engines.trust import Trusted
from planner.engines.whole.island_ladders import KnownIslands
from planner.program.program import Goal, Program


def goal_costs(
    program: Program,
    solution: Solution,
    engine: Engine,
    *,
    seconds: float | None = None,
    known: KnownIslands | None = None,
) -> dict[str, dict[str, float]]:
    """Return for each stated goal but the last the change of each stated goal after it that is its doing.

    The goals are solved once more without it. A change is in the later goal's own measure and never negative.
    Empty for a solution that is not optimal; goals for which the time does not suffice are left out. In whole
    numbers each goes on from what is `known` of islands: those of the plan have the goals before it.
    """
    if solution.status is not Status.OPTIMAL:
        return {}
    watch, groups = Watch.of(seconds, None), _groups(program.goals)
    without = _Without(program, solution, engine, known or KnownIslands())
    reached = {stage.goal.name: float(stage.goal.cost @ solution.values) for stage in solution.stages}
    costs = {}
    for number in without.in_order(len(groups) - 1):
        later = [one for group in groups[number + 1 :] for one in group]
        found = without.solved(groups[number][0], later, watch.left())
        if found.status is not Status.OPTIMAL:
            break
        costs[number] = {
            stage.goal.name: max(reached[stage.goal.name] - stage.value, 0.0)
            for stage in found.stages
            if stage.goal.stated and any(stage.goal.name == one.name for one in later)
        }
    return {groups[number][0].name: costs[number] for number in sorted(costs)}


def _groups(goals: Sequence[Goal]) -> list[list[Goal]]:
    """Return each stated goal with those that only choose further among its solutions."""
    groups: list[list[Goal]] = []
    for goal in goals:
        if goal.stated:
            groups.append([goal])
        elif groups and goal is not goals[-1]:
            groups[-1].append(goal)
    return groups


@dataclass(frozen=True, eq=False)
class _Without:
    """Solves a program without one of its goals, all before it held."""

    program: Program
    solution: Solution
    engine: Engine
    known: KnownIslands

    def in_order(self, goals: int) -> Sequence[int]:
        """Return the order in which so many goals are left out.

        The last is the first in a linear program: it is the quickest. Each begins where the plan ended, which
        is among what is left without the goal.
        """
        return range(goals) if self.program.integer.any() else range(goals - 1, -1, -1)

    def solved(self, goal: Goal, later: Sequence[Goal], seconds: float | None) -> Solution:
        """Return the solution for later goals where one is left out."""
        spot = next(number for number, one in enumerate(self.program.goals) if one.name == goal.name)
        if self.program.integer.any():
            wanted = (*self.program.goals[:spot], *later)
            return solve(replace(self.program, goals=wanted), self.engine, seconds=seconds, known=self.known)
        watch, ended, at = Watch.of(seconds, None), self.solution.ended, self.solution.values

        def ask(one: Goal, on: Face) -> Outcome:
            nonlocal at
            how: dict[str, Any] = {}
            if ended is not None:
                asked = (*self.program.goals[:spot], *later[: later.index(one)])
                how["let_go"] = let_go(self.program, one.cost, [each.cost for each in asked], at)
                how |= {"start": ended} if one is later[0] else {}
            outcome = self._session.minimise(one.cost, on, watch.left(), **how)
            at = outcome.values if len(outcome.values) else at
            return outcome

        return Solution.of(climb(later, Climb.begun(self.program, self._faces[spot]), ask), self.engine)

    @cached_property
    def _session(self) -> Trusted[Session]:
        return Trusted.of(self.program, self.engine.open)

    @cached_property
    def _faces(self) -> tuple[Face, ...]:
        """What is left when the first so many goals are kept."""
        faces = Faces.of(self.program)
        for stage in self.solution.stages:
            faces = faces.reached(stage.goal, stage.prices, stage.noise, self.solution.values)
        return faces.left
