"""What one more unit of each offer would fill, over the worlds: where it helps most, and where that is worst.

Each world is solved once more with one more unit of an offer, so a price is what that unit really fills and
no slope. Offers of a capability are first given one more all at once: where that changes no priority none of
them alone does, because more on offer never makes the fills, in their order, worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from planner.engines.engine import Status
from planner.formulation.fills import is_fill, up_to_last_fill
from planner.formulation.formulate import Formulation, formulate
from planner.plan.divisible import without_steps
from planner.plan.plan import plain
from planner.program.blocks import FloatArray
from planner.program.program import Goal
from planner.studies.uncertainty.variance_shares import error_of
from planner.words.figures import NEGLIGIBLE
from planner.worlds.answers import answers
from planner.worlds.family import Family
from planner.worlds.required_lines import Lines
from planner.worlds.solving_worlds import Effort
from planner.worlds.world import OfferId, World

WORST = 0.1
"""The part of the worlds that are the worst, those with the least of a priority filled."""


@dataclass(frozen=True)
class OfferPrice:
    """How much more of a priority one more unit of an offer fills: on average, in the worst tenth of worlds.

    Each is a part of the priority, with its standard error, None from a single world. An offer that does not
    stand brings nothing more.
    """

    priority: int
    nation: str
    capability: str
    mean: float
    error: float
    worst_tenth: float
    worst_error: float | None


def prices(formulation: Formulation, worlds: Sequence[World], effort: Effort) -> tuple[OfferPrice, ...]:
    """Return the offers of which one more unit, divisible, fills more somewhere, by priority, the best first.

    `worlds` are in equal scramblings. None where the goals ask for no fill. Raises TimeoutError where time is
    up before all are known.
    """
    priced = _Priced(formulate(without_steps(formulation.scenario), formulation.counting), worlds, effort)
    if not priced.goals:
        return ()
    found = [price for price in priced.each() if max(price.mean, price.worst_tenth) > NEGLIGIBLE]
    return tuple(sorted(found, key=order))


def order(price: OfferPrice) -> tuple[Any, ...]:
    """Return what prices are sorted by; those that are printed alike go by their names, not by rounding."""
    return price.priority, -plain(price.mean), price.nation, price.capability


@dataclass(frozen=True, eq=False)
class _Priced:
    formulation: Formulation
    worlds: Sequence[World]
    effort: Effort

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals up to the last fill."""
        return up_to_last_fill(self.formulation.program.goals)

    @cached_property
    def _offers(self) -> dict[str, list[OfferId]]:
        """The offers of each capability."""
        found: dict[str, list[OfferId]] = {}
        for nation, one in sorted(self.formulation.scenario.nations.items()):
            for capability in sorted(one.offers):
                found.setdefault(capability, []).append((nation, capability))
        return found

    @cached_property
    def _family(self) -> Family:
        """The program for all worlds and one more unit of everything, to be solved for its fills alone."""
        everything = dict.fromkeys((offer for offers in self._offers.values() for offer in offers), 1.0)
        most = [world.asking(everything) for world in self.worlds]
        family = Family.of(self.formulation, [*self.worlds, *most])
        return replace(family, program=replace(family.program, goals=up_to_last_fill(family.program.goals)))

    @property
    def _fills_alone(self) -> bool:
        """Whether fills are all that is asked for: only then is what all do not change changed by none."""
        return all(map(is_fill, self._family.program.goals))

    @cached_property
    def _lines(self) -> Lines:
        return Lines.of(self._family)

    def _fills(self, worlds: Sequence[World], about: str) -> FloatArray:
        """Return the fill of each priority (worlds x priorities), not a number where there is no plan."""
        nothing = dict.fromkeys(self._lines.priorities, np.nan)
        found = answers(self._family, worlds, self.effort, about=about)
        if any(one.status is Status.LIMIT for one in found):
            raise TimeoutError
        filled = [self._lines.fill(one.short) if one.found else nothing for one in found]
        return np.array([list(one.values()) for one in filled]).reshape(len(worlds), len(nothing))

    @cached_property
    def _gains(self) -> tuple[FloatArray, dict[OfferId, FloatArray]]:
        """The fills, and what one more unit of each offer that helps in some world adds to them."""
        whole = self._fills(self.worlds, "fills of worlds")
        asked = [(world, offers) for offers in self._offers.values() for world in range(len(self.worlds))]
        more = self._fills(
            [self._with(world, offers) for world, offers in asked], "one more unit of each capability"
        )
        spots = np.array([world for world, _ in asked], dtype=int)
        same = (np.abs(more - whole[spots]) <= NEGLIGIBLE).all(axis=1) & self._fills_alone
        helped = ~same & ~np.isnan(whole[spots, 0])
        pairs = [
            (world, offer)
            for (world, offers), helps in zip(asked, helped, strict=True)
            if helps
            for offer in offers
        ]
        each = self._fills(
            [self._with(world, [offer]) for world, offer in pairs], "one more unit of each offer"
        )
        nothing = np.where(np.isnan(whole), np.nan, 0.0)
        gains: dict[OfferId, FloatArray] = {}
        for (world, offer), filled in zip(pairs, each, strict=True):
            gains.setdefault(offer, nothing.copy())[world] = filled - whole[world]
        return whole, gains

    def _with(self, world: int, offers: Sequence[OfferId]) -> World:
        return self.worlds[world].asking(dict.fromkeys(offers, 1.0))

    def each(self) -> list[OfferPrice]:
        """Return the prices of offers that help in some world."""
        whole, gains = self._gains
        return [
            _price(rank, offer, whole[:, place], gain[:, place])
            for offer, gain in gains.items()
            for place, rank in enumerate(self._lines.priorities)
            if not np.isnan(gain[:, place]).all()
        ]


def _price(rank: int, offer: OfferId, filled: FloatArray, gain: FloatArray) -> OfferPrice:
    """Return a price from the fill of a priority in each world, and what one more unit adds to it."""
    known = gain[~np.isnan(gain)]
    lowest = np.quantile(filled[~np.isnan(gain)], WORST) + NEGLIGIBLE
    worst = gain[~np.isnan(gain) & (filled <= lowest)]
    spread = float(worst.std(ddof=1) / np.sqrt(len(worst))) if len(worst) > 1 else None
    return OfferPrice(rank, *offer, float(known.mean()), error_of(gain), float(worst.mean()), spread)
