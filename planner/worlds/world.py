"""A world: how conditions stand, how much is offered, who is gone, where that is not as the scenario says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from planner.formulation.offers import OfferTable
from planner.ground.index import Index
from planner.scenario.models import Scenario

Standing = Literal["as it is", "always", "never"] | tuple[str, ...]
"""How a condition stands; a tuple names the phases in which it holds."""
AS_IT_IS: Literal["as it is"] = "as it is"
Way = Mapping[str, Standing]
"""For some conditions how they stand; all others stand as they are."""
Case = tuple[tuple[str, Standing], ...]
"""How each of some conditions stands, sorted by condition."""
OfferId = tuple[str, str]
"""A nation and a capability that it offers."""


@dataclass(frozen=True)
class World:
    """What differs from the scenario, sorted, so that equal worlds are equal.

    `units` gives offers other units on station, commitments not yet taken off; the offers of a nation that
    is `gone` are of none, and all that is said of it elsewhere stays.
    """

    stands: Case = ()
    units: tuple[tuple[OfferId, float], ...] = ()
    gone: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, way: Way | None = None, units: Mapping[OfferId, float] | None = None, gone: tuple[str, ...] = ()
    ) -> World:
        """Return a world, whatever order it is told in."""
        stands = tuple(sorted((name, holds) for name, holds in (way or {}).items() if holds != AS_IT_IS))
        return cls(stands, tuple(sorted((units or {}).items())), tuple(sorted(set(gone))))

    @property
    def way(self) -> Way:
        """How conditions stand."""
        return dict(self.stands)

    def scenario(self, scenario: Scenario) -> Scenario:
        """Return the scenario with its conditions standing as they do here; units are for `table`."""
        return standing(scenario, self.way) if self.stands else scenario

    def table(self, base: OfferTable, index: Index) -> OfferTable:
        """Return the offers with the units of this world."""
        if not self.units and not self.gone:
            return base
        units = base.units.copy()
        for (nation, capability), amount in self.units:
            spot = spot_of(base, index, (nation, capability))
            units[spot] = np.maximum(amount - base.bound[spot], 0.0)
        gone = [index.positions["nation"][name] for name in self.gone]
        units[np.isin(base.nation, gone)] = 0.0
        return replace(base, units=units)


def spot_of(table: OfferTable, index: Index, offer: OfferId) -> int:
    """Return the number of an offer."""
    nation, capability = index.positions["nation"][offer[0]], index.positions["capability"][offer[1]]
    return int(np.flatnonzero((table.nation == nation) & (table.capability == capability))[0])


def standing(scenario: Scenario, way: Way) -> Scenario:
    """Return the scenario with its conditions standing another way."""
    changed = {
        name: scenario.conditions[name].model_copy(update={"holds": holds})
        for name, holds in way.items()
        if holds != AS_IT_IS
    }
    return scenario.model_copy(update={"conditions": {**scenario.conditions, **changed}})
