"""The least core: of published games, and as independent linear programs in SciPy have it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from planner.studies.comparison.shapley import Coalition, coalitions
from planner.studies.worth.least_core import LeastCore, least_core
from planner.studies.worth.nucleolus import nucleolus
from tests.studies.worth.test_nucleolus import airport


def found_in(count: int, values: Mapping[Coalition, float]) -> LeastCore:
    found = least_core(count, values)
    assert found is not None
    return found


def by_scipy(count: int, values: Mapping[Coalition, float]) -> tuple[float, list[float], list[float]]:
    """What the worst-treated lacks is found first and then written into every row."""
    proper = [one for one in values if 0 < len(one) < count]
    rows = np.array([[float(player in one) for player in range(count)] for one in proper])
    worth = np.array([values[one] for one in proper])
    whole = [values[frozenset(range(count))]]
    free = [(None, None)] * count
    lacks = optimize.linprog(
        [0.0] * count + [1.0],
        np.hstack([-rows, -np.ones((len(rows), 1))]),
        -worth,
        [[1.0] * count + [0.0]],
        whole,
        [*free, (None, None)],
    ).fun

    def end(player: int, sign: float) -> float:
        cost = [sign * (one == player) for one in range(count)]
        room = lacks - worth + 1e-9
        return sign * float(optimize.linprog(cost, -rows, room, [[1.0] * count], whole, free).fun)

    return float(lacks), [end(one, 1.0) for one in range(count)], [end(one, -1.0) for one in range(count)]


def test_a_majority_of_three_can_only_share_alike_and_any_two_lack_a_third() -> None:
    """Von Neumann and Morgenstern 1944: any two of three divide 1; its core is empty."""
    values = {one: float(len(one) >= 2) for one in coalitions(3)}
    found = found_in(3, values)
    assert found.lacks == pytest.approx(1 / 3)
    assert found.least == pytest.approx([1 / 3] * 3)
    assert found.most == pytest.approx([1 / 3] * 3)


def test_a_glove_is_worth_all_to_whom_there_is_one_of() -> None:
    """Shapley and Shubik 1969: one right glove, two left ones; the core gives all to the right."""
    values = {one: float(0 in one and len(one) >= 2) for one in coalitions(3)}
    found = found_in(3, values)
    assert found.lacks == pytest.approx(0.0, abs=1e-9)
    assert found.least == pytest.approx([1, 0, 0], abs=1e-7)
    assert found.most == pytest.approx([1, 0, 0], abs=1e-7)


def test_the_shortest_runway_of_an_airport_pays_half_of_itself_at_most() -> None:
    """Littlechild and Owen 1973, costs 12, 20 and 33: the worst-treated saves half of the first."""
    found = found_in(3, airport((12, 20, 33)))
    assert -found.lacks == pytest.approx(6)
    # The least core of costs is read with the other sign: who is given the least pays the most.
    assert -found.least[0] == pytest.approx(6)
    assert -found.most[0] == pytest.approx(6)
    lacks, least, most = by_scipy(3, airport((12, 20, 33)))
    assert found.lacks == pytest.approx(lacks)
    assert found.least == pytest.approx(least, abs=1e-6)
    assert found.most == pytest.approx(most, abs=1e-6)


@given(
    st.integers(2, 4).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.integers(0, 9), min_size=2**n, max_size=2**n))
    )
)
@settings(max_examples=30)
def test_any_game_is_as_scipy_has_it_and_the_nucleolus_lies_in_it(drawn: tuple[int, list[int]]) -> None:
    count, numbers = drawn
    values = {
        one: 0.0 if not one else float(number) for one, number in zip(coalitions(count), numbers, strict=True)
    }
    found = found_in(count, values)
    lacks, least, most = by_scipy(count, values)
    assert found.lacks == pytest.approx(lacks, abs=1e-6)
    assert found.least == pytest.approx(least, abs=1e-5)
    assert found.most == pytest.approx(most, abs=1e-5)
    whole, alone = values[frozenset(range(count))], [values[frozenset({one})] for one in range(count)]
    if sum(alone) > whole or lacks <= 0:
        fair = nucleolus(count, values)
        assert fair is not None
        assert np.all(fair >= found.least - 1e-5)
        assert np.all(fair <= found.most + 1e-5)


def test_who_is_alone_is_given_all_and_lacks_nothing() -> None:
    found = found_in(1, {frozenset(): 0.0, frozenset({0}): 0.7})
    assert (found.lacks, list(found.least), list(found.most)) == (0.0, [0.7], [0.7])
