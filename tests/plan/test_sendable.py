"""Shipped scenarios in steps: no contribution is a fraction of what can be sent."""

from __future__ import annotations

import pytest

import planner
from planner.facts.stated_steps import step_of
from planner.program.steps import is_multiple
from planner.scenario.reading import load
from tests.folders import ROOT

STEPS = {
    "infantry_battalion": 0.25,
    "armoured_battlegroup": 0.25,
    "artillery_battalion": 0.5,
    "engineer_company": 0.5,
    "mine_countermeasures": 1,
    "frigate": 1,
    "corvette": 1,
    "support_ship": 1,
    "clearance_diver_team": 1,
    "training_team": 1,
}
"""A quarter of a battalion is a company, half a company two platoons; ships and teams are whole."""


@pytest.mark.parametrize(
    ("file", "steps"), [("reassurance", STEPS), ("gaza", {})], ids=["reassurance", "gaza"]
)
def test_nothing_smaller_than_a_step_is_sent(file, steps) -> None:
    settings = [f"capabilities.{name}.step={step}" for name, step in steps.items()]
    of = load(str(ROOT / "scenarios" / f"{file}.yaml"), settings)
    plan = planner.solve(of, cost_of_goals=False)
    sent = [
        (units, step)
        for nation, capability, units in plan.contributions[["nation", "capability", "units"]].to_numpy()
        if (step := step_of(of, nation, capability))
    ]
    assert len(sent) > 20
    assert [pair for pair in sent if not is_multiple(*pair)] == []
    assert plan.status.value == "optimal"
