"""Changes to round values: what a person would write, where tries end at what is off by a hair."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from planner.studies.concessions.priced_changes import PricedChange

ROUND_DIGITS = 4
"""Values of more digits are not tried for being round."""
DIGITS, DECIMALS = 9, 9
"""A value is changed to one of so many digits, and of so many decimals."""
ROUND, AS_ROUND = 6, 1e-7
"""A value of so many digits is taken for one that is off by so small a part of the change: 1.5, and not the
1.49999999 at which tries ended."""
HARDLY = 1e-2
"""A part of the last digit that is rounding: the digit is not one more for it."""


def round_parts(change: PricedChange, low: float, high: float) -> Iterator[float]:
    """Yield the parts of a change that give it a value between two others, of the fewest digits first."""
    if not change.moved:
        return
    size = abs(change.moved)
    start, end = (float(change.was) + part * change.moved for part in (low, high))
    first = math.floor(math.log10(max(abs(start), abs(end), size)))
    for place in range(first, first - ROUND_DIGITS, -1):
        unit = 10.0**place
        value = unit * (math.ceil(end / unit) - 1 if end > start else math.floor(end / unit) + 1)
        if min(start, end) < value < max(start, end):
            yield (value - float(change.was)) / change.moved


def in_few_digits(changes: Sequence[PricedChange]) -> Iterator[tuple[PricedChange, ...]]:
    """Yield changes to values of few digits: round ones, the nearest, those further out, and less far."""
    nearest = tuple(to_digits(one, _nearest) for one in changes)
    yield tuple(map(_to_round, nearest))
    yield nearest
    yield from (tuple(to_digits(one, way) for one in changes) for way in (math.ceil, math.floor))


def _nearest(count: float) -> int:
    return round(count)


def _to_round(change: PricedChange) -> PricedChange:
    """Return a change to the value of few digits that it is but for the last ones; else as it is."""
    if change.to is None:
        return change
    value = float(f"{change.to:.{ROUND}g}")
    return change.moved_to(value) if abs(value - change.to) <= AS_ROUND * abs(change.moved) else change


def to_digits(change: PricedChange, way: Callable[[float], int]) -> PricedChange:
    """Return a change to a value of few digits: the nearest, or further out, or less far."""
    if change.to is None:
        return change
    size = abs(change.to)
    places = min(DECIMALS, DIGITS - 1 - math.floor(math.log10(size))) if size > 0 else DECIMALS
    outward = 1.0 if change.moved > 0 else -1.0
    counted = outward * change.to * 10.0**places
    count = outward * (round(counted) if abs(counted - round(counted)) < HARDLY else way(counted))
    return change.moved_to(round(count / 10.0**places, max(places, 0)) + 0.0)
