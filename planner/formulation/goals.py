"""What is made as good as can be: the goals of a scenario, in order, and the tie-break after them."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from planner.formulation.ground import COLUMN_KEYS, Ground
from planner.formulation.offers import required
from planner.program.program import TIE_BREAK
from planner.program.tables import CONTRIBUTION, SHORTFALL, ColumnBlock, FloatArray
from planner.scenario.models import Scenario

Draws = NDArray[np.uint64]


def line_weights(ground: Ground, shortfall: ColumnBlock) -> FloatArray:
    """Return for each line and phase its weight in fill: the line's and its mission's weight times months."""
    scenario, index = ground.scenario, ground.index
    each = np.array([_weight(scenario, name) for name in index.names["requirement"]])
    return each[shortfall.keys["requirement"]] * index.months[shortfall.keys["phase"]]


def _weight(scenario: Scenario, requirement: str) -> float:
    line = scenario.requirements[requirement]
    return line.weight * (scenario.missions[line.mission].weight if line.mission in scenario.missions else 1)


def fill_goals(ground: Ground, shortfall: ColumnBlock) -> dict[str, dict[str, FloatArray]]:
    """Return one goal for each priority: the month-weighted share of its requirements left unfilled.

    `sum w m s/q / sum w m` over the lines and phases of the priority: 0 is all filled, 1 is nothing.
    """
    weight = line_weights(ground, shortfall)
    needs = required(ground.scenario, ground.index)
    quantity = needs[shortfall.keys["requirement"], shortfall.keys["phase"]]
    lines = ground.index.names["requirement"]
    priorities = np.array([ground.scenario.requirements[name].priority for name in lines])
    priority = priorities[shortfall.keys["requirement"]]
    goals = {}
    for rank in np.unique(priority):
        mine = np.where(priority == rank, weight, 0.0)
        goals[f"fill {rank}"] = {SHORTFALL: mine / quantity / mine.sum()}
    return goals


def cost_goal(ground: Ground) -> dict[str, FloatArray]:
    """Return the cost of all contributions over their phases."""
    return {CONTRIBUTION: ground.weights("cost") * ground.index.months[ground.keys["phase"]]}


def goals_of(ground: Ground, shortfall: ColumnBlock) -> dict[str, dict[str, FloatArray]]:
    """Return the goals of the scenario in its order, and the tie-break."""
    goals: dict[str, dict[str, FloatArray]] = {}
    for goal in ground.scenario.goals:
        goals |= fill_goals(ground, shortfall) if goal == "fill" else {goal: cost_goal(ground)}
    return {**goals, TIE_BREAK: {CONTRIBUTION: tie_break(ground)}}


def tie_break(ground: Ground) -> FloatArray:
    """Return a preference among plans that are equally good, which makes the plan unique.

    The fewest units win; among those, every nation, capability and line has a preference between 0 and 1
    drawn from its ids (SHA-256), so that it favours nobody and depends on no order; the phase adds a
    thousandth of another such draw, so that what serves a line in one phase tends to serve it in the next.
    """
    drawn = {key: _draws(key, ground.index.names[key])[ground.keys[key]] for key in COLUMN_KEYS}
    steady = _mixed(
        _mixed(drawn["nation"]) ^ _mixed(drawn["capability"] + np.uint64(1)) ^ drawn["requirement"]
    )
    return 1 + _unit(steady) + _unit(_mixed(steady ^ drawn["phase"])) / 1000


def _draws(key: str, names: tuple[str, ...]) -> Draws:
    digests = (hashlib.sha256(f"{key}:{name}".encode()).digest()[:8] for name in names)
    return np.array([int.from_bytes(digest, "big") for digest in digests], dtype=np.uint64)


def _mixed(value: Draws) -> Draws:
    """Mix 64-bit numbers (splitmix64; Steele, Lea and Flood 2014, doi 10.1145/2714064.2660195)."""
    with np.errstate(over="ignore"):
        value = value + np.uint64(0x9E3779B97F4A7C15)
        value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Draws = value ^ (value >> np.uint64(31))
    return mixed


def _unit(value: Draws) -> FloatArray:
    return (value >> np.uint64(11)).astype(float) / 2.0**53
