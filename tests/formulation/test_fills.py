"""Which goals are fills, and which stand up to the last of them."""

from __future__ import annotations

from planner.formulation.fills import is_fill, up_to_last_fill
from tests.small import formulated


def test_goals_up_to_the_last_fill_are_all_that_fills_hang_on() -> None:
    goals = formulated(goals=["cost", "fill", "even"]).program.goals
    kept = up_to_last_fill(goals)
    assert [goal.name for goal in kept] == ["cost", "fill 1", "fill 2"]
    assert [is_fill(goal) for goal in kept] == [False, True, True]


def test_without_a_fill_none_are() -> None:
    assert up_to_last_fill(formulated(goals=["cost"]).program.goals) == ()
