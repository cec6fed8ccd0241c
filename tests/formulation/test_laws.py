"""Laws that hold whatever the scenario: relaxing never worsens, scaling changes nothing."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from planner.facts.fields import SMALLEST
from planner.formulation.formulate import formulate
from planner.scenario.scenario import Scenario
from tests.small import document, formulated

POLITICS = {
    "cap": {
        "kind": "limit",
        "nations": {"not": "littoral"},
        "area": "coast",
        "measure": "tonnage",
        "at_most": 600,
    },
    "fair": {"kind": "share", "component": "land", "per": "nation", "at_most": 0.6},
    "lead": {"kind": "lead", "nations": "TUR", "component": "maritime", "mode": "each", "least": 0.4},
}


def solved(sections: dict) -> Solution:
    return solve(formulate(Scenario.model_validate(sections)).program, Highs())


def first_goal(sections: dict) -> float:
    return solved(sections).stages[0].value


def amounts(most: float) -> st.SearchStrategy[float]:
    """Nothing, or an amount that counts: the language takes none below a millionth."""
    return st.just(0.0) | st.floats(SMALLEST, most)


offers = st.fixed_dictionaries(
    {
        "FRA battalion": amounts(9),
        "TUR battalion": amounts(9),
        "FRA minehunter": amounts(5),
        "ROU minehunter": amounts(5),
        "TUR minehunter": amounts(5),
    }
)


def with_offers(units: dict[str, float], politics: dict) -> dict:
    sections = document(constraints=copy.deepcopy(politics))
    for name, amount in units.items():
        nation, capability = name.split()
        sections["nations"][nation]["offers"][capability] = {"units": amount}
    return sections


@given(offers, st.sampled_from(sorted(POLITICS)))
@settings(max_examples=40)
def test_dropping_a_constraint_never_worsens_the_first_goal(units, dropped) -> None:
    kept = {name: entry for name, entry in POLITICS.items() if name != dropped}
    assert first_goal(with_offers(units, kept)) <= first_goal(with_offers(units, POLITICS)) + 1e-9


@given(offers, st.floats(0, 3000), st.floats(0, 3000))
@settings(max_examples=40)
def test_raising_a_limit_never_worsens_the_first_goal(units, low, more) -> None:
    tight, loose = copy.deepcopy(POLITICS), copy.deepcopy(POLITICS)
    tight["cap"]["at_most"], loose["cap"]["at_most"] = low, low + more
    assert first_goal(with_offers(units, loose)) <= first_goal(with_offers(units, tight)) + 1e-9


@given(offers, st.sampled_from(["FRA battalion", "ROU minehunter"]), amounts(4))
@settings(max_examples=40)
def test_offering_more_never_worsens_the_first_goal_without_politics(units, which, more) -> None:
    raised = {**units, which: units[which] + more}
    assert first_goal(with_offers(raised, {})) <= first_goal(with_offers(units, {})) + 1e-9


@given(offers)
@settings(max_examples=25)
def test_weights_all_multiplied_by_one_number_change_no_plan(units) -> None:
    plain, weighted = with_offers(units, POLITICS), with_offers(units, POLITICS)
    for line in weighted["requirements"].values():
        line["weight"] = 4.0
    assert solved(weighted).values == pytest.approx(solved(plain).values, abs=1e-7)


@given(offers)
@settings(max_examples=25)
def test_no_goal_is_better_alone_than_it_is_given_as_first(units) -> None:
    """Fill first and cost second: the cost is at least what it would be with cost first."""
    sections = with_offers(units, POLITICS)
    by_fill = {stage.goal.name: stage.value for stage in solved(sections).stages}
    turned = solved({**sections, "goals": ["cost", "fill"]})
    by_cost = {stage.goal.name: stage.value for stage in turned.stages}
    assert by_cost["cost"] <= by_fill["cost"] + 1e-9
    assert by_fill["fill 1"] <= by_cost["fill 1"] + 1e-9


@pytest.mark.parametrize("quantity", [1, 25, 400, 30_000])
def test_one_whole_unit_too_many_is_further_from_a_line_than_what_solvers_leave_of_a_row(quantity) -> None:
    sections: dict[str, Any] = {
        "whole_units": True,
        "requirements": {"L1": {"capability": "battalion", "place": "west", "quantity": quantity}},
    }
    program = formulated(**sections).program
    row = next(
        row for row in range(len(program.row_lower)) if program.path(row) == "requirements.L1.quantity"
    )
    assert quantity <= program.row_upper[row] < quantity + 1 - 5e-6 * (quantity + 1)
