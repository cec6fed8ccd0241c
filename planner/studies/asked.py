"""What an ask comes down to: how many units an offer has to be, and how large the pool behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from planner.program.tables import ASK, CONTRIBUTION, FloatArray
from planner.formulation.offers import window_months
from planner.scenario.models import Offer
from planner.studies.elastic import ASK, Elastic


@dataclass(frozen=True, eq=False)
class Grown:
    """An offer as it would have to be: units on station, and the pool where it has one."""

    nation: str
    capability: str
    units: float
    pool: float


@dataclass(frozen=True, eq=False)
class Growth:
    """The asks of one solution of an elastic program."""

    elastic: Elastic
    values: FloatArray

    @cached_property
    def _gives(self) -> sparse.csc_array:
        """What each ask gives to each row."""
        return -self.elastic.program.matrix[:, self.elastic.program.family(ASK)].tocsc()

    @cached_property
    def _beyond(self) -> FloatArray:
        """How far each row is beyond its most, bends taken into account, when all asks are."""
        program = self.elastic.program
        return program.matrix @ self.values - program.row_upper

    def offer(self, spot: int) -> Grown:
        """Return the offer behind an ask, as large as the solution needs it."""
        table, names = self.elastic.offers, self.elastic.ground.index.names
        number = int(self.elastic.asks.offer[spot])
        offer, bound = table.offers[number], table.bound[number]
        sent = self._sent(number)
        elsewhere = bound if offer.pool is None else np.zeros(len(bound))
        on_station = float(np.max((sent + elsewhere)[sent > 0], initial=0.0))
        return Grown(
            names["nation"][table.nation[number]],
            names["capability"][table.capability[number]],
            max(offer.units.at(self.elastic.level), on_station, self._by_other_rows(spot, offer)),
            max(offer.pool or 0.0, self._pool(offer, sent, bound)),
        )

    def _sent(self, number: int) -> FloatArray:
        """Return the units of an offer on station in each phase."""
        ground = self.elastic.ground
        mine = self.elastic.offers.spot(ground) == number
        units = self.values[self.elastic.program.family(CONTRIBUTION)][mine]
        return np.bincount(ground.keys["phase"][mine], weights=units, minlength=len(ground.index.months))

    def _by_other_rows(self, spot: int, offer: Offer) -> float:
        """Return the units that rows of politics need, such as the part of ships that may stay."""
        column = self._gives[:, [spot]].tocoo()
        amount = self.values[self.elastic.program.family(ASK)][spot]
        political = self.elastic.book.sort_of_rows(column.row) != "offer"
        rows, gives = column.row[political], column.data[political]
        needed = (self._beyond[rows] + gives * amount) / gives
        return offer.units.at(self.elastic.level) + float(np.max(needed, initial=0.0))

    def _pool(self, offer: Offer, sent: FloatArray, bound: FloatArray) -> float:
        """Return the pool that can rotate what is sent, through the fullest of its windows."""
