"""The tornado of prices."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from planner.reports.drawing import svg
from planner.reports.explain.tornado import bars, tornado
from planner.reports.explain_words import one_of_each_bound
from planner.reports.looks import DARK, LIGHT
from planner.studies.prices.price import Effect, GoalChange, RowPrice
from tests.there import there


def price(row, more, less, goal="fill 1", capability="battalion", nation="TUR"):
    ids = {"nation": nation, "capability": capability, "phase": "hold"}
    return RowPrice(f"nations.{nation}.offers.{row}.units", "hold", goal, more, less, ids, "battalion")


def texts(chart):
    root = ET.fromstring(svg(chart))
    return [" ".join(entry.itertext()) for entry in root.iter("{http://www.w3.org/2000/svg}text")]


def test_a_bar_is_the_change_of_the_fill_in_percentage_points(scenario) -> None:
    (bar,) = bars([price("battalion", Effect(-0.02, 1), Effect(0.05, 1))], scenario)
    assert (bar.priority, bar.more, bar.less) == (1, pytest.approx(2), pytest.approx(-5))


def test_a_direction_that_first_changes_a_later_priority_stands_there(scenario) -> None:
    later = Effect(0.0, 1, then=GoalChange("fill 2", -0.1, 1))
    found = bars([price("battalion", later, Effect(0.05, 1))], scenario)
    assert [(bar.priority, bar.more, bar.less) for bar in found] == [
        (1, 0, pytest.approx(-5)),
        (2, pytest.approx(10), 0),
    ]


def test_what_changes_only_cost_or_nothing_is_not_drawn(scenario) -> None:
    found = [
        price("battalion", Effect(-3.0, 1), None, goal="cost"),
        price("patrol_aircraft", Effect(0.0, 1), None, capability="patrol_aircraft"),
    ]
    assert bars(found, scenario) == []
    assert tornado(found, scenario) is None


def test_the_largest_change_of_the_first_priority_comes_first_and_is_the_title(scenario) -> None:
    found = [
        price("battalion", Effect(-0.01, 1), None),
        price("patrol_aircraft", Effect(-0.03, 1), None, capability="patrol_aircraft"),
    ]
    said = " ".join(there(tornado(found, scenario)).to_dict()["title"]["text"])
    assert said == (
        "For priority 1, Türkiye's offer of Patrol aircraft (The long hold) matters most: one more +3 points"
    )


def test_the_bars_of_an_explanation_are_its_prices(short) -> None:
    found = bars(short.found.prices, short.scenario)
    assert found
    first = [
        one for one in one_of_each_bound(short.found.prices) if one.goal == "fill 1" and one.more is not None
    ]
    drawn = {round(bar.more, 6) for bar in found if bar.priority == 1}
    changes = [there(one.more).change * one.told(one.more) for one in first]
    assert {round(-100 * change, 6) for change in changes if abs(change) > 1e-6} <= drawn


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_every_bar_has_its_figure_and_both_directions_a_name(short, look) -> None:
    found = texts(tornado(short.found.prices, short.scenario, look))
    assert {"one more", "one less"} <= set(found)
    assert any(text.startswith("+") for text in found)
    assert not any("…" in text for text in found)


def test_what_holds_for_less_than_one_is_what_that_little_does_and_comes_after_more(scenario) -> None:
    found = [
        price("battalion", Effect(-0.05, 0.01), None),
        price("patrol_aircraft", Effect(-0.03, 1), None, capability="patrol_aircraft"),
    ]
    assert [round(bar.more, 6) for bar in bars(found, scenario)] == [3, 0.05]
    drawn = tornado(found, scenario)
    assert "+0.05 for 0.01" in texts(drawn)
    assert "+3" in texts(drawn)


def test_the_order_of_prices_of_one_size_changes_nothing(scenario) -> None:
    found = [
        price("battalion", Effect(-0.01, 1), None),
        price("patrol_aircraft", Effect(-0.01, 1), None, capability="patrol_aircraft"),
    ]
    assert there(tornado(found, scenario)).to_dict() == there(tornado(found[::-1], scenario)).to_dict()
