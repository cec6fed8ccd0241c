"""How a scenario is asked: what cannot be asked is refused before anything is solved."""

from __future__ import annotations

import math
from typing import Any

import pytest

import planner
from planner.problems import InvalidInput
from planner.question import Question
from planner.scenario.reading import read
from tests.small import document


def test_every_word_that_is_none_is_said_at_once() -> None:
    asked: dict[str, Any] = {"firmness": "aproved", "offers": "middle", "time_limit": 0.0}
    with pytest.raises(InvalidInput) as refused:
        planner.solve(read(document()), **asked)
    assert [str(problem) for problem in refused.value.problems] == [
        "--firmness: 'aproved' is not known (did you mean 'approved'?)",
        "--offers: 'middle' is not known (known: ceiling, expected, low)",
        "--time-limit: is 0 (more than zero seconds)",
    ]


@pytest.mark.parametrize("limit", [-1.0, math.nan, math.inf])
def test_a_time_limit_is_a_time(limit: float) -> None:
    with pytest.raises(InvalidInput):
        Question(time_limit=limit)


def test_one_setting_may_be_given_by_itself() -> None:
    setting = "nations.FRA.offers.battalion.units=1"
    assert read(document(), setting) == read(document(), [setting])
