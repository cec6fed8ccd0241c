"""Which rules can hold together: the question behind every conflict, asked of the elastic program.

Rules that are in hold, or bend at a cost; rules that are out bind nothing. The least that the rules in have
to bend says whether they can hold together, and where they cannot, the prices of their rows name some of them
that cannot either (Farkas' lemma; Gleeson and Ryan 1990, doi 10.1287/ijoc.2.1.61): the others never mattered.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from planner.engines.engine import Face, Status
from planner.engines.hot.again import Again
from planner.engines.solve import Solution, Watch
from planner.program.blocks import BoolArray, FloatArray
from planner.program.extend import with_goals
from planner.studies.concessions.elastic import ASK, BEND, Elastic

ROUNDING = 1e-7
"""What rules may lack of each other in all, in units on station, and hold together all the same: so much is
rounding in how numbers were written down, and no conflict. Less may be why the solver finds no plan."""
TELLING = 1e-9
"""A row matters to a conflict where its price is more than this, relative to the largest."""


class EnoughError(Exception):
    """The search has asked as often, or as long, as it may."""


@dataclass(eq=False)
class Clash:
    """Asks which rules of an elastic program can hold together; every question is a solve and counted.

    Raises EnoughError when too many were asked, when time is up, and when one cannot be answered in time.
    """

    elastic: Elastic
    watch: Watch
    most: int
    asked: int = field(default=0)

    @property
    def count(self) -> int:
        """The number of rules."""
        return len(self.elastic.book.rules)

    def together(self, rules: BoolArray, without: BoolArray | None = None) -> bool:
        """Say whether rules can hold together, where that is said `without` some of their rows."""
        return self._bent(self._solve(rules, np.zeros(self.count, dtype=bool), without))[0] <= ROUNDING

    def core(self, rules: BoolArray) -> BoolArray | None:
        """Return some of these rules that cannot hold together either; None where they all can."""
        solution = self._solve(rules, np.zeros(self.count, dtype=bool))
        if self._bent(solution)[0] <= ROUNDING:
            return None
        if self.elastic.program.integer.any():
            return rules
        prices = np.abs(solution.stages[0].prices)
        telling = self.elastic.book.of_row[prices > TELLING * prices.max(initial=0.0)]
        named = np.zeros(self.count, dtype=bool)
        named[telling[telling >= 0]] = True
        return named & rules

    def grown(self, rules: BoolArray) -> BoolArray:
        """Return rules that can hold together with as many others as possible: none can be added."""
        every = np.ones(self.count, dtype=bool)
        _, bends = self._bent(self._solve(every, rules))
        grown = rules | (bends <= ROUNDING)
        for number in np.flatnonzero(~grown):
            more = grown.copy()
            more[number] = True
            grown = more if self.together(more) else grown
        return grown

    def _bent(self, solution: Solution) -> tuple[float, FloatArray]:
        """Return what all rules have to bend together, and each of them."""
        amounts = solution.values[self.elastic.program.family(BEND)] * self._cost
        each = np.zeros(self.count)
        np.add.at(each, self.elastic.bends.rule, np.maximum(amounts, 0.0))
        return float(each.sum()), each

    def _solve(self, rules: BoolArray, unbending: BoolArray, without: BoolArray | None = None) -> Solution:
        """Solve with only these rules in, of which some may not bend, and without some of their rows."""
        self.asked += 1
        left = self.watch.left()
        if self.asked > self.most or left == 0:
            raise EnoughError
        if self.watch.progress is not None:
            self.watch.progress("conflicts", self.asked - 1, self.most)
        program = self._again.program
        upper = program.upper.copy()
        hard = unbending[self.elastic.bends.rule]
        upper[program.family(BEND)][hard] = ROUNDING / self._cost[hard]
        out = self.elastic.book.rows_of(~rules)
        if without is not None:
            out = out | without
        lowest, highest = np.where(out, -np.inf, program.row_lower), np.where(out, np.inf, program.row_upper)
        face = Face(program.lower, upper, lowest, highest)
        solution = self._again.solve(face, seconds=left)
        if solution.status is not Status.OPTIMAL:
            raise EnoughError
        return solution

    @cached_property
    def _again(self) -> Again:
        program = self.elastic.program
        upper, cost = program.upper.copy(), np.zeros(len(program.lower))
        upper[program.family(ASK)], upper[program.family(BEND)] = 0.0, np.inf
        cost[program.family(BEND)] = self._cost
        return Again(with_goals(replace(program, upper=upper), bent=cost))

    @cached_property
    def _cost(self) -> FloatArray:
        """What a bend costs, so that rules in people, tonnes or ships are counted in units on station."""
        program, bends = self.elastic.program, self.elastic.bends
        sent = abs(program.matrix[:, : program.family(BEND).start])
        widest = sent.max(axis=1).toarray().ravel() if sent.shape[1] else np.zeros(sent.shape[0])
        size = np.zeros(self.count + 1)
        np.maximum.at(size, self.elastic.book.of_row, widest)
        return 1.0 / np.where(size[bends.rule] > 0, size[bends.rule], 1.0)
