"""Costs that are whole numbers of times the same are given as these numbers."""

from __future__ import annotations

import numpy as np
import pytest

from planner.engines.solvers.highs_model import scale_of
from planner.engines.whole.whole_costs import MOST, whole_scale_of

WHOLE = np.ones(4, dtype=bool)


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        ([0.81, 0.75, 0.0, 1.2], [27, 25, 0, 40]),
        ([-0.81, 0.75, 0.0, 1.2], [-27, 25, 0, 40]),
        ([1 / 3, 1 / 7, 1.0, 0.0], [7, 3, 21, 0]),
        ([0.1, 0.3, 0.7, 0.2], [1, 3, 7, 2]),
        ([5.0e6, 5.0e6, 0.0, 0.0], [1, 1, 0, 0]),
    ],
)
def test_costs_become_the_smallest_whole_numbers_that_stand_so_to_each_other(cost, expected) -> None:
    cost = np.array(cost)
    assert cost * whole_scale_of(cost, WHOLE) == pytest.approx(np.array(expected), abs=1e-9)


@pytest.mark.parametrize(
    "cost",
    [
        [0.0, 0.0, 0.0, 0.0],
        [np.pi, 1.0, 0.0, 0.0],
        [1.0, 1 + 1e-9, 0.0, 0.0],
        [1.0, 1 + 1e-6, 0.0, 0.0],
        [1.0, 0.75 / MOST, 0.0, 0.0],
    ],
)
def test_costs_that_stand_in_no_such_proportion_stay(cost) -> None:
    cost = np.array(cost)
    assert whole_scale_of(cost, WHOLE) == scale_of(cost)


def test_costs_of_what_is_divisible_stay() -> None:
    cost = np.array([0.81, 0.75, 0.0, 1.2])
    divisible = np.array([True, False, True, True])
    assert whole_scale_of(cost, divisible) == scale_of(cost)
    assert whole_scale_of(cost, cost != 0) != scale_of(cost)
