from __future__ import annotations

import pytest

from planner.plan.plan import Plan
from planner.planning import solve
from planner.scenario.scenario import Scenario
from tests.reports import example


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return example.scenario()


@pytest.fixture(scope="session")
def plan(scenario: Scenario) -> Plan:
    return solve(scenario)


@pytest.fixture(scope="session")
def impossible() -> tuple[Plan, Scenario]:
    scenario = example.impossible()
    return solve(scenario), scenario


@pytest.fixture(scope="session")
def nothing() -> tuple[Plan, Scenario]:
    scenario = example.nothing_offered()
    return solve(scenario), scenario
