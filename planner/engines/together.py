"""A linear program solved again and again with changed bounds, for several goals by one run.

Where only bounds are other, a basis that is best by goals in order still has the right prices, and the dual
simplex method goes on from it, or from that of another face that is nearer. It is given one goal, the
weighted sum of several. That is not believed: the prices of each goal at the basis that it ended with must
prove that goal on what those before it leave, as they would if it had been solved alone. Where they do not,
goals are solved one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from planner.engines.again import Again
from planner.engines.beginnings import Beginnings
from planner.engines.capped import Capped
from planner.engines.engine import Face, Outcome, Status
from planner.engines.folded import Folded
from planner.engines.highs import SHARP, Highs, HighsSession, unproven
from planner.engines.highs_model import scale_of
from planner.engines.ladder import Climb, clean
from planner.engines.solve import Solution
from planner.engines.trust import Trusted, doubt_of_linear
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program

FIRM = 100.0
"""How many times as much as the largest part of a goal that of the one before it weighs in their sum."""
FIRMER = 10.0
"""How many times as firm that is before a goal that nobody stated: it trades with costs, not with fills."""
FAINTEST = 1e-13
"""No part of a goal weighs less than this beside the largest of the sum: the solver would not see it."""


def summed(program: Program, goals: Sequence[Goal]) -> tuple[int, FloatArray]:
    """Return how many of some goals one sum lets a solver see, at least one, and that sum."""
    count = 1
    while count < len(goals) and _faintest(program, goals[: count + 1]) >= FAINTEST:
        count += 1
    seen = goals[:count]
    costs = [
        goal.cost * weight / _largest(program, goal)
        for goal, weight in zip(seen, _weights(seen), strict=True)
    ]
    return count, np.asarray(np.sum(costs, axis=0), dtype=float)


def _weights(goals: Sequence[Goal]) -> FloatArray:
    """Return what the largest part of each goal weighs in a sum."""
    less = [1 / FIRM if goal.stated else 1 / (FIRM * FIRMER) for goal in goals[1:]]
    return np.asarray(np.cumprod([1.0, *less]), dtype=float)


def _faintest(program: Program, goals: Sequence[Goal]) -> float:
    """Return the smallest part of the last of some goals in their sum; none where there is a series."""
    parts = np.abs(goals[-1].cost * program.scale.column) / _largest(program, goals[-1])
    if any(goal.series is not None for goal in goals) or not parts.any():
        return 0.0
    return float(parts[parts > 0].min() * _weights(goals)[-1])


def _largest(program: Program, goal: Goal) -> float:
    """Return what a goal's dearest column costs at its reach; one where none costs anything."""
    return float(np.abs(goal.cost * program.scale.column).max(initial=0.0)) or 1.0


class Together:
    """One linear program held by HiGHS for many faces, each begun from the nearest of those before it.

    So where several plans are best, which is found depends on the faces before it and their order.
    """

    def __init__(self, program: Program, first: Face, *, seconds: float | None = None) -> None:
        self._whole, self._first, self._folded = program, first, Folded.of(program)
        self._held: Trusted[HighsSession] = Trusted.of(self._folded.program, Highs().open)
        self._goals = program.goals
        self._capped = Capped.of(self._folded.program)
        self._sum = summed(self._folded.program, program.goals)
        self._start: Any = None
        self._beginnings = Beginnings(self._folded.program, self._sum[1])
        self.first = self.solve(first, seconds=seconds)

    def solve(self, face: Face, *, seconds: float | None = None) -> Solution:
        """Return the solution on a face; `seconds` limits each run.

        It is one of the program with rows folded and columns capped: columns are the same, and stages have
        prices for the rows that stay. A status that is not optimal comes without values.
        """
        folded = self._folded.face(face)
        climbed = None if folded is None else self._climbed(self._capped.face(folded), seconds)
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
        """Return how far the goals are reached, as many by a run as it proves."""
        foot = Climb.begun(self._folded.program, face)
        climbed = self._by_one_run(foot, seconds) or foot
        while len(climbed.stages) < len(self._goals) and climbed.status is Status.OPTIMAL:
            climbed = self._by_itself(climbed, seconds)
        return climbed

    def _by_itself(self, begun: Climb, seconds: float | None) -> Climb:
        """Return it with the next goal reached."""

        def ask(goal: Goal, on: Face) -> Outcome:
            start = None if begun.stages else self._start
            return self._held.minimise(goal.cost, on, seconds, start=start)

        climbed = begun.further(self._goals[len(begun.stages)], ask)
        if climbed.status is Status.OPTIMAL:
            self._start = self._start or self._held.session.basis()
        return climbed

    def _by_one_run(self, foot: Climb, seconds: float | None) -> Climb | None:
        """Return how far a run for the sum of the first goals gets; None where it comes to no values."""
        (count, cost), session, face = self._sum, self._held.session, foot.faces.last
        if count < 2:
            return None
        start = self._beginnings.nearest(face)
        outcome = session.minimise(cost, face, seconds, start=start, tightened=start is not None, summed=True)
        if outcome.status is Status.LIMIT:
            return replace(foot, status=Status.LIMIT)
        if outcome.status is not Status.OPTIMAL:
            return None
        if doubt_of_linear(self._folded.program, cost, face, outcome):
            return None
        basis = session.basis()
        self._start = self._start or basis
        self._beginnings.keep(basis, outcome.prices)
        return self._proven(foot, outcome)

    def _proven(self, foot: Climb, outcome: Outcome) -> Climb:
        """Return it with the goals whose prices prove them on what those before them leave."""
        program, climbed, goals = self._folded.program, foot, self._goals[: self._sum[0]]
        values = clean(program, foot.faces.last, outcome.values)
        at = values, program.matrix @ values
        for goal, prices in zip(goals, self._held.session.prices(goals), strict=True):
            scale = scale_of(goal.cost * program.scale.column)
            if unproven(program, goal.cost * scale, prices * scale, at, climbed.faces.last) > SHARP:
                break
            proof = Outcome(Status.OPTIMAL, values, prices, outcome.seconds, outcome.method)
            climbed = climbed.reached(goal, proof)
        return climbed
