"""Bases that were best on some faces, and which of them is the nearest to being best on another.

With prices of the same costs each gives a bound of what can be reached on any face (Schrijver 1986, Theory
of Linear and Integer Programming, section 7.4), and the dual simplex method goes up from the bound that it
begins with. So the basis with the highest is begun from.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy import sparse

from planner.engines.engine import Face
from planner.program.blocks import FloatArray, IntArray
from planner.program.program import Program

KEPT = 100
"""How many bases are kept at most."""
NUMBERS = 1_000_000
"""How many prices they have at most together; of a large program fewer are kept."""
FAINT = 1e-12
"""What of prices is rounding, beside the largest: nothing rests on where that points."""
ENDLESS = 1e15
"""What stands for no end: a basis whose price points there is begun from only where all do."""
SAME = 1e-11
"""Bounds that differ by no more than this, relative to the largest, are the same: the first is taken."""


@dataclass(eq=False)
class Beginnings:
    """The bases so far for one cost of a program, and the first that was found for any.

    `worth` says what each of `bases` promises for the ends of a face: where they count, and how much. Its
    bound is the sum.
    """

    program: Program
    cost: FloatArray
    bases: list[Any] = field(default_factory=list)
    worth: list[tuple[IntArray, FloatArray]] = field(default_factory=list)
    first: Any = None
    """The first basis that was found, for whatever cost: begun from where no kept one is known to be near."""
    _numbers: int = 0

    def copied(self) -> Beginnings:
        """Return the same bases, to which others can be added."""
        return replace(self, bases=list(self.bases), worth=list(self.worth))

    @property
    def full(self) -> bool:
        """Whether there is no room for another."""
        return len(self.bases) >= KEPT or self._numbers >= NUMBERS

    @property
    def every(self) -> sparse.csr_array:
        """What each basis promises for the ends of a face, in a row."""
        starts = np.cumsum([0, *(len(there) for there, _ in self.worth)])
        there, worth = (np.concatenate([part[spot] for part in self.worth]) for spot in (0, 1))
        shape = (len(self.worth), 2 * sum(self.program.matrix.shape))
        return sparse.csr_array((worth, there, starts), shape=shape)

    def keep(self, basis: Any, prices: FloatArray) -> None:
        """Keep a basis that was best, or what has it, with the prices of its rows, while there is room."""
        if self.full:
            return
        reduced = self.cost - self.program.by_column @ prices
        parts = [_without_rounding(reduced), _without_rounding(prices)]
        worth = np.concatenate([end(part, 0.0) for part in parts for end in (np.maximum, np.minimum)])
        there = np.flatnonzero(worth).astype(np.int32)
        self.worth.append((there, worth[there]))
        self._numbers += len(there)
        self.bases.append(basis)


class Nearing:
    """Many faces, and what each basis that was kept promises on each of them."""

    def __init__(self, beginnings: Beginnings, faces: Face) -> None:
        ends = np.concatenate([faces.lower, faces.upper, faces.row_lower, faces.row_upper], axis=-1)
        self._beginnings = beginnings
        self._ends = np.ascontiguousarray(np.clip(ends, -ENDLESS, ENDLESS).T)
        self._bounds, self._known = np.zeros((KEPT, len(ends))), len(beginnings.bases)
        if beginnings.bases:
            self._bounds[: self._known] = beginnings.every @ self._ends

    def nearest(self, number: int) -> tuple[Any, float]:
        """Return the basis to begin from on a face and what it promises; None where none is kept."""
        bases = self._beginnings.bases
        if not bases:
            return None, -np.inf
        for there, worth in self._beginnings.worth[self._known :]:
            self._bounds[self._known] = np.einsum("i,ij->j", worth, self._ends[there])
            self._known += 1
        bounds = self._bounds[: self._known, number]
        highest = bounds.max()
        first = int(np.argmax(bounds >= highest - SAME * abs(highest)))
        return bases[first], float(bounds[first])


def _without_rounding(prices: FloatArray) -> FloatArray:
    size = np.abs(prices)
    return np.where(size > FAINT * size.max(initial=0.0), prices, 0.0)
