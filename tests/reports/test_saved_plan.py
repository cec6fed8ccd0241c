"""A saved plan at a glance: what is filled, who sends what, in the names of a scenario or without them."""

from __future__ import annotations

import pytest

import planner
from planner.plan.plan_file import SavedPlan
from planner.reports.plan_sentences import UNPROVEN
from planner.reports.saved_plan import at_a_glance
from planner.scenario.reading import load_text
from planner.scenario.scenario import Scenario
from planner.scenario.template import template
from planner.words.text_tables import Grid


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_text(template())


def saved(scenario: Scenario) -> SavedPlan:
    return SavedPlan.of(planner.solve(scenario).as_document())


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_it_says_what_is_filled_and_who_sends_what_by_phase(scenario: Scenario) -> None:
    found = at_a_glance(saved(scenario), scenario)
    assert found.title == "A first scenario"
    assert found.said[0] == "99 % of what is required is filled."
    assert found.filled.columns == ("Requirement", "Deploy", "Hold")
    assert ["Engineer company, Western Ukraine", "2", "4"] in rows(found.filled)
    assert ["Minehunter, Black Sea", "3.85 of 4 (-0.15)", "3.85 of 4 (-0.15)"] in rows(found.filled)
    assert ["France", "Minehunter", "Minehunter, Black Sea", "1.54", "1.54"] in rows(found.sent)


def test_what_a_scenario_does_not_know_any_more_is_told_by_its_id(scenario: Scenario) -> None:
    found = at_a_glance(saved(scenario), None)
    assert "FRA" in {row[0] for row in rows(found.sent)}
    assert found.filled.columns == ("Requirement", "Deploy", "Hold")


def test_where_there_is_no_plan_that_is_all_it_says(scenario: Scenario) -> None:
    least = {"kind": "limit", "nations": "TUR", "component": "land", "at_least": 1, "measure": "personnel"}
    document = {**scenario.model_dump(mode="json", by_alias=True, exclude_unset=True)}
    document["constraints"]["much"] = least
    found = at_a_glance(saved(planner.scenario.reading.read(document)), scenario)
    assert found.said == ("No plan meets all hard constraints.",)
    assert not found.filled.rows


def test_it_says_first_that_a_plan_is_not_proven_best(scenario: Scenario) -> None:
    document = planner.solve(scenario).as_document()
    proven = at_a_glance(SavedPlan.of(document), scenario)
    unproven = at_a_glance(SavedPlan.of({**document, "status": "limit"}), scenario)
    assert unproven.said == (UNPROVEN, *proven.said)
