"""Pictures of many worlds: their titles say what is seen, and say it of what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.reports.drawing import Room
from planner.reports.looks import LIGHT
from planner.reports.worlds import likely_pictures, nation_pictures
from planner.studies.alternatives.alternatives import alternatives
from planner.studies.uncertainty.uncertainty import Uncertainty
from planner.words.figures import share
from tests.reports.worlds.unsure import with_lines, with_phases
from tests.small import scenario


def titles(chart: Any) -> tuple[str, str]:
    """Return the title of a chart and the line under it."""
    said = chart.to_dict()["title"]
    return " ".join(said["text"]), " ".join(said["subtitle"])


def test_the_least_likely_requirement_is_named_with_how_many_are_no_likelier(found: Uncertainty) -> None:
    lines = (("L1", "deploy", 0.2), ("L1", "hold", 0.9), ("L2", "hold", 0.2), ("M1", "hold", 0.4))
    said, _ = titles(likely_pictures.chances(with_lines(found, *lines), LIGHT))
    assert said == "Least likely to be filled: L1 (Battalion, West) and 1 more, 20 % in some phase"


def test_one_requirement_in_two_phases_is_one_requirement(found: Uncertainty) -> None:
    lines = (("L1", "deploy", 0.2), ("L1", "hold", 0.2), ("M1", "hold", 0.4))
    said, _ = titles(likely_pictures.chances(with_lines(found, *lines), LIGHT))
    assert said == "Least likely to be filled: L1 (Battalion, West), 20 % in some phase"


def test_where_all_is_always_filled_none_is_called_least_likely(found: Uncertainty) -> None:
    lines = (("L1", "hold", 1.0), ("M1", "hold", 1.0))
    said, _ = titles(likely_pictures.chances(with_lines(found, *lines), LIGHT))
    assert said == "Every requirement is filled in every world"


def test_the_least_sure_phase_is_named_with_both_ends(found: Uncertainty) -> None:
    phases = (("deploy", 0.5, 0.6), ("hold", 0.1, 0.9))
    said, _ = titles(likely_pictures.bands(with_phases(found, *phases), LIGHT))
    assert said == "Least sure: priority 1 in Hold, 10 % to 90 % filled in four of five worlds"


def test_where_nothing_varies_no_phase_is_called_least_sure(found: Uncertainty) -> None:
    said, _ = titles(
        likely_pictures.bands(with_phases(found, ("deploy", 0.5, 0.5), ("hold", 0.9, 0.9)), LIGHT)
    )
    assert said == "As much of each priority is filled in four of five worlds"


def test_drivers_say_of_which_priority_and_which_are_left_out(found: Uncertainty) -> None:
    said, key = titles(likely_pictures.drivers(found, LIGHT))
    most = next(one.sides for one in found.drivers if one.factor == "ceasefire" and one.priority == 1)
    assert most
    assert said == (
        f'Most hangs on: "A ceasefire", {share(most.if_holds)} of priority 1 filled where it holds, '
        f"{share(most.if_fails)} where it fails"
    )
    assert key.startswith("Mean fill of priority 1 on either side of each condition. At most 10 conditions")


def test_the_axis_of_drivers_names_the_priority_that_is_drawn(found: Uncertainty) -> None:
    second = replace(found, drivers=tuple(replace(one, priority=2) for one in found.drivers))
    drawn = likely_pictures.drivers(second, LIGHT)
    assert drawn
    assert "priority 2 filled on average, in percent" in drawn.to_json()


@pytest.mark.parametrize("part", [0.0, 0.01])
def test_a_condition_whose_part_is_within_its_error_is_not_drawn(found: Uncertainty, part: float) -> None:
    unsure = tuple(replace(one, first=part, error=0.02) for one in found.drivers)
    assert likely_pictures.drivers(replace(found, drivers=unsure), LIGHT) is None


def test_on_a_phone_names_of_columns_stand_upright_so_that_none_covers_another(found: Uncertainty) -> None:
    def angles(room: Room) -> set[float]:
        drawn = likely_pictures.chances(found, LIGHT, room)
        assert drawn
        layers = drawn.to_dict()["layer"]
        return {layer["encoding"]["x"]["axis"]["labelAngle"] for layer in layers}

    assert angles(Room(360)) == {-90}
    assert angles(Room()) == {0}


def test_the_first_of_other_plans_is_not_taken_for_all_of_them() -> None:
    other = alternatives(scenario(goals=["fill"]), within=0.5)
    said, _ = titles(nation_pictures.carriers(other, LIGHT))
    assert said == f"{len(other.plans)} other plans fill as much. Plan 1: {other.plans[0].sentence}"
