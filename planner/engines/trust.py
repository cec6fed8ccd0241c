"""No solver's word is taken: what an engine answers is held against the program before anything rests on it.

Solvers have called a stopped run solved, returned a start in place of the optimum that they found, and proven
a bound that their own values break. An answer that does not fit together is asked for again, carefully, and
then refused.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import numpy as np

from planner.engines.engine import (
    Face,
    Held,
    MixedOutcome,
    MixedSession,
    Outcome,
    Pace,
    Session,
    Status,
    size_of,
)
from planner.program.blocks import FloatArray
from planner.program.products import times
from planner.program.program import Program
from planner.program.steps import off

TOLERANCE = 1e-6
"""What a row may be violated by, and two accounts of one figure may differ by, relative to their size."""

NOTHING_TO_SOLVE = "nothing could be sent"
"""The method of an answer for which no solver is asked."""


def largest_violation(program: Program, values: FloatArray) -> float:
    """Return the largest violation of a row, a bound or wholeness, in the row's unit."""
    activity = program.matrix @ values
    return float(
        max(
            np.max(program.row_lower - activity, initial=0.0),
            np.max(activity - program.row_upper, initial=0.0),
            np.max(program.lower - values, initial=0.0),
            np.max(values - program.upper, initial=0.0),
            np.max(off(values, program.step), initial=0.0),
        )
    )


def relative_violation(program: Program, values: FloatArray) -> float:
    """Return the largest violation, each in proportion to the size of what it is a violation of.

    That is for a row what it adds up, at least one, or where the row cannot add up to one what it can; for a
    column one, or less where it cannot be one.
    """
    whole = off(values, program.step) / program.counted
    broken = violations(program, Face.of(program), values)
    return float(np.maximum(broken, np.max(whole, initial=0.0)))


def violations(program: Program, face: Face, values: FloatArray) -> FloatArray:
    """Return the largest relative violation of a row or a bound of a face, or of each of many faces."""
    activity, sizes = times(program.matrix, values), np.abs(values)
    least = np.minimum(1.0, 1 / program.scale.row)
    size = np.maximum(least, times(program.sizes_by_row, sizes))
    over = np.maximum(face.row_lower - activity, activity - face.row_upper) / size
    reach = np.maximum(np.minimum(1.0, program.scale.column), sizes)
    columns = np.maximum(face.lower - values, values - face.upper) / reach
    worst: FloatArray = np.maximum(over.max(axis=-1, initial=0.0), columns.max(axis=-1, initial=0.0))
    return worst


def near(cost: FloatArray, one: float, other: float) -> bool:
    """Say whether two accounts of a goal's value are the same, whatever the goal is counted in."""
    return abs(one - other) <= TOLERANCE * size_of(cost, one)


def doubt(program: Program, cost: FloatArray, values: FloatArray, objective: float | None) -> str:
    """Return in words why values cannot be what a solver says; empty where nothing speaks against it.

    `program` has the bounds that were solved for, `objective` is what the solver says that the cost is.
    """
    if len(values) != len(cost) or not np.isfinite(values).all():
        return "it gave no number for some contribution"
    if not relative_violation(program, values) <= TOLERANCE:
        return f"its values break a rule by {largest_violation(program, values):.3g}"
    reached = float(cost @ values)
    if objective is not None and not near(cost, reached, objective):
        return f"it said that it reached {objective:.9g}, and its values are worth {reached:.9g}"
    return ""


def doubt_of_mixed(program: Program, cost: FloatArray, held: Sequence[Held], outcome: MixedOutcome) -> str:
    """Return in words why an answer in whole numbers does not fit together; empty where it does."""
    if not len(outcome.values):
        return "it said that it is done, and gave no values" if outcome.status is Status.OPTIMAL else ""
    if said := doubt(program, cost, outcome.values, outcome.objective):
        return said
    for goal in held:
        kept = float(goal.cost @ outcome.values)
        if kept > goal.bound and not near(goal.cost, kept, goal.bound):
            return f"it gave up {kept - goal.bound:.3g} of an earlier goal"
    reached = float(cost @ outcome.values)
    if math.isnan(outcome.bound) or (outcome.bound > reached and not near(cost, reached, outcome.bound)):
        return f"it proved that nothing is below {outcome.bound:.9g}, and reached {reached:.9g}"
    if outcome.status is Status.OPTIMAL and not near(cost, reached, outcome.bound):
        return f"it called {reached:.9g} the best, and proved no more than {outcome.bound:.9g}"
    return ""


def minimised(
    session: MixedSession,
    program: Program,
    cost: FloatArray,
    held: tuple[Held, ...] = (),
    *,
    pace: Pace | None = None,
    at_hand: FloatArray | None = None,
) -> MixedOutcome:
    """Return the least of a cost while goals are held, in values that fit together; refused where none do.

    `at_hand` is a solution of the program, which is the answer as soon as nothing better is proven to be.
    """
    pace = pace or Pace()
    outcome, first, said = MixedOutcome.failed(0.0, ""), time.monotonic(), ""
    for careful in (False, True):
        began = time.monotonic()
        outcome = session.minimise(cost, held, pace=pace, careful=careful, at_hand=at_hand)
        doubted = doubt_of_mixed(program, cost, held, outcome)
        if outcome.status is not Status.FAILED and not doubted:
            return replace(outcome, reason=said)
        said = doubted or said
        pace = pace.after(time.monotonic() - began)
    return MixedOutcome.failed(time.monotonic() - first, outcome.method, said)


Holding = TypeVar("Holding", bound=Session)


@dataclass
class Trusted(Generic[Holding]):
    """A linear program held by a solver, each of whose answers is held against the program."""

    program: Program
    open_: Callable[[Program], Holding]
    session: Holding

    @classmethod
    def of(cls, program: Program, open_: Callable[[Program], Holding]) -> Trusted[Holding]:
        """Let a solver hold a program."""
        return cls(program, open_, open_(program))

    def minimise(self, cost: FloatArray, face: Face, seconds: float | None = None, **how: Any) -> Outcome:
        """Return an answer that fits together, asked for once more, carefully, where the first does not.

        `how` is what else the solver can be told of the first try. Where neither fits it is refused.
        """
        if not len(cost):
            return _of_nothing(face)
        began = time.monotonic()
        outcome = self.session.minimise(cost, face, seconds, **how)
        said = doubt_of_linear(self.program, cost, face, outcome)
        if not said:
            return outcome
        self.session = self.open_(self.program)
        left = None if seconds is None else max(seconds - (time.monotonic() - began), 0.0)
        again = self.session.minimise(cost, face, left, careful=True)
        if refused := doubt_of_linear(self.program, cost, face, again):
            return Outcome.without_values(Status.FAILED, again.seconds, again.method, refused)
        return replace(again, reason=said)


def _of_nothing(face: Face) -> Outcome:
    """Answer for a program without columns, of which solvers say that it is solved, whatever its rows ask."""
    kept = np.all(face.row_lower <= TOLERANCE) and np.all(face.row_upper >= -TOLERANCE)
    if not kept:
        return Outcome.without_values(Status.INFEASIBLE, 0.0, NOTHING_TO_SOLVE)
    return Outcome(Status.OPTIMAL, np.zeros(0), np.zeros(len(face.row_lower)), 0.0, NOTHING_TO_SOLVE)


def doubt_of_linear(program: Program, cost: FloatArray, face: Face, outcome: Outcome) -> str:
    """Return in words why an answer of a linear program on a face cannot be right; empty where it may be.

    What its prices prove is the audit's to find.
    """
    if outcome.status is not Status.OPTIMAL:
        return ""
    if len(outcome.prices) != len(program.row_lower) or not np.isfinite(outcome.prices).all():
        return "it gave no price for some rule"
    held = face.held(program.relaxed() if program.integer.any() else program)
    return doubt(held, cost, outcome.values, outcome.objective)
