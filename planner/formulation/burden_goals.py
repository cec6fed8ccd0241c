"""The goal of fair burdens: the largest contribution per unit of ability as small as can be, then the next.

The lexicographic order of sorted burdens is reached goal by goal: the sum of the k largest is minimised for
k = 1, 2, ... (Ogryczak and Sliwinski 2003, On solving linear programs with the ordered weighted averaging
objective, doi 10.1016/S0377-2217(02)00399-2): the sum of the k largest of y is the least `k t + sum d` with
`d >= y - t` and `d >= 0`. In a linear program the burdens of such a plan are unique: half way between two
of them would be a better one. So what is reached is kept by letting no t and no d be greater than it is:
no nation then carries more.
"""

from __future__ import annotations

import numpy as np

from planner.facts.facts import Facts
from planner.facts.goal_ids import BURDEN
from planner.facts.goals import Goal
from planner.facts.selection import Selection
from planner.formulation.pursuit import Pursuit
from planner.ground.ground import Ground
from planner.program.blocks import ColumnBlock, FloatArray, IntArray, Part, RowBlock, Total
from planner.program.program import Aim, Series
from planner.program.row_source import RowSource

LEVEL, EXCESS = "burden level", "burden excess"


def ability(facts: Facts, goal: Goal) -> dict[str, float]:
    """Return the ability of each nation that has one by the goal's key."""
    key = goal.key or "gdp"
    return {name: nation.keys[key] for name, nation in facts.nations.items() if key in nation.keys}


def burden_measure(goal: Goal) -> str:
    """Return what burdens add up."""
    return goal.measure or "personnel"


def burden_goals(ground: Ground, goal: Goal) -> Pursuit:
    """Return one aim for each nation that can contribute: the sum of the largest burdens, then of one more.

    A burden is the measure over all phases, each times its months, per unit of ability. The first aim, the
    largest burden, is the goal as stated.
    """
    total = ground.total(Selection(), burden_measure(goal), ("nation", "horizon"))
    abilities = ability(ground.facts, goal)
    able = np.array([name in abilities for name in ground.index.names["nation"]])
    nations = np.flatnonzero(total.filled & able).astype(np.int32)
    if not len(nations):
        return Pursuit(())
    keys = np.array([abilities[ground.index.names["nation"][number]] for number in nations])
    scale = float(keys.mean())
    reach = total.reach[nations] * scale / keys
    columns = _columns(nations, reach)
    rows = _rows(total, nations, scale / keys)
    return Pursuit(_aims(len(nations), scale), columns, (rows,))


def _aims(count: int, scale: float) -> tuple[Aim, ...]:
    aims = []
    for rank in range(1, count + 1):
        level, excess = np.zeros(count), np.zeros(count * count)
        level[rank - 1] = rank / scale
        excess[(rank - 1) * count : rank * count] = 1 / scale
        name = BURDEN if rank == 1 else f"{BURDEN} of the {rank} largest"
        series = Series(count, (LEVEL, EXCESS)) if rank == count else None
        aims.append(Aim(name, {LEVEL: level, EXCESS: excess}, stated=rank == 1, series=series))
    return tuple(aims)


def _columns(nations: IntArray, reach: FloatArray) -> tuple[ColumnBlock, ...]:
    count = len(nations)
    level = ColumnBlock.continuous(LEVEL, {}, np.full(count, reach.max()))
    excess = ColumnBlock.continuous(EXCESS, {"nation": np.tile(nations, count)}, np.tile(reach, count))
    return level, excess


def _rows(total: Total, nations: IntArray, weight: FloatArray) -> RowBlock:
    """Return `weight x measure - level - excess <= 0` for each rank and nation, the rank slowest."""
    count = len(nations)
    rank, spot = np.divmod(np.arange(count * count, dtype=np.int32), count)
    every = np.arange(count * count, dtype=np.int32)
    ones = np.ones(count * count)
    return RowBlock(
        LEVEL,
        {"nation": nations[spot]},
        np.full(count * count, -np.inf),
        np.zeros(count * count),
        (
            total.part(nations[spot], weight[spot]),
            Part(LEVEL, every, rank.astype(np.int32), -ones),
            Part(EXCESS, every, every, -ones),
        ),
        RowSource("goal"),
        "the burden of {nation} against the level of the largest",
    )
