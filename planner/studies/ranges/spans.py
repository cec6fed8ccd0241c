"""How small and how large many amounts can be around a plan, without asking for what is known already.

Three things save a solve (Gleixner, Berthold, Mueller and Weltge 2017, Three enhancements for
optimization-based bound tightening, doi 10.1007/s10898-016-0450-4): an amount that is a multiple of another
wherever anything can change has that one's ends; a plan found for one amount says something of all others;
and beyond what is on offer nothing need be tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from planner.engines.hot.corner import Cost
from planner.engines.hot.path import Path
from planner.program.blocks import CONTRIBUTION, FloatArray, IntArray
from planner.studies.chain import Chain
from planner.studies.prices.reaching import Reaching
from planner.studies.ready import Ready

LEAST, MOST = 0, 1
"""The two ends."""
_SAME = 1e-9
"""What is this near its bound, relative to that where it is over 1, is at it."""


@dataclass(frozen=True, eq=False)
class Spans:
    """The ends of some amounts, each asked for once.

    `weights` is amounts x columns, none negative; `each` the same, as a nation sends by few of all columns.
    `first` is for each amount the first that it is a multiple
    of (-1 where nothing can change), `times` how often. `seen` has for each slack the least and the most of
    each amount in the plans met so far; `limits` cannot be passed.
    """

    chain: Chain
    weights: FloatArray
    each: sparse.csr_array
    first: IntArray
    times: FloatArray
    plan: FloatArray
    limits: FloatArray
    seen: dict[float, FloatArray]
    _ends: dict[tuple[float, int, int], float] = field(default_factory=dict, repr=False)
    _paths: dict[tuple[int, int], tuple[Cost, Path]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, chain: Chain, weights: FloatArray, slacks: Sequence[float]) -> Spans:
        """Return what is known before anything is solved: the plan, and what is on offer."""
        face = chain.kept if chain.cost is None else chain.faces[chain.cost]
        free = face.lower < face.upper
        first, times = _multiples(weights * free)
        each = sparse.csr_array(weights)
        plan, floor = each @ chain.point, each @ np.where(free, 0.0, face.lower)
        columns = chain.solved.program.family(CONTRIBUTION)
        there = np.where(free[columns], chain.solved.ground.reach, chain.point[columns])
        limits = np.array([floor, ceilings(chain.solved, weights, there)])
        seen = {slack: np.array([plan, plan]) for slack in slacks}
        return cls(chain, weights, each, first, times, plan, limits, seen)

    def ends(self, amount: int, slack: float) -> tuple[float, float]:
        """Return the least and the most of an amount in plans within a slack."""
        first = int(self.first[amount])
        if first < 0:
            return float(self.plan[amount]), float(self.plan[amount])
        least, most = (self._end(first, side, slack) - float(self.plan[first]) for side in (LEAST, MOST))
        plan, times = float(self.plan[amount]), float(self.times[amount])
        return plan + times * least, plan + times * most

    def _end(self, amount: int, side: int, slack: float) -> float:
        """Return one end; ask within a narrow slack before a wider one, which goes on from there."""
        key = (slack, amount, side)
        if key not in self._ends:
            limit, seen = float(self.limits[side, amount]), self.seen[slack]
            if abs(limit - seen[side, amount]) > _SAME * max(1.0, abs(limit)):
                self._note(self._solved(amount, side, slack), slack)
            self._ends[key] = float(seen[side, amount])
        return self._ends[key]

    def _solved(self, amount: int, side: int, slack: float) -> FloatArray:
        if (amount, side) not in self._paths:
            self._paths[amount, side] = self._cost(amount, side), self.chain.corner.path()
        cost, path = self._paths[amount, side]
        values = Reaching(self.chain).least(cost, self.chain.within(slack), path)
        if values is None:
            raise ArithmeticError("an amount on offer has no end")
        return values[: len(self.chain.point)]

    def _cost(self, amount: int, side: int) -> Cost:
        cost = np.zeros(len(self.chain.corner.value))
        cost[: len(self.chain.point)] = self.weights[amount] if side == LEAST else -self.weights[amount]
        return self.chain.corner.cost(cost)

    def _note(self, values: FloatArray, within: float) -> None:
        """Take note of what a plan says of every amount, in its own slack and all that are wider."""
        amounts = self.each @ values
        for slack, seen in self.seen.items():
            if slack >= within:
                np.minimum(seen[LEAST], amounts, out=seen[LEAST])
                np.maximum(seen[MOST], amounts, out=seen[MOST])


def _multiples(weights: FloatArray) -> tuple[IntArray, FloatArray]:
    """Return for each amount the first that it is a multiple of (-1 for nothing), and how often."""
    first, times = np.full(len(weights), -1, dtype=np.int32), np.zeros(len(weights))
    known: dict[bytes, int] = {}
    for number, weight in enumerate(weights):
        some = weight.nonzero()[0]
        if len(some):
            direction = np.round(weight / weight[some[0]], 9).tobytes()
            first[number] = known.setdefault(direction, number)
            times[number] = weight[some[0]] / weights[first[number], some[0]]
    return first, times


def ceilings(solved: Ready, weights: FloatArray, there: FloatArray) -> FloatArray:
    """Return the most of each amount that offers leave, offer by offer and phase by phase.

    No contribution is more than what can be `there` of it.
    """
    ground, offers = solved.ground, solved.formulation.offers
    columns = solved.program.family(CONTRIBUTION)
    group = offers.spot(ground).astype(np.int64) * len(ground.index.months) + ground.keys["phase"]
    _, group = np.unique(group, return_inverse=True)
    offered = np.zeros(group.max(initial=-1) + 1)
    offered[group] = ground.offered
    most = np.minimum(offered, np.bincount(group, weights=there))
    return np.array([float(_largest(weight[columns], group, len(most)) @ most) for weight in weights])


def _largest(weight: FloatArray, group: IntArray, count: int) -> FloatArray:
    largest = np.zeros(count)
    some = weight.nonzero()[0]
    np.maximum.at(largest, group[some], weight[some])
    return largest
