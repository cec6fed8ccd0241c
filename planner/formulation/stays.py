"""Stays: what has come to a place is there for at least so many months.

The contingent of an offer with a `stay` at a place is y(t) units in phase t: all that the offer sends to any
requirement there. a(t) of them arrive in it, at least y(t) - y(t-1) and at least none, where y before the
first phase is what the offer says of `before`. What has arrived in phases that began less than the stay ago
is still there:

    sum of a(s) over s up to t with start(t) - start(s) < stay  <=  y(t)

That is the minimum up time of Rajan and Takriti (2005, Minimum up/down polytopes of the unit commitment
problem with start-up costs, IBM RC23628) for amounts in place of on and off. It is exact: with the least a(t)
it says that units can be told apart, the first to come being the first to go, so that each stays so long. It
is tight: written on sums of arrivals and departures each row is a difference of two of them, so that with
bounds of whole steps the corners are whole steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.facts.entries import Offer
from planner.ground.ground import Ground
from planner.program.blocks import (
    CONTRIBUTION,
    BoolArray,
    ColumnBlock,
    FloatArray,
    IntArray,
    Keys,
    Part,
    RowBlock,
)
from planner.program.row_source import RowSource

ARRIVAL, STAY = "arrival", "stay"
"""The families of the columns that say what arrives with the rows that say so, and of the rows of stays."""
CONTINGENT = ("nation", "capability", "place")
"""What a stay is of: all that a nation has of a capability at a place."""


@dataclass(frozen=True, eq=False)
class Stays:
    """The contingents that have to stay, out of the possible contributions.

    `columns` are the contributions of offers with a stay, `contingent` is the number of each one's. `bound`
    is contingents x phases x phases: whether what arrives in the first is still there in the second.
    `before` are the units that stand there before the first phase.
    """

    ground: Ground
    keys: Keys
    columns: IntArray
    contingent: IntArray
    bound: BoolArray
    before: FloatArray

    @classmethod
    def of(cls, ground: Ground) -> Stays:
        """Return the contingents of all offers with a stay."""
        columns = np.flatnonzero(_with_a_stay(ground)).astype(np.int32)
        positions = np.array([ground.key(key)[columns] for key in CONTINGENT])
        found, contingent = np.unique(positions, axis=1, return_inverse=True)
        keys = dict(zip(CONTINGENT, found.astype(np.int32), strict=True))
        offers = [_offer(ground, *pair) for pair in found[:2].T.tolist()]
        places = [ground.index.names["place"][spot] for spot in found[2].tolist()]
        calendar, phases = ground.index.calendar, len(ground.index.months)
        bound = [calendar.begun_within(offer.stay or 0.0) for offer in offers]
        before = [offer.before.get(place, 0.0) for offer, place in zip(offers, places, strict=True)]
        return cls(
            ground,
            keys,
            columns,
            contingent.ravel().astype(np.int32),
            np.array(bound, dtype=bool).reshape(len(offers), phases, phases),
            np.array(before, dtype=float),
        )

    @cached_property
    def open(self) -> BoolArray:
        """In which phases something of each contingent may be there: contingents x phases."""
        there = np.zeros(self.bound.shape[:2], dtype=bool)
        there[self.contingent, self._phase] = True
        return there

    @cached_property
    def arrivals(self) -> tuple[IntArray, IntArray]:
        """The contingent and the phase of each arrival that binds it in a later phase."""
        later = np.triu(self.bound, 1).any(axis=2) if len(self.bound) else self.open
        contingent, phase = np.nonzero(self.open & later)
        return contingent.astype(np.int32), phase.astype(np.int32)

    @cached_property
    def held(self) -> tuple[IntArray, IntArray]:
        """The contingent and the phase of each row of a stay: something that has arrived is there still."""
        contingent, phase = self.arrivals
        table = np.zeros_like(self.open)
        arrival, later = np.nonzero(self.bound[contingent, phase])
        table[contingent[arrival], later] = True
        held, phases = np.nonzero(table)
        return held.astype(np.int32), phases.astype(np.int32)

    def there(self, units: FloatArray) -> FloatArray:
        """Return the units of each contingent in each phase, of the units of all contributions."""
        found = np.zeros(self.bound.shape[:2])
        np.add.at(found, (self.contingent, self._phase), units[self.columns])
        return found

    def missing(self, there: FloatArray) -> FloatArray:
        """Return by how much each contingent is smaller in each phase than those who have to be there still.

        It is less than nothing where more are there.
        """
        earlier = np.hstack([self.before[:, None], there[:, :-1]])
        arrived = np.maximum(there - earlier, 0.0)
        missing: FloatArray = np.einsum("cs,cst->ct", arrived, self.bound) - there
        return missing

    def columns_of_arrivals(self) -> ColumnBlock:
        """Return a column for each arrival: units that come."""
        contingent, phase = self.arrivals
        reach = self.there(self.ground.reach)[contingent, phase]
        return ColumnBlock.continuous(ARRIVAL, self._at(contingent, phase), reach)

    def rows(self) -> Iterator[RowBlock]:
        """Yield what arrives, and then what has to be there still."""
        contingent, phase = self.arrivals
        if len(contingent):
            yield self._arriving(contingent, phase)
            yield self._staying(contingent, phase)

    def _arriving(self, contingent: IntArray, phase: IntArray) -> RowBlock:
        """Return one row for each arrival: what is there is what was, and what arrives, or less."""
        number = self._numbers(contingent, phase, np.arange(len(contingent), dtype=np.int32))
        after = np.full_like(number, -1)
        after[:, :-1] = number[:, 1:]
        own = np.arange(len(contingent), dtype=np.int32)
        return RowBlock(
            ARRIVAL,
            self._at(contingent, phase),
            np.full(len(own), -np.inf),
            np.where(phase == 0, self.before[contingent], 0.0),
            (self._part(number, 1.0), self._part(after, -1.0), Part(ARRIVAL, own, own, -np.ones(len(own)))),
            RowSource("stay"),
            "what comes of {nation}'s {capability} to {place} in {phase}",
        )

    def _staying(self, contingent: IntArray, phase: IntArray) -> RowBlock:
        """Return one row for each phase in which something that has arrived is still there."""
        arrival, later = np.nonzero(self.bound[contingent, phase])
        lines, phases = self.held
        number = self._numbers(lines, phases, np.arange(len(lines), dtype=np.int32))
        row = number[contingent[arrival], later]
        gone = Part(ARRIVAL, row, arrival.astype(np.int32), -np.ones(len(row)))
        return RowBlock(
            STAY,
            self._at(lines, phases),
            np.zeros(len(lines)),
            np.full(len(lines), np.inf),
            (self._part(number, 1.0), gone),
            RowSource("stay"),
            "what has come of {nation}'s {capability} to {place} is there in {phase}",
        )

    def _part(self, number: IntArray, factor: float) -> Part:
        """Return a part that adds the units of a contingent in a phase to the row of that number."""
        row = number[self.contingent, self._phase]
        used = row >= 0
        return Part(CONTRIBUTION, row[used], self.columns[used], np.full(int(used.sum()), factor))

    def _numbers(self, contingent: IntArray, phase: IntArray, number: IntArray) -> IntArray:
        """Return numbers as a table of contingents x phases; -1 for none."""
        table = np.full(self.open.shape, -1, dtype=np.int32)
        table[contingent, phase] = number
        return table

    def _at(self, contingent: IntArray, phase: IntArray) -> Keys:
        return {**{key: positions[contingent] for key, positions in self.keys.items()}, "phase": phase}

    @property
    def _phase(self) -> IntArray:
        return self.ground.keys["phase"][self.columns]


def _with_a_stay(ground: Ground) -> BoolArray:
    """Return which contributions are of an offer with a stay."""
    width = len(ground.index.names["capability"])
    positions = ground.index.positions
    staying = [
        positions["nation"][name] * width + positions["capability"][capability]
        for name, nation in ground.facts.nations.items()
        for capability, offer in nation.offers.items()
        if offer.stay
    ]
    found: BoolArray = np.isin(ground.keys["nation"] * width + ground.keys["capability"], staying)
    return found


def _offer(ground: Ground, nation: int, capability: int) -> Offer:
    names = ground.index.names
    return ground.facts.nations[names["nation"][nation]].offers[names["capability"][capability]]
