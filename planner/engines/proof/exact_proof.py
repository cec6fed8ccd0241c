"""A plan in rational numbers, proven the best goal by goal without any rounding.

A goal is its value in the plan plus, for each column and each row's activity, what one more of it is worth
times how far it is from where it stands. So no plan is better than where all stand at the end that is the
better one. Whoever is as good as the best has what is worth anything at that end: the next goal is bounded
among plans that have. Used is nothing but the tables, the plan and the prices of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from planner.engines.ladder import Stage
from planner.engines.proof.audit import Audit, GoalAudit
from planner.engines.trust import TOLERANCE, relative_violation
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program

End = Fraction | None
"""A bound; None where there is none."""
Prices = Mapping[int, Fraction]
"""What one more of the activity of rows is worth to a goal, where that is anything."""


@dataclass(frozen=True, eq=False)
class ExactPlan:
    """The value of each column, and the prices of each goal."""

    values: tuple[Fraction, ...]
    prices: tuple[Prices, ...]


def exact_audit(program: Program, plan: ExactPlan, told: FloatArray, stages: Sequence[Stage]) -> Audit:
    """Check a plan in rational numbers, and that what is `told` of it are these as doubles have them.

    The bound of each goal is what no plan as good on the goals before it can be better than.
    """
    proof = _Proof.of(program, plan)
    goals = tuple(
        GoalAudit(stage.goal.name, float(_value(stage.goal, told)), float(bound), stage.goal.stated)
        for stage, bound in zip(stages, proof.bounds([stage.goal for stage in stages]), strict=True)
    )
    within = proof.feasible and relative_violation(program, told) <= TOLERANCE
    near = all(abs(goal.value - goal.bound) <= TOLERANCE * max(1.0, abs(goal.value)) for goal in goals)
    return Audit(float(proof.violation(told)), goals, exact=True, passed=within and near)


def _value(goal: Goal, values: FloatArray | Sequence[Fraction]) -> Fraction:
    """Return the value of a goal."""
    counted = np.flatnonzero(goal.cost).tolist()
    return sum((_exact(goal.cost[one]) * _exact(values[one]) for one in counted), Fraction())


def _exact(number: float | Fraction) -> Fraction:
    return number if isinstance(number, Fraction) else Fraction(float(number))


def _ends(numbers: FloatArray) -> list[End]:
    return [_exact(one) if np.isfinite(one) else None for one in numbers.tolist()]


@dataclass(eq=False)
class _Proof:
    """Columns, then activities of rows, with where each stands; `held` stand so in all that is as good."""

    program: Program
    plan: ExactPlan
    entries: list[tuple[int, int, Fraction]]
    lower: list[End]
    upper: list[End]
    at: list[Fraction]
    held: list[frozenset[int]] = field(default_factory=lambda: [frozenset()])

    @classmethod
    def of(cls, program: Program, plan: ExactPlan) -> _Proof:
        matrix = program.matrix.tocoo()
        numbers = map(_exact, matrix.data.tolist())
        entries = list(zip(matrix.row.tolist(), matrix.col.tolist(), numbers, strict=True))
        lower = [*_ends(program.lower), *_ends(program.row_lower)]
        upper = [*_ends(program.upper), *_ends(program.row_upper)]
        made = cls(program, plan, entries, lower, upper, [])
        made.at = [*plan.values, *made._activity(plan.values)]
        return made

    def _activity(self, values: Sequence[Fraction]) -> list[Fraction]:
        activity = [Fraction()] * len(self.program.row_lower)
        for row, column, number in self.entries:
            activity[row] += number * values[column]
        return activity

    @property
    def feasible(self) -> bool:
        """Whether nothing is beyond its ends."""
        return all(_beyond(*one) == 0 for one in zip(self.at, self.lower, self.upper, strict=True))

    def violation(self, told: FloatArray) -> Fraction:
        """Return by how much some doubles are beyond the ends of a column or a row at most."""
        values = [_exact(one) for one in told.tolist()]
        at = [*values, *self._activity(values)]
        return max(_beyond(*one) for one in zip(at, self.lower, self.upper, strict=True))

    def bounds(self, goals: Sequence[Goal]) -> Iterator[Fraction | float]:
        """Yield what each goal cannot be less than in a plan as good on those before it."""
        for goal, prices in zip(goals, self.plan.prices, strict=True):
            worth = self._worth(goal, prices)
            gains = {one: self._gain(one, each) for one, each in worth.items()}
            known = [gain for gain in gains.values() if gain is not None]
            yield _value(goal, self.plan.values) - sum(known) if len(known) == len(gains) else -np.inf
            self._hold(goal, frozenset(one for one, gain in gains.items() if gain == 0))

    def _worth(self, goal: Goal, prices: Prices) -> dict[int, Fraction]:
        """Return what one more of each that is not held is worth to a goal, where that is anything."""
        width = len(goal.cost)
        worth = {one: _exact(goal.cost[one]) for one in np.flatnonzero(goal.cost).tolist()}
        worth |= {width + row: price for row, price in prices.items()}
        for row, column, number in self.entries:
            if row in prices:
                worth[column] = worth.get(column, Fraction()) - number * prices[row]
        return {one: each for one, each in worth.items() if each and one not in self.held[-1]}

    def _gain(self, one: int, worth: Fraction) -> Fraction | None:
        """Return what a goal would gain were a variable at its better end; None where there is none."""
        end = self.lower[one] if worth > 0 else self.upper[one]
        return None if end is None else worth * (self.at[one] - end)

    def _hold(self, goal: Goal, settled: frozenset[int]) -> None:
        """Hold what is worth anything to a goal and at its better end; of a series what it settles."""
        if goal.series is None:
            self.held.append(self.held[-1] | settled)
            return
        self.held.append(self.held[-goal.series.count])
        for family in goal.series.families:
            spots = self.program.family(family)
            self.upper[spots] = self.at[spots]


def _beyond(value: Fraction, lower: End, upper: End) -> Fraction:
    """Return how far a value is beyond its ends."""
    below = Fraction() if lower is None else lower - value
    above = Fraction() if upper is None else value - upper
    return max(below, above, Fraction())
