"""What one bound does when it moves one way, by steps of it: the whole program solved again for each.

This is the slow way, for what cannot be told from the plan by a few pivots: whole numbers, where a bound
moves by one, and the rare plan so degenerate that pivots give up. There the length found is one that holds,
and may be less than the longest.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.engines.engine import Face, Status
from planner.program.tables import FloatArray
from planner.studies.budget import Budget
from planner.studies.chain import Chain
from planner.studies.prices.binding import Bound
from planner.studies.prices.piece import Piece

SAME = 1e-7
"""What a goal may differ by, relative to its size over 1, and not have changed."""
_SHORTEST, _LONGEST = -6, 12
"""The first step, and the last that a piece is followed to: powers of two."""


class Unproven(Exception):  # noqa: N818  nothing is wrong: there was not the time
    """The solver did not get to the end."""


def one_step(chain: Chain, bound: Bound, direction: int, budget: Budget) -> Piece | None:
    """Return what one unit does; None where there is no plan then. Raises Unproven."""
    found = _moved(chain, bound, direction * bound.size, seconds=budget.each)
    if found is None:
        return None
    change, values = found
    goal = _first(chain, change)
    if goal is None:
        return Piece(None, 0.0, bound.size)
    return Piece(goal, float(change[goal]) / bound.size, bound.size, values)


def by_steps(chain: Chain, bound: Bound, direction: int) -> Piece | None:
    """Return what a bound does as far as steps that double show one slope; None where it cannot move.

    Raises Unproven.
    """
    piece: Piece | None = None
    goals = len(chain.stages)
    for power in range(_SHORTEST, _LONGEST):
        step = 2.0**power
        found = _moved(chain, bound, direction * step, goals=goals)
        if found is None:
            break
        change, values = found
        goal = _first(chain, change)
        slope = 0.0 if goal is None else float(change[goal]) / step
        if piece is not None and (
            goal != piece.goal or abs(slope - piece.slope) > SAME * max(1.0, abs(slope))
        ):
            break
        piece = Piece(goal, slope, step, values)
        goals = goals if goal is None else goal + 1
    return piece


def _moved(
    chain: Chain, bound: Bound, by: float, *, goals: int | None = None, seconds: float | None = None
) -> tuple[FloatArray, FloatArray] | None:
    """Return how much each goal changes when a bound has moved, and the columns of the plan then.

    Only the first so many `goals` are looked at, where that is said.
    """
    program = chain.solved.program
    lower, upper = bound.moved(program, by)
    if lower > upper:
        return None
    face = Face.of(program)
    row_lower, row_upper = face.row_lower.copy(), face.row_upper.copy()
    row_lower[bound.row], row_upper[bound.row] = lower, upper
    wanted = [stage.goal for stage in chain.stages][:goals]
    moved = replace(face, row_lower=row_lower, row_upper=row_upper)
    found = chain.solved.again.solve(moved, wanted, seconds=seconds)
    if found.status is Status.INFEASIBLE:
        return None
    if found.status is not Status.OPTIMAL:
        raise Unproven
    return np.array([stage.value for stage in found.stages]) - chain.reached[:goals], found.values


def _first(chain: Chain, change: FloatArray) -> int | None:
    changed = np.flatnonzero(np.abs(change) > SAME * np.maximum(1.0, np.abs(chain.reached[: len(change)])))
    return int(changed[0]) if len(changed) else None
