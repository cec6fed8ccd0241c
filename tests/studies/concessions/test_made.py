"""Scenarios with concessions made, many after each other."""

from __future__ import annotations

import numpy as np

from planner.formulation.formulate import formulate
from planner.formulation.offers import OfferTable
from planner.studies.concessions.elastic import Elastic, elastic
from planner.studies.concessions.made import Made
from planner.studies.concessions.priced_changes import PricedChange
from tests.small import constrained, scenario


def bending() -> Elastic:
    return elastic(
        formulate(scenario(**constrained(kind="limit", component="land", measure="units", at_most=9)))
    )


def more_of(nation: str, capability: str, units: float) -> PricedChange:
    return PricedChange(("nations", nation, "offers", capability, "units"), 0.0, units, 1.0)


def rule(of: Elastic) -> str:
    return next(iter(of.scenario.constraints))


def test_changes_are_made_and_the_scenario_stays_as_it_is() -> None:
    of = bending()
    name = rule(of)
    moved = PricedChange(("constraints", name, "at_most"), 9.0, 11.0, 1.0)
    made = Made(of).scenario([more_of("FRA", "battalion", 7.0), moved])
    assert made.nations["FRA"].offers["battalion"].units.at("expected") == 7.0
    assert made.constraints[name].model_dump()["at_most"] == 11.0
    assert of.scenario.nations["FRA"].offers["battalion"].units.at("expected") != 7.0
    assert of.scenario.constraints[name].model_dump()["at_most"] == 9.0
    lifted = PricedChange(("constraints", name), "in force", None, 1.0)
    assert not Made(of).scenario([lifted]).constraints


def test_what_is_changed_alike_is_the_same_entry_and_what_is_not_another() -> None:
    of = bending()
    made = Made(of)
    one, again = (made.scenario([more_of("FRA", "battalion", 7.0)]) for _ in range(2))
    other = made.scenario([more_of("FRA", "battalion", 8.0), more_of("TUR", "battalion", 8.0)])
    assert one.nations["FRA"] is again.nations["FRA"]
    assert other.nations["FRA"] is not one.nations["FRA"]
    assert one.nations["TUR"] is of.scenario.nations["TUR"]


def test_offers_are_what_they_are_by_themselves_whoever_was_asked_before() -> None:
    of = bending()
    made = Made(of)
    asked: tuple[list[PricedChange], ...] = (
        [more_of("FRA", "battalion", 7.0)],
        [more_of("TUR", "battalion", 3.0)],
        [],
        [more_of("FRA", "battalion", 2.0), more_of("TUR", "battalion", 3.0)],
    )
    for changes in asked:
        changed = made.scenario(changes)
        table, alone = made.offers(changed), OfferTable.of(changed, of.ground.index, of.level)
        for name in ("units", "bound", "free", "short"):
            assert np.array_equal(getattr(table, name), getattr(alone, name))
        assert list(table.offers) == list(alone.offers)
