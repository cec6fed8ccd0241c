"""The price of wholeness: what divisible units would fill, beside a plan in steps."""

from __future__ import annotations

import pytest

import planner
from planner.plan.divisible import without_steps
from planner.reports.plan_sentences import headline
from planner.scenario.reading import read
from tests.small import document


def in_steps(step=4):
    found = document(goals=["fill", "cost"])
    found["requirements"] = {"L1": {"capability": "battalion", "place": "west", "quantity": 6}}
    found["capabilities"]["battalion"]["step"] = step
    found["nations"]["FRA"]["offers"] = {"battalion": {"units": 4}}
    found["nations"]["TUR"]["offers"] = {"battalion": {"units": 1.5, "step": 1.5}}
    return found


def test_it_is_what_the_same_scenario_without_steps_fills() -> None:
    of = read(in_steps())
    plan, divisible = planner.solve(of), planner.solve(without_steps(of))
    assert plan.divisible is not None
    assert plan.divisible.fill == pytest.approx(divisible.totals["fill"])
    assert plan.divisible.goals == pytest.approx({"fill 1": divisible.goals["fill 1"]})
    assert divisible.divisible is None
    assert divisible.as_document()["divisible"] is None


def test_a_unit_bound_in_part_elsewhere_stays_at_home_and_the_plan_says_what_that_costs() -> None:
    found = in_steps()
    bound = {"title": "Elsewhere", "capability": "battalion", "units": 0.5}
    found["nations"]["FRA"]["commitments"] = [bound]
    plan = planner.solve(read(found))
    assert plan.divisible is not None
    assert plan.totals["fill"] < plan.divisible.fill
    assert plan.as_document()["divisible"] == {
        "fill": pytest.approx(plan.divisible.fill),
        "goals": [{"goal": "fill 1", "value": pytest.approx(1 - plan.divisible.fill)}],
    }
    (said,) = [one for one in headline(plan, read(found)) if one.startswith("Divisible")]
    assert said.endswith("the price of sending them in steps.")


def test_steps_that_cost_nothing_are_said_to() -> None:
    of = read(in_steps())
    (said,) = [one for one in headline(planner.solve(of), of) if one.startswith("Divisible")]
    assert "as much" in said


def test_whole_units_have_the_same_price() -> None:
    found = in_steps() | {"whole_units": True}
    found["capabilities"]["battalion"].pop("step")
    found["nations"]["FRA"]["offers"]["battalion"]["units"] = 3.5
    found["nations"]["TUR"]["offers"] = {}
    plan = planner.solve(read(found))
    assert plan.divisible is not None
    assert (plan.totals["fill"], plan.divisible.fill) == pytest.approx((3 / 6, 3.5 / 6))
