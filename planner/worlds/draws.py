"""Draws between 0 and 1: a few are made at a time, when they are asked for, and are always the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import Protocol

import numpy as np
from scipy.stats import qmc

from planner.program.blocks import BoolArray, FloatArray

REPLICATES = 16
"""Independent scramblings: standard errors are from their spread (Owen 1997, doi 10.1214/aos/1031594731)."""
AT_ONCE = 256
"""So many draws, or worlds of them, are made at a time."""


class Points(Protocol):
    """Draws x factors, between 0 and 1."""

    def __len__(self) -> int:
        """Return how many draws there are."""

    def rows(self, start: int, stop: int) -> FloatArray:
        """Return some draws; `start` is a multiple of AT_ONCE, and `stop` is too or is the end."""


def pieces(points: Points) -> Iterator[FloatArray]:
    """Yield all draws, a few at a time."""
    for start in range(0, len(points), AT_ONCE):
        yield points.rows(start, min(start + AT_ONCE, len(points)))


@dataclass(frozen=True, eq=False)
class Draws:
    """Scrambled Sobol' points, one scrambling after the other: the first `each` of every one, a power of two.

    Only some `columns` of their `dimensions` are of use.
    """

    dimensions: int
    columns: Sequence[int]
    seeds: Sequence[np.random.SeedSequence]
    each: int
    _open: dict[int, qmc.Sobol] = field(default_factory=dict)

    @classmethod
    def of(cls, dimensions: int, columns: Sequence[int], count: int, seed: np.random.SeedSequence) -> Draws:
        """Return at least so many draws."""
        each = 2 ** max(math.ceil(math.log2(max(count, 1) / REPLICATES)), 0)
        return cls(dimensions, list(columns), seed.spawn(REPLICATES), each)

    def __len__(self) -> int:
        return REPLICATES * self.each

    def first(self, each: int) -> Draws:
        """Return the first so many of each scrambling."""
        return replace(self, each=each)

    def rows(self, start: int, stop: int) -> FloatArray:
        """Return some draws."""
        found = np.empty((stop - start, len(self.columns)))
        for number in range(start // self.each, -(-stop // self.each)):
            begins = number * self.each
            one, end = max(start, begins), min(stop, begins + self.each)
            found[one - start : end - start] = self._within(number, one - begins, end - one)
        return found

    def _within(self, number: int, start: int, count: int) -> FloatArray:
        """Return some points of a scrambling; all that were begun stay open, which takes longest."""
        if number not in self._open:
            # SciPy spawns from the seed that it is given, so that the same one says something else again.
            seed = np.random.default_rng(deepcopy(self.seeds[number]))
            self._open[number] = qmc.Sobol(self.dimensions, scramble=True, seed=seed)
        sequence = self._open[number]
        if sequence.num_generated > start:
            sequence.reset()
        if start > sequence.num_generated:  # none further is refused
            sequence.fast_forward(start - sequence.num_generated)
        found: FloatArray = sequence.random(count)[:, self.columns]
        return found


@dataclass(frozen=True, eq=False)
class Redrawn:
    """Draws of which some factors are drawn again."""

    points: Points
    others: Points
    again: BoolArray

    def __len__(self) -> int:
        return len(self.points)

    def rows(self, start: int, stop: int) -> FloatArray:
        """Return some draws."""
        return np.where(self.again, self.others.rows(start, stop), self.points.rows(start, stop))


@dataclass(frozen=True, eq=False)
class Joined:
    """Draws one after the other.

    Each part has the same number of each scrambling, a power of two, and none has more than the one before:
    so no piece begins or ends within a scrambling where a part does not.
    """

    parts: Sequence[Points]

    def __len__(self) -> int:
        return self._starts[-1]

    def rows(self, start: int, stop: int) -> FloatArray:
        """Return some draws."""
        found = []
        for begins, part in zip(self._starts, self.parts, strict=False):
            one, end = max(start, begins) - begins, min(stop, begins + len(part)) - begins
            if one < end:
                found.append(part.rows(one, end))
        return np.concatenate(found)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate(map(len, self.parts), initial=0))
