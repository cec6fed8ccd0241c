"""How far a need moves before the shares that goals are made of are others.

What a line is short of counts by what the line requires. Where it requires more, a unit of it counts for
less: the plan stands for as long as giving up the line is still no better, which its reduced cost says.
Where it requires less, a unit counts for more, and a line that is filled stays so; but where it requires
nothing any more there is a line less to share with.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.facts.goal_ids import COST, EVEN, FILL, goal_id
from planner.program.blocks import CONTRIBUTION, SHORTFALL
from planner.program.program import Goal
from planner.studies.chain import Chain
from planner.studies.prices.binding import TIGHT, Bound
from planner.studies.prices.piece import Piece


def as_shared(chain: Chain, bound: Bound, way: int, piece: Piece) -> Piece | None:
    """Return the part of a piece in which shares stay as they are; None where one unit makes them others."""
    length = min(piece.length, _unshared(chain, bound, way, piece))
    if length < bound.size * (1 - TIGHT):
        return None
    if length == piece.length or piece.values is None:
        return replace(piece, length=length)
    part = length / piece.length
    return replace(piece, length=length, values=chain.point + part * (piece.values - chain.point))


def recounted(chain: Chain, bound: Bound, by: float) -> Sequence[Goal] | None:
    """Return the goals as they count a line that requires so much more, or nothing any more.

    None where it takes another program: there are whole numbers, the worst line of all is a goal, or without
    the line more is gone than its need (see `_leaves_the_rest`).
    """
    was = float(chain.solved.lines.reach[bound.row])
    goals = [stage.goal for stage in chain.stages]
    worst = any(goal_id(goal.name).kind == EVEN for goal in goals)
    if chain.solved.whole_numbers or worst or was + by < -TIGHT:
        return None
    if was + by > TIGHT:
        return [_recounted(goal, _column(chain, bound), was / (was + by)) for goal in goals]
    gone = _leaves_the_rest(chain, bound, goals)
    return [_without(goal, _column(chain, bound), was) for goal in goals] if gone else None


def _leaves_the_rest(chain: Chain, bound: Bound, goals: Sequence[Goal]) -> bool:
    """Say whether a line that requires nothing is all that is gone with it.

    Not where a row adds up nothing else and asks for some, which would not be there; nor where contributions
    and what is missing are not all that there is, or a goal looks at more than these cost.
    """
    program = chain.solved.program
    families = {block.family for block in program.columns} == {CONTRIBUTION, SHORTFALL}
    kinds = {goal_id(goal.name).kind for goal in goals} <= {FILL, COST}
    if not (families and kinds and program.form == "direct"):
        return False
    others = np.ones(program.matrix.shape[1])
    others[program.matrix[[bound.row]].indices] = 0.0
    alone = (program.matrix != 0) @ others == 0
    asks = (program.row_lower > 0) | (program.row_upper < 0)
    asks[bound.row] = False
    return not (alone & asks).any()


def _without(goal: Goal, column: int, required: float) -> Goal:
    """Return a goal without a line: what the others are short of is that much more of what is left."""
    share = float(goal.cost[column]) * required
    if goal_id(goal.name).kind != FILL or not share:
        return goal
    cost = goal.cost.copy()
    cost[column] = 0.0
    return replace(goal, cost=cost / (1 - share) if cost.any() else cost)


def _recounted(goal: Goal, column: int, part: float) -> Goal:
    if goal_id(goal.name).kind != FILL or not goal.cost[column]:
        return goal
    cost = goal.cost.copy()
    cost[column] *= part
    return replace(goal, cost=cost)


def _unshared(chain: Chain, bound: Bound, way: int, piece: Piece) -> float:
    """Return how far a need moves before its own line counts otherwise."""
    if piece.values is not None:
        short = piece.values[chain.solved.program.family(SHORTFALL)][bound.row]
        if short > TIGHT * max(1.0, bound.value):
            return 0.0
    return _while_asked(chain, bound, piece) if way < 0 else _while_last_given_up(chain, bound, piece)


def _while_asked(chain: Chain, bound: Bound, piece: Piece) -> float:
    """Return how much less a line may require: not nothing, where its goal is or becomes short of some."""
    column, last = _column(chain, bound), _last(chain, piece)
    short = any(
        stage.goal.cost[column] and (chain.reached[number] > TIGHT or number == piece.goal)
        for number, stage in enumerate(chain.stages[: last + 1])
    )
    return (math.ceil(bound.value / bound.size * (1 - TIGHT)) - 1) * bound.size if short else math.inf


def _while_last_given_up(chain: Chain, bound: Bound, piece: Piece) -> float:
    """Return how much more a line may require before giving it up would be better."""
    column, last = _column(chain, bound), _last(chain, piece)
    for number, stage in enumerate(chain.stages[: last + 1]):
        weight = float(stage.goal.cost[column])
        if goal_id(stage.goal.name).kind == EVEN or (
            weight and number == last and not _priced(chain, bound, piece)
        ):
            return 0.0
        if weight:
            spare = 1 - float(stage.prices @ chain.program.matrix[:, [column]].toarray()[:, 0]) / weight
            return math.inf if spare >= 1 else max(bound.value * spare / (1 - spare), 0.0)
    return math.inf


def _column(chain: Chain, bound: Bound) -> int:
    """Return the column of what a need is short of."""
    return int(chain.solved.program.family(SHORTFALL).start) + bound.row


def _last(chain: Chain, piece: Piece) -> int:
    """Return the last goal that a piece says something of."""
    return len(chain.stages) - 1 if piece.goal is None else piece.goal


def _priced(chain: Chain, bound: Bound, piece: Piece) -> bool:
    """Say whether a piece is what the plan's own prices say."""
    if piece.goal is None:
        return True
    price = float(chain.stages[piece.goal].prices[bound.row])
    return abs(abs(piece.slope) - abs(price)) <= TIGHT * max(abs(price), TIGHT)
