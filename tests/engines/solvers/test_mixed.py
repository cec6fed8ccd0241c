"""Whole numbers: the goals in order are proven, and what is not proven says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

import planner
from planner.engines.engine import Status
from planner.engines.proof.audit import audit
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.program.program import Program
from planner.scenario.scenario import Scenario
from tests.engines.enumeration import MOST, best_of_all, drawn

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

BURDEN_LAST = {
    "title": "Fair burdens after cost, with a smallest package",
    "phases": [{"id": "p0", "months": 3}, {"id": "p1", "months": 12}],
    "places": {"pl": {"area": "a"}},
    "capabilities": {"k": {"component": "land", "unit": "unit", "personnel": 1, "cost": 1.84}},
    "conditions": {"c": {"holds": ["p1"]}},
    "requirements": {
        "r0": {"place": "pl", "capability": "k", "quantity": 9},
        "r1": {"place": "pl", "capability": "k", "quantity": 4},
    },
    "nations": {
        "N0": {"offers": {"k": 2}},
        "N1": {"offers": {"k": {"units": 2, "needs": "c"}}},
        "N2": {"offers": {"k": 6}},
        "N3": {"offers": {"k": 5}},
        "N4": {"offers": {"k": 2}, "keys": {"gdp": 1}},
    },
    "goals": ["fill", "cost", "even", "burden"],
    "constraints": {
        "q": {
            "kind": "package",
            "phases": "p1",
            "measure": "effect",
            "at_least": 2,
            "per": ["nation", "horizon"],
            "because": "so",
        }
    },
}
EMPTY_PLAN = {
    "title": "Nothing is sent, so nothing is set up",
    "phases": [{"id": "p", "months": 2}],
    "places": {"pl": {"area": "a"}},
    "capabilities": {"k": {"component": "land", "unit": "unit", "cost": 0, "personnel": 10}},
    "requirements": {"r": {"place": "pl", "capability": "k", "quantity": 7}},
    "nations": {"A": {"offers": {"k": 2}, "support": {"pl": 1.03}, "keys": {"gdp": 1000}}},
    "goals": ["burden", "fill", "cost"],
}


def solved(document: dict, **how) -> planner.Plan:
    return planner.solve(Scenario.model_validate(document), **how)


@pytest.mark.parametrize("solver", planner.solvers())
def test_a_goal_is_not_lost_by_what_an_earlier_one_left_in_the_solver(solver) -> None:
    """Given the first goal's solution to start from, HiGHS 1.15 proves that the second cannot be filled."""
    plan = solved(SUPPORT_NOT_SET_UP, solver=solver)
    assert plan.goals["fill 2"] == pytest.approx(0.9166666666666666, abs=1e-12)
    assert plan.audit is not None
    assert plan.audit.goals[1].bound == pytest.approx(0.9166666666666666, abs=1e-9)


@pytest.mark.parametrize("solver", planner.solvers())
def test_a_goal_held_where_rounding_left_it_does_not_make_the_next_impossible(solver) -> None:
    """Branch and bound reaches a cost below the best by what it may round; nothing fills as much so."""
    plan = solved(BURDEN_LAST, solver=solver)
    assert plan.status is Status.OPTIMAL
    assert plan.goals["cost"] == pytest.approx(358.8, abs=1e-9)
    assert plan.goals["burden"] == pytest.approx(0, abs=1e-9)
    assert plan.audit is not None
    assert plan.audit.gap <= 1e-6


@pytest.mark.parametrize("solver", planner.solvers())
def test_what_rounding_leaves_of_one_goal_buys_nothing_of_another(solver) -> None:
    """A millionth of a unit at a burden of nothing would fill a trace, and cost a support element."""
    plan = solved(EMPTY_PLAN, solver=solver)
    assert plan.contributions.empty
    assert plan.goals == {"burden": 0, "fill 1": 1, "cost": 0}
    assert plan.audit is not None
    assert plan.audit.gap == 0


def _drawn_programs(count: int) -> list[tuple[int, Program]]:
    programs = ((seed, formulate(Scenario.model_validate(drawn(seed))).program) for seed in range(10 * count))
    small = ((seed, one) for seed, one in programs if 0 < one.integer.sum() <= MOST)
    return [next(small) for _ in range(count)]


@pytest.mark.parametrize(("seed", "program"), _drawn_programs(40))
def test_goals_in_any_order_are_the_best_of_all_choices_of_the_whole_numbers(seed, program) -> None:
    solution = solve(program, Highs())
    best = best_of_all(replace(program, goals=program.goals[:-1]))
    assert solution.status is Status.OPTIMAL
    assert [stage.value for stage in solution.stages[:-1]] == pytest.approx(best, rel=1e-6, abs=1e-6)
    assert audit(program, solution.values, solution.stages).passed
