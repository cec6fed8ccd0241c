"""What a scenario gives chances to, and worlds drawn by them.

A condition with a `probability` comes to hold with that chance: as its `holds` says, or always where that
says never; else it never does. The chance may hang on other conditions, and `delay` spreads over months when
it begins. An offer with different `low` and `ceiling` units is a triangle, or PERT's beta, with its mode at
what is expected; with a table of `chance` by firmness it stands or not. Draws of all of these are independent
of each other. What has no chance stands as it is written.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

import numpy as np
from scipy.special import betaincinv

from planner.facts.entries import Condition, Offer
from planner.facts.exact import exact
from planner.facts.likelihood import Standings, chance_order
from planner.ground.index import Index
from planner.program.blocks import BoolArray, FloatArray
from planner.scenario.scenario import Scenario
from planner.worlds.draws import Draws, Points
from planner.worlds.made_worlds import MadeWorlds
from planner.worlds.world import AS_IT_IS, Amounts, OfferId, Standing, World

ALL_OFFERS = "all offers"
"""What drives as one: how much all offers bring. No condition's id has a space."""


@dataclass(frozen=True)
class Happens:
    """A condition that comes to hold, or not.

    `branches` are the conditions that all come to hold where a chance counts, and that chance: the first that
    counts is taken, and the last always does. `delays` say how it then stands, later than is written or
    never, and how likely that is.
    """

    condition: str
    branches: tuple[tuple[tuple[str, ...], float], ...]
    delays: tuple[tuple[Standing, float], ...]
    stated: str = "probability"

    @property
    def path(self) -> str:
        """Where its chance stands."""
        return f"conditions.{self.condition}.{self.stated}"

    @property
    def looks_at(self) -> tuple[str, ...]:
        """The conditions by which its chance is stated."""
        return tuple(name for given, _ in self.branches for name in given)

    def stands(self, draws: FloatArray, others: Mapping[str, BoolArray]) -> list[Standing]:
        """Return how it stands in each draw; `others` say where conditions come to hold."""
        chance = np.full(len(draws), self.branches[-1][1])
        for given, here in reversed(self.branches[:-1]):
            chance[np.logical_and.reduce([others[name] for name in given])] = here
        within = np.divide(draws, chance, out=np.ones(len(draws)), where=chance > draws)
        reached = np.cumsum([part for _, part in self.delays])
        # The last of the delays takes what rounding leaves of the whole.
        chosen = np.searchsorted(reached[:-1], within, side="right")
        return [
            self.delays[number][0] if happens else "never"
            for number, happens in zip(chosen, draws < chance, strict=True)
        ]


@dataclass(frozen=True)
class Stands:
    """An offer that stands as it is, or not at all."""

    offer: OfferId
    firmness: str
    chance: float

    @property
    def path(self) -> str:
        """Where its chance stands."""
        return f"chance.{self.firmness}"


@dataclass(frozen=True)
class Ranges:
    """An offer whose units lie between two, the expected ones the likeliest."""

    offer: OfferId
    low: float
    mode: float
    high: float
    shape: str = "triangle"

    @property
    def path(self) -> str:
        """Where its units stand."""
        return f"nations.{self.offer[0]}.offers.{self.offer[1]}.units"

    def units(self, draws: FloatArray) -> FloatArray:
        """Return the units of draws between 0 and 1: the quantiles of a triangle, or of PERT's beta.

        PERT: Malcolm, Roseboom, Clark and Fazar 1959, doi 10.1287/opre.7.5.646.
        """
        width, left, right = self.high - self.low, self.mode - self.low, self.high - self.mode
        if self.shape == "pert":
            found: FloatArray = self.low + width * betaincinv(
                1 + 4 * left / width, 1 + 4 * right / width, draws
            )
            return found
        below = self.low + np.sqrt(draws * width * left)
        above = self.high - np.sqrt((1 - draws) * width * right)
        return np.where(draws * width < left, below, above)


Factor = Happens | Stands | Ranges


@dataclass(frozen=True)
class Chances:
    """What is uncertain, conditions before offers and each sorted, and what is not.

    `assumed` are the paths of what has no chance and stands as written, `usual` those of chances that the
    scenario asks for and leaves to the planner's own figures. `fixed` says of each condition without a chance
    whether it ever holds. Draws have `width` dimensions: one for each condition and two for each offer, also
    for those that have no chance, so that variants which differ in what has one see the same of all else.
    `columns` are those of the factors.
    """

    factors: tuple[Factor, ...]
    assumed: tuple[str, ...]
    usual: tuple[str, ...]
    fixed: Mapping[str, bool]
    columns: tuple[int, ...]
    width: int

    @classmethod
    def of(cls, scenario: Scenario, *, units: bool = True) -> Chances:
        """Return the chances of a scenario; without `units` an offer brings what is counted, or nothing."""
        index = Index.of(scenario)
        slots: list[Factor | None] = []
        fixed: dict[str, bool] = {}
        assumed: list[str] = []
        for name, condition in sorted(scenario.conditions.items()):
            slots.append(happens := _happens(name, condition, index))
            if happens is None:
                fixed[name] = bool(index.holds(condition).any())
                assumed.append(f"conditions.{name}.probability")
        for nation, entry in sorted(scenario.nations.items()):
            for capability, offer in sorted(entry.offers.items()):
                spread = _ranges((nation, capability), offer) if units else None
                stands = _stands((nation, capability), offer, scenario.chance)
                slots += [spread, stands]
                if spread is None and stands is None:
                    assumed.append(f"nations.{nation}.offers.{capability}.units")
        columns = tuple(number for number, one in enumerate(slots) if one is not None)
        factors = tuple(one for one in slots if one is not None)
        return cls(factors, tuple(assumed), _usual(scenario), fixed, columns, len(slots))

    def draws(self, count: int, seed: int) -> Draws:
        """Return draws between 0 and 1 of all factors: scrambled Sobol' points.

        At least `count`, of which each scrambling has the same power of two. The same seed, conditions and
        offers are the same draws, whatever else the scenario says.
        """
        return Draws.of(self.width, self.columns, count, np.random.SeedSequence(seed))

    def redraws(self, count: int, seed: int) -> Draws:
        """Return draws that are independent of `draws`, for each of them one.

        They are of other dimensions: in the same one, points of two scramblings lie in the same order, and
        one would say of the other in which half it is.
        """
        columns = [self.width + column for column in self.columns]
        return Draws.of(2 * self.width, columns, count, np.random.SeedSequence([seed, 1]))

    def stands(self, draws: FloatArray) -> dict[str, list[Standing]]:
        """Return how each condition that has a chance stands in each draw."""
        column = {
            one.condition: number for number, one in enumerate(self.factors) if isinstance(one, Happens)
        }
        happens = {one.condition: one for one in self.factors if isinstance(one, Happens)}
        found: dict[str, list[Standing]] = {}
        others: dict[str, BoolArray] = {
            name: np.full(len(draws), holds) for name, holds in self.fixed.items()
        }
        for name in chance_order({name: one.looks_at for name, one in happens.items()}):
            found[name] = happens[name].stands(draws[:, column[name]], others)
            others[name] = np.array([holds != "never" for holds in found[name]], dtype=bool)
        return found

    @property
    def drivers(self) -> dict[str, BoolArray]:
        """The columns of each condition, and of all offers together where some have chances."""
        is_condition = np.array([isinstance(one, Happens) for one in self.factors], dtype=bool)
        conditions = [one.condition for one in self.factors if isinstance(one, Happens)]
        found = {name: np.arange(len(self.factors)) == number for number, name in enumerate(conditions)}
        return found if is_condition.all() else {**found, ALL_OFFERS: ~is_condition}

    def worlds(self, points: Points) -> MadeWorlds:
        """Return the world of each draw."""
        return MadeWorlds(len(points), lambda start, stop: self._few(points.rows(start, stop)))

    def _few(self, draws: FloatArray) -> list[World]:
        """Return the worlds of a few draws."""
        stands = self.stands(draws)
        return [
            World.of({name: holds[number] for name, holds in stands.items()}, amounts)
            for number, amounts in enumerate(self._amounts(draws))
        ]

    def _amounts(self, draws: FloatArray) -> Iterator[Amounts]:
        """Yield the units of each draw: what has a range as it comes, and nothing of what does not stand."""
        units = np.zeros((len(draws), len(self._offers)))
        said = np.zeros(units.shape, dtype=bool)
        for number, one in enumerate(self.factors):
            if isinstance(one, Ranges):
                units[:, self._offers[one.offer]] = one.units(draws[:, number])
                said[:, self._offers[one.offer]] = True
        numbers, spots, chance = self._standing
        fails = draws[:, numbers] >= chance
        units[:, spots] = np.where(fails, 0.0, units[:, spots])
        said[:, spots] |= fails
        for amounts, here in zip(units, said, strict=True):
            yield Amounts.in_order(tuple(compress(self._offers, here.tolist())), amounts[here])

    @cached_property
    def _standing(self) -> tuple[list[int], list[int], FloatArray]:
        """The factors that say whether an offer stands, the numbers of these offers, and their chances."""
        found = [(number, one) for number, one in enumerate(self.factors) if isinstance(one, Stands)]
        spots = [self._offers[one.offer] for _, one in found]
        return [number for number, _ in found], spots, np.array([one.chance for _, one in found], dtype=float)

    @cached_property
    def _offers(self) -> dict[OfferId, int]:
        """The offers that have a chance, sorted, each with its number."""
        offers = {one.offer for one in self.factors if not isinstance(one, Happens)}
        return {offer: number for number, offer in enumerate(sorted(offers))}


def _ranges(name: OfferId, offer: Offer) -> Ranges | None:
    low, high = offer.units.at("low"), offer.units.at("ceiling")
    return Ranges(name, low, offer.units.expected, high, offer.shape) if low < high else None


def _stands(name: OfferId, offer: Offer, chance: Standings | None) -> Stands | None:
    return None if chance is None else Stands(name, offer.firmness, getattr(chance, offer.firmness))


def _usual(scenario: Scenario) -> tuple[str, ...]:
    """Return the rungs that some offer stands on and whose chance is the planner's own figure."""
    if scenario.chance is None:
        return ()
    rungs = {offer.firmness for nation in scenario.nations.values() for offer in nation.offers.values()}
    return tuple(f"chance.{rung}" for rung in sorted(rungs - scenario.chance.model_fields_set))


def _happens(name: str, condition: Condition, index: Index) -> Happens | None:
    """Return a condition with its chance, sooner delays first; None where it states no chance or delay."""
    if condition.probability is None and condition.delay is None:
        return None
    stated, said = condition.probability, 1.0 if condition.probability is None else condition.probability
    branches = (
        tuple((one.given, one.likely) for one in said) if isinstance(said, tuple) else (((), float(said)),)
    )
    delays = tuple(
        (_delayed(condition, float(months), index) if months != "never" else "never", part)
        for months, part in sorted((condition.delay or {"0": 1.0}).items(), key=_by_months)
    )
    return Happens(name, branches, delays, "delay" if stated is None else "probability")


def _by_months(delay: tuple[str, float]) -> float:
    return math.inf if delay[0] == "never" else float(delay[0])


def _delayed(condition: Condition, months: float, index: Index) -> Standing:
    """Return how a condition stands that comes to hold so many months later than it is written.

    It holds in those of its phases that begin no sooner; one that is written to hold never is meant to hold
    always, and begins with the first phase.
    """
    if months == 0:
        return "always" if condition.holds == "never" else AS_IT_IS
    written = index.holds(condition) if condition.holds != "never" else np.ones(len(index.months), dtype=bool)
    first = index.calendar.starts[int(np.argmax(written))]
    late = written & index.calendar.started_by(float(first + exact(months)))
    return tuple(np.array(index.names["phase"])[late].tolist()) or "never"
