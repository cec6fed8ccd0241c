"""The nucleolus of a game: payoffs by which the worst-treated coalition is treated as well as can be.

Then the next worst, and so on: linear programs one after the other, each over the coalitions that those
before it left open (Maschler, Peleg and Shapley 1979, doi 10.1287/moor.4.4.303). Where nobody can be given
what they are worth alone, it is the prenucleolus, which asks for none of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import Status
from planner.engines.highs import Highs
from planner.engines.solve import solve
from planner.program.blocks import BoolArray, ColumnBlock, FloatArray, Part, RowBlock
from planner.program.program import Aim, Blueprint, Program

PAYOFF, EXCESS = "payoff", "least excess"
TIGHT = 1e-7
"""A price above this, of one shared among coalitions, says that one is tight in every solution."""
SAME = 1e-9
Coalition = frozenset[int]


def nucleolus(count: int, values: Mapping[Coalition, float]) -> FloatArray | None:
    """Return a payoff for each of so many players; `values` has every coalition, that of nobody with 0.

    Raises KeyError for a coalition without a value; None where a linear program was not solved.
    """
    everybody = frozenset(range(count))
    members = np.array([[one in coalition for one in range(count)] for coalition in values], dtype=float)
    worth = np.array(list(values.values()))
    proper = np.array([0 < len(coalition) < count for coalition in values])
    alone = np.array([values[frozenset({one})] for one in range(count)])
    floor = alone if alone.sum() <= values[everybody] + SAME else np.full(count, -np.inf)
    return _Ladder(members[proper], worth[proper], floor, values[everybody]).payoffs()


@dataclass(frozen=True, eq=False)
class _Ladder:
    """Proper coalitions (rows) with their worth, the least that each player is given, and the whole."""

    members: FloatArray
    worth: FloatArray
    floor: FloatArray
    whole: float

    def payoffs(self) -> FloatArray | None:
        """Return the payoffs, by one linear program after the other."""
        count = self.members.shape[1] if self.members.size else len(self.floor)
        settled, excess = np.zeros(len(self.worth), dtype=bool), np.zeros(len(self.worth))
        fixed = np.ones((1, count))
        payoffs = np.full(count, self.whole / count)
        while np.linalg.matrix_rank(fixed) < count:
            program = self._program(settled, excess)
            solution = solve(program, Highs())
            if solution.status is not Status.OPTIMAL:
                return None
            payoffs = solution.values[program.family(PAYOFF)]
            least = float(solution.values[program.family(EXCESS)][0])
            prices = solution.stages[0].prices[: len(self.worth)]
            tight = ~settled & (np.abs(prices) > TIGHT)
            if not tight.any():
                return None
            excess[tight] = least
            settled |= tight
            fixed = np.vstack([fixed, self.members[tight]])
            self._settle_what_follows(fixed, payoffs, settled, excess)
        return payoffs

    def _settle_what_follows(
        self, fixed: FloatArray, payoffs: FloatArray, settled: BoolArray, excess: FloatArray
    ) -> None:
        """Take out the coalitions whose payoff is decided by those that are fixed."""
        _, size, basis = np.linalg.svd(fixed)
        basis = basis[: int((size > SAME * size[0]).sum())]
        follows = np.abs(self.members - self.members @ basis.T @ basis).max(axis=1) < SAME
        new = follows & ~settled
        excess[new] = (self.members @ payoffs - self.worth)[new]
        settled |= new

    def _program(self, settled: BoolArray, excess: FloatArray) -> Program:
        count, rows = len(self.floor), np.arange(len(self.worth), dtype=np.int32)
        far = (count + 1) * (1 + float(np.abs([*self.worth, self.whole]).max()))
        lower = np.maximum(self.floor, -far)
        payoffs = replace(ColumnBlock.continuous(PAYOFF, {}, np.full(count, far)), lower=lower)
        least = replace(ColumnBlock.continuous(EXCESS, {}, np.full(1, far)), lower=np.full(1, -far))
        row, player = (spots.astype(np.int32) for spots in np.nonzero(self.members))
        members = Part(PAYOFF, row, player, np.ones(len(row)))
        shared = rows[~settled]
        slack = Part(EXCESS, shared, np.zeros_like(shared), np.full(len(shared), -1.0))
        bound = self.worth + np.where(settled, excess, 0.0)
        upper = np.where(settled, bound, np.inf)
        each = RowBlock("coalition", {}, bound, upper, (members, slack), "", "what a coalition is given")
        own = np.arange(count, dtype=np.int32)
        total = np.full(1, self.whole)
        all_of_it = RowBlock(
            "everybody", {}, total, total, (Part(PAYOFF, np.zeros_like(own), own, np.ones(count)),), "", "all"
        )
        aim = Aim("the least excess", {EXCESS: np.full(1, -1.0)})
        return Blueprint({}, (payoffs, least), (each, all_of_it), (aim,)).assembled("direct")
