"""The price of wholeness: what the same offers would fill if their units were divisible."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.engines.engine import Status
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.facts.entries import Nation
from planner.formulation.fills import is_fill, up_to_last_fill
from planner.formulation.formulate import Formulation, formulate
from planner.formulation.ordered_goals import line_weights
from planner.plan.plan import Divisible
from planner.program.blocks import SHORTFALL
from planner.scenario.scenario import Scenario


def divisible_fill(formulation: Formulation, seconds: float | None) -> Divisible | None:
    """Return what divisible units would fill under the same rules and goals, up to the last fill goal.

    None where nothing is sent in steps, where a fill is no goal, or where no best plan was found in time.
    """
    if not formulation.ground.step.any():
        return None
    parts = formulate(without_steps(formulation.scenario), formulation.counting)
    wanted = replace(parts.program, goals=up_to_last_fill(parts.program.goals))
    if not wanted.goals:
        return None
    solution = solve(wanted, Highs(), seconds=seconds)
    if solution.status is not Status.OPTIMAL:
        return None
    lines = next(block for block in wanted.columns if block.family == SHORTFALL)
    short = np.clip(solution.values[wanted.family(SHORTFALL)], 0.0, lines.reach)
    weight = line_weights(parts.ground, lines)
    fills = [stage.goal for stage in solution.stages if is_fill(stage.goal)]
    fill = 1 - float(weight @ (short / lines.reach)) / float(weight.sum())
    return Divisible(fill, {goal.name: float(goal.cost @ solution.values) for goal in fills})


def without_steps(scenario: Scenario) -> Scenario:
    """Return a scenario in which every unit is divisible."""
    divisible = {"step": None, "whole_units": None}
    capabilities = {name: entry.model_copy(update=divisible) for name, entry in scenario.capabilities.items()}
    nations = {name: _without_steps(nation) for name, nation in scenario.nations.items()}
    return scenario.model_copy(
        update={"capabilities": capabilities, "nations": nations, "whole_units": False}
    )


def _without_steps(nation: Nation) -> Nation:
    offers = {name: offer.model_copy(update={"step": None}) for name, offer in nation.offers.items()}
    return nation.model_copy(update={"offers": offers})
