"""What one more unit of each offer would fill, over the worlds: where it helps most, and where that is worst.

Each world is solved once more with one more unit of an offer, so a price is what that unit really fills and
no slope. Offers of a capability are first given one more all at once: where that changes no priority none of
them alone does, because more on offer never makes the fills, in their order, worse.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, chain
from typing import Any

import numpy as np

from planner.engines.engine import Status
from planner.formulation.fills import is_fill, up_to_last_fill
from planner.formulation.formulate import Formulation, formulate
from planner.plan.divisible import without_steps
from planner.plan.plan import plain
from planner.program.blocks import FloatArray, IntArray
from planner.studies.uncertainty.variance_shares import error_of
from planner.words.figures import NEGLIGIBLE
from planner.worlds.answers import hand_on
from planner.worlds.distinct import Distinct
from planner.worlds.family import Family
from planner.worlds.figure_columns import FigureColumns
from planner.worlds.made_worlds import MadeWorlds
from planner.worlds.required_lines import Lines
from planner.worlds.solving_worlds import Effort
from planner.worlds.world import OfferId, World
from planner.worlds.world_answer import Answer

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
    divisible = formulate(without_steps(formulation.scenario), formulation.counting)
    if not up_to_last_fill(divisible.program.goals):
        return ()
    with ExitStack() as files:
        priced = _Priced(divisible, Distinct.of(worlds), effort, files)
        found = [price for price in priced.each() if max(price.mean, price.worst_tenth) > NEGLIGIBLE]
    return tuple(sorted(found, key=order))


def order(price: OfferPrice) -> tuple[Any, ...]:
    """Return what prices are sorted by; those that are printed alike go by their names, not by rounding."""
    return price.priority, -plain(price.mean), price.nation, price.capability


@dataclass(frozen=True, eq=False)
class _Priced:
    """Prices over worlds of which those that differ are solved once; `files` are closed in the end."""

    formulation: Formulation
    worlds: Distinct
    effort: Effort
    files: ExitStack

    @cached_property
    def _offers(self) -> list[list[OfferId]]:
        """The offers of each capability."""
        found: dict[str, list[OfferId]] = {}
        for nation, one in sorted(self.formulation.scenario.nations.items()):
            for capability in sorted(one.offers):
                found.setdefault(capability, []).append((nation, capability))
        return list(found.values())

    @cached_property
    def _family(self) -> Family:
        """The program for all worlds and one more unit of everything, to be solved for its fills alone."""
        everything = dict.fromkeys((offer for offers in self._offers for offer in offers), 1.0)
        most = (world.asking(everything) for world in self.worlds)
        family = Family.of(self.formulation, chain(self.worlds, most))
        return replace(family, program=replace(family.program, goals=up_to_last_fill(family.program.goals)))

    @property
    def _fills_alone(self) -> bool:
        """Whether fills are all that is asked for: only then is what all do not change changed by none."""
        return all(map(is_fill, self._family.program.goals))

    @cached_property
    def _lines(self) -> Lines:
        return Lines.of(self._family)

    def _fills(self, worlds: Sequence[World], about: str) -> FigureColumns:
        """Return the fill of each priority (worlds x priorities), not a number where there is no plan."""
        found = self.files.enter_context(closing(FigureColumns(len(worlds))))
        nothing = dict.fromkeys(self._lines.priorities, np.nan)

        def take(start: int, answered: list[Answer]) -> None:
            if any(one.status is Status.LIMIT for one in answered):
                raise TimeoutError
            filled = [self._lines.fill(one.short) if one.found else nothing for one in answered]
            found.put(start, np.array([list(one.values()) for one in filled]))

        if hand_on(self._family, worlds, take, self.effort, about=about) < len(worlds):
            raise TimeoutError
        return found

    @cached_property
    def _whole(self) -> FloatArray:
        """The fill of each priority in each world that differs."""
        return self._few(self._fills(self.worlds, "fills of worlds"), 0, len(self.worlds))

    def _few(self, fills: FigureColumns, start: int, count: int) -> FloatArray:
        """Return fills (worlds x priorities) of worlds from a number on."""
        each = [fills.column(number, start, start + count) for number in range(len(self._lines.priorities))]
        return np.array(each).T

    @cached_property
    def _helped(self) -> list[IntArray]:
        """Of each capability the worlds in which one more unit of all its offers changes some fill."""
        count, whole = len(self.worlds), self._whole
        more = self._fills(
            MadeWorlds(count * len(self._offers), self._with_all), "one more unit of each capability"
        )
        found = []
        for number in range(len(self._offers)):
            changed = np.abs(self._few(more, number * count, count) - whole) <= NEGLIGIBLE
            helped = ~(changed.all(axis=1) & self._fills_alone) & ~np.isnan(whole[:, 0])
            found.append(np.flatnonzero(helped).astype(np.int32))
        return found

    def _with_all(self, start: int, stop: int) -> list[World]:
        """Return worlds with one more unit of all offers of a capability: for each capability all worlds."""
        each = (divmod(spot, len(self.worlds)) for spot in range(start, stop))
        return [self._with(world, self._offers[number]) for number, world in each]

    @cached_property
    def _starts(self) -> list[int]:
        """Where the worlds with one more unit of single offers begin, for each capability, and their end."""
        counts = (
            len(helped) * len(offers) for helped, offers in zip(self._helped, self._offers, strict=True)
        )
        return list(accumulate(counts, initial=0))

    def _with_one(self, start: int, stop: int) -> list[World]:
        """Return worlds that one more unit of a capability helps, with one of each of its offers in turn."""
        found = []
        for spot in range(start, stop):
            number = bisect_right(self._starts, spot) - 1
            world, offer = divmod(spot - self._starts[number], len(self._offers[number]))
            found.append(self._with(int(self._helped[number][world]), [self._offers[number][offer]]))
        return found

    def _with(self, world: int, offers: Sequence[OfferId]) -> World:
        return self.worlds[world].asking(dict.fromkeys(offers, 1.0))

    def each(self) -> Iterator[OfferPrice]:
        """Yield the prices of offers that help in some world."""
        whole = self._whole
        ones = self._fills(MadeWorlds(self._starts[-1], self._with_one), "one more unit of each offer")
        for offers, helped, start in zip(self._offers, self._helped, self._starts, strict=False):
            filled = self._few(ones, start, len(helped) * len(offers))
            for number, offer in enumerate(offers if len(helped) else ()):
                gain = np.where(np.isnan(whole), np.nan, 0.0)
                gain[helped] = filled[number :: len(offers)] - whole[helped]
                yield from self._of(offer, gain)

    def _of(self, offer: OfferId, gain: FloatArray) -> Iterator[OfferPrice]:
        """Yield the prices of an offer by what one more unit adds in each world that differs."""
        number = self.worlds.number
        for place, rank in enumerate(self._lines.priorities):
            if not np.isnan(gain[:, place]).all():
                yield _price(rank, offer, self._whole[number, place], gain[number, place])


def _price(rank: int, offer: OfferId, filled: FloatArray, gain: FloatArray) -> OfferPrice:
    """Return a price from the fill of a priority in each world, and what one more unit adds to it."""
    known = gain[~np.isnan(gain)]
    lowest = np.quantile(filled[~np.isnan(gain)], WORST) + NEGLIGIBLE
    worst = gain[~np.isnan(gain) & (filled <= lowest)]
    spread = float(worst.std(ddof=1) / np.sqrt(len(worst))) if len(worst) > 1 else None
    return OfferPrice(rank, *offer, float(known.mean()), error_of(gain), float(worst.mean()), spread)
