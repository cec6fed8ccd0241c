"""What closes possible contributions, whatever way the conditions stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.formulation.closures import Reason
from planner.formulation.formulate import Formulation
from planner.ground.ground import Ground
from planner.program.blocks import BoolArray
from planner.scenario.scenario import Scenario
from planner.worlds.world import AS_IT_IS, Case, Standing, Way, standing


@dataclass(frozen=True, eq=False)
class Closing:
    """What closes possible contributions, whatever way the conditions stand."""

    formulation: Formulation

    def closed(self, way: Way) -> BoolArray:
        """Return the possible contributions that are closed."""
        closed = self._fixed.copy()
        for conditions, reasons in self._alike.items():
            closed |= self._together(
                reasons, conditions, tuple(way.get(name, AS_IT_IS) for name in conditions)
            )
        return closed

    def closed_in_all(self, cases: Mapping[tuple[str, ...], AbstractSet[Case]]) -> BoolArray:
        """Return possible contributions that no way opens: those that one reason closes in all of them.

        `cases` are all ways in which conditions stand that a reason depends on together.
        """
        closed = self._fixed.copy()
        for conditions, reasons in self._alike.items():
            for reason in reasons:
                closed |= np.logical_and.reduce([self._mask(reason, case) for case in cases[conditions]])
        return closed

    def _together(
        self, reasons: Sequence[Reason], conditions: tuple[str, ...], stand: tuple[Standing, ...]
    ) -> BoolArray:
        """Return what reasons close that depend on the same conditions, where these stand so."""
        if (conditions, stand) not in self._of_alike:
            case = tuple(zip(conditions, stand, strict=True))
            masks = [self._mask(reason, case) for reason in reasons]
            self._of_alike[conditions, stand] = np.logical_or.reduce(masks)
        return self._of_alike[conditions, stand]

    @cached_property
    def _alike(self) -> dict[tuple[str, ...], list[Reason]]:
        """The reasons that depend on the same conditions."""
        alike: dict[tuple[str, ...], list[Reason]] = {}
        for reason, conditions in self._depending.items():
            alike.setdefault(conditions, []).append(reason)
        return alike

    @cached_property
    def _of_alike(self) -> dict[tuple[tuple[str, ...], tuple[Standing, ...]], BoolArray]:
        return {}

    @cached_property
    def _masks(self) -> dict[tuple[Reason, tuple[tuple[str, Standing], ...]], BoolArray]:
        return {}

    def _mask(self, reason: Reason, stand: tuple[tuple[str, Standing], ...]) -> BoolArray:
        if (reason, stand) not in self._masks:
            self._masks[reason, stand] = self._closed_by(reason, dict(stand))
        return self._masks[reason, stand]

    def _closed_by(self, reason: Reason, way: Way) -> BoolArray:
        """Return what a reason closes in a way: what its constraint forbids, or offers whose need fails."""
        candidates = self.formulation.candidates
        none = np.zeros(candidates.count, dtype=bool)
        if all(holds == AS_IT_IS for holds in way.values()):
            return self.formulation.closed.get(reason, none)
        if reason.sort == "constraint":
            constraint = self.formulation.scenario.constraints[reason.name]
            forbidden = constraint.forbids(on(candidates, standing(self.formulation.scenario, way)))
            return none if forbidden is None else forbidden
        fails = ~candidates.index.holds(standing(self.formulation.scenario, way).conditions[reason.name])
        return self._needing[reason.name] & fails[candidates.keys["phase"]]

    @cached_property
    def _needing(self) -> dict[str, BoolArray]:
        """For each condition which contributions are of offers that need it."""
        table = self.formulation.offers
        spot = table.spot(self.formulation.candidates)
        names = {name for offer in table.offers for name in offer.needs}
        return {
            name: np.array([name in offer.needs for offer in table.offers], dtype=bool)[spot]
            for name in sorted(names)
        }

    @cached_property
    def _depending(self) -> dict[Reason, tuple[str, ...]]:
        """For each reason that depends on conditions, which."""
        depending: dict[Reason, tuple[str, ...]] = {
            Reason("condition", name): (name,) for name in self._needing
        }
        for name, constraint in self.formulation.scenario.constraints.items():
            if constraint.conditions and constraint.forbids(self.formulation.candidates) is not None:
                depending[Reason("constraint", name)] = constraint.conditions
        return depending

    @cached_property
    def _fixed(self) -> BoolArray:
        closed = np.zeros(self.formulation.candidates.count, dtype=bool)
        for reason, mask in self.formulation.closed.items():
            if reason not in self._depending:
                closed |= mask
        return closed


def on(ground: Ground, scenario: Scenario) -> Ground:
    """Return possible contributions under a scenario that differs only in how its conditions stand."""
    return replace(ground.kept(np.ones(ground.count, dtype=bool)), facts=scenario)
