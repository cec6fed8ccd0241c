"""What moving one bound a little does to the goals in order, and how far that holds, either way.

With the goals before it kept, what a goal can reach is a convex, piecewise linear function of a bound. Its
piece next to the plan is found by solving again, from the plan:

* Where the plan's own price is right, the piece is as long as the bound can move on the face on which all
  goals up to that one are kept (Roos, Terlaky and Vial 1997, Theory and Algorithms for Linear Optimization,
  part IV).
* Where the plan is degenerate its price may be right in one direction only, or in none. Then the direction
  is asked for by itself: of all ways to follow the bound a little, on the cone of what the plan can do if
  it moves very little, the best by each goal in turn. The prices of that make the face for the first step.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from planner.engines.hot.bounds import Bounds
from planner.engines.hot.corner import GivenUp
from planner.engines.hot.movable import PRICE
from planner.engines.hot.path import Path
from planner.program.blocks import FloatArray
from planner.studies.chain import Chain
from planner.studies.prices.binding import TIGHT, Bound
from planner.studies.prices.by_steps import by_steps
from planner.studies.prices.piece import Piece
from planner.studies.prices.reaching import Reaching


@dataclass(frozen=True)
class Sides:
    """Answers for the bounds of one plan."""

    chain: Chain

    def piece(self, bound: Bound, direction: int) -> Piece | None:
        """Return what one move does; None where it is not possible."""
        if bound.relaxes(direction) or bound.side == "equal":
            return self._piece(bound, direction)
        if bound.inward <= self._least(bound):
            return None
        piece = self._piece(bound, direction)
        return None if piece is None else replace(piece, length=min(piece.length, bound.inward))

    def _piece(self, bound: Bound, direction: int) -> Piece | None:
        """Return what a move does, not bounded by the row's other side; None where it is not possible."""
        priced = np.flatnonzero(self.chain.priced[:, bound.row])
        if len(priced) and bound.side == "both":
            return self._apart(bound)
        if len(priced):
            return self._priced(bound, direction, int(priced[0]))
        if bound.relaxes(direction):
            return Piece(None, 0.0, math.inf)
        goals = len(self.chain.stages)
        length, values = self._room(bound, direction, self.chain.bounds[goals])
        if length > self._least(bound):
            return Piece(None, 0.0, length, values)
        return self._beside(bound, direction, self._first_without_room(bound, direction, goals - 1))

    def _apart(self, bound: Bound) -> Piece:
        """Return what two sides do that were one number and move apart: the row goes where it is better.

        To one side at most, as goals are convex in it: there it goes as far as if it had to.
        """
        exactly = replace(bound, side="equal")
        ways = (self._piece(exactly, way) for way in (1, -1))
        better = [piece for piece in ways if piece is not None and piece.goal is not None and piece.slope < 0]
        return min(better, key=lambda piece: piece.goal or 0, default=Piece(None, 0.0, math.inf))

    def flat(self, bound: Bound, direction: int, goal: int) -> float:
        """Return how far a bound without a price for a goal and those before it moves with these kept."""
        if bound.relaxes(direction):
            return math.inf
        return self._room(bound, direction, self.chain.bounds[goal + 1])[0]

    def _priced(self, bound: Bound, direction: int, goal: int) -> Piece | None:
        length, values = self._room(bound, direction, self.chain.bounds[goal + 1])
        if length > self._least(bound):
            slope = direction * float(self.chain.stages[goal].prices[bound.row])
            return Piece(goal, slope, length, values)
        if not bound.relaxes(direction):
            goal = self._first_without_room(bound, direction, goal)
        return self._beside(bound, direction, goal)

    def _room(self, bound: Bound, direction: int, bounds: Bounds) -> tuple[float, FloatArray | None]:
        """Return how far a bound can move within other bounds, and a plan there."""
        ends = (bound.value, math.inf) if direction > 0 else (-math.inf, bound.value)
        within = bounds.but(self.chain.variable(bound.row), *ends)
        reached, values = Reaching(self.chain).furthest(bound.row, direction, within)
        return max(direction * (reached - bound.value), 0.0), values

    def _least(self, bound: Bound) -> float:
        return TIGHT * max(1.0, abs(bound.value))

    def _first_without_room(self, bound: Bound, direction: int, last: int) -> int:
        """Return the first goal that cannot be kept when a bound moves; `last` is one that cannot."""
        low, high = 0, last
        while low < high:
            middle = (low + high) // 2
            if self._room(bound, direction, self.chain.bounds[middle + 1])[0] > self._least(bound):
                low = middle + 1
            else:
                high = middle
        return low

    def _beside(self, bound: Bound, direction: int, goal: int) -> Piece | None:
        """Return the piece where the plan's prices are not right, from the first goal that may change."""
        try:
            found = Direction(self.chain, bound, direction).first_change(goal)
        except GivenUp:
            return by_steps(self.chain, bound, direction)
        if found is None:
            return None
        changed, slope, bounds = found
        if changed is None and bound.relaxes(direction):
            return Piece(None, 0.0, math.inf)
        length, values = self._room(bound, direction, bounds)
        if length <= self._least(bound):
            return by_steps(self.chain, bound, direction)
        return Piece(changed, slope, length, values)


@dataclass(frozen=True)
class Direction:
    """One bound that moves one way, by very little."""

    chain: Chain
    bound: Bound
    direction: int

    def first_change(self, goal: int) -> tuple[int | None, float, Bounds] | None:
        """Return the first goal that changes, from `goal` on, and its slope; None where no move is possible.

        With it come the bounds within which the move is the best there is. The goals before `goal` are kept.
        """
        corner, within = self.chain.corner, self.chain.bounds[goal]
        path = corner.path()
        cone = self._followed(path, within.cone(corner.value))
        if cone is None:
            return None
        for number in range(goal, len(self.chain.stages)):
            reduced = corner.minimise(path, self.chain.costs[number], cone)
            if reduced is None:
                raise GivenUp
            cost = self.chain.stages[number].goal.cost
            largest = PRICE * float(np.abs(cost).max(initial=0.0))
            held = np.abs(reduced) > largest
            held[self._row] = False
            within, cone = within.held(held, corner.value), cone.held(held, corner.value)
            slope = float(cost @ (path.value - corner.value)[: len(cost)])
            if abs(slope) > largest:
                return number, slope, within
        return None, 0.0, within

    def _followed(self, path: Path, cone: Bounds) -> Bounds | None:
        """Bring a path to where it keeps to the bound that has moved, and return the cone there.

        None where nothing keeps to it.
        """
        bound, ahead = self.bound, self.bound.value + self.direction
        if not bound.relaxes(self.direction):
            corner, between = self.chain.corner, sorted((bound.value, ahead))
            corner.minimise(path, corner.towards(self._row, self.direction), cone.but(self._row, *between))
            if abs(path.value[self._row] - ahead) > TIGHT * max(1.0, abs(ahead)):
                return None
        ends = {
            "equal": (ahead, ahead),
            "both": (-math.inf, ahead),
            "upper": (-math.inf, ahead),
            "lower": (ahead, math.inf),
        }
        return cone.but(self._row, *ends[bound.side])

    @property
    def _row(self) -> int:
        return self.chain.variable(self.bound.row)
