"""What a bound is priced at depends on the plan and the bound, not on what was priced before it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings

import planner
from planner.engines.engine import Status
from planner.scenario.scenario import Scenario
from planner.studies.budget import Budget
from planner.studies.prices import moved_bound
from planner.studies.prices.binding import Bound, bounds
from planner.studies.prices.prices import price_of
from planner.studies.solved import Solved, solved
from tests.folders import ROOT
from tests.studies.scenarios import documents

Told = dict[str, Any] | None


def told(of: Solved, asked: Iterable[Bound]) -> dict[Bound, Told]:
    """Return what is told of some bounds, asked in their order of one plan."""
    found = {bound: price_of(of.chain, bound, Budget()) for bound in asked}
    return {bound: None if price is None else price.as_document() for bound, price in found.items()}


def test_a_line_among_equals_is_named_whatever_was_priced_before() -> None:
    """One headquarters less leaves C1 or C2 short; which it was hung on whether another bound came first."""
    scenario = planner.load(ROOT / "scenarios" / "reassurance.yaml")
    plan = solved(scenario)
    every = bounds(plan.chain)
    headquarters = "nations.FRA.offers.headquarters_element.units"
    mine = (one for one in every if one.spare and plan.program.path(one.row) == headquarters)
    spare = next(one for one in mine if plan.program.ids(*plan.program.row(one.row))["phase"] == "build_up")
    alone = told(plan, [spare])[spare]
    told(plan, every[:1])
    assert alone is not None
    assert told(plan, [spare])[spare] == alone


@given(documents())
@settings(max_examples=25)
def test_bounds_of_any_scenario_are_priced_alike_in_any_order_and_alone(sections: dict[str, Any]) -> None:
    scenario = Scenario.model_validate(sections)
    plan = solved(scenario)
    if not plan.found:
        return
    every = bounds(plan.chain)
    first = told(plan, every)
    assert told(solved(scenario), reversed(every)) == first
    for bound in every[::4]:
        assert told(solved(scenario), [bound]) == {bound: first[bound]}


@given(documents())
@settings(max_examples=25)
def test_what_is_not_solved_as_no_columns_reach_it_is_told_as_if_it_were(sections: dict[str, Any]) -> None:
    scenario = Scenario.model_validate(sections)
    plan = solved(scenario)
    if not plan.found:
        return
    quickly = told(plan, bounds(plan.chain))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moved_bound, "is_out_of_reach", lambda *_: False)
        assert told(solved(scenario), bounds(plan.chain)) == quickly


def test_what_no_columns_reach_has_no_plan() -> None:
    plan = solved(planner.load(ROOT / "scenarios" / "reassurance.yaml"))
    moves = [(bound, way * bound.size) for bound in bounds(plan.chain) for way in (1, -1)]
    beyond = [(bound, by) for bound, by in moves if moved_bound.is_out_of_reach(plan.chain, bound, by)]
    assert len(beyond) > 10
    for bound, by in beyond[::10]:
        face = bound.moved_on(plan.chain.faces[0], plan.program, by)
        assert face is not None
        held = moved_bound.of_program(plan.program, face)
        assert plan.again.solve(held, plan.program.goals[:1]).status is Status.INFEASIBLE
