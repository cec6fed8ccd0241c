"""Bases that were best on some faces, and which of them is the nearest to being best on another.

With prices of the same costs each gives a bound of what can be reached on any face (Schrijver 1986, Theory
of Linear and Integer Programming, section 7.4), and the dual simplex method goes up from the bound that it
begins with. So the basis with the highest is begun from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import sparse

from planner.engines.engine import Face
from planner.program.blocks import FloatArray
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
    """The bases so far for one cost of a program; the first is there from the beginning and stays.

    `worth` says what each promises for the ends of a face: its bound is their product.
    """

    program: Program
    cost: FloatArray
    bases: list[Any] = field(default_factory=list)
    worth: sparse.csr_array | None = None

    @property
    def full(self) -> bool:
        """Whether there is no room for another."""
        return self.worth is not None and (len(self.bases) >= KEPT or self.worth.nnz >= NUMBERS)

    def keep(self, basis: Any, prices: FloatArray) -> None:
        """Keep a basis that was best, with the prices of its rows, while there is room."""
        if self.full:
            return
        reduced = self.cost - self.program.by_column @ prices
        parts = [_without_rounding(reduced), _without_rounding(prices)]
        worth = np.concatenate([end(part, 0.0) for part in parts for end in (np.maximum, np.minimum)])
        row = sparse.csr_array(worth[None, :])
        self.worth = row if self.worth is None else sparse.vstack([self.worth, row], format="csr")
        self.bases.append(basis)


class Nearing:
    """Many faces, and what each basis that was kept promises on each of them.

    What is the same on all faces is looked at once.
    """

    def __init__(self, beginnings: Beginnings, faces: Face) -> None:
        ends = np.concatenate([faces.lower, faces.upper, faces.row_lower, faces.row_upper], axis=-1)
        np.clip(ends, -ENDLESS, ENDLESS, out=ends)
        nearest = np.argmin(np.abs(ends), axis=0)
        self._beginnings, self._base = beginnings, ends[nearest, np.arange(ends.shape[1])]
        self._differing = np.flatnonzero(np.any(ends != self._base, axis=0))
        self._apart = np.ascontiguousarray((ends[:, self._differing] - self._base[self._differing]).T)
        self._bounds = np.zeros((0, len(ends)))

    def basis(self, number: int) -> Any:
        """Return the basis to begin from on a face; None where none is kept."""
        bases = self._beginnings.bases
        if not bases:
            return None
        if len(self._bounds) < len(bases):
            self._look_at(len(self._bounds))
        bounds = self._bounds[:, number]
        highest = bounds.max()
        return bases[int(np.argmax(bounds >= highest - SAME * abs(highest)))]

    def _look_at(self, new: int) -> None:
        """Work out what the bases from a number on promise, which were kept since."""
        worth: Any = self._beginnings.worth
        worth = worth[new:]
        bounds = worth[:, self._differing] @ self._apart + (worth @ self._base)[:, None]
        self._bounds = np.concatenate([self._bounds, bounds])


def _without_rounding(prices: FloatArray) -> FloatArray:
    size = np.abs(prices)
    return np.where(size > FAINT * size.max(initial=0.0), prices, 0.0)
