"""Numbers as they were written: exact fractions, so that 0.7 months and 0.1 months are 0.8 months."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from planner.digits import in_full, percent

SIMPLEST = 1000
"""A number that is a fraction of a denominator up to this was meant as that fraction: 1/3, 0.125, 7/10."""


@lru_cache(maxsize=4096)
def exact(value: float) -> Fraction:
    """Return the fraction that a number was written as.

    That is the simple fraction of which the number is the nearest double, such as 1/3, or else the shortest
    decimal text of it: two texts that differ in value by less than a double can hold are one number.
    """
    simple = Fraction(value).limit_denominator(SIMPLEST)
    return simple if float(simple) == value else Fraction(repr(float(value)))


def ratio_in_words(value: float) -> str:
    """Write a number as it was written: 1/3, or else all its digits."""
    return _endless(value) or in_full(value)


def part_in_words(value: float) -> str:
    """Write a part as it was written: 1/3, or else a percentage with all its digits."""
    return _endless(value) or percent(value)


def _endless(value: float) -> str:
    """Return a simple fraction that has no end as a decimal; empty for any other number."""
    fraction = exact(value)
    ends = (10**6 * fraction).denominator == 1
    return "" if ends or fraction.denominator > SIMPLEST else str(fraction)
