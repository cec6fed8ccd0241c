"""Chances as an author states them: a number, a table by other conditions, delays, and by firmness."""

from __future__ import annotations

from graphlib import CycleError

import pytest

from planner.facts.likelihood import chance_order
from planner.problems import InvalidInput
from planner.scenario.reading import read
from tests.small import document


def complaints(conditions: dict, **sections: object) -> str:
    known = document() | sections
    known["conditions"] = {**known["conditions"], **conditions}
    with pytest.raises(InvalidInput) as refused:
        read(known)
    return "\n".join(str(problem) for problem in refused.value.problems)


def test_a_chance_follows_those_by_which_it_is_stated() -> None:
    assert chance_order({"a": ["c"], "b": [], "c": ["b", "elsewhere"]}) == ("b", "c", "a")
    with pytest.raises(CycleError):
        chance_order({"a": ["b"], "b": ["a"]})


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        ([{"if": "vote", "is": 0.7}], "should end with `{else: ...}`"),
        ([{"else": 0.1}, {"if": "vote", "is": 0.7}], "should end with `{else: ...}`"),
        ([{"else": 0.1}, {"else": 0.2}], "has rows below `else`, which never count"),
        ([], "should end with `{else: ...}`"),
        ([{"if": "vote"}, {"else": 0.2}], "should say `if` and `is`, or `else` alone"),
        ([{"if": "vote", "is": 0.2, "else": 0.2}], "says `else`, which stands alone"),
        ([{"if": "vote", "is": 2}, {"else": 0.2}], "is 2; it must be at most 1"),
        ([{"if": "nobody", "is": 0.5}, {"else": 0.2}], "'nobody' is not a known condition"),
        ("likely", "should be a number or a list"),
    ],
)
def test_a_table_of_chances_that_says_too_little_is_refused(probability: object, text: str) -> None:
    assert text in complaints({"ceasefire": {"holds": "always", "probability": probability}})


def test_a_chance_alone_is_a_fraction_as_one_of_a_table_is() -> None:
    known = document()
    known["conditions"]["ceasefire"] = {"holds": "always", "probability": "1/3"}
    assert read(known).conditions["ceasefire"].probability == 1 / 3


def test_chances_that_hang_on_each_other_in_a_circle_are_refused_by_name() -> None:
    said = complaints(
        {
            "ceasefire": {"probability": [{"if": "vote", "is": 0.7}, {"else": 0.1}]},
            "vote": {"probability": [{"if": "ceasefire", "is": 0.7}, {"else": 0.1}]},
        }
    )
    assert "probability: goes round in a circle: " in said
    assert "ceasefire by vote" in said


@pytest.mark.parametrize(
    ("delay", "text"),
    [
        ({"0": 0.5, "6": 0.3}, "adds up to 0.8, and chances of all that may happen add up to 1"),
        ({0: 0.5, "0.0": 0.5}, "says the same number of months twice"),
        ({"soon": 1}, "conditions.ceasefire.delay.soon"),
        ({"2000": 1}, "is of more than 1200 months"),
    ],
)
def test_delays_that_are_no_chances_of_months_are_refused(delay: dict, text: str) -> None:
    assert text in complaints({"ceasefire": {"holds": "always", "delay": delay}})


def test_chances_by_firmness_state_at_least_one() -> None:
    assert "chance: should state at least one rung of the ladder" in complaints({}, chance={})


def test_delays_in_thirds_add_up_to_one() -> None:
    known = document()
    known["conditions"]["ceasefire"]["delay"] = {0: "1/3", 6: 0.3333333, "never": 0.3333333}
    assert read(known).conditions["ceasefire"].delay == {
        "0": 1 / 3,
        "6": 0.3333333,
        "never": 0.3333333,
    }


def test_a_shape_of_units_that_do_not_spread_is_refused() -> None:
    known = document()
    known["nations"]["FRA"]["offers"]["battalion"] = {"units": 3, "shape": "pert"}
    with pytest.raises(InvalidInput, match="shape: says how units spread, and they do not"):
        read(known)
