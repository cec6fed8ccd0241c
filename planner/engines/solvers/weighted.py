"""The goals of a program in one weighted sum, for solvers that know only one goal.

Every goal has a proof: so many times the goals before it, added to it, are as small as can be at the best
solution by goals in order (`proofs`). Whatever positive numbers proofs are added up with, the sum is least
where each of them is, and that is where every goal is as good as the ladder makes it. So a goal that no later
one pays for is not one that weighs nothing: what a goal weighs in its own proof is free, and is chosen so
large that solvers, which keep to a tolerance, see it beside what comes after.

In whole numbers prices prove less. There an answer that gives a goal up for later ones is an offer that the
weights have to refuse: they ask for more of the goal than all that was gained for it.

This is for programs that leave the house. Runs of our own guess at weights and prove the outcome: `summed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import NotSolvedError, Status
from planner.engines.proof.proofs import proofs_of
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from planner.engines.solvers.highs_model import solved_by_default
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program

FIRMER = 4.0
"""How many times what would just do a goal weighs, where a solution that gives it up would be as good."""
TRIES = 30
"""How many offers are refused before it is said that no weights were found."""
SAME = 1e-7
"""How far, relative to its size where that is over 1, a goal may be from its best to count as reached."""
DOUBT = 1e-9
"""The gap, relative to a goal's size, that a multiple of it is taken to cost."""
THOUSANDFOLD = 1e-3
"""What a goal weighs beside the one before it where there is no solution to be kept."""


def weighted_cost(program: Program) -> FloatArray:
    """Return one cost for each column, whose minimum is the best solution by each stated goal in order.

    HiGHS as it comes finds that solution with it. The last goal has weight one, so that a gap the solver
    allows is small beside it. Goals that only choose further among equally good solutions are not part of
    it. Raises NotSolvedError where no such weights were found.
    """
    stated = replace(program, goals=tuple(goal for goal in program.goals if goal.stated))
    if not stated.goals or not len(stated.lower):
        return np.zeros(len(stated.lower))  # nothing can be sent, or nothing is asked for: no goal is lost
    solution = solve(stated.relaxed(), Highs())
    if not solution.found:
        return _summed(stated.goals, np.power(THOUSANDFOLD, np.arange(len(stated.goals), dtype=float)))
    weights = _Weights.of(solution).refusing_all(solution)
    if stated.integer.any():
        weights = weights.refusing_all(solve(stated, Highs()))
    return weights.cost


@dataclass(frozen=True, eq=False)
class _Weights:
    """Proofs, one a row: how often each goal is in it; and how often each proof is counted."""

    goals: tuple[Goal, ...]
    proofs: FloatArray
    times: FloatArray

    @classmethod
    def of(cls, solution: Solution) -> _Weights:
        """Return weights under which a linear program's solution is the least of the sum."""
        goals = solution.program.goals
        proofs, times = np.eye(len(goals)), np.ones(len(goals))
        for number, proof in enumerate(proofs_of(solution.program, solution.values, solution.stages, DOUBT)):
            proofs[number, list(proof.held)] = [one.times for one in proof.multiple.earlier]
        for number in reversed(range(len(goals) - 1)):
            seen = times[number + 1] * _faintest(goals[number + 1]) / _strongest(goals[number])
            asked = float(times[number + 1 :] @ proofs[number + 1 :, number])
            times[number] = max(seen, (FIRMER - 1) * asked)
        return cls(goals, proofs, times)

    @property
    def each(self) -> FloatArray:
        """How much each goal weighs."""
        weights: FloatArray = self.times @ self.proofs
        return weights

    @property
    def cost(self) -> FloatArray:
        """All goals in one sum."""
        return _summed(self.goals, self.each)

    def refusing_all(self, solution: Solution) -> _Weights:
        """Return weights under which HiGHS as it comes finds the solution's goals."""
        if not solution.found:
            return self
        weights = self
        for _ in range(TRIES):
            values = solved_by_default(solution.program, weights.cost)
            if not len(values):
                break
            lost = _reached(self.goals, values) - _reached(self.goals, solution.values)
            given_up = np.flatnonzero(lost > SAME * np.maximum(1, np.abs(_reached(self.goals, values))))
            if not len(given_up):
                return weights
            weights = weights._refusing(int(given_up[0]), lost)
        raise NotSolvedError("one sum of the goals in which a solver sees each of them", Status.FAILED)

    def _refusing(self, number: int, lost: FloatArray) -> _Weights:
        """Return weights that refuse to give a goal up for what is gained of later ones."""
        each, times = self.each, self.times.copy()
        gained = -float(each[number + 1 :] @ lost[number + 1 :])
        times[number] += FIRMER * max(each[number], gained / lost[number]) - each[number]
        return replace(self, times=times)


def _reached(goals: Sequence[Goal], values: FloatArray) -> FloatArray:
    return np.array([goal.cost @ values for goal in goals])


def _strongest(goal: Goal) -> float:
    """Return the largest part of a goal; one where it has none."""
    return float(np.abs(goal.cost).max(initial=0.0)) or 1.0


def _faintest(goal: Goal) -> float:
    """Return the smallest part of a goal; one where it has none."""
    parts = np.abs(goal.cost[goal.cost != 0])
    return float(parts.min()) if len(parts) else 1.0


def _summed(goals: Sequence[Goal], weights: FloatArray) -> FloatArray:
    costs = [weight / weights[-1] * goal.cost for weight, goal in zip(weights, goals, strict=True)]
    return np.asarray(np.sum(costs, axis=0), dtype=float)
