"""The words of studies."""

from __future__ import annotations

import pytest

from planner.words.wording import Words
from tests.small import scenario


@pytest.mark.parametrize(
    ("goal", "change", "said"),
    [
        ("fill 2", -0.125, "the fill of priority 2 rises by 12.5 percentage points"),
        ("fill 1", 0.5, "the fill of priority 1 falls by 50 percentage points"),
        ("even", 0.25, "the fill of the worst-filled line falls by 25 percentage points"),
        ("burden", -3.0, "burden falls by 3"),
        ("steady", 1200.0, "what moves from phase to phase rises by 1,200 person-months"),
        ("cost", 4.5, "cost rises by 4.5 million euros"),
    ],
)
def test_a_goal_that_changes_is_said_as_people_see_it(goal, change, said) -> None:
    assert Words(scenario(cost_unit="million euros")).goal_change(goal, change) == said
