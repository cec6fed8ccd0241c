"""What each goal cost those after it: how much better they would be had it not been asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.engines.engine import Engine, Status
from planner.engines.faces import Faces
from planner.engines.solve import Solution, Watch, solve
from planner.program.program import Goal, Program


def goal_costs(
    program: Program, solution: Solution, engine: Engine, *, seconds: float | None = None
) -> dict[str, dict[str, float]]:
    """Return for each stated goal but the last the change of each stated goal after it that is its doing.

    The goals are solved once more without it. A change is in the later goal's own measure and never negative.
    Empty for a solution that is not optimal; goals for which the time does not suffice are left out.
    """
    if solution.status is not Status.OPTIMAL:
        return {}
    watch = Watch.of(seconds, None)
    groups = _groups(program.goals)
    reached = {stage.goal.name: float(stage.goal.cost @ solution.values) for stage in solution.stages}
    costs = {}
    for number, (goal, *_) in enumerate(groups[:-1]):
        later = [one for group in groups[number + 1 :] for one in group]
        without = _without(program, solution, engine, (groups[number], later, watch.left()))
        if without.status is not Status.OPTIMAL:
            break
        costs[goal.name] = {
            stage.goal.name: max(reached[stage.goal.name] - stage.value, 0.0)
            for stage in without.stages
            if stage.goal.stated and any(stage.goal.name == one.name for one in later)
        }
    return costs


def _groups(goals: Sequence[Goal]) -> list[list[Goal]]:
    """Return each stated goal with those that only choose further among its solutions."""
    groups: list[list[Goal]] = []
    for goal in goals:
        if goal.stated:
            groups.append([goal])
        elif groups and goal is not goals[-1]:
            groups[-1].append(goal)
    return groups


def _without(
    program: Program,
    solution: Solution,
    engine: Engine,
    parts: tuple[list[Goal], list[Goal], float | None],
) -> Solution:
    """Return the solution for the goals after some that are left out, all before these held."""
    left_out, later, seconds = parts
    names = {goal.name for goal in left_out}
    spots = [number for number, goal in enumerate(program.goals) if goal.name in names]
    before = program.goals[: spots[0]]
    if program.integer.any():
        return solve(replace(program, goals=(*before, *later)), engine, seconds=seconds)
    faces = Faces.of(program)
    for stage in solution.stages[: spots[0]]:
        faces = faces.reached(stage.goal, stage.prices, stage.noise, solution.values)
    return solve(replace(program, goals=tuple(later)), engine, face=faces.last, seconds=seconds)
