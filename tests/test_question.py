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


@pytest.mark.parametrize(
    ("name", "given", "named", "said"),
    [
        ("solve", [], {"time_limit": "5"}, "--time-limit: is '5' (a number or None)"),
        ("solve", [], {"solver": 3}, "--solver: is 3 (a text)"),
        ("solve", [], {"progress": 3}, "progress: is 3 (a function or None)"),
        ("solve", [], {"cost_of_goals": "no"}, "cost_of_goals: is 'no' (True or False)"),
        ("problem", [], {"offers": "middle"}, "offers: is 'middle' (low or expected or ceiling)"),
        ("explain", [], {"fill": "0.5"}, "fill: is '0.5' (a number or None)"),
        ("evaluate", [None], {}, "plan: is None (a text or a path or a table of pandas)"),
        ("withdraw", [], {"depth": 3}, "depth: is 3 (1 or 2)"),
        ("withdraw", [], {"cache": 3}, "cache: is 3 (a text or a path or None)"),
        ("worth", [], {"workers": "2"}, "workers: is '2' (a whole number)"),
        ("worth", [], {"seed": True}, "seed: is True (a whole number)"),
        ("uncertainty", [], {"draws": 9.5}, "draws: is 9.5 (a whole number)"),
        ("alternatives", [], {"within": "2%"}, "within: is '2%' (a number)"),
        ("ask", [], {"chance": None}, "chance: is None (a number)"),
        ("compare", [3], {}, "given: is 3 (a text or a path or a Scenario or a tuple)"),
    ],
)
def test_an_argument_of_another_kind_is_refused_in_words(
    name: str, given: list[Any], named: dict[str, Any], said: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        getattr(planner, name)(read(document(), "conditions.vote.probability=0.5"), *given, **named)
    assert str(refused.value) == said


HOW = {"solver": 3, "offers": "middle"}
"""Two words that no function takes."""
SAID_OF_HOW = ["--offers: 'middle' is not known (known: ceiling, expected, low)", "--solver: is 3 (a text)"]


@pytest.mark.parametrize(
    ("name", "named", "said"),
    [
        ("solve", {**HOW, "cost_of_goals": 1}, ["cost_of_goals: is 1 (True or False)", *SAID_OF_HOW]),
        ("explain", {**HOW, "fill": 1.5}, [*SAID_OF_HOW, "--fill: 1.5 is not a part of what is required"]),
        (
            "withdraw",
            {**HOW, "depth": 3, "workers": 0},
            ["depth: is 3 (1 or 2)", *SAID_OF_HOW, "--workers: is 0"],
        ),
        (
            "uncertainty",
            {**HOW, "draws": 0, "workers": 0},
            [*SAID_OF_HOW, "--draws: is 0", "--workers: is 0"],
        ),
        ("ask", {"chance": 2.0, "draws": 0}, ["--chance: is 2", "--draws: is 0"]),
        ("worth", {"orders": 1, "workers": 0}, ["--orders: is 1", "--workers: is 0"]),
        ("alternatives", {"within": 2.0, "workers": 0}, ["--within: is 2", "--workers: is 0"]),
        # What hangs together with what is of the wrong kind is not looked at.
        ("ask", {"chance": "2", "draws": 0}, ["chance: is '2' (a number)", "--draws: is 0"]),
    ],
)
def test_a_wrong_scenario_and_every_other_wrong_argument_are_said_at_once(
    name: str, named: dict[str, Any], said: list[str]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        getattr(planner, name)("force.yaml", **named)
    begins = sorted([*said, "scenario: is a str, not a Scenario"])
    found = sorted(map(str, refused.value.problems))
    assert [one[: len(first)] for one, first in zip(found, begins, strict=True)] == begins


def test_what_a_scenario_lacks_is_said_together_with_wrong_arguments() -> None:
    with pytest.raises(InvalidInput) as refused:
        planner.uncertainty(read(document(conditions={})), draws=0, workers=0)
    said = {one.text for one in refused.value.problems}
    assert (len(refused.value.problems), said) == (3, {"states no chance of anything", "is 0"})


def test_a_comparison_and_a_sweep_say_wrong_arguments_together_with_how_they_are_asked() -> None:
    for call in (
        lambda: planner.compare(3, **HOW),  # type: ignore[arg-type]
        lambda: planner.sweep(3, "sweep.yaml", **HOW),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidInput) as refused:
            call()
        assert len(refused.value.problems) == 3
        assert {str(one) for one in refused.value.problems} > {*SAID_OF_HOW}


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("load", [3], "path: is 3 (a text or a path)"),
        ("load", [{"title": "x"}], "path: is a dict (a text or a path)"),
        ("load", ["force.yaml", [3]], "assignments: is a list (a list of texts)"),
        ("sweep", ["force.yaml", {"sets": []}], "sweep_file: is a dict (a text or a path)"),
    ],
)
def test_a_file_is_a_path(name: str, given: list[Any], said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        getattr(planner, name)(*given)
    assert str(refused.value) == said
