"""How small and how large amounts can be in whole numbers, without asking for what is known already.

Nobody sends less than nothing, nor more than is on offer; and a plan that was found for one amount says
something of all others. Where more may be spent, what an amount comes to whatever it costs is asked for
first, for all slacks at once: without a cost to share it is asked for island by island.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.engines.engine import BARELY, HELD, Held, MixedOutcome, Pace, Status
from planner.engines.solvers.highs import Highs
from planner.engines.trust import minimised, near
from planner.engines.whole.near_least import least_near
from planner.program.blocks import FloatArray
from planner.program.steps import whole
from planner.studies.budget import Budget
from planner.studies.ranges.spans import LEAST, MOST, ceilings
from planner.studies.solved import Solved

_SAME = 1e-9
"""What is this near its limit, relative to that where it is over 1, is at it."""


class WholeSpans:
    """The ends of some amounts, asked for within goals that are held looser and looser.

    `weights` is amounts x columns, none negative.
    """

    def __init__(self, solved: Solved, weights: FloatArray) -> None:
        self._solved, self._weights = solved, weights
        plan = weights @ solved.solution.values
        self._seen = np.array([plan, plan])
        self._far: set[tuple[int, int]] = set()
        self._furthest: dict[tuple[int, int], MixedOutcome | None] = {}
        self._limits = np.array([np.zeros(len(plan)), ceilings(solved, weights, solved.ground.reach)])

    def end(
        self, amount: int, side: int, held: Sequence[tuple[FloatArray, float]], budget: Budget
    ) -> float | None:
        """Return the least or the most of an amount with costs held; None where it is not proven in time."""
        limit = float(self._limits[side, amount])
        if abs(limit - float(self._seen[side, amount])) > _SAME * max(1.0, abs(limit)):
            outcome = self._whatever_it_costs((amount, side), held, budget)
            if outcome is not None and self._is_seen(outcome, (amount, side)):
                return float(self._seen[side, amount])
            if outcome is None or float(held[-1][0] @ outcome.values) > held[-1][1]:
                outcome = self._solved_for(amount, side, held, budget)
            if outcome.status is not Status.OPTIMAL:
                return None
            amounts = self._weights @ whole(outcome.values, self._solved.program.step)
            self._note(amounts)
            return float(amounts[amount])
        return float(self._seen[side, amount])

    def _whatever_it_costs(
        self, end: tuple[int, int], held: Sequence[tuple[FloatArray, float]], budget: Budget
    ) -> MixedOutcome | None:
        """Return an end with the last goal not held; None where it has no slack, or no end is proven."""
        last, most = held[-1]
        if len(held) == 1 or near(last, most, float(last @ self._solved.solution.values)):
            return None
        if end not in self._furthest:
            around, kept = self._solved.chain.around, [Held.at(*each, BARELY) for each in held[:-1]]
            pace, cost = Pace(budget.each, budget.each), self._cost(*end)
            self._furthest[end] = None if around is None else least_near(around, cost, kept, pace)
        found = self._furthest[end]
        return found if found is not None and found.status is Status.OPTIMAL else None

    def _is_seen(self, outcome: MixedOutcome, end: tuple[int, int]) -> bool:
        """Say whether a plan that was met sends as little, or as much, as an outcome does."""
        amount, side = end
        seen, furthest = float(self._seen[side, amount]), float(self._weights[amount] @ outcome.values)
        return abs(seen - furthest) <= _SAME * max(1.0, abs(furthest))

    def _cost(self, amount: int, side: int) -> FloatArray:
        weight: FloatArray = self._weights[amount]
        return weight if side == LEAST else -weight

    def _solved_for(
        self, amount: int, side: int, held: Sequence[tuple[FloatArray, float]], budget: Budget
    ) -> MixedOutcome:
        """Return an end, earlier goals held barely, or less so where that leaves no room."""
        cost = self._cost(amount, side)
        outcome = MixedOutcome.failed(0.0, "")
        for room in (BARELY, HELD):
            kept = tuple(Held.at(each, value, room) for each, value in held)
            outcome = self._near((amount, side), cost, kept, budget) or self._anywhere(cost, kept, budget)
            if outcome.status in (Status.OPTIMAL, Status.LIMIT):
                break
        return outcome

    def _near(
        self, end: tuple[int, int], cost: FloatArray, kept: Sequence[Held], budget: Budget
    ) -> MixedOutcome | None:
        """Return an end where it is felt alone; None where more moves with it, as it does with more slack."""
        around = self._solved.chain.around
        if around is None or end in self._far:
            return None
        found = least_near(around, cost, kept, Pace(budget.each, budget.each))
        if found is None:
            self._far.add(end)
        return found

    def _anywhere(self, cost: FloatArray, kept: tuple[Held, ...], budget: Budget) -> MixedOutcome:
        """Return an end of all plans."""
        program = self._solved.program
        session = Highs().open_mixed(program)
        return minimised(session, program, cost, kept, pace=Pace(budget.each, budget.each))

    def _note(self, amounts: FloatArray) -> None:
        """Take note of what a plan sends: what is held later holds it, too."""
        np.minimum(self._seen[LEAST], amounts, out=self._seen[LEAST])
        np.maximum(self._seen[MOST], amounts, out=self._seen[MOST])
