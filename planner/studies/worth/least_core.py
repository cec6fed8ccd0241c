"""The least core of a game: all payoffs under which no coalition lacks more than it must.

What the worst-treated coalition is given short of its worth is as little as can be (Maschler, Peleg and
Shapley 1979, doi 10.1287/moor.4.4.303). Where that is not above zero the core is not empty: no coalition is
given less than what it is worth by itself. The nucleolus lies in it where each can have what they are worth
alone, the prenucleolus always.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.engines.engine import Status
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.program.blocks import FloatArray
from planner.program.program import Aim
from planner.studies.comparison.shapley import Coalition
from planner.studies.worth.excesses import EXCESS, PAYOFF, Excesses


@dataclass(frozen=True, eq=False)
class LeastCore:
    """What the worst-treated coalition lacks, below zero what each has over; each player's least and most."""

    lacks: float
    least: FloatArray
    most: FloatArray


def least_core(count: int, values: Mapping[Coalition, float]) -> LeastCore | None:
    """Return the least core of so many players; `values` has every coalition, that of nobody with 0.

    A lone player has no coalition to be held against, and lacks nothing. Raises KeyError where all together
    have no value; None where a linear program was not solved.
    """
    game = Excesses.of(count, values, np.full(count, -np.inf))
    if count <= 1:
        return LeastCore(0.0, np.full(count, game.whole), np.full(count, game.whole))
    ends: list[list[float]] = []
    lacks = 0.0
    for sign in (1.0, -1.0):
        reached = [_reached(game, player, sign) for player in range(count)]
        if any(one is None for one in reached):
            return None
        ends.append([one[0] for one in reached if one is not None])
        lacks = next(one[1] for one in reached if one is not None)
    return LeastCore(lacks, np.array(ends[0]), np.array(ends[1]))


def _reached(game: Excesses, player: int, sign: float) -> tuple[float, float] | None:
    """Return the least (sign 1) or most (-1) that a player is given, and what the worst-treated lacks."""
    wanted = np.zeros(len(game.floor))
    wanted[player] = sign
    none = np.zeros(len(game.worth))
    program = game.program(none > 0, none, (Aim("a player", {PAYOFF: wanted}),))
    solution = solve(program, Highs())
    if solution.status is not Status.OPTIMAL:
        return None
    (lacks,) = -solution.values[program.family(EXCESS)]
    return float(solution.values[program.family(PAYOFF)][player]), float(lacks)
