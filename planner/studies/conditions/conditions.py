"""Conditions: what those that do not hold would add, and what those that hold would lose if they failed.

A condition that holds in some phase is flipped to never, one that holds in none to always. It is flipped
alone, and together with all others of its side: all that do not hold come to hold, or all that hold fail.
`alone` is the change of each goal when only this one is flipped. `together` is what this one changes when
all the others of its side are flipped already; so a vote that helps only after another shows nothing alone
and its worth together.

Each way is solved again hot, on one program that has what any of them opens. With whole numbers nothing is
hot: then each condition is flipped alone and the scenario solved anew, as far as the time of `budget` goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from planner.engines.engine import Face, Status
from planner.engines.hot.again import Again
from planner.engines.hot.together import Together
from planner.engines.solve import Progress, Solution
from planner.formulation.formulate import formulate
from planner.plan.plan import plain
from planner.program.program import Goal, Program
from planner.studies.budget import Budget, OnlyInPart
from planner.studies.conditions.condition_words import condition_sentence
from planner.studies.solved import Solved
from planner.worlds.family import Family
from planner.worlds.world import Standing, World, standing

Goals = Mapping[str, float]
"""For each stated goal its value, or its change."""
Found = tuple[Status, Goals]


@dataclass(frozen=True)
class ConditionEffect:
    """What flipping a condition does; nothing is in the tables where there is no plan then (see `status`).

    `goals` are the values when it is flipped alone, `goals_of_all` when all of its side are. `alone` and
    `together` are changes: from the plan, and from all others of its side being flipped.
    """

    condition: str
    holds: bool
    status: Status
    goals: Goals
    goals_of_all: Goals
    alone: Goals
    together: Goals
    sentence: str

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        return {
            "condition": self.condition,
            "holds": self.holds,
            "status": self.status.value,
            "goals_if_flipped": _listed(self.goals, "value"),
            "goals_if_all_flipped": _listed(self.goals_of_all, "value"),
            "alone": _listed(self.alone, "change"),
            "together": _listed(self.together, "change"),
            "sentence": self.sentence,
        }


def _listed(goals: Goals, word: str) -> list[dict[str, Any]]:
    return [{"goal": goal, word: plain(value)} for goal, value in goals.items()]


def conditions(solved: Solved, progress: Progress | None = None) -> Iterator[ConditionEffect]:
    """Yield each condition, in the order of their ids.

    Who stops asking keeps what was found so far. Yields nothing where there is no plan, or no condition.
    Raises OnlyInPart in the end where there are more.
    """
    sides = _Sides(solved)
    if not (solved.found and sides.names):
        return
    world = _solver(solved, sides)
    for number, name in enumerate(sides.names):
        if progress is not None:
            progress("conditions", number, len(sides.names))
        if world.spent:
            raise OnlyInPart
        yield _effect(solved, sides, world, name)


def _effect(solved: Solved, sides: _Sides, world: _Hot | _Anew, name: str) -> ConditionEffect:
    """Return what a flip does alone and, where solves are hot, on top of all others of its side."""
    holds = sides.holds(name)
    status, goals = world.flipped((name,))
    alone = _change(solved.goals, goals)
    of_all: Goals = {}
    together: Goals = {}
    if isinstance(world, _Hot):
        side = sides.of(name)
        _, of_all = world.flipped(side)
        _, without = world.flipped(tuple(one for one in side if one != name))
        together = _change(without, of_all)
    said = condition_sentence(solved.scenario, (name, holds), alone if goals else status, together)
    return ConditionEffect(name, holds, status, goals, of_all, alone, together, said)


def _change(before: Goals, after: Goals) -> Goals:
    """Return the changes of goals; nothing where one of the two is no plan.

    A goal that is missing before is one that nobody could do anything for: it had nothing.
    """
    return {goal: after[goal] - before.get(goal, 0.0) for goal in after} if before else {}


@dataclass(frozen=True, eq=False)
class _Sides:
    """Which conditions hold in some phase, and which in none."""

    solved: Solved

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All conditions."""
        return tuple(sorted(self.solved.scenario.conditions))

    @cached_property
    def _holding(self) -> frozenset[str]:
        index, all_of_them = self.solved.ground.index, self.solved.scenario.conditions
        return frozenset(name for name in self.names if index.holds(all_of_them[name]).any())

    def holds(self, name: str) -> bool:
        """Say whether a condition holds in some phase."""
        return name in self._holding

    def of(self, name: str) -> tuple[str, ...]:
        """Return the conditions of the same side."""
        return tuple(one for one in self.names if self.holds(one) == self.holds(name))

    def way(self, names: tuple[str, ...]) -> dict[str, Standing]:
        """Return how conditions stand when some of them are flipped."""
        return {name: "never" if self.holds(name) else "always" for name in names}


def _solver(solved: Solved, sides: _Sides) -> _Hot | _Anew:
    """Return what solves flipped conditions: anew where there are whole numbers, if only once some hold."""
    if solved.whole_numbers:
        return _Anew(solved)
    every = [
        names
        for name in sides.names
        for side in (sides.of(name),)
        for names in ((name,), side, tuple(one for one in side if one != name))
    ]
    worlds = [World.of(sides.way(names)) for names in dict.fromkeys(every)]
    family = Family.of(solved.formulation, worlds)
    return _Hot(solved, sides, family) if family.hot else _Anew(solved)


class _Hot:
    """Flipped conditions, solved again on one program."""

    spent = False

    def __init__(self, solved: Solved, sides: _Sides, family: Family) -> None:
        self._sides, self._family = sides, family
        plain_face = self._family.face(World())
        wanted = replace(family.program, goals=_up_to_the_last_stated(family.program))
        self._together = Together(wanted, plain_face)
        self._known: dict[bytes, Found] = {self._key(plain_face): (Status.OPTIMAL, solved.goals)}

    def flipped(self, names: tuple[str, ...]) -> Found:
        """Return what becomes of the goals; ways that open and close the same are solved once."""
        face = self._family.face(World.of(self._sides.way(names)))
        key = self._key(face)
        if key not in self._known:
            self._known[key] = _found(self._together.solve(face))
        return self._known[key]

    def _key(self, face: Face) -> bytes:
        return face.upper.tobytes() + face.row_upper.tobytes() + face.row_lower.tobytes()


class _Anew:
    """Flipped conditions, each solved from the beginning."""

    def __init__(self, solved: Solved) -> None:
        self._solved = solved
        self._budget = Budget()

    @property
    def spent(self) -> bool:
        """Whether there is no time for another."""
        return self._budget.spent

    def flipped(self, names: tuple[str, ...]) -> Found:
        """Return what becomes of the goals."""
        scenario = standing(self._solved.scenario, _Sides(self._solved).way(names))
        program = formulate(scenario, self._solved.formulation.counting).program
        goals = _up_to_the_last_stated(program)
        known = self._solved.again.known
        return _found(Again(program, known).solve(None, goals, seconds=self._budget.each))


def _up_to_the_last_stated(program: Program) -> tuple[Goal, ...]:
    last = max((number for number, goal in enumerate(program.goals) if goal.stated), default=-1)
    return program.goals[: last + 1]


def _found(solution: Solution) -> Found:
    if solution.status is not Status.OPTIMAL:
        return solution.status, {}
    return solution.status, {stage.goal.name: stage.value for stage in solution.stages if stage.goal.stated}
