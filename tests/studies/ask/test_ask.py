"""Asks: what they are told with, and that their chance holds on draws that nobody has seen."""

from __future__ import annotations

import numpy as np
import pytest

import planner
from planner.formulation.formulate import formulate
from planner.planning import solve
from planner.problems import InvalidInput
from planner.scenario.scenario import Scenario
from planner.studies.ask.ask import Asking
from planner.worlds.answers import answers
from planner.worlds.chances import Chances
from planner.worlds.family import Family
from tests.small import document


def scenario(**sections: object) -> Scenario:
    entries = document(**sections)
    entries["conditions"]["ceasefire"]["probability"] = 0.95
    entries["nations"]["FRA"]["offers"]["battalion"]["units"] = {"low": 3, "expected": 5, "ceiling": 6}
    entries["nations"]["TUR"]["offers"]["minehunter"] = {
        "units": {"low": 1, "expected": 3, "ceiling": 4},
        "needs": ["ceasefire"],
        "pool": 12,
        "rotation": 3,
        "tour": 2,
    }
    return Scenario.model_validate(entries)


@pytest.fixture(scope="module")
def found() -> Asking:
    return planner.ask(scenario(), fill=0.9, chance=0.8, draws=32)


def test_the_chance_holds_on_draws_that_nobody_has_seen(found) -> None:
    assert found.found is not None
    chances = Chances.of(found.scenario)
    asked = {(one.nation, one.capability): one.units for one in found.found.asks}
    fresh = [world.asking(asked) for world in chances.worlds(chances.draws(1024, 77))]
    family = Family.of(formulate(found.scenario), fresh)
    filled = np.array([dict(one.goals)["fill 1"] <= 0.1 + 1e-6 for one in answers(family, fresh)])
    error = np.sqrt(0.8 * 0.2 / len(fresh)) + found.found.error
    assert filled.mean() >= 0.8 - 3 * error
    assert filled.mean() == pytest.approx(found.found.chance, abs=3 * error)
    assert found.found.chance >= 0.8


def test_it_is_said_what_was_asked_how_far_beyond_and_at_what_price(found) -> None:
    assert found.found is not None
    assert found.expected is not None
    for one in found.found.asks:
        offer = found.scenario.nations[one.nation].offers[one.capability]
        people = found.scenario.capabilities[one.capability].personnel
        assert one.price == pytest.approx(one.units * people)
        spoken_of = one.offered + one.units - offer.units.at("ceiling")
        assert one.beyond == pytest.approx(min(max(spoken_of, 0.0), one.units))
        assert one.offered + one.units <= 2 * offer.units.at("ceiling") + 1e-9
    assert found.bound <= found.found.price
    assert found.today is not None
    assert found.everything is not None
    assert found.today.chance < found.expected.chance < found.found.chance <= found.everything.chance
    assert found.expected.price < found.found.price


def test_the_changes_make_the_scenario_in_which_everybody_agreed(found) -> None:
    assert found.found is not None
    sections = scenario().model_dump(by_alias=True, exclude_none=True)
    for one in found.found.asks:
        for (_, nation, _, capability, field), value in one.changes(found.scenario):
            offer = sections["nations"][nation]["offers"][capability]
            before = offer[field]["expected"] if field == "units" else offer[field]
            after = value["expected"] if isinstance(value, dict) else value
            assert after > before
            offer[field] = value
    sections.pop("origins", None)
    agreed = Scenario.model_validate(sections)
    world_as_written = solve(agreed).totals["fill"]
    assert world_as_written > solve(found.scenario).totals["fill"]


def test_what_nothing_can_reach_is_said_with_the_greatest_chance() -> None:
    out = planner.ask(scenario(), fill=1.0, chance=0.99, most=1, draws=32)
    assert out.found is None
    assert out.everything is not None
    assert out.everything.chance < 0.99
    assert out.as_document()["greatest_chance"] == pytest.approx(out.everything.chance)


def test_what_everything_fills_is_what_so_many_of_the_worlds_fill() -> None:
    out = planner.ask(scenario(), fill=1.0, chance=0.8, most=1, draws=32)
    assert out.found is None
    assert out.everything is not None
    assert out.fillable is not None
    chances = Chances.of(out.scenario)
    asked = {(one.nation, one.capability): one.units for one in out.everything.asks}
    worlds = [world.asking(asked) for world in chances.worlds(chances.draws(8 * 32, 2))]
    family = Family.of(formulate(out.scenario), worlds)
    filled = np.array([1 - dict(one.goals)["fill 1"] for one in answers(family, worlds)])
    assert (filled >= out.fillable.with_chance - 1e-9).mean() >= 0.8
    assert (filled > out.fillable.with_chance + 1e-9).mean() < 0.8
    assert out.fillable.at_best == pytest.approx(filled.max())
    assert out.as_document()["greatest_fill"] == pytest.approx(out.fillable.with_chance)


def test_asks_are_in_whole_steps_and_counted_in_whole_steps() -> None:
    entry = {**document()["capabilities"]}
    entry["minehunter"] = {**entry["minehunter"], "whole_units": True}
    units = {"low": 1, "expected": 3, "ceiling": 4}
    sections = scenario(capabilities=entry).model_dump(by_alias=True, exclude_none=True)
    sections["nations"]["TUR"]["offers"]["minehunter"]["units"] = units
    sections.pop("origins", None)
    found = planner.ask(Scenario.model_validate(sections), fill=0.85, chance=0.7, draws=16)
    assert found.found is not None
    ships = [one.units for one in found.found.asks if one.capability == "minehunter"]
    assert ships
    assert all(float(units).is_integer() for units in ships)


def test_workers_change_nothing(found) -> None:
    assert planner.ask(scenario(), fill=0.9, chance=0.8, draws=32, workers=2).as_document() == (
        found.as_document()
    )


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        planner.ask(
            Scenario.model_validate(document(goals=["cost", "fill"])), fill=0, chance=1, most=0.5, draws=0
        )
    said = [problem.path or problem.file for problem in refused.value.problems]
    assert sorted(said) == ["--chance", "--draws", "--fill", "--most", "<scenario>", "goals"]


def test_time_that_is_up_leaves_it_unfinished() -> None:
    found = planner.ask(scenario(), fill=0.9, chance=0.8, draws=32, time_limit=1e-9)
    assert found.unfinished
    assert (found.found, found.today, found.everything, found.expected) == (None, None, None, None)
    assert found.as_document()["greatest_chance"] is None
