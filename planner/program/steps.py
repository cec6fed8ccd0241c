"""Whole numbers of steps: a column with a step is so many times its step, and 0 is divisible."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import floor

from planner.program.arrays import FloatArray, np

_SIMPLEST = 1000
"""The largest denominator of a step that is meant as a fraction."""
SAME = 1e-9
"""What of a value, relative to its size over 1, is rounding."""


def whole(values: FloatArray, step: FloatArray) -> FloatArray:
    """Return the nearest whole multiples of steps, as they are written: three times 0.1 is 0.3.

    Values whose step is 0 stay as they are.
    """
    result = np.array(values, dtype=float)
    for size in np.unique(step[step > 0]):
        mine = step == size
        fraction = _written(float(size))
        counts = np.round(result[mine] / size)
        result[mine] = counts * fraction.numerator / fraction.denominator + 0.0
    return result


@cache
def _written(step: float) -> Fraction:
    """Return the fraction that a step was written as: 1/3, or the decimal."""
    simple = Fraction(step).limit_denominator(_SIMPLEST)
    return simple if float(simple) == step else Fraction(repr(step))


def off(values: FloatArray, step: FloatArray) -> FloatArray:
    """Return how far values are from whole multiples of their steps, in units; 0 where the step is 0."""
    return np.abs(values - whole(values, step)) if np.any(step) else np.zeros(len(values))


def rounded_up(values: FloatArray, step: FloatArray) -> FloatArray:
    """Return the least whole multiples of steps that are no less than values, rounding aside."""
    size = np.where(step > 0, step, 1.0)
    return np.where(step > 0, whole(np.ceil(values / size - 1e-9) * size, step), values)


def is_multiple(value: float, step: float) -> bool:
    """Say whether a value is a whole multiple of a step, rounding of nine decimals aside; any is of 0."""
    return abs(value - nearest(value, step)) <= SAME * max(1.0, abs(value))


def nearest(value: float, step: float) -> float:
    """Return the whole multiple of a step that is nearest to a value; the value itself where the step is 0.

    As `whole` does for arrays, to the last digit.
    """
    if step <= 0:
        return value
    fraction = _written(step)
    return float(round(value / step)) * fraction.numerator / fraction.denominator + 0.0


def neighbours(value: float, step: float) -> tuple[float, float]:
    """Return the whole multiples of a step, more than 0, on both sides of a value that is none."""
    less = nearest(floor(value / step) * step, step)
    return less, nearest(less + step, step)
