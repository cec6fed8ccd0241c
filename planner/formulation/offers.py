"""What is on offer: possible contributions, and the `offer` and `pool` rows that hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from planner.facts.entries import Commitment, Nation, Offer
from planner.facts.exact import exact
from planner.facts.facts import Facts
from planner.facts.fields import FIRMNESS, Firmness, Level
from planner.ground.calendar import Calendar
from planner.ground.ground import Ground
from planner.ground.index import Index
from planner.program.blocks import CONTRIBUTION, FloatArray, IntArray, Keys, Part, RowBlock
from planner.program.row_source import RowSource
from planner.program.steps import rounded_up

LESS_THAN_ONE = 1e-5
"""How far below one step a line may be overfilled, in proportion to all that may stand there.

Solvers leave a millionth of what a row adds up; with less than that between them, one step too many is as
good to them as less than one.
"""

KEPT = 256
"""Of so many selections of offers the numbers are kept at most: worlds may each be of others."""


@dataclass(frozen=True)
class Counting:
    """What is counted on: offers at least this firm (all where None), at this level of their units."""

    firmness: Firmness | None = None
    offers: Level = "expected"

    def counts(self, offer: Offer) -> bool:
        """Say whether an offer is firm enough."""
        return self.firmness is None or FIRMNESS.index(offer.firmness) <= FIRMNESS.index(self.firmness)


@dataclass(frozen=True)
class _Free:
    """An offer and what its nation has committed of the capability elsewhere."""

    offer: Offer
    commitments: tuple[Commitment, ...]

    @classmethod
    def of(cls, nation: Nation, capability: str) -> _Free:
        mine = tuple(entry for entry in nation.commitments if entry.capability == capability)
        return cls(nation.offers[capability], mine)

    def bound(self, calendar: Calendar) -> FloatArray:
        """Return the units committed elsewhere in each phase where there is no pool that they come off."""
        if self.offer.pool is not None or not self.commitments:
            return np.zeros(len(calendar.starts))
        return np.array(calendar.average(self.commitments), dtype=float)

    def pool(self, calendar: Calendar) -> FloatArray:
        """Return the unit-months of the pool that are free in each window; infinite without a pool.

        They are negative where more are committed elsewhere than the pool has.
        """
        if self.offer.pool is None or self.offer.tour is None:
            return np.full(len(calendar.starts), np.inf)
        whole = exact(self.offer.pool) * exact(self.offer.tour)
        if not self.commitments:
            return np.full(len(calendar.starts), float(max(whole, Fraction())))
        taken = calendar.committed(self.commitments, window_length(self.offer))
        return np.array([whole - part for part in taken], dtype=float)


def window_length(offer: Offer) -> Fraction:
    """Return the months of a window of an offer's pool: rotation x tour; none without a pool."""
    return exact(offer.rotation or 0) * exact(offer.tour or 0)


@dataclass(frozen=True, eq=False)
class OfferTable:
    """Every offer, sorted by nation and capability, with what binds it elsewhere.

    `units` is offers x phases: units free on station. `bound` is offers x phases: units committed elsewhere
    that come off these, averaged over the phase; none of an offer with a pool. `free` is offers x phases:
    unit-months of the pool that are free in its window that starts with the phase; infinite without a pool.
    `short` is offers x phases: unit-months that are committed elsewhere beyond what the pool has.
    """

    nation: IntArray
    capability: IntArray
    offers: tuple[Offer, ...]
    units: FloatArray
    bound: FloatArray
    free: FloatArray
    short: FloatArray

    @classmethod
    def of(cls, facts: Facts, index: Index, level: Level) -> OfferTable:
        """Return the offers of a scenario at a level of their units."""
        nations = index.names["nation"]
        keys = [(nation, name) for nation in nations for name in sorted(facts.nations[nation].offers)]
        return cls._of_offers(keys, facts, index, level)

    @classmethod
    def _of_offers(
        cls, keys: Sequence[tuple[str, str]], facts: Facts, index: Index, level: Level
    ) -> OfferTable:
        """Return the table for some nations and capabilities alone; `at` needs one that is sorted."""
        entries = [_Free.of(facts.nations[nation], capability) for nation, capability in keys]
        shape = (len(entries), len(index.months))
        ceiling = np.array([entry.offer.units.at(level) for entry in entries]).reshape(-1, 1)
        bound = np.array([entry.bound(index.calendar) for entry in entries]).reshape(shape)
        pool = np.array([entry.pool(index.calendar) for entry in entries]).reshape(shape)
        return cls(
            np.array([index.positions["nation"][nation] for nation, _ in keys], dtype=np.int32),
            np.array([index.positions["capability"][name] for _, name in keys], dtype=np.int32),
            tuple(entry.offer for entry in entries),
            np.maximum(ceiling - bound, 0.0),
            bound,
            np.maximum(pool, 0.0),
            np.maximum(-pool, 0.0),
        )

    def renewed(self, facts: Facts, index: Index, level: Level, nations: Collection[str]) -> OfferTable:
        """Return the table with other amounts in the offers of some nations.

        Every nation has offers of the same capabilities as before, and the same commitments.
        """
        names = index.names
        known = zip(self.nation.tolist(), self.capability.tolist(), self.offers, strict=True)
        mine = ((names["nation"][nation], names["capability"][one], was) for nation, one, was in known)
        asked = [
            (nation, one)
            for nation, one, was in mine
            if nation in nations and facts.nations[nation].offers[one] is not was
        ]
        if not asked:
            return self
        fresh = self._of_offers(asked, facts, index, level)
        spots = self.at({"nation": fresh.nation, "capability": fresh.capability})
        offers = list(self.offers)
        for number, offer in zip(spots.tolist(), fresh.offers, strict=True):
            offers[number] = offer
        amounts = {name: getattr(self, name).copy() for name in ("units", "bound", "free", "short")}
        for name, amount in amounts.items():
            amount[spots] = getattr(fresh, name)
        return replace(self, offers=tuple(offers), **amounts)

    def spot(self, ground: Ground) -> IntArray:
        """Return for each contribution the number of its offer."""
        return self.at(ground.keys)

    def at(self, keys: Keys) -> IntArray:
        """Return the number of the offer of each nation and capability; every one must be on offer."""
        width = max(int(self.capability.max(initial=0)), int(keys["capability"].max(initial=0))) + 1
        numbers = self.nation.astype(np.int64) * width + self.capability
        wanted = keys["nation"].astype(np.int64) * width + keys["capability"]
        return np.searchsorted(numbers, wanted).astype(np.int32)

    @cached_property
    def numbers(self) -> dict[tuple[int, int], int]:
        """The number of each offer by its nation and capability."""
        each = zip(self.nation.tolist(), self.capability.tolist(), strict=True)
        return {key: number for number, key in enumerate(each)}

    def spots(self, offers: tuple[tuple[str, str], ...], index: Index) -> IntArray:
        """Return the numbers of offers by the ids of their nations and capabilities."""
        if offers not in self._spots:
            if len(self._spots) >= KEPT:
                self._spots.clear()
            nations, capabilities = index.positions["nation"], index.positions["capability"]
            each = [self.numbers[nations[nation], capabilities[one]] for nation, one in offers]
            self._spots[offers] = np.array(each, dtype=np.int32)
        return self._spots[offers]

    @cached_property
    def _spots(self) -> dict[tuple[tuple[str, str], ...], IntArray]:
        """What was asked for: many worlds are of the same offers."""
        return {}


def required(facts: Facts, index: Index) -> FloatArray:
    """Return the units required, requirements x phases."""
    return np.array(
        [
            [facts.requirements[name].required(phase) for phase in index.names["phase"]]
            for name in index.names["requirement"]
        ]
    )


def possible(facts: Facts, index: Index, table: OfferTable) -> Ground:
    """Return every contribution that an offer could make to a requirement, politics aside.

    One for each offer, requirement that accepts its capability, and phase in which the requirement needs
    something; sorted by nation, capability, requirement and phase.
    """
    served = _served(facts, index)
    needs = required(facts, index)
    lines = [served[capability][0] for capability in table.capability]
    offer = np.repeat(np.arange(len(table.offers)), [len(line) for line in lines])
    requirement = np.concatenate([*lines, np.zeros(0, dtype=np.int32)]).astype(np.int32)
    worth = np.concatenate([*(served[capability][1] for capability in table.capability), np.zeros(0)])
    needed = needs[requirement] > 0
    spot, phase = np.nonzero(needed)
    offer, requirement, worth = offer[spot], requirement[spot], worth[spot]
    keys = {
        "nation": table.nation[offer],
        "capability": table.capability[offer],
        "requirement": requirement,
        "phase": phase.astype(np.int32),
    }
    offered = table.units[offer, phase]
    ground = Ground(facts, index, keys, worth, offered, offered)
    return replace(ground, reach=np.minimum(offered, most_of_use(ground, needs)))


def most_of_use(ground: Ground, needs: FloatArray) -> FloatArray:
    """Return the units of each contribution that its line has room for, in its step; needs are by phase."""
    keys = ground.keys["requirement"], ground.keys["phase"]
    line = np.ravel_multi_index(keys, needs.shape).astype(np.int32)
    room = filled_at_most(ground, line, needs.ravel())[line] / ground.effectiveness
    enough = needs.ravel()[line] / ground.effectiveness
    return np.maximum(rounded_up(enough, ground.step), -rounded_up(-room, ground.step))


def filled_at_most(ground: Ground, line: IntArray, needs: FloatArray) -> FloatArray:
    """Return the most that may serve each line, by the line that each contribution serves.

    Where units in steps serve a line it may be overfilled by less than the largest of these steps.
    """
    over = np.zeros(len(needs))
    np.maximum.at(over, line, ground.effectiveness * ground.step)
    most: FloatArray = needs + over - np.minimum(LESS_THAN_ONE * (needs + over), over / 2)
    return most


def _served(facts: Facts, index: Index) -> list[tuple[IntArray, FloatArray]]:
    """Return for each capability the requirements that accept it and its effectiveness there."""
    served: list[list[tuple[int, float]]] = [[] for _ in index.names["capability"]]
    for number, name in enumerate(index.names["requirement"]):
        for capability, worth in facts.requirements[name].served_by.items():
            served[index.positions["capability"][capability]].append((number, worth))
    return [
        (np.array([line for line, _ in pairs], dtype=np.int32), np.array([worth for _, worth in pairs]))
        for pairs in served
    ]


def offer_rows(ground: Ground, table: OfferTable) -> RowBlock:
    """Return one row for each offer and phase in use: units on station at most the units free."""
    width = len(ground.index.months)
    number = table.spot(ground).astype(np.int64) * width + ground.keys["phase"]
    used, row = np.unique(number, return_inverse=True)
    offer, phase = np.divmod(used, width)
    keys = {
        "nation": table.nation[offer],
        "capability": table.capability[offer],
        "phase": phase.astype(np.int32),
    }
    part = Part(
        CONTRIBUTION, row.astype(np.int32), np.arange(ground.count, dtype=np.int32), np.ones(ground.count)
    )
    return RowBlock(
        "offer",
        keys,
        np.full(len(used), -np.inf),
        table.units[offer, phase],
        (part,),
        RowSource("offer"),
        "what {nation} offers of {capability} in {phase}",
    )


def pool_rows(ground: Ground, table: OfferTable) -> Iterator[RowBlock]:
    """Yield one row for each pooled offer and window of rotation x tour months that starts with a phase.

    Unit-months on station within the window, with those committed elsewhere in its months, are at most pool x
    tour.
    """
    spot = table.spot(ground)
    windows = np.arange(len(ground.index.months), dtype=np.int32)
    for number, offer in enumerate(table.offers):
        columns = np.flatnonzero(spot == number).astype(np.int32)
        if offer.pool is None or not len(columns):
            continue
        overlap = ground.index.calendar.in_windows(window_length(offer))
        window, entry = np.nonzero(overlap[:, ground.keys["phase"][columns]])
        keys = {
            "nation": np.full(len(windows), table.nation[number]),
            "capability": np.full(len(windows), table.capability[number]),
            "phase": windows,
        }
        part = Part(
            CONTRIBUTION,
            window.astype(np.int32),
            columns[entry],
            overlap[window, ground.keys["phase"][columns[entry]]],
        )
        yield RowBlock(
            "pool",
            keys,
            np.full(len(windows), -np.inf),
            table.free[number],
            (part,),
            RowSource("pool"),
            "what {nation} can rotate of {capability} from {phase}",
        )
