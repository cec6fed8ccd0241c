"""A safe lower bound on a goal from prices, in floating point with a rigorous error bound.

It is worked out in the longest floating point that the machine has (`Long`, 64 binary digits on most): a
multiple of an earlier goal multiplies its rounding too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planner.program.blocks import FloatArray
from planner.program.products import positive_part
from planner.program.program import Program

Long = np.longdouble
LongArray = NDArray[np.longdouble]
LongMatrix = Any
"""A sparse matrix of long numbers."""
UNIT_ROUNDOFF = float(np.finfo(Long).eps) / 2
"""Of long numbers."""
DOUBLE = 2.0**-53
"""Of the others."""
NOISE = 1e-15
"""Below this, relative to the largest, what a price is worth is dropped; any prices give a valid bound."""


SUMMED = 1e-6
"""More than the rounding of a sum of up to some billions of errors, none of them negative."""


@dataclass(frozen=True, eq=False)
class PricedGoal:
    """An earlier goal, and the price of "it is no worse than it is here"."""

    times: float
    cost: FloatArray


@dataclass(frozen=True, eq=False)
class Multipliers:
    """The cost of a goal, prices of rows, and the goals before it that are counted in."""

    cost: FloatArray
    prices: FloatArray
    earlier: tuple[PricedGoal, ...] = ()

    def summed(self) -> tuple[LongArray, FloatArray]:
        """Return all costs in one sum, and the sum of their sizes."""
        cost, size = self.cost.astype(Long), np.abs(self.cost)
        for one in self.earlier:
            cost += Long(one.times) * one.cost
            size += one.times * np.abs(one.cost)
        return cost, size


@dataclass(frozen=True, eq=False)
class Ends:
    """How far rows go: to their own bounds, and where they have none as far as their columns reach.

    `doubt` is the sum of sizes that the latter are the sum of.
    """

    lower: FloatArray
    upper: FloatArray
    doubt: FloatArray

    @classmethod
    def of(cls, program: Program) -> Ends:
        """Return those of a program."""
        least, most = activity_range(program)
        return cls(
            np.where(np.isfinite(program.row_lower), program.row_lower, least),
            np.where(np.isfinite(program.row_upper), program.row_upper, most),
            program.sizes_by_row @ np.maximum(np.abs(program.lower), program.reach),
        )


def activity_range(program: Program) -> tuple[FloatArray, FloatArray]:
    """Return the least and the most that each row can add up to, as the reach of its columns allows."""
    return activity_within(program, program.lower, program.reach)


def activity_within(program: Program, lower: FloatArray, upper: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the least and the most that each row can add up to while columns stay within some bounds."""
    positive, negative = positive_part(program.matrix), positive_part(-program.matrix)
    return positive @ lower - negative @ upper, positive @ upper - negative @ lower


def tidy(program: Program, prices: FloatArray) -> FloatArray:
    """Return prices without those by which a row is worth nothing beside the row worth most."""
    worth = np.abs(prices) * program.widest
    return np.where(worth > NOISE * float(worth.max(initial=0.0)), prices, 0.0)


def long_value(cost: FloatArray, values: FloatArray) -> Long:
    """Return what values are worth to a goal, to the last digit of a long number."""
    terms = _halves(cost.astype(Long) * values)
    first = math.fsum(terms)
    return Long(first) + Long(math.fsum([*terms, -first]))


def float_bound(
    program: Program,
    multiple: Multipliers,
    reached: Sequence[Long],
    ends: Ends,
    turned: LongMatrix,
) -> float:
    """Return what the goal cannot be less than, given that earlier goals are no worse than `reached`.

    Each product and sum is lowered by gamma_n times its absolute values (Higham 2002, Accuracy and Stability
    of Numerical Algorithms, section 3.1), and the terms are added without error (`math.fsum`), so that
    rounding cannot make the bound too good. `turned` is the matrix turned over, in long numbers.
    """
    prices, long = multiple.prices, multiple.prices.astype(Long)
    row_terms = np.where(prices > 0, long * ends.lower, np.where(prices < 0, long * ends.upper, Long(0)))
    cost, cost_size = multiple.summed()
    reduced = cost - turned @ long
    column_terms = reduced * np.where(reduced > 0, program.lower, program.reach)
    times = np.array([one.times for one in multiple.earlier], dtype=Long)
    goal_terms = -times * np.asarray(reached, dtype=Long)
    size = cost_size + program.sizes @ np.abs(prices)
    in_column = np.bincount(program.matrix.indices, minlength=len(reduced)) + 2 * len(times) + 4
    widest = np.maximum(program.reach, np.abs(program.lower))
    errors = [
        _gamma(in_column) * size * widest,
        _gamma(2) * np.abs(row_terms),
        _gamma(np.diff(program.matrix.indptr) + 4, DOUBLE)
        * np.abs(prices)
        * _open(program, prices)
        * ends.doubt,
        _gamma(4) * np.abs(goal_terms),
    ]
    doubt = sum(float(error.sum()) for error in errors) * (1 + SUMMED)
    return math.fsum([*_halves(row_terms), *_halves(column_terms), *_halves(goal_terms), -doubt])


def _halves(terms: LongArray) -> list[float]:
    """Return numbers that add up to the terms without error: of each its first digits, and the rest."""
    some = terms[terms != 0]
    first = some.astype(float)
    return [*first.tolist(), *(some - first).astype(float).tolist()]


def _open(program: Program, prices: FloatArray) -> FloatArray:
    """Return 1 for each row whose price points at an end that is open, and 0 for the others."""
    return 1.0 - np.isfinite(np.where(prices > 0, program.row_lower, program.row_upper))


def _gamma(operations: ArrayLike, roundoff: float = UNIT_ROUNDOFF) -> FloatArray:
    share = np.asarray(operations, dtype=float) * roundoff
    return share / (1 - share)
