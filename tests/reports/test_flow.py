"""The flow of people from nations over components to places."""

from __future__ import annotations

import json

import pytest

from planner.plan.plan import Plan
from planner.planning import solve
from planner.reports.flow import MOST_NATIONS, flow
from planner.reports.looks import DARK, LIGHT
from planner.scenario.scenario import Scenario
from tests.reports import example
from tests.there import there

FONT = "sans-serif"


def series(found):
    return found.option["baseOption"]["series"][0]


def nodes(found):
    return {node["name"]: node for node in series(found)["data"]}


def test_a_band_is_the_person_months_of_the_plan(plan, scenario) -> None:
    found = nodes(flow(plan, scenario, LIGHT, FONT))
    months = plan.contributions["phase"].map({"deploy": 2, "hold": 6})
    sent = (plan.contributions["personnel"] * months).groupby(plan.contributions["nation"]).sum()
    assert found["Türkiye"]["value"] == pytest.approx(sent["TUR"], abs=0.1)
    assert found["Romania"]["value"] == pytest.approx(sent["ROU"], abs=0.1)


def test_what_comes_into_a_component_goes_out_of_it(plan, scenario) -> None:
    links = series(flow(plan, scenario, LIGHT, FONT))["links"]
    for component in ("Land", "Air"):
        into = sum(link["value"] for link in links if link["target"] == component)
        out = sum(link["value"] for link in links if link["source"] == component)
        assert into == pytest.approx(out, abs=0.5)
        assert into > 0


def test_every_band_that_is_linked_is_there(plan, scenario) -> None:
    found = there(flow(plan, scenario, LIGHT, FONT))
    linked = {name for link in series(found)["links"] for name in (link["source"], link["target"])}
    assert linked == set(nodes(found))


def test_beyond_nine_nations_the_others_share_a_grey_band_and_nothing_is_lost() -> None:
    offers = {f"N{number:02d}": {"offers": {"company": 10 + number}} for number in range(14)}
    lines = {"L": {"capability": "company", "place": "west", "quantity": 1000}}
    scenario = example.scenario(nations=offers, requirements=lines)
    plan = solve(scenario)
    found = there(flow(plan, scenario, LIGHT, FONT))
    left = [node for node in series(found)["data"] if node["depth"] == 0]
    assert len(left) == MOST_NATIONS + 1
    assert left[-1]["name"].endswith("5 other nations")
    assert left[-1]["itemStyle"]["color"] == LIGHT.others
    assert len({node["itemStyle"]["color"] for node in left}) == MOST_NATIONS + 1
    months = plan.contributions["phase"].map({"deploy": 2, "hold": 6})
    whole = (plan.contributions["personnel"] * months).sum()
    assert sum(node["value"] for node in left) == pytest.approx(whole, abs=1)


def test_one_name_on_two_sides_is_told_apart() -> None:
    places = {"west": {"area": "inland", "title": "Land"}, "sea": {"area": "coast", "title": "The sea"}}
    scenario = example.scenario(places=places)
    found = nodes(flow(solve(scenario), scenario, LIGHT, FONT))
    assert {"Land (component)", "Land (place)"} <= set(found)


def test_it_is_data_alone_in_either_look(plan, scenario) -> None:
    for look in (LIGHT, DARK):
        option = there(flow(plan, scenario, look, FONT)).option
        assert json.loads(json.dumps(option, allow_nan=False)) == option


def test_the_title_says_what_is_largest(plan, scenario) -> None:
    found = there(flow(plan, scenario, LIGHT, FONT))
    assert found.finding.startswith("Land takes >99 % of all person-months")
    assert '"The west"' in found.finding


def test_the_order_of_entries_changes_nothing(plan, scenario) -> None:
    turned = dict(reversed(example.DOCUMENT["nations"].items()))
    other = example.scenario(nations=turned)
    assert flow(solve(other), other, LIGHT, FONT) == flow(plan, scenario, LIGHT, FONT)


def test_where_nobody_sends_people_nothing_flows(nothing: tuple[Plan, Scenario]) -> None:
    assert flow(*nothing, LIGHT, FONT) is None


def test_a_band_of_little_is_not_drawn_as_nothing() -> None:
    capabilities = {"team": {"component": "land", "unit": "team", "personnel": 0.004}}
    lines = {"L": {"capability": "team", "place": "west", "quantity": 1}}
    scenario = example.scenario(
        conditions={}, capabilities=capabilities, requirements=lines, nations={"FRA": {"offers": {"team": 1}}}
    )
    found = there(flow(solve(scenario), scenario, LIGHT, FONT))
    assert all(link["value"] > 0 for link in series(found)["links"])
