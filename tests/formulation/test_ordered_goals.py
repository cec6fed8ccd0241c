"""The goals, by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.scenario.reading import read
from tests.small import document

ONE_PHASE = {
    "conditions": {},
    "phases": [{"id": "hold", "months": 1}],
    "places": {"west": {"area": "inland"}, "east": {"area": "inland"}},
    "capabilities": {"battalion": {"component": "land", "unit": "battalion", "personnel": 100, "cost": 1}},
    "groups": {},
}


def one_phase(requirements: dict, nations: dict, **sections) -> planner.Plan:
    full = {**ONE_PHASE, "requirements": requirements, "nations": nations, **sections}
    return planner.solve(read(document(**full)))


def line(quantity: float, place: str = "west", **more) -> dict:
    return {"capability": "battalion", "place": place, "quantity": quantity, **more}


def offers(units: float, **more) -> dict:
    return {"offers": {"battalion": {"units": units}}, **more}


def test_fill_is_weighted_by_line_and_by_mission() -> None:
    """Two lines of 4, four battalions: the mission of weight 3 gets all; half of the weighted need of 1 + 3
    stays open only for the other."""
    plan = one_phase(
        {"A": line(4, mission="one"), "B": line(4, mission="two")},
        {"FRA": offers(4)},
        missions={"one": {"weight": 1}, "two": {"weight": 3}},
    )
    assert plan.fill["filled"].tolist() == [0, 4]
    assert plan.goals["fill 1"] == pytest.approx(1 / 4)


def test_even_makes_the_worst_filled_line_as_good_as_can_be() -> None:
    """Four battalions for lines of 2 and 6: fill serves the small one first; even gives half to each."""
    lines = {"A": line(2), "B": line(6)}
    by_fill = one_phase(lines, {"FRA": offers(4)}, goals=["fill"])
    by_even = one_phase(lines, {"FRA": offers(4)}, goals=["even", "fill"])
    assert by_fill.fill["filled"].tolist() == [2, 2]
    assert by_even.fill["filled"].tolist() == pytest.approx([1, 3])
    assert by_even.goals["even"] == pytest.approx(0.5)


def test_burden_is_shared_by_ability() -> None:
    """Six battalions of nations with abilities 1, 2 and 3: one, two and three of them."""
    nations = {name: offers(6, keys={"gdp": gdp}) for name, gdp in (("AAA", 1), ("BBB", 2), ("CCC", 3))}
    plan = one_phase({"A": line(6)}, nations, goals=["fill", "burden", "cost"])
    assert plan.contributions["units"].tolist() == pytest.approx([1, 2, 3])
    assert plan.goals["burden"] == pytest.approx(100)


def test_after_the_largest_burden_the_next_is_made_small() -> None:
    """AAA must give all of its 3 to the east (300 for ability 1). The 4 of the west are then shared evenly by
    BBB and CCC, although any split keeps the largest burden."""
    nations = {
        "AAA": offers(3, keys={"gdp": 1}),
        "BBB": offers(4, keys={"gdp": 1}),
        "CCC": offers(4, keys={"gdp": 1}),
    }
    rules = {
        "others_west": {"kind": "caveat", "nations": ["BBB", "CCC"], "places": "east"},
        "first_east": {"kind": "caveat", "nations": "AAA", "places": "west"},
    }
    lines = {"A": line(4), "B": line(3, place="east")}
    plan = one_phase(lines, nations, goals=["fill", "burden"], constraints=rules)
    assert plan.contributions["units"].tolist() == pytest.approx([3, 2, 2])


def test_a_burden_may_have_another_key_and_measure() -> None:
    nations = {name: offers(6, keys={"people": people}) for name, people in (("AAA", 5), ("BBB", 1))}
    burden = {"burden": {"key": "people", "measure": "cost"}}
    plan = one_phase({"A": line(6)}, nations, goals=["fill", burden])
    assert plan.contributions["units"].tolist() == pytest.approx([5, 1])
    assert plan.goals["burden"] == pytest.approx(1)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from([1, 2, 3, 5])), min_size=2, max_size=3),
    st.integers(1, 8),
)
@settings(max_examples=40)
def test_burdens_are_lexicographically_smallest_among_a_fine_grid_of_plans(nations, need) -> None:
    """No split of the battalions in steps of a quarter has a sorted list of burdens that is smaller."""
    names = [f"N{number}" for number in range(len(nations))]
    described = {
        name: offers(units, keys={"gdp": gdp}) for name, (units, gdp) in zip(names, nations, strict=True)
    }
    plan = one_phase({"A": line(need)}, described, goals=["fill", "burden"])
    sent = min(need, sum(units for units, _ in nations))
    ours = sorted((b for b in plan.nations["burden"] if b is not None), reverse=True)
    steps = [np.arange(0, units + 0.125, 0.25) for units, _ in nations]
    for split in itertools.product(*steps):
        if abs(sum(split) - sent) < 1e-9:
            pairs = zip(split, nations, strict=True)
            theirs = sorted((100 * x / gdp for x, (units, gdp) in pairs if units), reverse=True)
            assert _not_larger(ours[: len(theirs)], theirs)


def _not_larger(ours: list[float], theirs: list[float]) -> bool:
    for mine, other in zip(ours, theirs, strict=False):
        if abs(mine - other) > 1e-6:
            return mine < other
    return True
