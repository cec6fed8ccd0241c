"""What one whole unit of a bound does, where the piece beside the plan is shorter than that.

With the goals before it kept, what a goal can reach is convex in a bound. Where a bound is loosened it can
only get better, so what does not change beside the plan changes nowhere further on; where it is tightened,
what is kept as far as one unit is told by how far it can move with these goals kept. Only the goals from the
first that may change on are solved again, on the face of those before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.studies.budget import Budget
from planner.studies.chain import Chain
from planner.studies.prices.binding import TIGHT, Bound
from planner.studies.prices.directions import Sides
from planner.studies.prices.foreseen import Foreseen
from planner.studies.prices.one_step import one_step
from planner.studies.prices.piece import Piece


def one_unit(chain: Chain, bound: Bound, direction: int, budget: Budget, beside: Piece) -> Piece | None:
    """Return what one unit does, or where one is not possible, the largest of some parts of one that is.

    `beside` is the piece next to the plan. None where there is no plan then. Raises Unproven.
    """
    if beside.goal is None and bound.relaxes(direction):
        return Piece(None, 0.0, bound.size)
    return one_step(chain, bound, direction, budget, _Beside(chain, bound, direction, beside).foreseen)


@dataclass(frozen=True, eq=False)
class _Beside:
    """What is foreseen of one bound that moves one way, from the piece next to the plan."""

    chain: Chain
    bound: Bound
    direction: int
    piece: Piece

    def foreseen(self, by: float) -> Foreseen:
        """Return how many goals a plan with so much more or less is sure to keep, and if there is one."""
        most, length = self._unpriced, abs(by)
        possible = length <= self.piece.length * (1 - TIGHT)
        if self.bound.relaxes(self.direction):
            return Foreseen(kept=most, possible=possible)
        if self.bound.inward < length:
            return Foreseen(possible=possible)
        kept = next((most - fewer for fewer, flat in enumerate(self._flats()) if flat >= length), 0)
        return Foreseen(kept=kept, possible=possible)

    @cached_property
    def _unpriced(self) -> int:
        """How many goals do not change beside the plan, and have prices that say so for either side."""
        first = len(self.chain.stages) if self.piece.goal is None else self.piece.goal
        priced = np.flatnonzero(self.chain.priced[:first, self.bound.row])
        return int(priced[0]) if len(priced) else first

    def _flats(self) -> Iterator[float]:
        """Yield how far the bound moves with goals kept: with most of them, and then with one fewer each."""
        for goals in range(self._unpriced, 0, -1):
            if goals not in self._known:
                self._known[goals] = Sides(self.chain).flat(self.bound, self.direction, goals - 1)
            yield self._known[goals]

    @cached_property
    def _known(self) -> dict[int, float]:
        return {}
