"""Conditions flipped: what the study says is what solving the changed scenario gives."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given, settings

import planner
from planner.engines.engine import Status
from planner.scenario.scenario import Scenario
from planner.studies.conditions.conditions import ConditionEffect, conditions
from planner.studies.solved import solved
from planner.worlds.world import Standing, standing
from tests.folders import ROOT
from tests.small import constrained, document, scenario
from tests.studies.scenarios import documents

REASSURANCE = ROOT / "scenarios" / "reassurance.yaml"


def effects(of: Scenario) -> dict[str, ConditionEffect]:
    return {one.condition: one for one in conditions(solved(of))}


def flipped(one: ConditionEffect) -> Standing:
    return "never" if one.holds else "always"


@pytest.fixture(scope="module")
def reassurance() -> dict[str, ConditionEffect]:
    return effects(planner.load(REASSURANCE))


def test_every_condition_of_the_reassurance_force_flipped_is_what_setting_it_gives(reassurance) -> None:
    assert len(reassurance) >= 20
    for name, one in reassurance.items():
        plan = planner.solve(planner.load(REASSURANCE, [f"conditions.{name}.holds={flipped(one)}"]))
        assert one.goals == pytest.approx(plan.goals, rel=1e-7, abs=1e-7)


def test_changes_are_from_the_plan_and_from_all_others_flipped(reassurance) -> None:
    plan = planner.solve(planner.load(REASSURANCE))
    for one in reassurance.values():
        assert one.alone == pytest.approx({goal: one.goals[goal] - plan.goals[goal] for goal in plan.goals})
    votes = [name for name, one in reassurance.items() if not one.holds]
    every = [f"conditions.{name}.holds=always" for name in votes]
    all_held = planner.solve(planner.load(REASSURANCE, every))
    for name in votes:
        others = [assignment for assignment in every if f".{name}." not in assignment]
        without = planner.solve(planner.load(REASSURANCE, others))
        change = {goal: all_held.goals[goal] - without.goals[goal] for goal in all_held.goals}
        assert reassurance[name].goals_of_all == pytest.approx(all_held.goals, abs=1e-7)
        assert reassurance[name].together == pytest.approx(change, rel=1e-6, abs=1e-6)


@given(documents())
@settings(max_examples=60)
def test_any_condition_of_any_scenario_flipped_is_what_solving_that_gives(sections) -> None:
    of = Scenario.model_validate(sections)
    for name, one in effects(of).items():
        again = solved(standing(of, {name: flipped(one)}))
        assert again.solution.status is one.status
        theirs = again.goals if again.found else {}
        if one.goals and "burden" in one.goals and "burden" not in theirs:
            theirs["burden"] = 0.0
        assert one.goals == pytest.approx(theirs, rel=1e-6, abs=1e-6)


def test_a_vote_that_helps_only_after_another_shows_its_worth_together() -> None:
    nations = document()["nations"]
    nations["TUR"]["offers"]["battalion"] = {"units": 2, "needs": ["vote", "mandate"]}
    held = {"vote": {"holds": "never", "title": "The vote"}, "mandate": {"holds": "never"}}
    found = effects(scenario(nations=nations, conditions=held))
    assert found["vote"].alone["fill 1"] == pytest.approx(0)
    assert found["vote"].together["fill 1"] < -0.1
    assert found["vote"].goals_of_all == found["mandate"].goals_of_all
    assert found["vote"].sentence.startswith(
        'If "The vote" held, nothing changes; on top of all others that do not hold coming to hold, '
        "the fill of priority 1 rises by "
    )


def test_a_condition_that_a_rule_waits_for_brings_the_rule() -> None:
    rule = {"kind": "limit", "component": "land", "measure": "personnel", "at_most": 600, "when": "vote"}
    one = effects(scenario(**constrained(**rule)))["vote"]
    assert not one.holds
    assert one.alone["fill 1"] > 0.1
    assert "the fill of priority 1 falls by " in one.sentence


def test_a_rule_over_the_horizon_counts_the_phases_in_which_its_condition_holds() -> None:
    rule = {"kind": "limit", "measure": "cost", "component": "land", "per": "horizon", "at_most": 60}
    of = scenario(**constrained(**rule, when="ceasefire"))
    one = effects(of)["ceasefire"]
    assert one.goals == pytest.approx(solved(standing(of, {"ceasefire": "never"})).goals)


def test_a_condition_without_which_there_is_no_plan_says_so() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": 5, "needs": ["ceasefire"]}
    rule = {"kind": "limit", "component": "land", "phases": "hold", "measure": "personnel", "at_least": 3000}
    one = effects(scenario(nations=nations, **constrained(**rule)))["ceasefire"]
    assert one.status is Status.INFEASIBLE
    assert (one.goals, one.alone) == ({}, {})
    assert one.sentence == 'If "ceasefire" failed, there is no plan that meets all hard constraints.'


def test_a_condition_that_nothing_depends_on_changes_nothing() -> None:
    one = effects(scenario())["vote"]
    assert set(one.alone.values()) == {0.0}
    assert one.sentence == 'If "vote" held, nothing changes.'


def test_a_goal_that_nobody_could_do_anything_for_had_nothing() -> None:
    nations = document()["nations"]
    for nation in ("FRA", "ROU", "TUR"):
        nations[nation]["offers"] = {"battalion": {"units": 2, "needs": ["vote"]}}
    one = effects(scenario(nations=nations, goals=["fill", {"burden": "gdp"}, "cost"]))["vote"]
    assert one.alone["burden"] == one.goals["burden"] > 0


def test_whole_numbers_are_flipped_alone_by_solving_anew() -> None:
    nations = document()["nations"]
    nations["TUR"]["offers"]["battalion"] = {"units": 2, "needs": ["vote"]}
    of = scenario(nations=nations, whole_units=True)
    one = effects(of)["vote"]
    assert one.goals == pytest.approx(solved(standing(of, {"vote": "always"})).goals)
    assert one.together == {}


def test_a_rule_that_counts_once_its_condition_holds_is_flipped_by_solving_anew() -> None:
    rule = {"kind": "breadth", "component": "maritime", "count": "nation", "at_most": 1, "when": "vote"}
    of = scenario(**constrained(**rule))
    one = effects(of)["vote"]
    assert one.goals == pytest.approx(solved(standing(of, {"vote": "always"})).goals)
    assert one.alone["fill 1"] > 0


def test_a_document_is_as_the_contract_says() -> None:
    one = effects(scenario())["ceasefire"].as_document()
    assert {"condition", "holds", "goals_if_flipped"} <= set(one)
    assert set(one["goals_if_flipped"][0]) == {"goal", "value"}
    assert set(one["alone"][0]) == {"goal", "change"}


def test_progress_is_told_and_an_interrupt_keeps_what_was_found() -> None:
    told: list[tuple[str, int, int]] = []
    found = list(islice(conditions(solved(planner.load(REASSURANCE)), lambda *step: told.append(step)), 2))
    assert len(found) == 2
    assert [step[:2] for step in told] == [("conditions", 0), ("conditions", 1)]


def test_where_there_is_no_plan_nothing_is_said() -> None:
    rule = {"kind": "limit", "component": "land", "measure": "personnel", "at_least": 90000}
    assert effects(scenario(**constrained(**rule))) == {}
