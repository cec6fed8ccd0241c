"""What is required, beside which the answers of all worlds are held."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.formulation.ordered_goals import line_weights
from planner.program.blocks import SHORTFALL, FloatArray
from planner.worlds.family import Family


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines and phases with a need, in the order of an answer's `short`.

    `requirement` and `phase` are positions, `required` is in units, `weight` counts in fill (weight x
    months), `priority` is of the requirement.
    """

    requirement: np.ndarray
    phase: np.ndarray
    required: FloatArray
    weight: FloatArray
    priority: np.ndarray

    @classmethod
    def of(cls, family: Family) -> Lines:
        """Return the lines of a family; they are the same in all its worlds."""
        block = next(one for one in family.program.columns if one.family == SHORTFALL)
        index = family.ground.index
        ranks = [
            family.formulation.scenario.requirements[name].priority for name in index.names["requirement"]
        ]
        return cls(
            block.keys["requirement"],
            block.keys["phase"],
            block.reach,
            line_weights(family.ground, block),
            np.array(ranks, dtype=int)[block.keys["requirement"]],
        )

    @property
    def priorities(self) -> list[int]:
        """The priorities that need something, the first first."""
        return [int(rank) for rank in np.unique(self.priority)]

    def fill(self, short: FloatArray) -> dict[int, float]:
        """Return the month-weighted part of each priority that is filled."""
        return {rank: self.filled(short, self.priority == rank) for rank in self.priorities}

    def filled(self, short: FloatArray, chosen: np.ndarray) -> float:
        """Return the month-weighted part of some lines that is filled; all of nothing is filled."""
        weight = self.weight[chosen]
        missing = short[chosen] / self.required[chosen]
        return max(1 - float(weight @ missing) / float(weight.sum()), 0.0) if len(weight) else 1.0
