"""How a scenario is asked: what cannot be asked is refused before anything is solved."""

from __future__ import annotations

import inspect
import math
from pathlib import Path
from typing import Any

import pytest

import planner
from planner.engines.engine import Status
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


ASKED = ("solve", "problem", "alternatives", "ask", "evaluate", "explain", "uncertainty", "withdraw", "worth")
"""Every public function of which the first argument is a scenario."""


def test_every_public_function_of_a_scenario_is_among_those_asked() -> None:
    public = [getattr(planner, name) for name in planner.__all__]
    functions = [one for one in public if inspect.isfunction(one)]
    of_one = {
        one.__name__ for one in functions if next(iter(inspect.signature(one).parameters), "") == "scenario"
    }
    assert of_one == set(ASKED)


@pytest.mark.parametrize("name", ASKED)
def test_a_path_in_the_place_of_a_scenario_is_refused_with_the_way_to_read_it(name: str) -> None:
    more = {"evaluate": ["plan.csv"]}.get(name, [])
    for given in ("force.yaml", Path("force.yaml")):
        with pytest.raises(
            InvalidInput, match=r"^scenario: is a \w+, not a Scenario \(planner.load\(path\) reads"
        ):
            getattr(planner, name)(given, *more)
    with pytest.raises(InvalidInput, match=r"^scenario: is a dict, not a Scenario$"):
        getattr(planner, name)({}, *more)


def test_a_scenario_may_be_named_as_one() -> None:
    assert planner.solve(scenario=read(document())).status is Status.OPTIMAL
    with pytest.raises(InvalidInput):
        planner.solve(scenario="force.yaml")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="scenario"):
        planner.solve()  # type: ignore[call-arg]
