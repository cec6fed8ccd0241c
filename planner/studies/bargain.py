"""Bargaining: the cheapest, the fewest and the most even concessions that reach a fill, or any plan at all.

Each is a program of its own, the elastic one with other goals, and is solved again for every fill asked for.
Goals after the price settle what is left open among equals: by draws from names, so that the answer is one
and favours nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from planner.engines.again import Again
from planner.engines.engine import Face
from planner.engines.highs import Highs
from planner.engines.solve import Solution, Watch, solve
from planner.formulation.tie_break import tie_break
from planner.program.extend import with_columns, with_goals, with_rows
from planner.program.program import Program
from planner.program.tables import CONTRIBUTION, SHORTFALL, ColumnBlock, FloatArray, RowBlock
from planner.studies.elastic import BEND, Elastic
from planner.studies.terms import Terms

PARTY, LARGEST = "party asked", "largest concession"
"""The families of the columns that say who is asked, and how large the largest concession is."""
SECONDS = 5.0
"""No solve with whole numbers goes on for longer."""


@dataclass(frozen=True, eq=False)
class Bargain:
    """An elastic program in which only what is negotiable is open, and no priority is filled worse than held."""

    elastic: Elastic
    terms: Terms
    held: Mapping[str, tuple[FloatArray, float]]
    watch: Watch

    @cached_property
    def program(self) -> Program:
        """The program of every bargain, without goals."""
        program, first = self.elastic.program, self.elastic.program.family(BEND).start
        upper = program.upper.copy()
        upper[first:] = np.where(self.terms.open, upper[first:], 0.0)
        program = replace(program, upper=upper)
        if not self.held:
            return program
        costs = np.zeros((len(self.held), len(upper)))
        for row, (cost, _) in enumerate(self.held.values()):
            costs[row, program.family(SHORTFALL)] = cost
        most = np.array([value for _, value in self.held.values()])
        return with_rows(program, _at_most("held", most), sparse.csr_array(costs))

    def most_filled(self) -> float | None:
        """Return the most that can be filled of all requirements; None where not even all concessions help."""
        solution = self._answer(self._most, None)
        return 1.0 - solution.stages[0].value if solution.found else None

    def cheapest(self, fill: float | None) -> Solution:
        """Return the cheapest concessions."""
        return self._answer(self._cheapest, fill)

    def most_even(self, fill: float | None) -> Solution:
        """Return the concessions of which the largest is as small as can be."""
        return self._answer(self._even, fill)

    def fewest(self, fill: float | None) -> Solution:
        """Return the cheapest of the concessions that ask the fewest parties."""
        program = self._fewest
        rows = self._row_upper(program, fill)
        seconds = min(SECONDS, self.watch.left() or SECONDS)
        chosen = solve(replace(program, row_upper=rows), Highs(), seconds=seconds)
        if not chosen.found:
            return chosen
        asked = chosen.values[program.family(PARTY)] > 0.5
        cheapest = self._answer(self._cheapest, fill, asked=np.append(asked, False)[self._asked])
        return replace(cheapest, status=chosen.status) if cheapest.found else cheapest
