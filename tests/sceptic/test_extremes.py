"""The ends of ranges that SciPy is asked for, against scenarios whose ends can be counted on fingers."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from planner.scenario.reading import read
from tests.sceptic.extremes import extreme
from tests.sceptic.scenarios import Document

FOUR_SHIPS: Document = {
    "title": "four ships of four and a half",
    "phases": [{"id": "p0", "months": 1}],
    "places": {"west": {"area": "inland"}},
    "capabilities": {"ship": {"component": "maritime", "unit": "ship", "personnel": 50, "cost": 1}},
    "requirements": {"r0": {"capability": "ship", "place": "west", "quantity": 4}},
    "nations": {
        "A": {"offers": {"ship": 1}},
        "B": {"offers": {"ship": 2.5}, "cost_factor": 2},
        "C": {"offers": {"ship": 1}},
    },
}
"""A can be spared half a ship, which is 25 people; with what it costs in view B is, and A is at its most."""


@pytest.mark.parametrize(
    ("goals", "slack", "ends"),
    [
        (["fill"], 0.0, (25.0, 50.0)),
        (["fill", "cost"], 0.0, (50.0, 50.0)),
        (["fill", "cost"], 0.05, (35.0, 50.0)),
    ],
    ids=["the tie-break is kept by nothing", "cost is kept", "cost is kept within its slack"],
)
def test_the_ends_of_a_range_are_those_counted_by_hand(
    goals: list[str], slack: float, ends: tuple[float, float]
) -> None:
    scenario = read({**FOUR_SHIPS, "goals": goals})
    reached = {entry["goal"]: entry["value"] for entry in planner.solve(scenario).as_document()["goals"]}
    asked: dict[str, Any] = {"nation": "A", "measure": "personnel", "slack": slack}
    assert [extreme(scenario, reached, asked, sign) for sign in (-1.0, 1.0)] == pytest.approx(ends, abs=1e-4)
    said = [
        (one["least"], one["most"])
        for one in planner.explain(scenario).as_document()["ranges"]
        if {key: one[key] for key in asked} == asked
    ]
    assert said == [pytest.approx(ends, abs=1e-4)]


def test_the_ends_of_a_range_in_steps_are_those_counted_by_hand() -> None:
    # B's 2.5 are sent in steps of a half: A's one ship, or a half where B sends all of its own.
    sections = {**FOUR_SHIPS, "goals": ["fill"]}
    sections["capabilities"] = {"ship": {**FOUR_SHIPS["capabilities"]["ship"], "step": 0.5}}
    scenario = read(sections)
    reached = {entry["goal"]: entry["value"] for entry in planner.solve(scenario).as_document()["goals"]}
    asked: dict[str, Any] = {"nation": "A", "measure": "personnel", "slack": 0.0}
    assert [extreme(scenario, reached, asked, sign) for sign in (-1.0, 1.0)] == pytest.approx((25, 50))


def test_what_is_left_to_goals_for_rounding_is_no_part_of_an_end() -> None:
    sections = {**FOUR_SHIPS, "goals": ["fill", "cost"]}
    sections["nations"] = {"A": {"offers": {"ship": 4}, "cost_factor": 1.00001}, "B": {"offers": {"ship": 4}}}
    scenario = read(sections)
    reached = {entry["goal"]: entry["value"] for entry in planner.solve(scenario).as_document()["goals"]}
    asked: dict[str, Any] = {"nation": "A", "measure": "personnel", "slack": 0.0}
    assert extreme(scenario, reached, asked, 1.0) == pytest.approx(0.0, abs=1e-4)
