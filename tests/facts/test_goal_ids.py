"""Ids of goals: what a scenario's goals are called in its plans."""

from __future__ import annotations

import pytest

from planner.facts.goal_ids import GoalId, goal_id
from tests.small import document, formulated


@pytest.mark.parametrize(
    ("written", "meant", "share"),
    [
        ("fill 1", GoalId("fill", 1), True),
        ("fill 12", GoalId("fill", 12), True),
        ("even", GoalId("even"), True),
        ("burden", GoalId("burden"), False),
        ("cost", GoalId("cost"), False),
        ("tie-break", GoalId("tie-break"), False),
    ],
)
def test_what_is_written_is_what_is_read(written, meant, share) -> None:
    assert goal_id(written) == meant
    assert str(meant) == written
    assert meant.is_share == share


@pytest.mark.parametrize("odd", ["", "fill", "fill ", "fill x", "filling", "cost 1", "burden of the 2"])
def test_text_that_is_no_such_id_stays_what_it_is(odd) -> None:
    assert goal_id(odd) == GoalId(odd)
    assert str(goal_id(odd)) == odd


def test_the_goals_of_a_program_have_the_kinds_of_the_scenario_in_its_order() -> None:
    requirements = document()["requirements"]
    goals = ["even", "fill", {"burden": "gdp"}, "cost"]
    program = formulated(goals=goals, requirements=requirements).program
    stated = [goal_id(goal.name) for goal in program.goals if goal.stated]
    assert stated == [
        GoalId("even"),
        GoalId("fill", 1),
        GoalId("fill", 2),
        GoalId("burden"),
        GoalId("cost"),
    ]
