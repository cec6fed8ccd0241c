"""How far one slope of a bound goes when it moves one way, by steps: each solved by whatever way can tell.

This is the slow way, for the rare plan so degenerate that pivots give up. The length found is one that holds,
and is less than the longest by a hair.
"""

from __future__ import annotations

from dataclasses import replace

from planner.studies.chain import Chain
from planner.studies.prices.around_the_plan import differs
from planner.studies.prices.binding import Bound
from planner.studies.prices.foreseen import Foreseen
from planner.studies.prices.moved_bound import changed_by, first_changed
from planner.studies.prices.piece import Piece

NEAR = 1e-6
"""How near to its end a piece is followed, relative to where that is."""
_SHORTEST, _LONGEST = -6, 12
"""The first step, and the last that a piece is followed to: powers of two."""


def by_steps(chain: Chain, bound: Bound, direction: int) -> Piece | None:
    """Return what a bound does as far as one slope goes, looked for by steps that double, and then halve.

    None where it cannot move. Raises Unproven.
    """
    piece: Piece | None = None
    for power in range(_SHORTEST, _LONGEST):
        longer = _longer(chain, bound, direction * 2.0**power, piece)
        if longer is None:
            return None if piece is None else _longest(chain, bound, direction, piece)
        piece = longer
    return piece


def _longer(chain: Chain, bound: Bound, by: float, piece: Piece | None) -> Piece | None:
    """Return a piece of as far as a bound moves; None where that has another slope than the piece so far."""
    goals = len(chain.stages) if piece is None or piece.goal is None else piece.goal + 1
    found = changed_by(chain, bound, by, Foreseen(goals=goals))
    if found is None:
        return None
    change, values = found
    goal, step = first_changed(chain, change), abs(by)
    if piece is not None:
        goes_on = goal == piece.goal and (
            goal is None or not differs(change[goal] - piece.slope * step, chain.reached[goal])
        )
        if not goes_on:
            return None
    return Piece(goal, 0.0 if goal is None else float(change[goal]) / step, step, values)


def _longest(chain: Chain, bound: Bound, direction: int, piece: Piece) -> Piece:
    """Return a piece to where its slope ends, which is before twice as far, up to `NEAR`."""
    end = 2 * piece.length
    while end - piece.length > NEAR * end:
        middle = (piece.length + end) / 2
        longer = _longer(chain, bound, direction * middle, piece)
        if longer is None:
            end = middle
        else:
            piece = replace(longer, slope=piece.slope)
    return piece
