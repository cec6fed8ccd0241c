"""Which goals of a program are fills, one for each priority."""

from __future__ import annotations

from collections.abc import Sequence

from planner.facts.goal_ids import FILL, goal_id
from planner.program.program import Goal


def is_fill(goal: Goal) -> bool:
    """Say whether a goal is the fill of a priority."""
    return goal_id(goal.name).kind == FILL


def up_to_last_fill(goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """Return the goals up to the last fill: those after it change nothing of what is filled.

    None where no goal is a fill.
    """
    last = max((number for number, goal in enumerate(goals, 1) if is_fill(goal)), default=0)
    return tuple(goals[:last])
