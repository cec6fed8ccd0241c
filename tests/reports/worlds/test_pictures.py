"""Pictures of many worlds: their titles say what is seen, and say it of what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import planner
from planner.engines.engine import Status
from planner.reports.drawing import Room
from planner.reports.looks import LIGHT
from planner.reports.worlds import likely_pictures, nation_pictures
from planner.studies.alternatives.alternatives import alternatives
from planner.studies.uncertainty.uncertainty import Uncertainty
from planner.studies.withdraw.withdraw import Loss, Withdrawals
from planner.words.figures import share
from tests.reports.worlds.unsure import with_lines, with_phases
from tests.small import scenario
from tests.there import there


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


def test_squares_that_say_the_same_have_one_colour(found: Uncertainty) -> None:
    lines = (("L1", "deploy", 0.246), ("L1", "hold", 0.254), ("L2", "hold", 0.946), ("M1", "hold", 0.2449))
    drawn = likely_pictures.chances(with_lines(found, *lines), LIGHT)
    assert drawn is not None
    data = drawn.to_dict()["datasets"]
    squares = {(row["Label"], row["Chance"]) for rows in data.values() for row in rows if "Chance" in row}
    assert squares == {("25 %", "25 % or more"), ("95 %", "always or nearly"), ("24 %", "less")}


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
    two = replace(other, plans=other.plans[:1] * 2)
    said, _ = titles(nation_pictures.carriers(two, LIGHT))
    assert said == f"2 other plans fill as much. Plan 1: {other.plans[0].sentence}"


def test_one_other_plan_is_spoken_of_as_one() -> None:
    other = alternatives(scenario(goals=["fill"]), within=0.5)
    alone = replace(other, plans=other.plans[:1])
    said, _ = titles(nation_pictures.carriers(alone, LIGHT))
    assert said == f"1 other plan fills as much. Plan 1: {other.plans[0].sentence}"


@pytest.fixture(scope="module")
def withdrawn() -> Withdrawals:
    return planner.withdraw(scenario(goals=["fill"]), depth=2)


def without_plans(found: Withdrawals, status: Status, *gone: tuple[str, ...]) -> Withdrawals:
    """Return losses as they would be if there were no plan without some nations."""
    losses = (Loss(one.nations, None, status) if one.nations in gone else one for one in found.losses)
    return replace(found, losses=tuple(losses))


def squares(chart: Any) -> set[tuple[str, str]]:
    """Return the row and the column of each square that is drawn."""
    (rows,) = chart.to_dict()["datasets"].values()
    return {(row["Row"], row["With"]) for row in rows}


def test_two_nations_without_whom_there_is_no_plan_are_named_and_their_square_is_blank(
    withdrawn: Withdrawals,
) -> None:
    whole = squares(nation_pictures.pairs(withdrawn, LIGHT))
    chart = nation_pictures.pairs(without_plans(withdrawn, Status.INFEASIBLE, ("FRA", "ROU")), LIGHT)
    said, key = titles(chart)
    assert said == "Without FRA and ROU, no plan meets the hard constraints"
    assert key.endswith("Blank: no plan is known.")
    assert whole - squares(chart) == {("ROU", "FRA"), ("FRA", "ROU")}


def test_two_nations_of_whom_nothing_is_known_are_not_called_the_worst(withdrawn: Withdrawals) -> None:
    whole, _ = titles(nation_pictures.pairs(withdrawn, LIGHT))
    assert whole == "Without FRA and TUR, 87 points of priority 1 are lost"
    unknown = without_plans(withdrawn, Status.LIMIT, ("FRA", "TUR"), ("FRA",))
    said, _ = titles(nation_pictures.pairs(unknown, LIGHT))
    assert "points of priority 1 are lost" in said
    assert "FRA and TUR" not in said


def test_a_nation_without_which_there_is_no_plan_still_has_its_row(withdrawn: Withdrawals) -> None:
    chart = nation_pictures.pairs(without_plans(withdrawn, Status.INFEASIBLE, ("ROU",)), LIGHT)
    assert ("ROU", "FRA") in squares(chart)
    assert ("ROU", "ROU") not in squares(chart)


def test_nothing_that_is_lost_has_no_sign_and_little_is_told_from_nothing(withdrawn: Withdrawals) -> None:
    lost = {("FRA",): -1e-12, ("ROU",): 1e-12, ("TUR",): -0.003, ("FRA", "ROU"): -0.004, ("FRA", "TUR"): 0.03}
    losses = (
        replace(one, fill=((one.fill[0][0], lost.get(one.nations, -0.2)),)) if one.fill else one
        for one in withdrawn.losses
    )
    chart = nation_pictures.pairs(replace(withdrawn, losses=tuple(losses)), LIGHT)
    (rows,) = there(chart).to_dict()["datasets"].values()
    said = {(row["Row"], row["With"]): (row["Label"], row["Lost"]) for row in rows}
    assert said["FRA", "FRA"] == said["ROU", "ROU"] == ("0", "nothing")
    assert said["TUR", "TUR"] == said["FRA", "ROU"] == ("<1", "up to 5 points")
    assert said["FRA", "TUR"] == ("-3", "nothing")


@pytest.mark.parametrize("nations", [("ROU",), ()])
def test_fewer_than_two_nations_have_no_picture_of_pairs(
    withdrawn: Withdrawals, nations: tuple[str, ...]
) -> None:
    few = replace(withdrawn, losses=tuple(one for one in withdrawn.losses if one.nations == nations))
    assert nation_pictures.pairs(few, LIGHT) is None
