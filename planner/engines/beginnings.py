"""Bases that were best on some faces, and which of them is the nearest to being best on another.

With prices of the same costs each gives a bound of what can be reached on any face (Schrijver 1986, Theory
of Linear and Integer Programming, section 7.4), and the dual simplex method goes up from the bound that it
begins with. So the basis with the highest is begun from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.engines.engine import Face
from planner.program.blocks import FloatArray
from planner.program.program import Program

KEPT = 100
"""How many bases are kept at most."""
NUMBERS = 10_000_000
"""How many numbers their prices have at most, in single precision; of a large program fewer are kept."""
FAINT = 1e-12
"""What of prices is rounding, beside the largest: nothing rests on where that points."""
ENDLESS = 1e15
"""What stands for no end: a basis whose price points there is begun from only where all do."""


@dataclass(eq=False)
class Beginnings:
    """The bases so far for one cost of a program; the first is there from the beginning and stays."""

    program: Program
    cost: FloatArray
    bases: list[Any] = field(default_factory=list)
    _worth: npt.NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))

    def nearest(self, face: Face) -> Any:
        """Return the basis to begin from on a face; None where none is kept."""
        if not self.bases:
            return None
        ends = np.concatenate([face.lower, face.upper, face.row_lower, face.row_upper])
        bounds = self._worth[: len(self.bases)] @ np.clip(ends, -ENDLESS, ENDLESS).astype(np.float32)
        return self.bases[int(np.argmax(bounds))]

    def keep(self, basis: Any, prices: FloatArray) -> None:
        """Keep a basis that was best, with the prices of its rows, while there is room."""
        numbers = 2 * sum(self.program.matrix.shape)
        if not self.bases:
            room = max(min(KEPT, NUMBERS // max(numbers, 1)), 1)
            self._worth = np.zeros((room, numbers), dtype=np.float32)
        if len(self.bases) == len(self._worth):
            return
        reduced = self.cost - self.program.by_column @ prices
        parts = [_without_rounding(reduced), _without_rounding(prices)]
        self._worth[len(self.bases)] = np.concatenate(
            [end(part, 0.0) for part in parts for end in (np.maximum, np.minimum)]
        )
        self.bases.append(basis)


def _without_rounding(prices: FloatArray) -> FloatArray:
    size = np.abs(prices)
    return np.where(size > FAINT * size.max(initial=0.0), prices, 0.0)
