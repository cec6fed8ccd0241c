"""Whole numbers: the goals in order are proven, and what is not proven says so."""

from __future__ import annotations

import pytest

import planner
from planner.scenario.models import Scenario

SUPPORT_NOT_SET_UP = {
    "title": "A support element that is worth setting up for the second priority only",
    "phases": [{"id": "p0", "months": 6}, {"id": "p2", "months": 2}],
    "places": {"pl0": {"area": "a0"}, "pl1": {"area": "a1"}},
    "capabilities": {
        "k0": {"component": "land", "unit": "unit", "personnel": 10, "cost": 2.47},
        "k1": {"component": "maritime", "unit": "unit", "personnel": 700, "cost": 0.55},
        "k2": {"component": "training", "unit": "unit", "personnel": 50, "cost": 1.48},
    },
    "requirements": {
        "r0": {"place": "pl1", "priority": 2, "accepts": {"k0": 0.5}, "quantity": {"p0": 6}},
        "r1": {"place": "pl0", "priority": 1, "accepts": {"k1": 1, "k2": 1}, "quantity": {"p0": 11, "p2": 7}},
    },
    "nations": {
        "N0": {"offers": {"k2": 6}},
        "N3": {"offers": {"k0": 1}, "support": {"pl1": 0.93}},
        "N4": {"offers": {"k1": 2, "k2": 2}},
    },
    "constraints": {
        "x0": {"kind": "limit", "measure": "personnel", "at_most": 1000, "per": "nation", "because": "so"}
    },
    "goals": ["fill"],
}


def solved(document: dict, **how) -> planner.Plan:
    return planner.solve(Scenario.model_validate(document), **how)


@pytest.mark.parametrize("solver", planner.solvers())
def test_a_goal_is_not_lost_by_what_an_earlier_one_left_in_the_solver(solver):
    """Given the first goal's solution to start from, HiGHS 1.15 proves that the second cannot be filled."""
    plan = solved(SUPPORT_NOT_SET_UP, solver=solver)
    assert plan.goals["fill 2"] == pytest.approx(0.9166666666666666, abs=1e-12)
    assert plan.audit.goals[1].bound == pytest.approx(0.9166666666666666, abs=1e-9)
