"""The audit's arithmetic in exact rational numbers.

Every floating-point number is a whole number of units of 2^-PLACES here, so that sums and products are whole
numbers of Python's and nothing is ever rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from planner.engines.proof.bound import Ends, Multipliers
from planner.program.blocks import FloatArray
from planner.program.program import Program
from planner.program.steps import off

PLACES = 160
"""Binary places kept: numbers down to 2^-107 with all their 53 digits."""
_ONE = 1 << PLACES
_DIGITS = 53
"""Binary digits of a double."""
_SMALLEST = 2.0 ** (_DIGITS - PLACES)


def fits(program: Program) -> bool:
    """Say whether every number of the program is a whole number of the unit."""
    arrays = (program.matrix.data, program.lower, program.reach, *(goal.cost for goal in program.goals))
    return all(np.all((array == 0) | (np.abs(array) >= _SMALLEST)) for array in arrays)


def whole(array: FloatArray) -> list[int | None]:
    """Return numbers as whole numbers of the unit; infinities as None; what is smaller than it as zero."""
    numbers, ends = _numbers(array), np.isinf(array)
    if not np.any(ends):
        return list(numbers)
    return [None if open_ else number for number, open_ in zip(numbers, ends.tolist(), strict=True)]


def _numbers(array: FloatArray) -> list[int]:
    """Return numbers as whole numbers of the unit; what is smaller than it, or no number, as zero."""
    kept = np.where(np.isfinite(array) & (np.abs(array) >= _SMALLEST), array, 0.0).astype(float)
    mantissas, exponents = np.frexp(kept)
    digits = np.ldexp(mantissas, _DIGITS).astype(np.int64).tolist()
    shifts = (exponents + (PLACES - _DIGITS)).tolist()
    return [number << shift for number, shift in zip(digits, shifts, strict=True)]


class Arithmetic:
    """A program in whole numbers, for checking values and prices against it."""

    def __init__(self, program: Program) -> None:
        matrix = program.matrix.tocoo()
        self._entries = list(
            zip(matrix.row.tolist(), matrix.col.tolist(), _numbers(matrix.data), strict=True)
        )
        self._lower = _numbers(program.lower)
        self._upper = whole(program.upper)
        self._row_lower, self._row_upper = whole(program.row_lower), whole(program.row_upper)
        self._step = program.step
        self._rows = len(program.row_lower)

    def violation(self, values: FloatArray) -> Fraction:
        """Return the largest violation of a row, a bound or wholeness."""
        x = _numbers(values)
        activity = [0] * self._rows
        for row, column, coefficient in self._entries:
            activity[row] += coefficient * x[column]
        worst = 0
        for total, lower, upper in zip(activity, self._row_lower, self._row_upper, strict=True):
            worst = max(worst, _outside(total, lower, upper, _ONE))
        for value, lower, upper in zip(x, self._lower, self._upper, strict=True):
            worst = max(worst, _outside(value, lower, upper, 1) * _ONE)
        worst = max(worst, *(value * _ONE for value in _numbers(off(values, self._step))), 0)
        return Fraction(worst, _ONE * _ONE)

    def value(self, cost: FloatArray, values: FloatArray) -> Fraction:
        """Return the value of a goal."""
        counted = np.flatnonzero(cost)
        pairs = zip(_numbers(cost[counted]), _numbers(values[counted]), strict=True)
        total = sum(c * x for c, x in pairs)
        return Fraction(total, _ONE * _ONE)

    def bound(
        self, program: Program, multiple: Multipliers, reached: Sequence[Fraction], _ends: Ends
    ) -> Fraction:
        """Return what the goal cannot be less than, given that earlier goals are no worse than `reached`.

        In `program` columns may reach less far than they do here.
        """
        prices, reduced = _numbers(multiple.prices), [c * _ONE for c in _numbers(multiple.cost)]
        counted = _numbers(np.array([one.times for one in multiple.earlier]))
        for times, one in zip(counted, multiple.earlier, strict=True):
            columns = np.flatnonzero(one.cost)
            for column, c in zip(columns.tolist(), _numbers(one.cost[columns]), strict=True):
                reduced[column] += times * c
        for row, column, coefficient in self._entries:
            if prices[row]:
                reduced[column] -= coefficient * prices[row]
        furthest = _numbers(program.reach)
        least, most = self._activity_range(prices, furthest)
        total = 0
        for row, price in enumerate(prices):
            if price:
                end = self._row_lower[row] if price > 0 else self._row_upper[row]
                total += price * (_ONE * end if end is not None else (least if price > 0 else most)[row])
        for column, saving in enumerate(reduced):
            total += saving * (self._lower[column] if saving > 0 else furthest[column])
        held = sum((times * value for times, value in zip(counted, reached, strict=True)), Fraction(0))
        return Fraction(total, _ONE**3) - held / _ONE

    def _activity_range(self, prices: list[int], reach: list[int]) -> tuple[dict[int, int], dict[int, int]]:
        """Return the least and most activity of the rows whose price points at an end that is open."""
        open_rows = {
            row
            for row, price in enumerate(prices)
            if (price > 0 and self._row_lower[row] is None) or (price < 0 and self._row_upper[row] is None)
        }
        least, most = dict.fromkeys(open_rows, 0), dict.fromkeys(open_rows, 0)
        for row, column, coefficient in self._entries if open_rows else ():
            if row in open_rows:
                ends = coefficient * self._lower[column], coefficient * reach[column]
                least[row] += min(ends)
                most[row] += max(ends)
        return least, most


def _outside(value: int, lower: int | None, upper: int | None, unit: int) -> int:
    below = 0 if lower is None else lower * unit - value
    above = 0 if upper is None else value - upper * unit
    return max(below, above, 0)
