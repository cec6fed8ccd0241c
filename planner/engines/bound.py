"""A safe lower bound on a goal from prices, in floating point with a rigorous error bound."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from planner.engines.ladder import Stage
from planner.program.blocks import FloatArray
from planner.program.program import Program

UNIT_ROUNDOFF = 2.0**-53
NOISE = 1e-15
"""Below this, relative to the largest, a price is dropped; any prices give a valid bound."""


@dataclass(frozen=True, eq=False)
class Multipliers:
    """Prices of rows, and for each goal before this one the price of "it is no worse than here"."""

    cost: FloatArray
    prices: FloatArray
    earlier: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class _Signs:
    """What the signs of prices and reduced costs may be, and what a wrong one costs at most."""

    row_lower: FloatArray
    row_upper: FloatArray
    column_range: FloatArray

    @classmethod
    def of(cls, program: Program) -> _Signs:
        least, most = activity_range(program)
        return cls(
            np.where(np.isfinite(program.row_lower), 0.0, program.row_upper - least),
            np.where(np.isfinite(program.row_upper), 0.0, most - program.row_lower),
            np.where(np.isfinite(program.upper), 0.0, program.reach - program.lower),
        )


def activity_range(program: Program) -> tuple[FloatArray, FloatArray]:
    """Return the least and the most that each row can add up to, as the reach of its columns allows."""
    positive, negative = program.matrix.maximum(0), program.matrix.minimum(0)
    return (
        positive @ program.lower + negative @ program.reach,
        positive @ program.reach + negative @ program.lower,
    )


def multipliers(program: Program, stages: Sequence[Stage], gaps: Sequence[float]) -> Multipliers:
    """Return prices that bound the last of the stages, with the multiples of those before it.

    `gaps` are the gaps of the earlier goals: what a multiple of theirs costs the bound.
    """
    *before, last = stages
    cost, prices = last.goal.cost.copy(), tidy(last.prices)
    earlier = [0.0] * len(before)
    for number in reversed(range(len(before))):
        stage = before[number]
        stage_prices = tidy(stage.prices)
        multiple = _multiple(program, (cost, prices), (stage.goal.cost, stage_prices), gaps[number])
        earlier[number] = multiple
        cost, prices = cost + multiple * stage.goal.cost, prices + multiple * stage_prices
    return Multipliers(cost, prices, tuple(earlier))


def _multiple(
    program: Program,
    now: tuple[FloatArray, FloatArray],
    held: tuple[FloatArray, FloatArray],
    gap: float,
) -> float:
    """Return how often an earlier goal is added so that wrong signs and its own gap together cost least.

    The loss is convex and piecewise linear in the multiple: each wrong sign costs its size times its range
    until the multiple has mended it, and each multiple costs the gap.
    """
    signs = _Signs.of(program)
    (cost, prices), (held_cost, held_prices) = now, held
    reduced = cost - program.matrix.T @ prices
    held_reduced = held_cost - program.matrix.T @ held_prices
    wrong = np.concatenate([prices, -prices, -reduced])
    mends = np.concatenate([-held_prices, held_prices, held_reduced])
    ranges = np.concatenate([signs.row_lower, signs.row_upper, signs.column_range])
    mendable = (wrong > 0) & (mends > 0) & (ranges > 0)
    ratio = wrong[mendable] / mends[mendable]
    order = np.argsort(-ratio)
    gain = np.cumsum((mends * ranges)[mendable][order])
    beyond = np.flatnonzero(gain > gap)
    return float(ratio[order][beyond[0]]) if len(beyond) else 0.0


def tidy(prices: FloatArray) -> FloatArray:
    """Return prices without those that are noise beside the largest."""
    largest = float(np.abs(prices).max(initial=0.0))
    return np.where(np.abs(prices) > NOISE * largest, prices, 0.0)


def float_bound(program: Program, multiple: Multipliers, reached: Sequence[float]) -> float:
    """Return what the goal cannot be less than, given that earlier goals are no worse than `reached`.

    Each product and sum is lowered by gamma_n times its absolute values (Higham 2002, Accuracy and Stability
    of Numerical Algorithms, section 3.1), and the terms are added without error (`math.fsum`), so that
    rounding cannot make the bound too good.
    """
    matrix, prices = program.matrix, multiple.prices
    least, most = activity_range(program)
    lower = np.where(np.isfinite(program.row_lower), program.row_lower, least)
    upper = np.where(np.isfinite(program.row_upper), program.row_upper, most)
    row_terms = np.where(prices > 0, prices * lower, np.where(prices < 0, prices * upper, 0.0))
    reduced = multiple.cost - matrix.T @ prices
    column_terms = np.where(reduced > 0, reduced * program.lower, reduced * program.reach)
    goal_terms = -np.array(multiple.earlier) * np.array(reached[: len(multiple.earlier)])
    size = np.abs(multiple.cost) + abs(matrix).T @ np.abs(prices)
    in_column = np.bincount(matrix.indices, minlength=len(reduced)) + 4
    in_row = np.where(
        np.isfinite(np.where(prices > 0, program.row_lower, program.row_upper)), 2, 2 + np.diff(matrix.indptr)
    )
    widest = np.maximum(program.reach, np.abs(program.lower))
    errors = [
        _gamma(in_column) * size * widest,
        _gamma(in_row) * np.abs(row_terms),
        _gamma(2) * np.abs(goal_terms),
    ]
    return math.fsum(np.concatenate([row_terms, column_terms, goal_terms, *(-error for error in errors)]))


def _gamma(operations: ArrayLike) -> FloatArray:
    share = np.asarray(operations, dtype=float) * UNIT_ROUNDOFF
    return share / (1 - share)
