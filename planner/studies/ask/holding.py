"""Asks whose chance holds on draws that they were not chosen by."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from planner.engines.engine import Status
from planner.facts.stated_steps import step_of
from planner.formulation.formulate import Formulation
from planner.program.blocks import FloatArray
from planner.studies.uncertainty.variance_shares import error_of
from planner.worlds.answers import answers
from planner.worlds.family import Family
from planner.worlds.recourse import Askable, CheapestAsks, Recourse
from planner.worlds.solving_worlds import Effort
from planner.worlds.world import OfferId, World
from planner.worlds.world_answer import Answer

ENOUGH = 1e-6
"""What may stay unfilled beyond what was said, and counts as rounding."""
SMALLEST = 1e-4
"""Divisible units are asked for in multiples of this."""
TRIES, HALVINGS = 6, 6
"""How often a greater share of the draws is asked for, and how often what is too much is halved."""
COSTED = 128
"""On so many of the draws the cost of the plan is looked at."""


def askable(formulation: Formulation, most: float) -> Askable:
    """Return what can be asked for: up to so many times the most that was spoken of, at the price of people.

    An offer that is not counted is not asked about.
    """
    names, counting = formulation.ground.index.names, formulation.counting
    table, scenario = formulation.offers, formulation.scenario
    found: list[tuple[OfferId, float, float]] = []
    for nation, capability, offer in zip(table.nation, table.capability, table.offers, strict=True):
        room = most * offer.units.at("ceiling") - offer.units.at(counting.offers)
        if room > 0 and counting.counts(offer):
            name = names["capability"][capability]
            price = scenario.capabilities[name].personnel or 1.0
            found.append(((names["nation"][nation], name), room, price))
    return Askable(
        tuple(offer for offer, _, _ in found),
        np.array([room for _, room, _ in found]),
        np.array([price for _, _, price in found]),
    )


@dataclass(frozen=True, eq=False)
class Counts:
    """What asks come to on draws: the chance that no more than `unfilled` stays so, and the mean cost."""

    family: Family
    draws: tuple[World, ...]
    unfilled: float
    askable: Askable
    effort: Effort
    _known: dict[tuple[tuple[OfferId, float], ...], FloatArray] = field(default_factory=dict, repr=False)

    def chance(self, asked: Mapping[OfferId, float]) -> tuple[float, float]:
        """Return the chance and its standard error; raises TimeoutError where time is up before."""
        enough = (self._unfilled(asked) <= self.unfilled + ENOUGH).astype(float)
        return float(enough.mean()), error_of(enough)

    def fill(self, asked: Mapping[OfferId, float], chance: float) -> tuple[float, float]:
        """Return the most that asks fill with a chance, and in the best of the draws.

        Where there is no plan nothing is filled. Raises as `chance` does.
        """
        filled = 1.0 - np.sort(self._unfilled(asked).clip(0.0, 1.0))
        last = min(max(math.ceil(chance * len(filled) - ENOUGH), 1), len(filled))
        return float(filled[last - 1]), float(filled[0])

    def cost(self, asked: Mapping[OfferId, float]) -> float | None:
        """Return the mean cost of the plans; None where cost is no goal. Raises as `chance` does."""
        found = _all_of(answers(self.family, [world.asking(asked) for world in self._some], self.effort))
        each = [dict(one.goals).get("cost") for one in found if one.found]
        known = [one for one in each if one is not None]
        return float(np.mean(known)) if known else None

    def price_of(self, offer: OfferId) -> float:
        """Return the price of one unit."""
        return float(self.askable.price[self.askable.offers.index(offer)])

    def _unfilled(self, asked: Mapping[OfferId, float]) -> FloatArray:
        """Return what stays unfilled of the first goal in each draw; infinity where there is no plan."""
        key = tuple(sorted(asked.items()))
        if key not in self._known:
            found = _all_of(answers(self._first, [world.asking(asked) for world in self.draws], self.effort))
            self._known[key] = np.array([one.goals[0][1] if one.found else math.inf for one in found])
        return self._known[key]

    @cached_property
    def _some(self) -> tuple[World, ...]:
        return self.draws[:: max(len(self.draws) // COSTED, 1)]

    @cached_property
    def _first(self) -> Family:
        """The family with its first goal alone."""
        program = self.family.program
        return replace(self.family, program=replace(program, goals=program.goals[:1]))


def _all_of(found: list[Answer]) -> list[Answer]:
    """Return answers that are all settled: what time did not suffice for is not counted as anything."""
    if any(one.status not in (Status.OPTIMAL, Status.INFEASIBLE) for one in found):
        raise TimeoutError
    return found


@dataclass(frozen=True, eq=False)
class HeldAsks:
    """Asks that have the chance, and a price below which nothing has for the worlds that chose them."""

    asked: Mapping[OfferId, float]
    bound: float


@dataclass(frozen=True, eq=False)
class Holding:
    """Looks for the cheapest asks with a chance, chosen by some worlds and counted on others."""

    counts: Counts
    worlds: tuple[World, ...]

    def least(self, wanted: float) -> HeldAsks | None:
        """Return asks that have the chance on the draws that count; None where none have, or time is up."""
        if self.counts.chance(self.counts.askable.everything)[0] < wanted:
            return None
        given_up, last = 1 - wanted, None
        for _ in range(TRIES):
            choice = self._chosen(self._recourse, max(given_up, 0.0))
            if choice is None:
                break
            last, chance = choice, self._chance(choice.units)
            if chance >= wanted:
                return HeldAsks(self._whole(choice.units), choice.bound)
            if given_up <= 0:
                break
            given_up -= max(wanted - chance, 1 / len(self.worlds))
        return self._between(last, wanted)

    def expected(self) -> Mapping[OfferId, float] | None:
        """Return the asks for the scenario as it is written alone; None where none fill enough there."""
        choice = self._chosen(replace(self._recourse, worlds=(World(),), _cuts=[]), 0.0)
        return None if choice is None else self._whole(choice.units)

    def _between(self, last: CheapestAsks | None, wanted: float) -> HeldAsks | None:
        """Return as little as has the chance of what lies between some asks and all that can be asked."""
        least, most = 0.0, 1.0
        low = np.zeros(len(self.counts.askable.most)) if last is None else last.units
        room = self.counts.askable.most - low
        for _ in range(HALVINGS):
            if self.counts.effort.spent:
                return None
            middle = (least + most) / 2
            if self._chance(low + middle * room) >= wanted:
                most = middle
            else:
                least = middle
        return HeldAsks(self._whole(low + most * room), bound=0.0 if last is None else last.bound)

    @cached_property
    def _recourse(self) -> Recourse:
        counts = self.counts
        return Recourse(counts.family, self.worlds, counts.unfilled, counts.askable, counts.effort)

    def _chosen(self, recourse: Recourse, given_up: float) -> CheapestAsks | None:
        try:
            return recourse.least(given_up)
        except TimeoutError:
            return None

    def _chance(self, units: FloatArray) -> float:
        return self.counts.chance(self._whole(units))[0]

    def _whole(self, units: FloatArray) -> dict[OfferId, float]:
        """Return what is asked by offer, rounded up to whole steps."""
        facts = self.counts.family.formulation.scenario
        asked = self.counts.askable.told(np.where(units > ENOUGH, units, 0.0))
        return {offer: _up(amount, step_of(facts, *offer) or SMALLEST) for offer, amount in asked.items()}


def _up(amount: float, step: float) -> float:
    return round(math.ceil(amount / step - ENOUGH / step) * step, 9)
