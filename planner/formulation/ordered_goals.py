"""What is made as good as can be: the goals of a scenario, in order, and the tie-break after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from planner.facts.facts import Facts
from planner.facts.goal_ids import BURDEN, CLOSE, COST, EVEN, FILL, STEADY, GoalId
from planner.facts.goals import Goal
from planner.formulation.burden_goals import burden_goals
from planner.formulation.moving_goals import close_goal, steady_goal
from planner.formulation.offers import required
from planner.formulation.pursuit import Pursuit
from planner.formulation.support import support_cost
from planner.formulation.tie_break import tie_break
from planner.ground.ground import Ground
from planner.program.blocks import CONTRIBUTION, SHORTFALL, ColumnBlock, FloatArray, Part, RowBlock
from planner.program.program import Aim
from planner.program.row_source import RowSource

WORST = "worst line"
"""The family of the one column that is at least the unfilled part of every line."""


def line_weights(ground: Ground, shortfall: ColumnBlock) -> FloatArray:
    """Return for each line and phase its weight in fill: the line's and its mission's weight times months."""
    facts, index = ground.facts, ground.index
    each = np.array([_weight(facts, name) for name in index.names["requirement"]])
    return each[shortfall.keys["requirement"]] * index.months[shortfall.keys["phase"]]


def _weight(facts: Facts, requirement: str) -> float:
    line = facts.requirements[requirement]
    return line.weight * (facts.missions[line.mission].weight if line.mission in facts.missions else 1)


def fill_goals(ground: Ground, shortfall: ColumnBlock) -> Pursuit:
    """Return one goal for each priority: the month-weighted share of its requirements left unfilled.

    `sum w m s/q / sum w m` over the lines and phases of the priority: 0 is all filled, 1 is nothing.
    """
    weight = line_weights(ground, shortfall)
    needs = required(ground.facts, ground.index)
    quantity = needs[shortfall.keys["requirement"], shortfall.keys["phase"]]
    lines = ground.index.names["requirement"]
    priorities = np.array([ground.facts.requirements[name].priority for name in lines])
    priority = priorities[shortfall.keys["requirement"]]
    aims = []
    for rank in np.unique(priority):
        mine = np.where(priority == rank, weight, 0.0)
        aims.append(Aim(str(GoalId(FILL, int(rank))), {SHORTFALL: mine / quantity / mine.sum()}))
    return Pursuit(tuple(aims))


def even_goal(ground: Ground, shortfall: ColumnBlock) -> Pursuit:
    """Return the goal that the worst-filled line of any phase is as good as can be: its unfilled part."""
    needs = required(ground.facts, ground.index)
    quantity = needs[shortfall.keys["requirement"], shortfall.keys["phase"]]
    worst = ColumnBlock.continuous(WORST, {}, np.ones(1))
    lines = np.arange(shortfall.count, dtype=np.int32)
    rows = RowBlock(
        WORST,
        shortfall.keys,
        np.full(shortfall.count, -np.inf),
        np.zeros(shortfall.count),
        (
            Part(SHORTFALL, lines, lines, 1 / quantity),
            Part(WORST, lines, np.zeros_like(lines), np.full(shortfall.count, -1.0)),
        ),
        RowSource("goal"),
        "the worst-filled line is no better than {requirement} in {phase}",
    )
    return Pursuit((Aim(EVEN, {WORST: np.ones(1)}),), (worst,), (rows,))


def cost_goal(ground: Ground) -> Pursuit:
    """Return the cost of all contributions over their phases, and of support elements."""
    cost = ground.weights("cost") * ground.index.months[ground.keys["phase"]]
    return Pursuit((Aim(COST, {CONTRIBUTION: cost, **support_cost(ground)}),))


def pursuits(goals: Iterable[Goal], ground: Ground, shortfall: ColumnBlock) -> Iterator[Pursuit]:
    """Yield the goals of a scenario in its order, and the tie-break."""
    for goal in goals:
        if goal.goal == FILL:
            yield fill_goals(ground, shortfall)
        elif goal.goal == EVEN:
            yield even_goal(ground, shortfall)
        elif goal.goal == BURDEN:
            yield burden_goals(ground, goal)
        elif goal.goal == STEADY:
            yield steady_goal(ground)
        elif goal.goal == CLOSE:
            yield close_goal(ground, goal)
        else:
            yield cost_goal(ground)
    yield Pursuit((tie_break(ground),))
