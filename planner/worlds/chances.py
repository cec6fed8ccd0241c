"""What a scenario gives chances to, and worlds drawn by them.

A condition with a `probability` comes to hold with that chance: as its `holds` says, or always where that
says never; else it never does. An offer with different `low` and `ceiling` units is a triangle with its mode
at what is expected. All of these are independent of each other. What has no chance stands as it is written.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from planner.facts.entries import Offer
from planner.program.blocks import FloatArray
from planner.scenario.scenario import Scenario
from planner.worlds.world import AS_IT_IS, OfferId, Standing, World

REPLICATES = 16
"""Independent scramblings: standard errors are from their spread (Owen 1997, doi 10.1214/aos/1031594731)."""


@dataclass(frozen=True)
class Happens:
    """A condition that comes to hold, or not."""

    condition: str
    chance: float
    holding: Standing

    @property
    def path(self) -> str:
        """Where its chance stands."""
        return f"conditions.{self.condition}.probability"

    def holds(self, draws: FloatArray) -> np.ndarray:
        """Return in which draws it comes to hold."""
        return draws < self.chance


@dataclass(frozen=True)
class Ranges:
    """An offer whose units lie between two, the expected ones the likeliest."""

    offer: OfferId
    low: float
    mode: float
    high: float

    @property
    def path(self) -> str:
        """Where its units stand."""
        return f"nations.{self.offer[0]}.offers.{self.offer[1]}.units"

    def units(self, draws: FloatArray) -> FloatArray:
        """Return the units of draws between 0 and 1: the triangle's quantiles."""
        width, left, right = self.high - self.low, self.mode - self.low, self.high - self.mode
        below = self.low + np.sqrt(draws * width * left)
        above = self.high - np.sqrt((1 - draws) * width * right)
        return np.where(draws * width < left, below, above)


Factor = Happens | Ranges


@dataclass(frozen=True)
class Chances:
    """What is uncertain, sorted by path, and the paths of what has no chance and stands as written."""

    factors: tuple[Factor, ...]
    assumed: tuple[str, ...]

    @classmethod
    def of(cls, scenario: Scenario, *, units: bool = True) -> Chances:
        """Return the chances of a scenario; without `units` its offers stand at the level that is counted."""
        factors: list[Factor] = []
        assumed: list[str] = []
        for name, condition in sorted(scenario.conditions.items()):
            if condition.probability is None:
                assumed.append(f"conditions.{name}.probability")
            else:
                holding: Standing = "always" if condition.holds == "never" else AS_IT_IS
                factors.append(Happens(name, condition.probability, holding))
        for nation, entry in sorted(scenario.nations.items()):
            for capability, offer in sorted(entry.offers.items()):
                ranges = _ranges((nation, capability), offer) if units else None
                if ranges is None:
                    assumed.append(f"nations.{nation}.offers.{capability}.units")
                else:
                    factors.append(ranges)
        return cls(tuple(factors), tuple(assumed))

    def draws(self, count: int, seed: int) -> FloatArray:
        """Return draws x factors between 0 and 1: scrambled Sobol' points, one scrambling after the other.

        At least `count`, of which each scrambling has the same power of two. The same seed and factors are
        the same draws, whatever else the scenario says.
        """
        exponent = max(math.ceil(math.log2(max(count, 1) / REPLICATES)), 0)
        seeds = np.random.SeedSequence(seed).spawn(REPLICATES)
        sequences = [
            qmc.Sobol(len(self.factors), scramble=True, seed=np.random.default_rng(one)) for one in seeds
        ]
        return np.concatenate([one.random_base2(exponent) for one in sequences])

    def worlds(self, draws: FloatArray) -> list[World]:
        """Return the world of each draw."""
        columns = [
            one.holds(draws[:, number]) if isinstance(one, Happens) else one.units(draws[:, number])
            for number, one in enumerate(self.factors)
        ]
        return [self._world([column[number] for column in columns]) for number in range(len(draws))]

    def _world(self, values: Sequence[float]) -> World:
        way: dict[str, Standing] = {}
        units: dict[OfferId, float] = {}
        for one, value in zip(self.factors, values, strict=True):
            if isinstance(one, Happens):
                way[one.condition] = one.holding if value else "never"
            else:
                units[one.offer] = float(value)
        return World.of(way, units)


def _ranges(name: OfferId, offer: Offer) -> Ranges | None:
    low, high = offer.units.at("low"), offer.units.at("ceiling")
    return Ranges(name, low, offer.units.expected, high) if low < high else None
