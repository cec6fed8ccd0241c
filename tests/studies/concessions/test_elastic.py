"""The elastic program: with nothing bent and nobody asked it is the scenario's own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import planner
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.fills import is_fill
from planner.formulation.formulate import formulate
from planner.plan.given import load_plan
from planner.program.blocks import CONTRIBUTION, SHORTFALL
from planner.scenario.scenario import Scenario
from planner.studies.concessions.elastic import ASK, BEND, elastic
from planner.studies.concessions.moved import moved
from planner.studies.own_plan.theirs import Theirs
from tests.constraints.examples import EXAMPLES
from tests.folders import SHIPPED
from tests.small import document
from tests.studies.asking import small

OF_ONE_NUMBER = {
    "limit": "at_most",
    "share": "at_most",
    "reliance": "ratio",
    "burden": "low",
    "presence": "days",
    "ramp": "by",
}


def most_filled(scenario: Scenario, *, bending: bool) -> list[float]:
    """Return what stays unfilled of each priority in the elastic program, with nothing or all of it open."""
    formulation = formulate(scenario)
    found = elastic(formulation)
    program = found.program
    upper = program.upper.copy()
    if not bending:
        upper[program.family(BEND)] = upper[program.family(ASK)] = 0.0
    goals = []
    for goal in filter(is_fill, formulation.program.goals):
        cost = np.zeros(len(program.lower))
        cost[program.family(SHORTFALL)] = goal.cost[formulation.program.family(SHORTFALL)]
        goals.append(replace(goal, cost=cost))
    solution = solve(replace(program, upper=upper, goals=tuple(goals)), Highs())
    return [stage.value for stage in solution.stages]


def unfilled(scenario: Scenario) -> list[float]:
    """Return what stays unfilled of each priority where fill is all that is wanted."""
    fill = tuple(goal for goal in scenario.goals if goal.goal == "fill")
    plan = planner.solve(scenario.model_copy(update={"goals": fill}), cost_of_goals=False)
    return [value for goal, value in plan.goals.items() if goal.startswith("fill ")]


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_with_nothing_open_it_fills_what_the_plan_does(kind) -> None:
    scenario = small({"rule": EXAMPLES[kind].binding})
    assert most_filled(scenario, bending=False) == pytest.approx(unfilled(scenario), abs=1e-9)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_with_nothing_open_it_fills_what_the_shipped_plans_do(file) -> None:
    scenario = planner.load(file)
    assert most_filled(scenario, bending=False) == pytest.approx(unfilled(scenario), abs=1e-6)


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_with_everything_open_it_fills_no_less(kind) -> None:
    scenario = small({"rule": EXAMPLES[kind].binding})
    closed, opened = (most_filled(scenario, bending=bending) for bending in (False, True))
    assert opened[0] <= closed[0] + 1e-9


@pytest.mark.parametrize("kind", sorted(OF_ONE_NUMBER))
def test_a_number_of_a_constraint_moves_just_so_far_that_a_plan_keeps_it(kind) -> None:
    """The plan of the scenario without the constraint breaks it; moved, it is kept, and only just."""
    free = planner.solve(Scenario.model_validate(document()))
    scenario = small({"rule": EXAMPLES[kind].binding})
    formulation = formulate(scenario)
    theirs = Theirs.on(formulation, load_plan(free.contributions, scenario))
    ground, units = formulation.candidates, theirs.units
    constraint = scenario.constraints["rule"]
    new = moved(constraint, ground, {CONTRIBUTION: units})
    assert new is not None
    assert getattr(new, OF_ONE_NUMBER[kind]) != getattr(constraint, OF_ONE_NUMBER[kind])
    assert moved(new, ground, {CONTRIBUTION: units}) == new


def test_a_constraint_that_a_plan_keeps_is_not_moved() -> None:
    scenario = small({"rule": EXAMPLES["limit"].slack})
    ground = formulate(scenario).candidates
    constraint = scenario.constraints["rule"]
    assert moved(constraint, ground, {CONTRIBUTION: np.zeros(ground.count)}) == constraint


def test_a_lead_can_only_be_lifted() -> None:
    scenario = small({"rule": {"kind": "lead", "nations": "ROU", "component": "maritime"}})
    ground = formulate(scenario).candidates
    france = ground.keys["nation"] == ground.index.positions["nation"]["FRA"]
    assert moved(scenario.constraints["rule"], ground, {CONTRIBUTION: france * 1.0}) is None
