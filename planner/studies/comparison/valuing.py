"""What comes of some of the changes: the goals of a scenario half way between two, solved once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from planner.engines.engine import Engine, Status
from planner.engines.solve import Solution, Watch, solve
from planner.engines.solvers.highs import Highs
from planner.problems import Path
from planner.program.blocks import FloatArray
from planner.program.program import Program
from planner.studies.comparison.half_way import HalfWay
from planner.studies.comparison.joint_changes import Between, JointChange, Variant

Told = Callable[[int], None]
"""Told after each solve how many there were."""
WHOLE_NUMBERS_COST = 30
"""How many times as long a program with whole numbers takes as one without, roughly."""


class NotPlayableError(Exception):
    """Some changes cannot be made without others: the scenario is not sound, or there is no plan."""


class StoppedError(Exception):
    """The solver reached its limit or failed, so that the changes cannot be valued."""


class Valuer:
    """Values sets of changes between two scenarios by the goals that both have; each set is solved once."""

    def __init__(
        self,
        between: Between,
        goals: tuple[str, ...],
        engine: Engine,
        watch: Watch | None = None,
        half_way: HalfWay | None = None,
    ) -> None:
        """Value by these goals with this engine, within the time that the watch leaves.

        `half_way` are the programs at hand, made and solved; several that have a baseline in common may share
        them.
        """
        self.goals, self.solves = goals, 0
        self.told: Told | None = None
        self._between, self._engine, self._watch = between, engine, watch or Watch()
        self._half_way = half_way or HalfWay()
        self._known: dict[frozenset[Path], FloatArray | None] = {}

    def know(self, changes: Iterable[JointChange], values: Mapping[str, float]) -> None:
        """Take in what is known of some changes, such as of none or of all from the plans."""
        self._known[_key(changes)] = np.array([values[goal] for goal in self.goals])

    def value(self, changes: Iterable[JointChange]) -> FloatArray:
        """Return the goals' values with some changes made.

        Raises NotPlayableError where these cannot be made alone, StoppedError where the solver stopped.
        """
        changes = tuple(changes)
        key = _key(changes)
        if key not in self._known:
            self._known[key] = self._solved(changes)
        if (known := self._known[key]) is None:
            raise NotPlayableError
        return known

    def is_playable(self, changes: Iterable[JointChange]) -> bool:
        """Say whether some changes can be made without the others."""
        try:
            self.value(changes)
        except NotPlayableError:
            return False
        return True

    def effort(self) -> float:
        """Return how much work one solve is: the size of the larger program, more with whole numbers."""
        return max(_work(self._stated(side)) for side in (self._between.baseline, self._between.other))

    def _solved(self, changes: tuple[JointChange, ...]) -> FloatArray | None:
        """Return the goals' values, 0 for one that it lacks; None where it is unsound or has no plan.

        Raises StoppedError where time is up, or the solver proved nothing.
        """
        left = self._watch.left()
        if left == 0:
            raise StoppedError("the time limit was reached")
        variant = self._between.with_changes(changes)
        if not self._between.is_sound(variant, changes):
            return None
        solution = self._solution(self._stated(variant), left)
        self.solves += 1
        if self.told is not None:
            self.told(self.solves)
        if solution.status is Status.INFEASIBLE:
            return None
        if solution.status is not Status.OPTIMAL:
            raise StoppedError(f"the solver answered: {solution.status.value}")
        reached = {stage.goal.name: float(stage.goal.cost @ solution.values) for stage in solution.stages}
        return np.array([reached.get(goal, 0.0) for goal in self.goals])

    def _solution(self, program: Program, left: float | None) -> Solution:
        """Return the solution of a program, from the nearest before: only what goals reach is asked."""
        if self._engine == Highs():
            return self._half_way.nearest.solve(program, seconds=left)
        return solve(program, self._engine, seconds=left)

    def _stated(self, variant: Variant) -> Program:
        """Return the program without the goals after the last stated one: they only choose among equals."""
        program = self._half_way.program(variant)
        last = max(place for place, goal in enumerate(program.goals) if goal.stated)
        return replace(program, goals=program.goals[: last + 1])


def _key(changes: Iterable[JointChange]) -> frozenset[Path]:
    return frozenset(entry for change in changes for entry in change.entries)


def _work(program: Program) -> float:
    return float(program.matrix.nnz * (WHOLE_NUMBERS_COST if program.integer.any() else 1.0))
