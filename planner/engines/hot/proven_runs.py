"""What runs for a sum of goals have come to on many faces, and which of the goals each of them proves.

No run is believed. The prices of each goal at the basis that it ended with must prove that goal on what those
before it leave, as they would if it had been solved alone. It is worked out for many faces at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.engines.engine import Face, Outcome, Status
from planner.engines.faces import Faces
from planner.engines.hot.beginnings import SAME
from planner.engines.hot.summed import Summed
from planner.engines.ladder import ROUNDING, Climb, Stage, clean
from planner.engines.solvers.highs_model import scale_of
from planner.engines.solvers.unproven import SHARP, unproven
from planner.engines.trust import TOLERANCE, near, violations
from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.program.products import times
from planner.program.program import Program


@dataclass(frozen=True, eq=False)
class Run:
    """What a run came to: its answer, its basis, and the prices of each goal there (goals x rows)."""

    outcome: Outcome
    basis: Any
    prices: FloatArray

    @property
    def ended(self) -> bool:
        """Whether it came to values."""
        return self.outcome.status is Status.OPTIMAL

    def is_best_on(self, program: Program, face: Face, promised: float) -> bool:
        """Say whether its values may be best on another face, on which nothing is below what is promised.

        They are if they are on that face and cost no more. Whoever takes them proves it all the same.
        """
        values, reached = self.outcome.values, self.outcome.objective
        if reached is None or abs(reached - promised) > SAME * abs(reached):
            return False
        return bool(violations(program, face, values) <= ROUNDING)


@dataclass(frozen=True, eq=False)
class ProvenRuns:
    """Runs on many faces with their clean values (runs x columns), and how many goals each run proves.

    `left` are the faces that goal after goal leaves; after the last goal of all there is none.
    """

    program: Program
    summed: Summed
    runs: Sequence[Run]
    values: FloatArray
    left: tuple[Face, ...]
    proven: IntArray

    @classmethod
    def of(cls, program: Program, summed: Summed, faces: Face, runs: Sequence[Run]) -> ProvenRuns:
        """Return what runs for a sum of goals prove, each on its face."""
        values = clean(program, faces, np.stack([run.outcome.values for run in runs]))
        at = values, times(program.matrix, values)
        stands, left = _fitting(program, summed.cost, faces, runs), [faces]
        proven = np.zeros(len(runs), dtype=np.int32)
        for number, goal in enumerate(summed.goals):
            prices = np.stack([run.prices[number] for run in runs])
            scale = scale_of(goal.cost * program.scale.column)
            stands = stands & (unproven(program, goal.cost * scale, prices * scale, at, left[-1]) <= SHARP)
            proven += stands
            if number + 1 < len(program.goals):
                noise = runs[0].outcome.noise
                left.append(left[-1].optimal(program, goal.cost, prices, values, noise))
        return cls(program, summed, runs, values, tuple(left), proven)

    def climb(self, number: int) -> Climb:
        """Return how far the ladder is climbed by one of the runs."""
        run, values, reached = self.runs[number], self.values[number], int(self.proven[number])
        told = run.outcome
        stages = tuple(
            Stage.of(goal, Outcome(Status.OPTIMAL, values, prices, told.seconds, told.method))
            for goal, prices in zip(self.summed.goals[:reached], run.prices, strict=False)
        )
        left = tuple(faces.at(number) for faces in self.left[: reached + 1])
        return Climb(Status.OPTIMAL, values if reached else np.zeros(0), stages, Faces(self.program, left))


def _fitting(program: Program, cost: FloatArray, faces: Face, runs: Sequence[Run]) -> BoolArray:
    """Say of each answer whether it fits together, as `trust` asks of one."""
    values = np.stack([run.outcome.values for run in runs])
    said = zip(np.einsum("ij,j", values, cost), (run.outcome.objective for run in runs), strict=True)
    kept = [objective is None or near(cost, float(reached), objective) for reached, objective in said]
    priced = [bool(np.isfinite(run.prices).all()) for run in runs]
    whole = np.isfinite(values).all(axis=-1)
    return np.asarray(whole & (violations(program, faces, values) <= TOLERANCE) & kept & priced, dtype=bool)
