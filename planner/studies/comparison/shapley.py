"""The Shapley value: a fair division of what several changes bring about together.

Each change gets the mean, over all orders in which the changes could be made, of what it adds when it is made
(Shapley 1953, A value for n-person games). The parts add up to the whole, equal changes get equal parts, and
a change that adds nothing to any set of the others gets nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from planner.program.blocks import FloatArray

Coalition = frozenset[int]
"""Some of the changes, by number."""
Value = Callable[[Coalition], FloatArray]
"""What comes of some of the changes: one figure for each goal."""


@dataclass(frozen=True, eq=False)
class Division:
    """What each change (row) brings about in each goal (column), and the standard error of that."""

    amounts: FloatArray
    errors: FloatArray
    orders: int = 0
    """From how many orders it was estimated; 0 where it is exact."""


def coalitions(count: int) -> Iterator[Coalition]:
    """Yield all sets of so many changes, the smallest first."""
    for size in range(count + 1):
        yield from map(frozenset, combinations(range(count), size))


def exact(count: int, value: Value) -> Division:
    """Return the exact division among so many changes, from the values of all sets of them."""
    values = {coalition: value(coalition) for coalition in coalitions(count)}
    amounts = np.array([_mean_addition(one, count, values) for one in range(count)])
    return Division(amounts, np.zeros_like(amounts))


def _mean_addition(change: int, count: int, values: dict[Coalition, FloatArray]) -> list[float]:
    """Return what a change adds, weighted by the part of all orders in which just these come before it."""
    additions = [
        (values[before | {change}] - values[before])
        * (math.factorial(len(before)) * math.factorial(count - len(before) - 1) / math.factorial(count))
        for before in values
        if change not in before
    ]
    return [math.fsum(column) for column in np.array(additions).T]


def sampled(count: int, value: Value, *, pairs: int, enough: Callable[[Division], bool]) -> Division:
    """Return an estimate from pairs of random orders, each with its reverse; the parts sum to the whole.

    Pairs are drawn from a fixed seed, until `enough` is satisfied (antithetic sampling: a reversed order
    evens out much of the chance; Mitchell et al. 2022, Sampling permutations for Shapley value estimation,
    JMLR 23).
    """
    random = np.random.default_rng(0)
    means: list[FloatArray] = []
    division = Division(np.zeros((count, 0)), np.zeros((count, 0)))
    while len(means) < pairs:
        order = random.permutation(count).tolist()
        means.append((_additions(order, value) + _additions(order[::-1], value)) / 2)
        division = _estimate(np.array(means))
        if len(means) > 1 and enough(division):
            break
    return division


def over_pairs(orders: Sequence[list[int]], value: Value) -> Division:
    """Return the estimate from orders that were drawn, each with its reverse behind it."""
    pairs = zip(orders[::2], orders[1::2], strict=True)
    means = [(_additions(one, value) + _additions(other, value)) / 2 for one, other in pairs]
    return _estimate(np.array(means))


def _additions(order: list[int], value: Value) -> FloatArray:
    """Return what each change adds when they are made in an order."""
    steps = [value(frozenset(order[:made])) for made in range(len(order) + 1)]
    added = np.empty((len(order), len(steps[0])))
    added[order] = np.diff(np.array(steps), axis=0)
    return added


def _estimate(means: FloatArray) -> Division:
    count = len(means)
    spread = means.std(axis=0, ddof=1) if count > 1 else np.full(means.shape[1:], np.inf)
    return Division(means.mean(axis=0), spread / math.sqrt(count), 2 * count)
