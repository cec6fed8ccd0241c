"""The optimal faces of a plan, goal by goal: what may still change when a goal and all before it are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from planner.engines.engine import NEGLIGIBLE_PRICE, Face
from planner.engines.probing import Probe
from planner.engines.solve import Stage
from planner.program.tables import BoolArray, FloatArray
from planner.studies.solved import Solved


@dataclass(frozen=True, eq=False)
class Chain:
    """The goals of a linear program in order, up to the last that is stated, with the face that each leaves.

    `faces[k]` is what is left when the first k goals are kept, so `faces[0]` is the whole program.
    """

    solved: Solved
    stages: tuple[Stage, ...]
    faces: tuple[Face, ...]
    _probes: dict[tuple[str, int], Probe] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, solved: Solved) -> Chain:
        """Return the chain of a plan without whole numbers."""
        stages = solved.solution.stages
        last = max((number for number, stage in enumerate(stages) if stage.goal.stated), default=-1)
        faces = [Face.of(solved.program)]
        for stage in stages[: last + 1]:
            faces.append(faces[-1].optimal(solved.program, stage.goal.cost, stage.prices, stage.noise))
        return cls(solved, stages[: last + 1], tuple(faces))

    @property
    def point(self) -> FloatArray:
        """The plan: a point of every face."""
        return self.solved.solution.values

    @cached_property
    def reached(self) -> FloatArray:
        """The value of each goal in the plan."""
        return np.array([float(stage.goal.cost @ self.point) for stage in self.stages])

    @cached_property
    def activity(self) -> FloatArray:
        """What each row adds up to in the plan."""
        activity: FloatArray = self.solved.program.matrix @ self.point
        return activity

    @cached_property
    def priced(self) -> BoolArray:
        """Which rows have a price for which goal: goals x rows."""
        matrix = self.solved.program.matrix
        widest = abs(matrix).max(axis=1).toarray().ravel() if matrix.nnz else np.zeros(matrix.shape[0])
        small = [NEGLIGIBLE_PRICE * float(np.abs(stage.goal.cost).max(initial=0.0)) for stage in self.stages]
        weight = [np.abs(stage.prices) * widest for stage in self.stages]
        return np.array([each > least for each, least in zip(weight, small, strict=True)])

    def keeping(self, goals: int) -> Probe:
        """Return the face on which the first so many goals are kept, to be probed."""
        return self._probe("keeping", goals, None)

    def pursuing(self, goal: int) -> Probe:
        """Return the face on which a goal was pursued, to be probed for what the goal is worth there."""
        return self._probe("pursuing", goal, self.stages[goal].goal.cost)

    def _probe(self, use: str, number: int, cost: FloatArray | None) -> Probe:
        if (use, number) not in self._probes:
            probe = Probe(self.solved.program, self.faces[number], self.point, cost=cost)
            self._probes[use, number] = probe
        return self._probes[use, number]
