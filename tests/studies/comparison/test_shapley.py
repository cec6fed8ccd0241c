"""The Shapley value by itself: against all orders, written out."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.studies.comparison.shapley import coalitions, exact, sampled

COUNT = 4


@st.composite
def games(draw):
    """Draw a value of two goals for each set of changes; nothing for none of them."""
    figures = st.floats(-100, 100).map(lambda value: round(value, 3))
    return {
        some: np.array([draw(figures), draw(figures)]) if some else np.zeros(2) for some in coalitions(COUNT)
    }


def by_all_orders(values):
    added = np.zeros((COUNT, 2))
    orders = list(permutations(range(COUNT)))
    for order in orders:
        for place, change in enumerate(order):
            before = frozenset(order[:place])
            added[change] += values[before | {change}] - values[before]
    return added / len(orders)


@given(games())
def test_exact_is_the_mean_over_all_orders(values) -> None:
    assert exact(COUNT, values.__getitem__).amounts == pytest.approx(by_all_orders(values), abs=1e-9)


@given(games())
def test_parts_add_up_to_the_whole(values) -> None:
    whole = values[frozenset(range(COUNT))]
    for division in (
        exact(COUNT, values.__getitem__),
        sampled(COUNT, values.__getitem__, pairs=3, enough=lambda _: False),
    ):
        assert division.amounts.sum(axis=0) == pytest.approx(whole, abs=1e-9)


def test_equal_changes_get_equal_parts_to_the_last_bit() -> None:
    value = {some: np.array([float(len(some)) ** 0.5, 0.1 * len(some) ** 3]) for some in coalitions(COUNT)}
    amounts = exact(COUNT, value.__getitem__).amounts
    assert (amounts == amounts[0]).all()


def test_a_change_that_adds_nothing_gets_exactly_nothing() -> None:
    value = {some: np.array([0.1 * len(some - {2}) ** 2]) for some in coalitions(COUNT)}
    assert exact(COUNT, value.__getitem__).amounts[2] == 0.0


def test_an_estimate_carries_an_error_that_the_exact_parts_keep() -> None:
    value = {some: np.array([float(sum(some)) ** 2]) for some in coalitions(COUNT)}
    truth = exact(COUNT, value.__getitem__).amounts
    estimate = sampled(COUNT, value.__getitem__, pairs=60, enough=lambda _: False)
    assert estimate.orders == 120
    assert (np.abs(estimate.amounts - truth) <= 4 * estimate.errors + 1e-9).all()


def test_sampling_ends_where_it_is_good_enough() -> None:
    value = {some: np.array([float(len(some))]) for some in coalitions(COUNT)}
    estimate = sampled(COUNT, value.__getitem__, pairs=60, enough=lambda found: found.errors.max() == 0)
    assert estimate.orders == 4
