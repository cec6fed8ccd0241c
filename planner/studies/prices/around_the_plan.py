"""What a bound that has moved by so much changes, by pivots from the plan.

The plan keeps to a looser bound as it is; where a bound is tighter, its row is first brought to it. From
there each goal is brought to its best on the face of those before it. Most take a few pivots, and handing a
program to a solver takes longer than they do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from planner.engines.hot.bounds import Bounds
from planner.engines.hot.corner import Cost, GivenUp
from planner.engines.hot.movable import PRICE
from planner.engines.hot.path import Path
from planner.program.blocks import SHORTFALL, BoolArray, FloatArray, IntArray
from planner.program.program import Goal
from planner.studies.chain import Chain
from planner.studies.prices.binding import TIGHT, Bound

SAME = 1e-7
"""What a goal may differ by, relative to its size over 1, and not have changed."""
_PIVOTS = 60
"""After so many pivots the solver is quicker."""

Ends = tuple[float, float]
"""The least and the most of a row."""
Moved = tuple[FloatArray, FloatArray]
"""How much each goal changes up to the first that does, and the columns of a plan then."""


def around_the_plan(chain: Chain, bound: Bound, by: float, goals: Sequence[Goal], kept: int) -> Moved | None:
    """Return what a bound that has moved changes, on the face of goals that are kept.

    None where it takes a solver to say, or where it changes what lines are short of, nothing is known to be
    kept and other lines may do as well: a solver's choice among them is told.
    """
    return around_with(chain, {bound.row: bound.moved(chain.program, by)}, goals, kept)


def around_with(
    chain: Chain, moved: Mapping[int, Ends], goals: Sequence[Goal], kept: int = 0
) -> Moved | None:
    """Return the same of some rows that have other bounds."""
    if chain.solved.whole_numbers or any(lower > upper for lower, upper in moved.values()):
        return None
    try:
        path = _followed(chain, moved, kept)
        found = None if path is None else _climbed(chain, moved, goals, (path, kept))
    except GivenUp:
        return None
    if found is None or not chain.corner.adds_up(found[0]):
        return None
    path, changes = found
    return np.array(changes), path.value[: len(chain.point)]


def _followed(chain: Chain, moved: Mapping[int, Ends], kept: int) -> Path | None:
    """Return a path to where the bounds are kept to; None where it does not get there."""
    path, between = chain.corner.path(), chain.bounds[kept]
    for number, (lower, upper) in moved.items():
        row = chain.variable(number)
        here = float(path.value[row])
        there = min(max(here, lower), upper)
        if there != here:
            between = between.but(row, min(here, there), max(here, there))
            towards = chain.corner.towards(row, 1 if there > here else -1)
            chain.corner.minimise(path, towards, between, pivots=_PIVOTS)
            if abs(path.value[row] - there) > TIGHT * max(1.0, abs(there)):
                return None
        between = between.but(row, lower, upper)
    return path


def _climbed(
    chain: Chain, moved: Mapping[int, Ends], goals: Sequence[Goal], begun: tuple[Path, int]
) -> tuple[Path, list[float]] | None:
    """Return the path brought to the best of each goal in turn, and their changes up to the first.

    `begun` is where it begins, and how many goals are kept. None where a goal has no end, and where what is
    told of it is a choice.
    """
    path, kept = begun
    within = chain.bounds[kept]
    for row, ends in moved.items():
        within = within.but(chain.variable(row), *ends)
    changes = [0.0] * kept
    for number in range(kept, len(goals)):
        cost = goals[number].cost
        reduced = chain.corner.minimise(path, _cost(chain, goals, number), within, pivots=_PIVOTS)
        if reduced is None:
            return None
        changes.append(float(cost @ path.value[: len(cost)]) - float(chain.reached[number]))
        if differs(changes[-1], chain.reached[number]):
            short = _short_of(chain, goals[number])
            if not kept and not chain.corner.leaves_no_choice(path, reduced, within, short):
                return None
            break
        within = _held(within, reduced, cost, path)
    return (path, changes) if len(changes) > kept else None


def _short_of(chain: Chain, goal: Goal) -> IntArray:
    """Return the columns of what lines are short of that a goal counts."""
    columns = chain.solved.program.family(SHORTFALL)
    counted: IntArray = (columns.start + np.flatnonzero(goal.cost[columns])).astype(np.int32)
    return counted


def _cost(chain: Chain, goals: Sequence[Goal], number: int) -> Cost:
    """Return the cost of a goal over all variables: that of the chain, or of a need that counts otherwise."""
    goal = goals[number]
    if goal is chain.stages[number].goal:
        return chain.costs[number]
    return chain.corner.cost(np.concatenate([goal.cost, np.zeros(len(chain.activity))]))


def _held(within: Bounds, reduced: FloatArray, cost: FloatArray, path: Path) -> Bounds:
    """Return the bounds on whose face a goal stays as good as it is where a path has come to."""
    return within.held(np.abs(reduced) > PRICE * float(np.abs(cost).max(initial=0.0)), path.value)


def differs(change: FloatArray | float, reached: FloatArray | float) -> BoolArray:
    """Say whether goals have changed by more than rounding, beside what they were."""
    return np.asarray(np.abs(change) > SAME * np.maximum(1.0, np.abs(reached)))
