"""Charts in a room that is as narrow as a phone, and what is filled as a list."""

from __future__ import annotations

import re

import pytest
import vl_convert

import planner
from planner.planning import solve
from planner.reports import heat_map, plan_charts, plan_tables
from planner.reports.comparison import comparison_charts as comparing
from planner.reports.comparison.waterfall import waterfalls
from planner.reports.drawing import Room
from planner.reports.explain.tornado import tornado
from planner.reports.fill_list import fill_list
from planner.reports.looks import LIGHT
from planner.studies.comparison.compare import compare
from planner.studies.explain import explain
from tests.folders import ROOT
from tests.reports.drawn_texts import reach
from tests.there import there

SCENARIO = str(ROOT / "scenarios" / "reassurance.yaml")
PADDING = 32
"""What a chart of a report has around it, in pixels."""


@pytest.fixture(scope="module")
def solved():
    scenario = planner.load(SCENARIO)
    return solve(scenario), scenario


@pytest.fixture(scope="module")
def comparison():
    return compare(SCENARIO, str(ROOT / "scenarios" / "reassurance-us-stays-out.yaml"))


def width(chart):
    """Return the width of a chart without its title, which the page sets as text."""
    spec = chart.to_dict()
    spec.pop("title")
    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return float(there(re.search(r'viewBox="0 0 (\S+) ', drawn)).group(1))


def fits(picture, pixels):
    """Return whether a picture that we draw ourselves, and every text in it, is inside a room."""
    left, right = reach(picture)
    return left >= 0 and max(right, picture.size[0]) <= pixels + 1


@pytest.mark.parametrize("pixels", [254, 374, 560])
@pytest.mark.parametrize("name", ["people_by_phase", "contributors_and_places", "burden_against_ability"])
def test_a_chart_of_a_plan_fits_its_room(solved, name, pixels) -> None:
    assert width(getattr(plan_charts, name)(*solved, LIGHT, Room(pixels))) <= pixels + PADDING + 1


@pytest.mark.parametrize("pixels", [254, 374])
@pytest.mark.parametrize("draw", [comparing.fill_chart, comparing.people_chart])
def test_a_chart_of_a_comparison_fits_its_room(comparison, draw, pixels) -> None:
    assert fits(draw(comparison, LIGHT, Room(pixels)), pixels)


@pytest.mark.parametrize("pixels", [254, 374])
def test_a_waterfall_fits_its_room(comparison, pixels) -> None:
    assert fits(waterfalls(comparison, comparison.others[0], LIGHT, Room(pixels)), pixels)


@pytest.mark.parametrize("pixels", [314, 374])
def test_a_tornado_fits_its_room(pixels) -> None:
    settings = ["requirements.M1.quantity=9", "requirements.L1.quantity.hold=9"]
    scenario = planner.load(str(ROOT / "planner" / "scenario" / "template.yaml"), settings)
    chart = tornado(explain(scenario).prices, scenario, LIGHT, Room(pixels))
    assert width(chart) <= pixels + PADDING + 1


def test_without_a_room_a_chart_is_as_wide_as_ever(solved) -> None:
    assert there(plan_charts.people_by_phase(*solved)).to_dict()["width"] == 640


def cells(found):
    """Return the cells of a list by requirement and phase."""
    lines = [line for _, lines in found.groups for line in lines]
    return {(line.id, cell.phase): cell for line in lines for cell in line.cells if cell is not None}


def test_the_list_has_the_cells_of_the_heat_map(solved) -> None:
    plan, scenario = solved
    found = fill_list(plan, scenario)
    listed = {key: (cell.label, heat_map.MISSING[cell.missing]) for key, cell in cells(found).items()}
    drawn = heat_map.cells_of(plan_tables.fill(plan, scenario), brief=False).to_dict("records")
    assert listed == {(row["Line"], row["Phase"]): (row["Label"], row["Missing"]) for row in drawn}
    assert found.finding == heat_map.finding(plan, scenario)


def test_a_cell_says_who_fills_it(plan, scenario) -> None:
    said = [cell.said for cell in cells(fill_list(plan, scenario)).values()]
    assert any("Türkiye" in text for text in said)
    assert any("nobody sends anything" in text for text in said)


def test_with_many_phases_a_cell_says_only_what_part_is_there(solved) -> None:
    plan, scenario = solved
    more = [phase.model_copy(update={"id": f"{phase.id}_again"}) for phase in scenario.phases]
    long = scenario.model_copy(update={"phases": (*scenario.phases, *more)})
    labels = [cell.label for cell in cells(fill_list(plan, long)).values() if cell.missing]
    assert labels
    assert not any("(" in label for label in labels)
