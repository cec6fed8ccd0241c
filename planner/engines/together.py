"""A linear program solved again and again with changed bounds, for several goals by one run.

Where only bounds are other, a basis that is best by goals in order still has the right prices, and the dual
simplex method goes on from it. It is given one goal, the weighted sum of several. That is not believed: the
prices of each goal at the basis that it ended with must prove that goal on what those before it leave, as
they would if it had been solved alone. Where they do not, goals are solved one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from planner.engines.again import Again
from planner.engines.engine import Face, Outcome, Status
from planner.engines.folded import Folded
from planner.engines.highs import SHARP, Highs, HighsSession, unproven
from planner.engines.highs_model import scale_of
from planner.engines.ladder import Climb, clean, climb
from planner.engines.solve import Solution
from planner.engines.trust import Trusted, doubt_of_linear
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program

FIRM = 1000.0
"""How many times as much as the largest part of a goal that of the one before it weighs in their sum."""
FAINTEST = 1e-7
"""No part of a goal weighs less than this beside the largest of the sum: the solver would not see it."""


@dataclass(frozen=True, eq=False)
class Group:
    """Goals that are solved by one run, and their weighted sum."""

    goals: tuple[Goal, ...]
    cost: FloatArray


def grouped(program: Program) -> Iterator[Group]:
    """Yield the goals of a program in order, as many at once as one sum lets a solver see."""
    left = list(program.goals)
    while left:
        count = 1
        while count < len(left) and _faintest(program, left[: count + 1]) >= FAINTEST:
            count += 1
        yield Group(tuple(left[:count]), _summed(program, left[:count]))
        left = left[count:]


def _faintest(program: Program, goals: Sequence[Goal]) -> float:
    """Return the smallest part of the last of some goals in their sum; none where there is a series."""
    parts = np.abs(goals[-1].cost * program.scale.column) / _largest(program, goals[-1])
    if any(goal.series is not None for goal in goals) or not parts.any():
        return 0.0
    return float(parts[parts > 0].min() / FIRM ** (len(goals) - 1))


def _summed(program: Program, goals: Sequence[Goal]) -> FloatArray:
    costs = [goal.cost / _largest(program, goal) / FIRM**place for place, goal in enumerate(goals)]
    return np.asarray(np.sum(costs, axis=0), dtype=float)


def _largest(program: Program, goal: Goal) -> float:
    """Return what a goal's dearest column costs at its reach; one where none costs anything."""
    return float(np.abs(goal.cost * program.scale.column).max(initial=0.0)) or 1.0


class Together:
    """One linear program held by HiGHS for many faces, each solved from the basis of the first."""

    def __init__(self, program: Program, first: Face, *, seconds: float | None = None) -> None:
        self._whole, self._first, self._folded = program, first, Folded.of(program)
        self._held: Trusted[HighsSession] = Trusted.of(self._folded.program, Highs().open)
        self._groups = tuple(grouped(self._folded.program))
        self._start: Any = None
        self.first = self.solve(first, seconds=seconds)

    def solve(self, face: Face, *, seconds: float | None = None) -> Solution:
        """Return the solution on a face; `seconds` limits each run.

        It is one of the program with rows folded: columns are the same, and stages have prices for the rows
        that stay. A status that is not optimal comes without values.
        """
        folded = self._folded.face(face)
        climbed = None if folded is None else self._climbed(folded, seconds)
        if climbed is None or climbed.status not in (Status.OPTIMAL, Status.LIMIT):
            return self._again.solve(face, seconds=seconds)
        return Solution.of(climbed, Highs())

    @cached_property
    def _again(self) -> Again:
        """The whole program, goal by goal, for faces on which nothing was proven: some have no plan."""
        again = Again(self._whole)
        again.solve(self._first, self._whole.goals[:1])
        return again

    def _climbed(self, face: Face, seconds: float | None) -> Climb:
        """Return how far the goals are reached, group by group."""
        climbed = Climb.begun(self._folded.program, face)
        for group in self._groups:
            climbed = self._by_one_run(group, climbed, seconds) or self._one_by_one(group, climbed, seconds)
            if climbed.status is not Status.OPTIMAL:
                break
            self._start = self._start or self._held.session.basis()
        return climbed

    def _one_by_one(self, group: Group, begun: Climb, seconds: float | None) -> Climb:
        """Return a group's goals reached by a run for each, the first from the basis at hand."""

        def ask(goal: Goal, on: Face) -> Outcome:
            start = None if begun.stages or goal is not group.goals[0] else self._start
            return self._held.minimise(goal.cost, on, seconds, start=start)

        return climb(group.goals, begun, ask)

    def _by_one_run(self, group: Group, begun: Climb, seconds: float | None) -> Climb | None:
        """Return a group's goals reached by one run; None where that does not prove them."""
        if len(group.goals) == 1:
            return None
        session, face = self._held.session, begun.faces.last
        start = None if begun.stages else self._start
        outcome = session.minimise(
            group.cost, face, seconds, start=start, tightened=start is not None, sharp=False
        )
        if outcome.status is Status.LIMIT:
            return replace(begun, status=Status.LIMIT)
        if outcome.status is not Status.OPTIMAL:
            return None
        if doubt_of_linear(self._folded.program, group.cost, face, outcome):
            return None
        return self._proven(group, begun, outcome)

    def _proven(self, group: Group, begun: Climb, outcome: Outcome) -> Climb | None:
        """Return the goals with the prices that prove each on what those before it leave."""
        program, climbed = self._folded.program, begun
        values = clean(program, begun.faces.last, outcome.values)
        at = values, program.matrix @ values
        for goal, prices in zip(group.goals, self._held.session.prices(group.goals), strict=True):
            scale = scale_of(goal.cost * program.scale.column)
            if unproven(program, goal.cost * scale, prices * scale, at, climbed.faces.last) > SHARP:
                return None
            proof = Outcome(Status.OPTIMAL, values, prices, outcome.seconds, outcome.method)
            climbed = climbed.reached(goal, proof)
        return climbed
