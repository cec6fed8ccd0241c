"""Who could do alone: the parties each of whom, conceding all that it can, reaches what is asked for.

Where one is enough the fewest are one, and no branch and bound is needed to say so. Not every party is asked:
the prices that show how little one of them can do bound what each other can, too (weak duality, all columns
being bounded), and most are nations whose whole offers are a small part of what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.engines.engine import Face, Outcome, Status
from planner.engines.proof.bound import tidy
from planner.engines.solvers.highs import Highs
from planner.engines.trust import Trusted
from planner.program.blocks import SHORTFALL, BoolArray, FloatArray, IntArray
from planner.program.program import Program
from planner.studies.concessions.elastic import Elastic

SURE = 1e-7
"""A bound that is above what may stay unfilled by more than this is no rounding."""


@dataclass(frozen=True, eq=False)
class Alone:
    """A program of open concessions, each of a `party`, which stand beside each other from `start` on.

    Its rows must hold with no concession at all, but for what it may leave unfilled.
    """

    elastic: Elastic
    program: Program
    start: int
    party: IntArray

    def can(self, most: float) -> list[int] | None:
        """Return the parties who alone leave at most so much unfilled; None where a solver does not say.

        Nor is it said where nobody need concede anything.
        """
        session, cost = Trusted.of(self.program, Highs().open), self._cost
        least, able = np.full(self.party.max(initial=-1) + 1, -np.inf), list[int]()
        none = np.zeros(len(self.party), dtype=bool)
        outcome = session.minimise(cost, self._face(none))
        if outcome.status is Status.OPTIMAL and float(cost @ outcome.values) <= most + SURE:
            return None
        asked = ~np.isin(np.arange(len(least)), self.party[self._most > 0])
        while outcome.status is Status.OPTIMAL:
            least = np.maximum(least, self._bounds(outcome, len(least)))
            left = np.flatnonzero(~asked & (least <= most + SURE))
            if not len(left):
                return sorted(able)
            party = int(left[least[left].argmin()])
            asked[party] = True
            outcome = session.minimise(cost, self._face(self.party == party))
            if outcome.status is Status.OPTIMAL and float(cost @ outcome.values) <= most + SURE:
                able.append(party)
        return None

    @property
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
