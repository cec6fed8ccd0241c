"""A plan with the prices that prove it: what each of several changes makes of one may add up.

Where two changes of a program are felt in different parts of it, the plan with both has what either changes,
and so have its prices. Whether it is so is not assumed: who takes such a plan proves it by such prices
(`proven_runs`), as if a solver had said both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.engines.engine import Outcome, Status
from planner.engines.hot.proven_runs import Run
from planner.engines.solve import Solution
from planner.program.blocks import FloatArray

ADDED_UP = "plans added up"
"""The method of an answer for which no solver is asked."""


@dataclass(frozen=True, eq=False)
class KnownPlan:
    """Values of columns, and for each goal the prices of rows that prove it (goals x rows)."""

    values: FloatArray
    prices: FloatArray

    @classmethod
    def of(cls, solution: Solution, goals: int, rows: int) -> KnownPlan | None:
        """Return a plan with the prices of so many goals for so many rows; None where it has no such."""
        prices = [stage.prices for stage in solution.stages[:goals]]
        proven = solution.status is Status.OPTIMAL and len(prices) == goals
        if not proven or any(len(one) != rows for one in prices):
            return None
        return cls(solution.values, np.stack(prices))

    def with_all(self, others: Sequence[KnownPlan]) -> KnownPlan:
        """Return this plan with all that is other in each of some others."""
        return KnownPlan(
            self.values + sum(one.values - self.values for one in others),
            self.prices + sum(one.prices - self.prices for one in others),
        )

    @property
    def run(self) -> Run:
        """The plan as a run would have come to it."""
        outcome = Outcome(Status.OPTIMAL, self.values, np.zeros(0), 0.0, ADDED_UP)
        return Run(outcome, None, self.prices)
