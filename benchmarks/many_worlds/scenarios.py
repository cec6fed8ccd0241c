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


def with_offering(scenario: Scenario, count: int) -> Scenario:
    """Return a scenario with some of its nations again under other names, until so many offer something."""
    nations = dict(scenario.nations)
    offering = sorted(name for name, nation in nations.items() if nation.offers)
    more = count - len(offering)
    for name in offering[:: max(len(offering) // max(more, 1), 1)][:more]:
        nations[f"{name}_2"] = scenario.nations[name]
    return scenario.model_copy(update={"nations": nations})
