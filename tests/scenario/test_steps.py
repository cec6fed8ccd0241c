"""Steps as files state them: what an offer may be, null, and forms of a file."""

from __future__ import annotations

import pytest

from planner.facts.stated_steps import step_of
from planner.problems import InvalidInput
from planner.scenario.canonical import canonical
from planner.scenario.reading import load, load_text, read
from planner.scenario.schema import schema
from planner.scenario.writing import scenario_text
from tests.small import document


def stepped(offer=2.0, **battalion):
    found = document()
    found["capabilities"]["battalion"] |= battalion
    found["nations"]["FRA"]["offers"]["battalion"] = offer
    return found


def problems(found, *settings):
    with pytest.raises(InvalidInput) as caught:
        read(found, settings)
    return [str(one) for one in caught.value.problems]


def test_an_offer_between_two_steps_is_a_problem_with_both() -> None:
    (said,) = problems(stepped(1.3, step=0.25))
    assert "nations.FRA.offers.battalion.units: 1.3 is no multiple of 0.25" in said
    assert said.endswith("(1.25 or 1.5)")


def test_each_level_of_an_offer_is_looked_at() -> None:
    levels = {"low": 0.1, "expected": 1, "ceiling": 1.6}
    said = problems(stepped({"units": levels}, step=0.25))
    assert {one.split("units.")[1].split(":")[0] for one in said} == {"low", "ceiling"}


def test_a_step_of_an_offer_overrides_that_of_its_capability() -> None:
    assert problems(stepped({"units": 1.25, "step": 1}, step=0.25))
    of = read(stepped({"units": 1.3, "step": 0.1}, step=0.25))
    assert step_of(of, "FRA", "battalion") == 0.1
    assert step_of(of, "TUR", "battalion") == 0.25


@pytest.mark.parametrize("divisible", [None, 0])
def test_a_step_of_null_or_nothing_is_divisible_also_where_all_units_are_whole(divisible) -> None:
    of = read({**stepped({"units": 1.3, "step": divisible}), "whole_units": True})
    assert step_of(of, "FRA", "battalion") == 0
    assert step_of(of, "TUR", "battalion") == 1
    of = read({**stepped(1.3, step=divisible), "whole_units": True})
    assert step_of(of, "TUR", "battalion") == 0
    assert step_of(of, "ROU", "minehunter") == 1


def test_a_capability_keeps_its_own_step_where_units_are_sent_whole() -> None:
    of = read({**stepped(step=0.25), "whole_units": True})
    assert step_of(of, "FRA", "battalion") == 0.25
    of = read({**stepped(whole_units=False), "whole_units": True})
    assert step_of(of, "FRA", "battalion") == 0


def test_a_step_is_set_and_taken_away_for_one_run() -> None:
    of = read(stepped(step=0.25), ["capabilities.battalion.step=null", "nations.TUR.offers.battalion.step=1"])
    assert (step_of(of, "FRA", "battalion"), step_of(of, "TUR", "battalion")) == (0, 1)


@pytest.mark.parametrize(
    "step", [-1, "half", 1e-9, True, [1]], ids=["negative", "word", "tiny", "switch", "list"]
)
def test_a_step_that_is_none_is_one_problem_at_its_place(step) -> None:
    (said,) = problems(stepped(step=step))
    assert "capabilities.battalion.step" in said


def test_a_step_may_be_a_fraction() -> None:
    of = read(stepped(2, step="1/3"))
    assert step_of(of, "FRA", "battalion") == 1 / 3


def test_the_canonical_form_and_the_text_of_a_file_say_the_same() -> None:
    of = read(stepped({"units": 1.3, "step": None}, step=0.25))
    assert canonical(read(canonical(of))) == canonical(of)
    assert canonical(of)["nations"]["FRA"]["offers"]["battalion"]["step"] == 0


def test_the_schema_lets_editors_write_null() -> None:
    for entry in ("Capability", "Offer"):
        forms = schema()["$defs"][entry]["properties"]["step"]["anyOf"]
        assert {"type": "null", "description": "Divisible."} in forms


def test_a_file_over_another_makes_its_units_divisible(tmp_path) -> None:
    below, above = tmp_path / "below.yaml", tmp_path / "above.yaml"
    below.write_text(scenario_text(read(stepped(step=0.25))), encoding="utf-8")
    above.write_text("extends: below.yaml\ncapabilities: {battalion: {step: null}}\n", encoding="utf-8")
    of = load(str(above))
    assert step_of(of, "FRA", "battalion") == 0
    assert load_text(scenario_text(of)).capabilities["battalion"].step == 0
