"""What is required, beside which the answers of all worlds are held."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from planner.formulation.ordered_goals import line_weights
from planner.program.blocks import SHORTFALL, BoolArray, FloatArray
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

    @cached_property
    def priorities(self) -> list[int]:
        """The priorities that need something, the first first."""
        return [int(rank) for rank in np.unique(self.priority)]

    def fill(self, short: FloatArray) -> dict[int, float]:
        """Return the month-weighted part of each priority that is filled."""
        return {rank: lines.filled(short[chosen]) for rank, (chosen, lines) in self._by_priority.items()}

    def filled(self, short: FloatArray) -> float:
        """Return the month-weighted part of all lines that is filled; all of nothing is filled."""
        if not len(short):
            return 1.0
        return max(1 - float(self.weight @ (short / self.required)) / self._weighs, 0.0)

    def among(self, chosen: BoolArray) -> Lines:
        """Return some of the lines."""
        return Lines(**{part.name: getattr(self, part.name)[chosen] for part in fields(self)})

    @cached_property
    def _by_priority(self) -> dict[int, tuple[BoolArray, Lines]]:
        return {rank: (there := self.priority == rank, self.among(there)) for rank in self.priorities}

    @cached_property
    def _weighs(self) -> float:
        return float(self.weight.sum())
