"""The nucleolus: as published, and as a ladder of linear programs in SciPy has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from planner.studies.comparison.shapley import Coalition, coalitions, exact
from planner.studies.worth.nucleolus import nucleolus


def airport(costs: Sequence[float]) -> dict[Coalition, float]:
    """The game of a runway: a coalition costs as much as the longest that one of it needs (as less worth)."""
    return {one: -max((costs[player] for player in one), default=0.0) for one in coalitions(len(costs))}


def littlechild(costs: Sequence[float]) -> list[float]:
    """The nucleolus of an airport game by Littlechild's recursion (1974), for costs in rising order."""
    paid: list[float] = []
    count = len(costs)
    while len(paid) < count:
        spent, first = sum(paid), len(paid)
        shares = [(costs[last] - spent) / (last - first + 2) for last in range(first, count - 1)]
        shares.append((costs[-1] - spent) / (count - first))
        least = min(shares)
        last = max(place for place, one in enumerate(shares) if one <= least + 1e-12)
        paid += [least] * (last + 1)
    return paid[:count]


def ladder(count: int, values: Mapping[Coalition, float]) -> np.ndarray:
    """A ladder that takes nothing from duals: a coalition is settled where its excess cannot be more."""
    proper = [one for one in values if 0 < len(one) < count]
    rows = np.array([[float(player in one) for player in range(count)] for one in proper])
    worth = np.array([values[one] for one in proper])
    whole = values[frozenset(range(count))]
    alone = [values[frozenset({one})] for one in range(count)]
    floor = alone if sum(alone) <= whole + 1e-9 else [None] * count
    settled: dict[int, float] = {}

    def best(cost: list[float], least: float | None) -> optimize.OptimizeResult:
        free = [place for place in range(len(proper)) if place not in settled]
        above = np.hstack([-rows[free], np.ones((len(free), 1))])
        same = np.vstack([np.append(np.ones(count), 0.0), *(np.append(rows[one], 0.0) for one in settled)])
        are = [whole, *(worth[one] + excess for one, excess in settled.items())]
        bounds = [*((low, None) for low in floor), (least, None)]
        return optimize.linprog(cost, above, -worth[free], same, are, bounds)

    while True:
        found = best([0.0] * count + [-1.0], None)
        least = float(found.x[-1])
        for place in [one for one in range(len(proper)) if one not in settled]:
            most = best([*(-rows[place]), 0.0], least - 1e-9)
            if -most.fun - worth[place] <= least + 1e-7:
                settled[place] = least
        if np.linalg.matrix_rank(np.vstack([np.ones(count), *rows[list(settled)]])) == count:
            return np.asarray(found.x[:count])


@pytest.mark.parametrize("costs", [(1, 2, 3), (12, 20, 33), (1, 1, 5, 5, 9), (3, 3.5, 3.6, 10, 10.5, 11)])
def test_an_airport_is_paid_for_as_littlechild_has_it(costs) -> None:
    found = nucleolus(len(costs), airport(costs))
    assert found is not None
    assert -found == pytest.approx(littlechild(costs), abs=1e-7)


@pytest.mark.parametrize("costs", [(1, 2, 3), (12, 20, 33), (1, 1, 5, 5, 9)])
def test_the_shapley_value_of_an_airport_is_the_simple_expression(costs) -> None:
    """Littlechild and Owen 1973: each step of the runway is shared by all who need it."""
    steps = np.diff([0, *costs])
    expected = [sum(steps[: one + 1] / (len(costs) - np.arange(one + 1))) for one in range(len(costs))]
    values = airport(costs)
    found = exact(len(costs), lambda one: np.array([values[one]]))
    assert -found.amounts[:, 0] == pytest.approx(expected)


def test_a_published_bankruptcy_is_divided_as_the_talmud_has_it() -> None:
    """Aumann and Maschler 1985: claims of 100, 200 and 300 on 100, 200 and 300."""
    for estate, expected in ((100, [100 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150])):
        claims = (100.0, 200.0, 300.0)
        values = {
            one: max(estate - sum(claims[left] for left in range(3) if left not in one), 0.0)
            for one in coalitions(3)
        }
        assert nucleolus(3, values) == pytest.approx(expected, abs=1e-6)


@given(
    st.integers(2, 4).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.integers(0, 9), min_size=2**n, max_size=2**n))
    )
)
@settings(max_examples=40)
def test_any_game_is_divided_as_an_independent_ladder_has_it(drawn) -> None:
    count, numbers = drawn
    values = {
        one: 0.0 if not one else float(number) for one, number in zip(coalitions(count), numbers, strict=True)
    }
    assert nucleolus(count, values) == pytest.approx(ladder(count, values), abs=1e-5)


@given(st.lists(st.integers(0, 9), min_size=8, max_size=8))
@settings(max_examples=20)
def test_players_who_are_alike_are_given_the_same(numbers) -> None:
    of_size = {size: float(numbers[size]) for size in range(5)}
    values = {
        frozenset(one): of_size[size] if size else 0.0
        for size in range(5)
        for one in combinations(range(4), size)
    }
    assert nucleolus(4, values) == pytest.approx([of_size[4] / 4] * 4, abs=1e-6)
