"""A world: how conditions stand, how much is offered, who is gone, where that is not as the scenario says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from planner.formulation.offers import OfferTable, window_length
from planner.ground.index import Index
from planner.program.blocks import FloatArray
from planner.scenario.scenario import Scenario

Standing = Literal["as it is", "always", "never"] | tuple[str, ...]
"""How a condition stands; a tuple names the phases in which it holds."""
AS_IT_IS: Literal["as it is"] = "as it is"
Way = Mapping[str, Standing]
"""For some conditions how they stand; all others stand as they are."""
Case = tuple[tuple[str, Standing], ...]
"""How each of some conditions stands, sorted by condition."""
OfferId = tuple[str, str]
"""A nation and a capability that it offers."""


@lru_cache(maxsize=1024)
def _one(same: Any) -> Any:
    """Return the one of equal values that all share: what most worlds have alike weighs nothing in each."""
    return same


@dataclass(frozen=True, slots=True)
class Amounts:
    """Units of some offers, sorted by offer.

    `numbers` are their bytes: there are many worlds of many offers, and most are of the same offers.
    """

    offers: tuple[OfferId, ...] = ()
    numbers: bytes = b""

    @classmethod
    def of(cls, units: Mapping[OfferId, float]) -> Amounts:
        """Return some amounts, whatever order they are told in."""
        offers = tuple(sorted(units))
        return cls.in_order(offers, np.array([units[offer] for offer in offers], dtype=float))

    @classmethod
    def in_order(cls, offers: tuple[OfferId, ...], units: FloatArray) -> Amounts:
        """Return the amounts of offers that are sorted."""
        return cls(_one(offers), (units + 0.0).tobytes())

    def __iter__(self) -> Iterator[tuple[OfferId, float]]:
        return zip(self.offers, self.values.tolist(), strict=True)

    def __len__(self) -> int:
        return len(self.offers)

    @property
    def values(self) -> FloatArray:
        """The units, offer by offer."""
        return np.frombuffer(self.numbers)


@dataclass(frozen=True, slots=True)
class World:
    """What differs from the scenario, sorted, so that equal worlds are equal.

    `units` gives offers other units on station, commitments not yet taken off; the offers of a nation that
    is `gone` are of none, and all that is said of it elsewhere stays. `more` are units that offers bring on
    top, whatever is committed, with what it takes to rotate them; an offer that brings none brings no more.
    """

    stands: Case = ()
    units: Amounts = Amounts()
    gone: tuple[str, ...] = ()
    more: tuple[tuple[OfferId, float], ...] = ()

    @classmethod
    def of(
        cls,
        way: Way | None = None,
        units: Mapping[OfferId, float] | Amounts | None = None,
        *,
        gone: tuple[str, ...] = (),
        more: Mapping[OfferId, float] | None = None,
    ) -> World:
        """Return a world, whatever order it is told in."""
        stands = sorted((name, holds) for name, holds in (way or {}).items() if holds != AS_IT_IS)
        wanted = {offer: amount for offer, amount in (more or {}).items() if amount > 0}
        return cls(
            _one(tuple(_one(one) for one in stands)),
            units if isinstance(units, Amounts) else Amounts.of(units or {}),
            tuple(sorted(set(gone))),
            tuple(sorted(wanted.items())),
        )

    def asking(self, more: Mapping[OfferId, float]) -> World:
        """Return this world with so many units more of some offers."""
        return World.of(self.way, self.units, gone=self.gone, more=more)

    def stands_in(self, offer: OfferId) -> bool:
        """Say whether an offer brings anything: its nation is there, and it is not of no units."""
        return offer[0] not in self.gone and dict(self.units).get(offer) != 0

    @property
    def only_lacks(self) -> bool:
        """Whether nothing is other than in the scenario but that nations are gone."""
        return not (self.stands or self.units or self.more)

    @property
    def of_those_who_stay(self) -> World:
        """The world without those who are gone, and without what is said of their offers."""
        units, more = (
            {offer: amount for offer, amount in amounts if offer[0] not in self.gone}
            for amounts in (self.units, self.more)
        )
        return World.of(self.way, units, more=more)

    @property
    def way(self) -> Way:
        """How conditions stand."""
        return dict(self.stands)

    def scenario(self, scenario: Scenario) -> Scenario:
        """Return the scenario with its conditions standing as they do here; units are for `table`."""
        return standing(scenario, self.way) if self.stands else scenario

    def table(self, base: OfferTable, index: Index) -> OfferTable:
        """Return the offers with the units of this world."""
        if not self.units and not self.gone and not self.more:
            return base
        units, free = base.units.copy(), base.free.copy()
        if self.units:
            spots = base.spots(self.units.offers, index)
            units[spots] = np.maximum(self.units.values[:, None] - base.bound[spots], 0.0)
        for name in self.gone:
            units[base.nation == index.positions["nation"][name]] = 0.0
        for offer, amount in self.more:
            if self.stands_in(offer):
                spot = spot_of(base, index, offer)
                units[spot] += amount
                free[spot] += amount * float(window_length(base.offers[spot]))
        return replace(base, units=units, free=free)


def spot_of(table: OfferTable, index: Index, offer: OfferId) -> int:
    """Return the number of an offer."""
    return table.numbers[index.positions["nation"][offer[0]], index.positions["capability"][offer[1]]]


def without_offers(scenario: Scenario, gone: Collection[str]) -> Scenario:
    """Return the scenario in which some nations offer nothing; what is said of them elsewhere stays."""
    nations = {
        name: nation.model_copy(update={"offers": {}}) if name in gone else nation
        for name, nation in scenario.nations.items()
    }
    return scenario.model_copy(update={"nations": nations})


def standing(scenario: Scenario, way: Way) -> Scenario:
    """Return the scenario with its conditions standing another way."""
    changed = {
        name: scenario.conditions[name].model_copy(update={"holds": holds})
        for name, holds in way.items()
        if holds != AS_IT_IS
    }
    return scenario.model_copy(update={"conditions": {**scenario.conditions, **changed}})
