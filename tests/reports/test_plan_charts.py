"""The charts of a plan."""

from __future__ import annotations

import re
from dataclasses import asdict
from xml.etree import ElementTree as ET

import pytest

from planner.planning import solve
from planner.reports import plan_charts
from tests.reports import example
from tests.there import there


@pytest.fixture(scope="module")
def heat(plan, scenario):
    return plan_charts.svg(there(plan_charts.fill_heat_map(plan, scenario)))


@pytest.fixture(scope="module")
def bars(plan, scenario):
    return plan_charts.svg(there(plan_charts.people_by_phase(plan, scenario)))


def texts(svg):
    root = ET.fromstring(svg)
    return [
        " ".join(" ".join(entry.itertext()).split())
        for entry in root.iter("{http://www.w3.org/2000/svg}text")
    ]


def test_the_heat_map_says_what_is_missing_and_what_part_is_there(heat) -> None:
    assert "-624 (75 %)" in texts(heat)
    assert "-3 (0 %)" in texts(heat)
    assert "Battalion or Company, The west" in texts(heat)


def test_its_title_states_the_finding(heat) -> None:
    assert any("1 of 3 requirements is filled in every phase" in text for text in texts(heat))


def test_what_is_met_has_a_tick_so_that_colour_is_not_needed(heat) -> None:
    assert heat.count(f'stroke="{plan_charts.LIGHT.tick}"') == 2


def test_every_chart_can_be_read_aloud(heat, bars) -> None:
    for svg in (heat, bars):
        root = ET.fromstring(svg)
        assert root.attrib["role"] == "img"
        assert len(root.attrib["aria-label"]) > 80


def test_bars_name_the_nations_and_the_totals(bars) -> None:
    assert {"Türkiye", "Romania", "1,125,660", "600"} <= set(texts(bars))


def test_labels_are_inside_the_picture(heat, bars) -> None:
    for svg in (heat, bars):
        assert "…" not in svg
        width, height = map(float, there(re.search(r'viewBox="0 0 (\S+) (\S+)"', svg)).groups())
        assert 300 < width < 1200
        assert 100 < height < 1200


def test_the_same_plan_gives_the_same_picture(plan, scenario, heat) -> None:
    assert plan_charts.svg(there(plan_charts.fill_heat_map(plan, scenario))) == heat


def test_no_two_things_share_a_colour_so_that_a_page_can_swap_them() -> None:
    for look in (plan_charts.LIGHT, plan_charts.DARK):
        colours = asdict(look).values()
        assert len(set(colours)) == len(list(colours))


def test_the_dark_look_uses_no_light_colour(plan, scenario) -> None:
    document = str(there(plan_charts.fill_heat_map(plan, scenario, plan_charts.DARK)).to_dict())
    assert not [colour for colour in asdict(plan_charts.LIGHT).values() if colour in document]


def test_where_nobody_sends_people_there_is_no_chart_of_them(nothing) -> None:
    assert plan_charts.people_by_phase(*nothing) is None


def test_many_nations_share_a_grey() -> None:
    offers = {f"N{number:02d}": {"offers": {"battalion": 10 + number}} for number in range(12)}
    scenario = example.scenario(nations=offers)
    chart = plan_charts.people_by_phase(solve(scenario), scenario)
    legend = there(chart).to_dict()["layer"][0]["encoding"]["color"]["scale"]
    assert legend["domain"][-1] == "5 others"
    assert legend["range"][-1] == plan_charts.LIGHT.others
    assert len(legend["domain"]) == len(set(legend["range"])) == 8


def test_of_many_requirements_only_those_that_are_short_are_drawn() -> None:
    lines = {f"R{n:02d}": {"capability": "company", "place": "west", "quantity": 1} for n in range(70)}
    scenario = example.scenario(requirements=lines, nations={"ROU": {"offers": {"company": 20}}})
    text = " ".join(texts(plan_charts.svg(there(plan_charts.fill_heat_map(solve(scenario), scenario)))))
    assert "20 of 70 requirements are filled in every phase" in text
    assert "The other 20 requirements are filled in every phase." in text
    assert text.count("-1 (0 %)") == 50 * 2


def test_many_phases_keep_every_title() -> None:
    scenario = example.long_drawn(9)
    drawn = texts(plan_charts.svg(there(plan_charts.fill_heat_map(solve(scenario), scenario))))
    assert {f"Extraordinary phase-{number}" for number in range(9)} <= set(drawn)
