"""The words of studies."""

from __future__ import annotations

import pytest

from planner.words.wording import ARE, Words, out_of
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


@pytest.mark.parametrize(
    ("part", "every", "said"),
    [
        (0, 1, "0 of 1 requirement is"),
        (1, 1, "1 of 1 requirement is"),
        (0, 3, "0 of 3 requirements are"),
        (1, 3, "1 of 3 requirements is"),
        (1200, 3000, "1,200 of 3,000 requirements are"),
    ],
)
def test_some_out_of_all_have_the_word_and_the_verb_for_one_or_many(part: int, every: int, said: str) -> None:
    assert out_of(part, every, "requirement", ARE) == said
