"""What worlds meet, as far as their program depends on it: seen in one go, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from planner.formulation.formulate import Formulation
from planner.formulation.offers import OfferTable
from planner.scenario.scenario import Scenario
from planner.worlds.leaving import sharing
from planner.worlds.world import AS_IT_IS, Case, Way, World


@dataclass(frozen=True, eq=False)
class Met:
    """What some worlds meet, and the scenario as it is.

    `cases` are the ways in which conditions stand in some world, for all those together that a constraint
    depends on and for each that an offer needs. `gone` are the nations that are gone together and share a
    burden; `table` are the offers with the most units of each.
    """

    cases: Mapping[tuple[str, ...], AbstractSet[Case]]
    gone: frozenset[frozenset[str]]
    table: OfferTable

    @classmethod
    def of(cls, formulation: Formulation, worlds: Iterable[World]) -> Met:
        """Return what some worlds meet; they are gone through once."""
        table, index, share = formulation.offers, formulation.ground.index, sharing(formulation.scenario)
        cases: dict[tuple[str, ...], set[Case]] = {
            conditions: {case_of(conditions, {})} for conditions in _looked_at(formulation.scenario)
        }
        gone, units, free = {frozenset[str]()}, table.units.copy(), table.free.copy()
        for world in worlds:
            way = world.way
            for conditions, met in cases.items():
                met.add(case_of(conditions, way))
            gone.add(share.intersection(world.gone))
            if world.units or world.more:
                there = world.table(table, index)
                np.maximum(units, there.units, out=units)
                np.maximum(free, there.free, out=free)
        widest = replace(table, units=units, free=free)
        return cls(cases, frozenset(gone) - {frozenset()}, widest)


def case_of(conditions: tuple[str, ...], way: Way) -> Case:
    """Return how some conditions stand in a way."""
    return tuple((name, way.get(name, AS_IT_IS)) for name in conditions)


def _looked_at(scenario: Scenario) -> set[tuple[str, ...]]:
    """Return the conditions that are looked at together."""
    needed = {
        (name,)
        for nation in scenario.nations.values()
        for offer in nation.offers.values()
        for name in offer.needs
    }
    return needed | {tuple(one.conditions) for one in scenario.constraints.values()}
