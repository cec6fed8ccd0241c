"""How far something can go on a face of a plan: by a few pivots, or else by the solver."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from planner.engines.engine import Status
from planner.engines.hot.bounds import Bounds
from planner.engines.hot.corner import Cost, GivenUp
from planner.engines.hot.path import Path
from planner.program.blocks import FloatArray
from planner.studies.chain import Chain

PIVOTS = 20
"""After so many pivots the solver is quicker, which starts from the plan as well."""
FEW = 5
"""After so many where most of the program is settled, which makes it quicker still."""


@dataclass(frozen=True)
class Reaching:
    """Asks about one plan."""

    chain: Chain

    def least(self, cost: Cost, bounds: Bounds, path: Path | None = None) -> FloatArray | None:
        """Return all variables where a cost over them is least within bounds; None where there is no end.

        A path that keeps to the bounds is gone on from, and left where it ends.
        """
        corner = self.chain.corner
        path = path or corner.path()
        try:
            pivots = FEW if self.chain.is_narrow(bounds) else PIVOTS
            ended = corner.minimise(path, cost, bounds, pivots=pivots) is not None
        except GivenUp:
            return self._solved(cost.each, bounds)
        return path.value if ended else None

    def furthest(self, row: int, direction: int, bounds: Bounds) -> tuple[float, FloatArray | None]:
        """Return how far up (`direction` 1) or down (-1) a row can go, and the columns when it is there.

        Infinite and without columns where there is no end.
        """
        variable = self.chain.variable(row)
        values = self.least(self.chain.corner.towards(variable, direction), bounds)
        if values is None:
            return direction * math.inf, None
        return float(values[variable]), values[: len(self.chain.point)]

    def _solved(self, cost: FloatArray, bounds: Bounds) -> FloatArray | None:
        """Return all variables, columns before rows, at the least cost; None where there is no end.

        Raises ArithmeticError where the solver has no answer, though the plan itself is within the bounds.
        """
        # A face may be so narrow that rounding alone puts the plan beside it, where the solver sees nothing.
        bounds = bounds.around(self.chain.corner.value)
        columns, program = len(self.chain.point), self.chain.program
        on_columns = cost[:columns] + program.by_column @ cost[columns:]
        outcome = self.chain.least(on_columns, bounds)
        if outcome.status is Status.UNBOUNDED:
            return None
        if outcome.status is not Status.OPTIMAL:
            why = outcome.reason or f"it ended with {outcome.status.value} around a plan that is known"
            raise ArithmeticError(f"the solver's answer was refused: {why}")
        return np.concatenate([outcome.values, program.matrix @ outcome.values])
