"""The map of contributors and places."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from planner.planning import solve
from planner.reports import html_page, plan_charts
from planner.reports.maps.place_dots import place_table
from planner.words.figures import people
from tests.reports.maps import example
from tests.there import there


@pytest.fixture(scope="module")
def scenario():
    return example.scenario()


@pytest.fixture(scope="module")
def plan(scenario):
    return solve(scenario)


@pytest.fixture(scope="module")
def drawn(plan, scenario):
    return there(plan_charts.contributors_and_places(plan, scenario)).to_dict()


@pytest.fixture(scope="module")
def texts(plan, scenario):
    root = ET.fromstring(plan_charts.svg(there(plan_charts.contributors_and_places(plan, scenario))))
    return [" ".join(entry.itertext()) for entry in root.iter("{http://www.w3.org/2000/svg}text")]


def key(drawn):
    return " ".join(drawn["title"]["subtitle"])


def features(drawn):
    """Return the outlines that are drawn."""
    return [entry for rows in drawn["datasets"].values() for entry in rows if entry.get("type") == "Feature"]


def shaded(drawn):
    """Return the properties of the countries that are shaded."""
    said = [feature["properties"] for feature in features(drawn)]
    return {properties["Nation"]: properties for properties in said if properties}


def test_the_people_of_a_shade_are_those_of_the_plan(drawn, plan) -> None:
    peaks = plan.nations.set_index("nation")["personnel_peak"]
    found = shaded(drawn)
    assert set(found) == {"Germany", "France", "Kosovo"}
    for code, name in (("DEU", "Germany"), ("FRA", "France"), ("XKX", "Kosovo")):
        assert found[name]["People"] == people(peaks[code])


def test_a_contributor_on_the_other_side_of_the_world_is_named_and_does_not_widen_the_view(drawn) -> None:
    assert "Too far away for this view: Japan (100)." in key(drawn)


def test_who_has_no_outline_is_named(drawn) -> None:
    assert "Without an outline here: The others together (100) and Malta (100)." in key(drawn)


def test_places_that_would_hide_each_other_share_a_dot_and_the_list_has_all(texts) -> None:
    assert "1–2" in texts
    assert {"Lviv", "A stone's throw away", "Odesa", "Kyiv", "Somewhere"} <= set(texts)


def test_a_place_without_a_spot_has_a_dash_and_the_key_says_what_that_is(texts, drawn) -> None:
    assert "–" in texts
    assert "A dash: the scenario does not say where the place is." in key(drawn)


def test_where_nobody_stands_is_said_in_words_and_by_a_hollow_dot(texts, drawn) -> None:
    assert "nobody" in texts
    fills = [layer["mark"].get("fill") for layer in drawn["layer"] if layer["mark"]["type"] == "rect"]
    assert fills == [plan_charts.LIGHT.ink, plan_charts.LIGHT.card]


def test_nothing_leaves_the_frame(drawn) -> None:
    assert len(features(drawn)) > 20
    for feature in features(drawn):
        rings = [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]
        for x, y in (point for ring in rings for point in ring):
            assert 0 <= x <= 620
            assert 0 <= y <= drawn["height"]


def test_the_table_beside_it_has_the_same_places_and_figures(plan, scenario, texts) -> None:
    for row in place_table(plan, scenario).to_dict("records"):
        assert row["Place"] in texts
        said = "nobody" if not row["Nations"] else f"{people(row['People at most'])} from"
        assert any(text.startswith(said) for text in texts)


def test_the_order_of_entries_changes_nothing(drawn) -> None:
    turned = {
        name: dict(reversed(example.DOCUMENT[name].items()))
        for name in ("places", "nations", "requirements", "capabilities")
    }
    scenario = example.scenario(**turned)
    assert there(plan_charts.contributors_and_places(solve(scenario), scenario)).to_dict() == drawn


def test_without_places_on_a_map_the_contributors_are_shown(plan, scenario) -> None:
    nowhere = {name: {"title": place["title"], "area": "there"} for name, place in example.PLACES.items()}
    scenario = example.scenario(places=nowhere)
    assert {"Germany", "France"} <= set(
        shaded(there(plan_charts.contributors_and_places(solve(scenario), scenario)).to_dict())
    )


def test_where_nobody_contributes_there_is_no_map(nothing) -> None:
    assert plan_charts.contributors_and_places(*nothing) is None


def test_where_nothing_has_an_outline_or_a_spot_there_is_no_map() -> None:
    nations = {"EUN": {"name": "All", "offers": {"company": 3}}}
    nowhere = {name: {"title": place["title"], "area": "there"} for name, place in example.PLACES.items()}
    scenario = example.scenario(nations=nations, places=nowhere)
    assert plan_charts.contributors_and_places(solve(scenario), scenario) is None


def test_no_outline_is_fetched_and_a_page_with_it_stays_small(plan, scenario, drawn) -> None:
    text = json.dumps(drawn)
    assert "http" not in text.replace(drawn["$schema"], "")
    assert len(text) < 150_000
    assert len(html_page.page(plan, scenario)) < 500_000
