"""The scenarios whose worlds are solved, with divisible units, as only these are solved hot."""

from __future__ import annotations

import planner
from planner.plan.divisible import without_steps
from planner.scenario.scenario import Scenario


def reassurance() -> Scenario:
    """Return the reassurance force."""
    return without_steps(planner.load("scenarios/reassurance.yaml"))


def island() -> Scenario:
    """Return the smallest scenario of the tutorial."""
    return without_steps(planner.load("scenarios/tutorial/island.yaml"))
