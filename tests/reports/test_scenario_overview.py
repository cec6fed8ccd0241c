"""A scenario at a glance: what it asks and holds, before anything is solved."""

from __future__ import annotations

from typing import Any

import pytest

from planner.constraints import kinds
from planner.reports.scenario_overview import overview
from planner.scenario.reading import load
from planner.words.text_tables import Grid
from tests.folders import ROOT
from tests.small import constrained, document, scenario


def texts(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in grid.rows]


def figures(**sections: Any) -> list[tuple[str, str]]:
    return list(overview(scenario(**sections)).figures)


def test_the_key_figures_count_what_the_scenario_holds() -> None:
    rule = {"kind": "limit", "component": "land", "measure": "personnel", "at_most": 600}
    assert figures(**constrained(**rule)) == [
        ("3", "nations offer something"),
        ("7", "offers"),
        ("4,860", "people in the units offered, as expected"),
        ("3", "requirements"),
        ("1", "constraint"),
        ("2", "conditions"),
        ("2", "phases, 8 months in all"),
    ]


def test_one_month_is_spoken_of_as_one() -> None:
    phases = [{"id": "deploy", "months": 0.5}, {"id": "hold", "months": 0.5}]
    assert figures(phases=phases)[-1] == ("2", "phases, 1 month in all")


def test_without_conditions_and_people_there_are_no_such_figures() -> None:
    nations = {"FRA": {"offers": {"battalion": {"units": 0}}}}
    said = [what for _, what in figures(nations=nations, conditions={})]
    assert said[:2] == ["nation offers something", "offer"]
    assert not any("people" in what or "condition" in what for what in said)


def test_needs_are_told_by_priority_with_the_phase_in_which_most_is_needed() -> None:
    found = overview(scenario()).asked
    assert found.columns == ("Filled in order", "Requirements", "At most in one phase")
    assert texts(found) == [
        ("Priority 1", "2", "8 × Battalion; 6 × Minehunter"),
        ("Priority 2", "1", "3 × Engineers"),
    ]


def test_needs_are_told_by_mission_too_where_there_are_missions() -> None:
    lines = document()["requirements"]
    lines["M1"]["mission"] = "sea"
    lines["L2"]["mission"] = "aid"
    found = overview(scenario(requirements=lines, missions={"sea": {"title": "The sea"}, "aid": {}}))
    assert texts(found.asked) == [
        ("Priority 1", "No mission", "1", "8 × Battalion"),
        ("Priority 1", "The sea", "1", "6 × Minehunter"),
        ("Priority 2", "Aid", "1", "3 × Engineers"),
    ]
    assert found.lines.columns[:3] == ("Priority", "Mission", "Requirement")


def test_two_lines_that_need_most_in_different_phases_are_not_added_up() -> None:
    lines = document()["requirements"]
    lines["L3"] = {"capability": "battalion", "place": "sea", "quantity": {"deploy": 5}}
    assert texts(overview(scenario(requirements=lines)).asked)[0][2].startswith("11 × Battalion")


def test_every_requirement_is_told_with_each_phase() -> None:
    found = overview(scenario()).lines
    assert found.columns[-2:] == ("Deploy", "Hold")
    assert texts(found)[0] == ("1", "Battalion, West", "battalions", "6", "8")


def test_constraints_are_counted_by_kind_with_what_one_says() -> None:
    rule = {"kind": "limit", "component": "land", "measure": "personnel", "at_most": 600}
    two = {"a": {"because": "x", **rule}, "b": {"because": "x", **rule}}
    assert texts(overview(scenario(constraints=two)).politics) == [("Limit", "2", kinds()["limit"].says)]


@pytest.mark.parametrize("file", sorted((ROOT / "scenarios").glob("*.yaml")), ids=lambda file: file.stem)
def test_every_shipped_scenario_has_an_overview(file) -> None:
    found = overview(load(file))
    assert found.asked.rows
    assert len(found.lines.rows) == len(load(file).requirements)
