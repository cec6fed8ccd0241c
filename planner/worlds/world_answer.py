"""What became of a world, in short."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.engines.engine import Status
from planner.engines.solve import Solution
from planner.ground.ground import Ground
from planner.program.blocks import CONTRIBUTION, SHORTFALL, FloatArray
from planner.program.program import Program


@dataclass(frozen=True, eq=False)
class Answer:
    """What became of a world; without a plan the arrays are empty (see `status`).

    `goals` are the values of the stated goals, in their order. `short` is what is missing of each line and
    phase with a need, in units, sorted by requirement and phase. `sent` is person-months by nation.
    """

    status: Status
    goals: tuple[tuple[str, float], ...] = ()
    short: FloatArray = field(default_factory=lambda: np.zeros(0))
    sent: FloatArray = field(default_factory=lambda: np.zeros(0))

    @property
    def found(self) -> bool:
        """Whether there is a plan that is proven best."""
        return self.status is Status.OPTIMAL

    @classmethod
    def of(cls, ground: Ground, program: Program, solution: Solution) -> Answer:
        """Return what a solution says; one that a limit cut short says nothing that could be relied on."""
        if solution.status is not Status.OPTIMAL:
            return cls(solution.status)
        units = np.maximum(solution.values[program.family(CONTRIBUTION)], 0.0)
        weight = ground.weights("personnel") * ground.index.months[ground.keys["phase"]]
        nations = len(ground.index.names["nation"])
        return cls(
            solution.status,
            tuple((stage.goal.name, stage.value) for stage in solution.stages if stage.goal.stated),
            np.maximum(solution.values[program.family(SHORTFALL)], 0.0),
            np.bincount(ground.keys["nation"], weights=units * weight, minlength=nations).astype(float),
        )
