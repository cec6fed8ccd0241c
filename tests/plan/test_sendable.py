"""Shipped scenarios in steps: no contribution is a fraction of what can be sent."""

from __future__ import annotations

import pytest

import planner
from planner.facts.stated_steps import step_of
from planner.program.steps import is_multiple
from planner.scenario.reading import load
from tests.folders import ROOT


@pytest.mark.parametrize("name", ["reassurance-sendable", "gaza"])
def test_nothing_smaller_than_a_step_is_sent(name: str) -> None:
    of = load(str(ROOT / "scenarios" / f"{name}.yaml"))
    assert all(step_of(of, nation, one) for nation, entry in of.nations.items() for one in entry.offers)
    plan = planner.solve(of, cost_of_goals=False)
    sent = [
        (units, step)
        for nation, capability, units in plan.contributions[["nation", "capability", "units"]].to_numpy()
        if (step := step_of(of, nation, capability))
    ]
    assert len(sent) > 20
    assert [pair for pair in sent if not is_multiple(*pair)] == []
    assert plan.status.value == "optimal"
