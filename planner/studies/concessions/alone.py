"""Who could do alone: the parties each of whom, conceding all that it can, reaches what is asked for.

Where one is enough the fewest are one, and no branch and bound is needed to say so. Not every party is asked:
the prices that show how little one of them can do bound what each other can, too (weak duality, all columns
being bounded), and most are nations whose whole offers are a small part of what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.engines.engine import Face, Outcome, Status
from planner.engines.proof.bound import tidy
from planner.engines.solvers.highs import Highs, HighsSession
from planner.engines.trust import Trusted
from planner.program.blocks import SHORTFALL, BoolArray, FloatArray, IntArray
from planner.program.program import Program
from planner.studies.concessions.elastic import Elastic

SURE = 1e-7
"""A bound that is above what may stay unfilled by more than this is no rounding."""
NOBODY = -1
"""Stands for no party."""


@dataclass(frozen=True, eq=False)
class Alone:
    """A program of open concessions, each of a `party`, which stand beside each other from `start` on.

    Its rows must hold with no concession at all, but for what it may leave unfilled. What a party leaves does
    not depend on what is asked for, and is worked out once.
    """

    elastic: Elastic
    program: Program
    start: int
    party: IntArray

    def can(self, most: float) -> list[int] | None:
        """Return the parties who alone leave at most so much unfilled; None where a solver does not say.

        Nor is it said where nobody need concede anything.
        """
        none = self._asked_of(NOBODY)
        if none is None or none <= most + SURE:
            return None
        parties = np.flatnonzero(np.bincount(self.party, weights=self._most > 0))
        while left := [one for one in parties.tolist() if self._may_do(one, most)]:
            if self._asked_of(min(left, key=lambda one: self._least[one])) is None:
                return None
        return sorted(one for one, leaves in self._left.items() if one != NOBODY and leaves <= most + SURE)

    def _may_do(self, party: int, most: float) -> bool:
        """Say whether a party was not asked yet that no prices so far show to leave more."""
        return party not in self._left and bool(self._least[party] <= most + SURE)

    def _asked_of(self, party: int) -> float | None:
        """Return what stays unfilled if one party alone concedes; None where a solver does not say.

        Only bounds are other than where the last was asked, so that its basis still has the right prices.
        """
        if party not in self._left:
            outcome = self._held.minimise(self._cost, self._face(self.party == party), tightened=True)
            if outcome.status is not Status.OPTIMAL:
                return None
            self._left[party] = float(self._cost @ outcome.values)
            np.maximum(self._least, self._bounds(outcome, len(self._least)), out=self._least)
        return self._left[party]

    @cached_property
    def _held(self) -> Trusted[HighsSession]:
        return Trusted.of(self.program, Highs().open)

    @cached_property
    def _left(self) -> dict[int, float]:
        """What stays unfilled where a party alone concedes, for those who were asked."""
        return {}

    @cached_property
    def _least(self) -> FloatArray:
        """What at least stays unfilled where a party alone concedes, as all prices so far show."""
        return np.full(self.party.max(initial=NOBODY) + 1, -np.inf)

    @cached_property
    def _cost(self) -> FloatArray:
        cost = np.zeros(len(self.program.lower))
        cost[self.program.family(SHORTFALL)] = self.elastic.unfilled
        return cost

    @property
    def _concessions(self) -> slice:
        return slice(self.start, self.start + len(self.party))

    @property
    def _most(self) -> FloatArray:
        return self.program.upper[self._concessions]

    def _face(self, open_: BoolArray) -> Face:
        """Return the program with some concessions open, and any part unfilled."""
        face = Face.of(self.program)
        upper, rows = face.upper.copy(), face.row_upper.copy()
        upper[self._concessions] *= open_
        rows[self.elastic.unfilled_row] = np.inf
        return Face(face.lower, upper, face.row_lower, rows)

    def _bounds(self, outcome: Outcome, parties: int) -> FloatArray:
        """Return for each party what at least stays unfilled if it alone concedes, as some prices show."""
        face, prices = self._face(np.zeros(len(self.party), dtype=bool)), tidy(self.program, outcome.prices)
        ends = np.where(prices > 0, face.row_lower, np.where(prices < 0, face.row_upper, 0.0))
        prices, ends = np.where(np.isfinite(ends), prices, 0.0), np.where(np.isfinite(ends), ends, 0.0)
        reduced = self._cost - self.program.by_column @ prices
        least = float(prices @ ends) + float(reduced @ np.where(reduced > 0, face.lower, self._reach(face)))
        gains = np.minimum(reduced[self._concessions], 0.0) * self._most
        each = np.bincount(self.party, weights=gains, minlength=parties).astype(float)
        return least + each

    def _reach(self, face: Face) -> FloatArray:
        return np.minimum(face.upper, self.program.reach)
