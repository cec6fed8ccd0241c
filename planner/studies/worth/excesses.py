"""Coalitions and what they are given beyond their worth, as a linear program over the payoffs of players."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.program.blocks import BoolArray, ColumnBlock, FloatArray, Part, RowBlock
from planner.program.program import Aim, Blueprint, Program
from planner.program.row_source import ADDED
from planner.studies.comparison.shapley import Coalition

PAYOFF, EXCESS = "payoff", "least excess"


@dataclass(frozen=True, eq=False)
class Excesses:
    """Proper coalitions (rows) with their worth, the least that each player is given, and the whole."""

    members: FloatArray
    worth: FloatArray
    floor: FloatArray
    whole: float

    @classmethod
    def of(cls, count: int, values: Mapping[Coalition, float], floor: FloatArray) -> Excesses:
        """Return those of a game of so many players; raises KeyError where all together have no value."""
        members = np.array([[one in coalition for one in range(count)] for coalition in values], dtype=float)
        worth = np.array(list(values.values()))
        proper = np.array([0 < len(coalition) < count for coalition in values])
        return cls(members[proper], worth[proper], floor, values[frozenset(range(count))])

    def program(self, settled: BoolArray, excess: FloatArray, further: Sequence[Aim] = ()) -> Program:
        """Return the program of the greatest least excess, and then of further goals.

        Coalitions that are `settled` are given just their worth and their `excess`.
        """
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
        each = RowBlock("coalition", {}, bound, upper, (members, slack), ADDED, "what a coalition is given")
        own = np.arange(count, dtype=np.int32)
        total = np.full(1, self.whole)
        all_of_it = RowBlock(
            "everybody",
            {},
            total,
            total,
            (Part(PAYOFF, np.zeros_like(own), own, np.ones(count)),),
            ADDED,
            "all",
        )
        aim = Aim("the least excess", {EXCESS: np.full(1, -1.0)})
        return Blueprint({}, (payoffs, least), (each, all_of_it), (aim, *further)).assembled("direct")
