"""What one whole unit of a bound does, where the piece beside the plan is shorter than that.

With the goals before it kept, what a goal can reach is convex in a bound. Where a bound is loosened it can
only get better, so what does not change beside the plan changes nowhere further on; where it is tightened,
what is kept as far as one unit is told by how far it can move with these goals kept. The first goal to
change is then known, and it alone is solved again; where it is not, all goals are, in order.
"""

from __future__ import annotations

from planner.engines.engine import Status
from planner.engines.ladder import clean
from planner.studies.budget import Budget
from planner.studies.chain import Chain
from planner.studies.prices.binding import Bound
from planner.studies.prices.by_steps import differs, one_step
from planner.studies.prices.directions import Sides
from planner.studies.prices.piece import Piece


def one_unit(chain: Chain, bound: Bound, direction: int, budget: Budget, beside: Piece) -> Piece | None:
    """Return what one unit does, or where one is not possible, the largest of some parts of one that is.

    `beside` is the piece next to the plan. None where there is no plan then. Raises Unproven.
    """
    if beside.goal is None and bound.relaxes(direction):
        return Piece(None, 0.0, bound.size)
    if beside.goal is not None and _is_first(chain, bound, direction, beside.goal):
        found = _alone(chain, bound, direction, beside.goal)
        if found is not None:
            return found
    return one_step(chain, bound, direction, budget)


def _is_first(chain: Chain, bound: Bound, direction: int, goal: int) -> bool:
    """Say whether a goal is the first that one whole unit changes, as it is beside the plan.

    It is not where the row has a price for an earlier one: then those prices are right for one side only.
    """
    if chain.priced[:goal, bound.row].any():
        return False
    if bound.relaxes(direction):
        return True
    kept = goal == 0 or Sides(chain).flat(bound, direction, goal - 1) >= bound.size
    return kept and bound.inward >= bound.size


def _alone(chain: Chain, bound: Bound, direction: int, goal: int) -> Piece | None:
    """Return what one unit changes of one goal with those before it kept; None where nothing is seen."""
    moved = bound.moved_on(chain.faces[goal], chain.program, direction * bound.size)
    if moved is None:
        return None
    cost, reached = chain.stages[goal].goal.cost, float(chain.reached[goal])
    outcome = chain.session.minimise(cost, moved, start=chain.start(goal), tightened=True)
    if outcome.status is not Status.OPTIMAL:
        return None
    values = clean(chain.program, moved, outcome.values)
    change = float(cost @ values) - reached
    return Piece(goal, change / bound.size, bound.size, values) if differs(change, reached) else None
