"""What one whole unit of a bound does, where the piece beside the plan is shorter than that.

With the goals before it kept, what a goal can reach is convex in a bound. Where a bound is loosened it can
only get better, so what does not change beside the plan changes nowhere further on; where it is tightened,
what is kept as far as one unit is told by how far it can move with these goals kept. Only the goals from the
first that may change on are solved again, on the face of those before it.
"""

from __future__ import annotations

import numpy as np

from planner.studies.budget import Budget
from planner.studies.chain import Chain
from planner.studies.prices.binding import Bound
from planner.studies.prices.by_steps import Foreseen, one_step
from planner.studies.prices.directions import Sides
from planner.studies.prices.piece import Piece


def one_unit(chain: Chain, bound: Bound, direction: int, budget: Budget, beside: Piece) -> Piece | None:
    """Return what one unit does, or where one is not possible, the largest of some parts of one that is.

    `beside` is the piece next to the plan. None where there is no plan then. Raises Unproven.
    """
    if beside.goal is None and bound.relaxes(direction):
        return Piece(None, 0.0, bound.size)
    kept = _kept(chain, bound, direction, _unpriced(chain, bound, beside))
    return one_step(chain, bound, direction, budget, Foreseen(kept=kept))


def _unpriced(chain: Chain, bound: Bound, beside: Piece) -> int:
    """Return how many goals do not change beside the plan, and have prices that say so for either side."""
    first = len(chain.stages) if beside.goal is None else beside.goal
    priced = np.flatnonzero(chain.priced[:first, bound.row])
    return int(priced[0]) if len(priced) else first


def _kept(chain: Chain, bound: Bound, direction: int, most: int) -> int:
    """Return how many of so many goals are sure to be kept by a plan with a whole unit more or less."""
    if bound.relaxes(direction):
        return most
    if bound.inward < bound.size:
        return 0
    sides = Sides(chain)
    numbers = range(most, 0, -1)
    return next((one for one in numbers if sides.flat(bound, direction, one - 1) >= bound.size), 0)
