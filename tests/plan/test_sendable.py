"""Shipped scenarios in steps: no contribution is a fraction of what can be sent."""

from __future__ import annotations

import pytest

import planner
from planner.facts.stated_steps import step_of
from planner.program.steps import is_multiple
from planner.scenario.scenario import Scenario
from tests.shipped_scenarios import BY_NAME, shipped

DIVISIBLE = {"isaf-2010", "kfor-", "missions-2020", "reassurance"}
"""Divisible, with their variants: one has a sendable twin, and soldier by soldier others stay unproven."""


def in_steps(of: Scenario) -> bool:
    return all(step_of(of, nation, one) for nation, entry in of.nations.items() for one in entry.offers)


IN_STEPS = [name for name in BY_NAME if in_steps(shipped(name))]


def test_only_few_shipped_scenarios_are_divisible_and_one_of_them_has_a_sendable_twin() -> None:
    divisible = set(BY_NAME) - set(IN_STEPS)
    assert [name for name in divisible if not any(name.startswith(one) for one in DIVISIBLE)] == []
    assert {"reassurance-sendable", "gaza", "unifil-2025", "two-missions", "turkiye"} <= set(IN_STEPS)


@pytest.mark.parametrize("name", IN_STEPS)
def test_every_step_has_its_reason(name: str) -> None:
    capabilities = shipped(name).capabilities
    assert [key for key, one in capabilities.items() if not one.note] == []


@pytest.mark.parametrize("name", IN_STEPS)
def test_nothing_smaller_than_a_step_is_sent(name: str) -> None:
    of = shipped(name)
    plan = planner.solve(of, cost_of_goals=False)
    sent = [
        (units, step)
        for nation, capability, units in plan.contributions[["nation", "capability", "units"]].to_numpy()
        if (step := step_of(of, nation, capability))
    ]
    assert len(sent) > 5
    assert [pair for pair in sent if not is_multiple(*pair)] == []
    assert plan.status.value == "optimal"
