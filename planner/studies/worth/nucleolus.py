"""The nucleolus of a game: payoffs by which the worst-treated coalition is treated as well as can be.

Then the next worst, and so on: linear programs one after the other, each over the coalitions that those
before it left open (Maschler, Peleg and Shapley 1979, doi 10.1287/moor.4.4.303). Where nobody can be given
what they are worth alone, it is the prenucleolus, which asks for none of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.engines.engine import Status
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.program.blocks import BoolArray, FloatArray
from planner.studies.comparison.shapley import Coalition
from planner.studies.worth.excesses import EXCESS, PAYOFF, Excesses

TIGHT = 1e-7
"""A price above this, of one shared among coalitions, says that one is tight in every solution."""
SAME = 1e-9


def nucleolus(count: int, values: Mapping[Coalition, float]) -> FloatArray | None:
    """Return a payoff for each of so many players; `values` has every coalition, that of nobody with 0.

    Raises KeyError for a coalition without a value; None where a linear program was not solved.
    """
    whole = values[frozenset(range(count))]
    alone = np.array([values[frozenset({one})] for one in range(count)])
    floor = alone if alone.sum() <= whole + SAME else np.full(count, -np.inf)
    return _Ladder(Excesses.of(count, values, floor)).payoffs()


@dataclass(frozen=True, eq=False)
class _Ladder:
    """The linear programs of a game, one after the other."""

    game: Excesses

    def payoffs(self) -> FloatArray | None:
        """Return the payoffs, by one linear program after the other."""
        game, count = self.game, len(self.game.floor)
        settled, excess = np.zeros(len(game.worth), dtype=bool), np.zeros(len(game.worth))
        fixed = np.ones((1, count))
        payoffs = np.full(count, game.whole / count)
        while np.linalg.matrix_rank(fixed) < count:
            program = game.program(settled, excess)
            solution = solve(program, Highs())
            if solution.status is not Status.OPTIMAL:
                return None
            payoffs = solution.values[program.family(PAYOFF)]
            least = float(solution.values[program.family(EXCESS)][0])
            prices = solution.stages[0].prices[: len(game.worth)]
            tight = ~settled & (np.abs(prices) > TIGHT)
            if not tight.any():
                return None
            excess[tight] = least
            settled |= tight
            fixed = np.vstack([fixed, game.members[tight]])
            self._settle_what_follows(fixed, payoffs, settled, excess)
        return payoffs

    def _settle_what_follows(
        self, fixed: FloatArray, payoffs: FloatArray, settled: BoolArray, excess: FloatArray
    ) -> None:
        """Take out the coalitions whose payoff is decided by those that are fixed."""
        _, size, basis = np.linalg.svd(fixed)
        basis = basis[: int((size > SAME * size[0]).sum())]
        members = self.game.members
        follows = np.abs(members - members @ basis.T @ basis).max(axis=1) < SAME
        new = follows & ~settled
        excess[new] = (members @ payoffs - self.game.worth)[new]
        settled |= new
